import { Construct } from "constructs";
import type { CognitoUserPoolLambdaConfig } from "../../bindings";
import type { Packaging } from "../../compute/package";
import { ConfigurationError } from "../../errors/configuration-error";
import { Problems } from "../../errors/problems";
import { snakeCase } from "../../stack/addresses";
import { Section } from "../../stack/section";
import type { TriggeredPool } from "../pool/pool";
import { allowPool, poolFunction } from "./trigger-function";
import {
  declaredTriggers,
  CUSTOM_SENDERS,
  type TriggerFunction,
  type TriggerName,
  type UserPoolTriggers,
} from "./trigger-options";
import { requireChecks } from "../../stack/run-rules";

export interface PoolTriggersProps extends UserPoolTriggers {
  /** The pool that calls them. */
  readonly pool: TriggeredPool;
  /** Begins the functions' names in AWS: `PROJECT-pre-sign-up`. */
  readonly project: string;
  /** @default "archive" */
  readonly packaging?: Packaging;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The functions that a pool calls, each with its permission. Addresses: `aws_lambda_function.pre_sign_up` and those of its role, policy and log,
 * `aws_lambda_permission.pre_sign_up_trigger`; one permission for a function that serves several triggers.
 *
 * A version of the function is called where it has an `alias`.
 * @throws ConfigurationError `trigger-key` for a custom sender without a key, `trigger-challenge` for challenges that nothing asks for,
 * `trigger-timeout` for a function that may run longer than Cognito waits
 */
export class PoolTriggers extends Construct {
  constructor(scope: Construct, id: string, props: PoolTriggersProps) {
    super(scope, id);
    const problems = new Problems();
    requireChecks(this, props, problems);
    problems.attempt("", () => checkTriggers(props, this.node.path));
    const allowed = new Set<TriggerFunction>();
    const section = new Section(this, "functions");
    const permissions = new Section(this, "permissions");
    for (const [name, given] of declaredTriggers(props)) {
      const address = snakeCase(name);
      const sender = CUSTOM_SENDERS.has(name);
      const called = problems.attempt(name, () =>
        poolFunction(section, address, {
          pool: props.pool,
          function: given,
          name: `${props.project}-${address.replaceAll("_", "-")}`,
          waits: !sender,
          statements: sender && props.kmsKeyArn !== undefined ? [decrypting(props.kmsKeyArn)] : undefined,
          packaging: props.packaging,
          tags: props.tags,
        }),
      );
      if (called === undefined) continue;
      props.pool.useTriggers(configured(name, called.arn, props.kmsKeyArn));
      // What is managed elsewhere is the same function where its ARN is.
      const key = typeof given === "object" && "functionArn" in given ? given.functionArn : given;
      if (typeof given !== "string" && allowed.has(key)) continue;
      allowed.add(key);
      allowPool(permissions, `${address}_trigger`, props.pool, called, `AllowUserPool-${name}`);
    }
    problems.throwIfAny();
  }
}

function configured(name: TriggerName, arn: string, kmsKeyId: string | undefined): CognitoUserPoolLambdaConfig {
  if (!CUSTOM_SENDERS.has(name)) return { [name]: arn };
  return { [name]: { lambdaArn: arn, lambdaVersion: "V1_0" }, kmsKeyId };
}

const decrypting = (key: string) => ({ actions: ["kms:Decrypt"], resources: [key] }) as const;

function checkTriggers(triggers: UserPoolTriggers, path: string): void {
  const sender = (["customEmailSender", "customSmsSender"] as const).find((name) => triggers[name] !== undefined);
  if (sender !== undefined && triggers.kmsKeyArn === undefined)
    throw new ConfigurationError(
      "trigger-key",
      { path, prop: sender },
      "Cognito hands codes to it encrypted, and no key is named",
      "Add kmsKeyArn: the ARN of a symmetric KMS key, on which who deploys may kms:CreateGrant",
    );
  const part = (["createAuthChallenge", "verifyAuthChallengeResponse"] as const).find(
    (name) => triggers[name] !== undefined,
  );
  if (part !== undefined && triggers.defineAuthChallenge === undefined)
    throw new ConfigurationError(
      "trigger-challenge",
      { path, prop: part },
      "no challenge is ever asked for: defineAuthChallenge is missing",
      "Add defineAuthChallenge, which says which challenge comes next",
    );
}
