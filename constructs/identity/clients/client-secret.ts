import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { SecretsmanagerSecret, SecretsmanagerSecretVersion } from "../../bindings";
import { Section } from "../../stack/section";

export interface ClientSecretProps {
  readonly name: string;
  readonly description: string;
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  /** @default Secrets Manager's own key */
  readonly kmsKeyId?: string;
  /** How long a deleted secret can be restored: 0, or 7 to 30 days. @default 30 */
  readonly recoveryWindowInDays?: number;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Puts a client's id and secret into Secrets Manager, as JSON `{client_id, client_secret}`.
 * Addresses: `aws_secretsmanager_secret.ID`, `aws_secretsmanager_secret_version.ID`.
 */
export function storeClientSecret(scope: Construct, id: string, props: ClientSecretProps): SecretsmanagerSecret {
  const { client } = props;
  const secret = new SecretsmanagerSecret(new Section(scope, "secret"), id, {
    name: props.name,
    description: props.description,
    kmsKeyId: props.kmsKeyId,
    recoveryWindowInDays: props.recoveryWindowInDays ?? 30,
    tags: props.tags,
  });
  new SecretsmanagerSecretVersion(new Section(scope, "secret-version"), id, {
    secretId: secret.id,
    secretString: Fn.jsonencode({ client_id: client.clientId, client_secret: client.clientSecret }),
    // The secret is never without a value.
    lifecycle: { createBeforeDestroy: true },
  });
  return secret;
}
