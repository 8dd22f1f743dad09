import { Construct } from "constructs";
import type { SecretsmanagerSecret } from "../../bindings";
import { ConfigurationError } from "../../errors/configuration-error";
import type { AudienceMember } from "./audience-member";
import { storeClientSecret } from "./client-secret";
import { MachineClient } from "./machine-client";
import type { Pool } from "../pool/pool";
import type { ScopeCatalogue } from "./scope-catalogue";
import { requireChecks } from "../../stack/run-rules";

/**
 * Which clients are live. Each step changes one line and is applied by itself:
 *
 * 1. `current: "2026a"`
 * 2. `current: "2026a", previous: "2026b"`: a second client, welcome at the API, used by nobody yet
 * 3. `current: "2026b", previous: "2026a"`: the secret names the new one; who still holds the old one goes on
 * 4. `current: "2026b"`: the old one is gone, its secret with it. Wait with this until every consumer has read the secret again
 */
export interface RotatingMachineClientOptions<Scope extends string> {
  /** The scopes of the catalogue that the machine may ask for, the same for every generation. */
  readonly scopes: readonly [Scope, ...Scope[]];
  /** The generation whose id and secret consumers read: 1 to 16 of `[a-z0-9]`, never used before. */
  readonly current: string;
  /** The next generation, or the one to be retired. @default none */
  readonly previous?: string;
  /** 5 to 1440 minutes. A retired client's tokens stay good for that long. @default 60 */
  readonly accessTokenMinutes?: number;
  /** The secret's name in Secrets Manager. Changing it replaces the secret. @default the client's name without generation */
  readonly secretName?: string;
  /** @default Secrets Manager's own key */
  readonly kmsKeyId?: string;
  /** How long a deleted secret can be restored: 0, or 7 to 30 days. @default 30 */
  readonly recoveryWindowInDays?: number;
}

export interface RotatingMachineClientProps<Scope extends string> extends RotatingMachineClientOptions<Scope> {
  /** The pool that issues its tokens. */
  readonly pool: Pool;
  /** Where its scopes are declared. */
  readonly catalogue: ScopeCatalogue<Scope>;
  /** Begins the clients' names in AWS: NAME-GENERATION. */
  readonly name: string;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A client for one consumer whose secret can be changed while the consumer runs. Cognito can hold two secrets of one client, but the AWS
 * provider can't manage the second (hashicorp/terraform-provider-aws #46809), so a second client takes over. Consumers read `{client_id, client_secret}` from one secret whose ARN never changes.
 *
 * Addresses: `aws_cognito_user_pool_client.ID_GENERATION`, `aws_secretsmanager_secret.ID`, `aws_secretsmanager_secret_version.ID`.
 */
export class RotatingMachineClient<Scope extends string = string> extends Construct implements AudienceMember {
  /** The live clients by generation. */
  readonly clients: Readonly<Record<string, MachineClient<Scope>>>;
  readonly secret: SecretsmanagerSecret;

  constructor(scope: Construct, id: string, props: RotatingMachineClientProps<Scope>) {
    super(scope, id);
    requireChecks(this, props);
    const current = this.generation(props, props.current);
    const further = props.previous === undefined ? {} : this.further(props, props.previous);
    this.clients = { [props.current]: current, ...further };
    this.secret = storeClientSecret(this, "Resource", {
      name: props.secretName ?? props.name,
      description: "Client id and secret for the client credentials flow",
      client: current,
      kmsKeyId: props.kmsKeyId,
      recoveryWindowInDays: props.recoveryWindowInDays,
      tags: props.tags,
    });
  }

  get clientIds(): readonly string[] {
    // By name: moving `current` changes nothing about who is welcome.
    return Object.entries(this.clients)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, client]) => client.clientId);
  }

  private further(props: RotatingMachineClientProps<Scope>, name: string): Record<string, MachineClient<Scope>> {
    if (name !== props.current) return { [name]: this.generation(props, name) };
    throw new ConfigurationError(
      "rotation-generation",
      this.node.path,
      `current and previous are both "${name}"`,
      "Give the next generation a name of its own, or leave previous out",
    );
  }

  private generation(props: RotatingMachineClientProps<Scope>, name: string): MachineClient<Scope> {
    if (!/^[a-z0-9]{1,16}$/.test(name)) {
      throw new ConfigurationError(
        "rotation-generation",
        this.node.path,
        `"${name}" can't name a generation`,
        'Write 1 to 16 of a-z and 0-9, e.g. "2026a"',
      );
    }
    return new MachineClient(this, name, {
      pool: props.pool,
      catalogue: props.catalogue,
      name: `${props.name}-${name}`,
      scopes: props.scopes,
      accessTokenMinutes: props.accessTokenMinutes,
    });
  }
}
