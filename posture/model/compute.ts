import type { Api } from "./api";
import type { Pool } from "./identity";
import type { Entity, Link } from "../terraform/resource";
import type { Listing, Value } from "../terraform/value";

/** aws_lambda_function, or a data source of the same name. */
export interface LambdaFunction extends Entity {
  readonly managed: boolean;
  readonly name: Value<string | undefined>;
  readonly runtime: Value<string | undefined>;
  readonly handler: Value<string | undefined>;
  readonly role: Value<string | undefined>;
  /** `source_code_hash`: changes when the code does. */
  readonly codeHash: Value<string | undefined>;
  /** Seconds; 3 when left out. */
  readonly timeout: Value<number>;
}

/** aws_lambda_permission. */
export interface Permission extends Entity {
  readonly function: Link<LambdaFunction>;
  readonly action: Value<string | undefined>;
  /** `apigateway.amazonaws.com`, `cognito-idp.amazonaws.com`, an account, `*`. */
  readonly principal: Value<string | undefined>;
  readonly sourceArn: Value<string | undefined>;
  /** The API or pool the source ARN names; `none` without a source ARN: any API of the principal may invoke. */
  readonly source: Link<Api | Pool>;
  /** What follows the API in the source ARN when it is known: `/*\/*`, `/authorizers/abc`; "" when it ends there. */
  readonly sourcePath: Value<string | undefined>;
  /** The same, with `*` for each part that is known only later; undefined where the source doesn't show the ARN's end. */
  readonly sourcePattern: string | undefined;
  readonly qualifier: Value<string | undefined>;
}

/** aws_cloudwatch_log_group. */
export interface LogGroup extends Entity {
  readonly managed: boolean;
  readonly name: Value<string | undefined>;
  /** Days; 0 (when left out): kept forever. */
  readonly retention: Value<number>;
  readonly kmsKey: Value<string | undefined>;
}

/** One statement of an IAM policy that allows `execute-api` actions: it lets principals call AWS_IAM routes. */
export interface InvokeGrant extends Entity {
  /** Allow or Deny. */
  readonly effect: Value<string>;
  readonly actions: Listing<string>;
  readonly resources: Listing<string>;
  /** APIs the resources name, as far as references show them. */
  readonly apis: Listing<Api>;
  /** Role, user or group the policy belongs to, as written; undefined for a standalone policy. */
  readonly holder: Value<string | undefined>;
}
