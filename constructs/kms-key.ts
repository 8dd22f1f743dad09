import { Fn, Token } from "cdktf";
import type { PolicyStatement } from "./compute/node-function-props";
import { kmsKeyArn } from "./props/names";
import { checkProps } from "./props/shape";

/** @throws ConfigurationError `kms-key` for what isn't the ARN of a key: an alias is no resource of a policy, and DynamoDB takes none */
export function checkKeyArn(arn: string, where: string): void {
  checkProps((value, _, look) => kmsKeyArn(value, "kmsKeyArn", look), arn, where);
}

/** What is encrypted with a customer managed key, and how the service says so to KMS. */
export interface KmsUse {
  readonly keyArn: string;
  readonly actions: readonly [string, ...string[]];
  /** The service that asks KMS on the function's behalf. */
  readonly service: "dynamodb" | "secretsmanager" | "ssm";
  /** The encryption context by which the service names what it decrypts. */
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Lets a function use a key through one service and for one thing only; never by itself.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html (kms:ViaService, kms:EncryptionContext:)
 */
export function kmsStatement({ keyArn, actions, service, context }: KmsUse): PolicyStatement {
  const known = Token.isUnresolved(keyArn) ? undefined : keyArn.split(":");
  const region = known?.[3] ?? Fn.element(Fn.split(":", keyArn), 3);
  const host = `${service}.${region}.amazonaws.com`;
  // In China hosts end otherwise; one that doesn't exist lets nobody in.
  const elsewhere = known === undefined || known[1] === "aws-cn" ? [`${host}.cn`] : [];
  const named = Object.entries(context).map(([name, value]) => [`kms:EncryptionContext:${name}`, value] as const);
  return {
    actions,
    resources: [keyArn],
    conditions: { StringEquals: { "kms:ViaService": [host, ...elsewhere], ...Object.fromEntries(named) } },
  };
}
