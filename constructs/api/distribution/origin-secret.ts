import { Fn } from "cdktf";
import { Construct } from "constructs";
import { SecretsmanagerSecret, SecretsmanagerSecretVersion } from "../../bindings";
import { ConfigurationError } from "../../errors/configuration-error";
import { requireChecks } from "../../stack/run-rules";
import { Section } from "../../stack/section";
import { checkHeaderName, type OriginHeader } from "../authorizers/origin-header";

/**
 * Which values of the header are live. Each step changes one line and is applied by itself:
 *
 * 1. `current: "2026a"`
 * 2. `current: "2026b", previous: "2026a"`: authorizers take both, and then the distribution sends the new one
 * 3. `current: "2026b"`: once the distribution is deployed everywhere, which Terraform waits for
 */
export interface OriginSecretOptions {
  /** The generation that the distribution sends: 1 to 16 of `[a-z0-9]`, never used before. @default "1" */
  readonly current?: string;
  /** The generation to be retired, which authorizers still take. @default none */
  readonly previous?: string;
  /** In lowercase. @default "x-origin-verify" */
  readonly headerName?: string;
  /** @default Secrets Manager's own key */
  readonly kmsKeyId?: string;
}

export interface OriginSecretProps extends OriginSecretOptions {
  /** Begins the secrets' names in Secrets Manager: NAME-origin-GENERATION. */
  readonly name: string;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A random value that a distribution adds to each request, so that an authorizer can tell what came by it. Terraform makes it and Secrets
 * Manager keeps it, for people who test the API's own address; it is in the state too, since the distribution holds it.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html
 *
 * Addresses: `aws_secretsmanager_secret.ID_GENERATION`, `aws_secretsmanager_secret_version.ID_GENERATION`.
 */
export class OriginSecret extends Construct {
  readonly headerName: string;
  /** What the distribution sends. */
  readonly value: string;
  /** What authorizers take: the hash of each live value. */
  readonly header: OriginHeader;

  constructor(scope: Construct, id: string, props: OriginSecretProps) {
    super(scope, id);
    requireChecks(this, props);
    const { current = "1", previous } = props;
    this.headerName = props.headerName ?? "x-origin-verify";
    checkHeaderName(this.headerName, { path: this.node.path, prop: "headerName" });
    if (current === previous)
      throw new ConfigurationError(
        "rotation-generation",
        { path: this.node.path, prop: "previous" },
        `current and previous are both "${current}"`,
        "Give the next generation a name of its own, or leave previous out",
      );
    this.value = this.generation("current", current, props);
    const values = previous === undefined ? [this.value] : [this.value, this.generation("previous", previous, props)];
    this.header = {
      name: this.headerName,
      sha256: values.map((value) => Fn.nonsensitive(Fn.sha256(value)) as unknown as string),
    };
  }

  private generation(prop: string, name: string, props: OriginSecretProps): string {
    if (!/^[a-z0-9]{1,16}$/.test(name))
      throw new ConfigurationError(
        "rotation-generation",
        { path: this.node.path, prop },
        `"${name}" can't name a generation`,
        'Write 1 to 16 of a-z and 0-9, e.g. "2026a"',
      );
    const secret = new SecretsmanagerSecret(new Section(this, `secret-${name}`), name, {
      name: `${props.name}-origin-${name}`,
      description: `The value of ${this.headerName} that the distribution adds to each request`,
      kmsKeyId: props.kmsKeyId,
      // Worth nothing once it is retired; and a name is free again at once.
      recoveryWindowInDays: 0,
      tags: props.tags,
    });
    return new SecretsmanagerSecretVersion(new Section(this, `version-${name}`), name, {
      secretId: secret.id,
      // 256 bits, made when the version is. uuid() says another value at each plan.
      secretString: Fn.replace(`${Fn.uuid()}${Fn.uuid()}`, "-", ""),
      lifecycle: { ignoreChanges: ["secret_string"] },
    }).secretString;
  }
}
