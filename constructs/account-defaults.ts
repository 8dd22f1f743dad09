import type { IConstruct } from "constructs";
import { nodeRuntime } from "./compute/node-function-shape";
import { DEFAULT_RUNTIME, type NodeRuntime } from "./compute/runtime";
import { logRetention } from "./log-retention";
import { kmsKeyArn, policyArn, rolePath } from "./props/names";
import { checkProps, numeric, object } from "./props/shape";

/** What an account asks of everything in it, said once. What a construct is given itself goes before it. */
export interface AccountDefaults {
  /** How long logs are kept, in days. @default 30 */
  readonly logRetentionInDays?: number;
  /** ARN of the KMS key that encrypts logs. @default CloudWatch's own key */
  readonly logKmsKeyArn?: string;
  /** ARN of a policy that bounds what each role can be allowed. @default none */
  readonly permissionsBoundaryArn?: string;
  /** The path of each role, `/team/`. @default "/" */
  readonly rolePath?: string;
  /** What bundled functions run on, those that come with the library included. `nodejs24.x` needs AWS provider 6.19. @default "nodejs22.x" */
  readonly runtime?: NodeRuntime;
}

const ACCOUNT_DEFAULTS = object<AccountDefaults>({
  "logRetentionInDays?": numeric,
  "logKmsKeyArn?": kmsKeyArn,
  "permissionsBoundaryArn?": policyArn,
  "rolePath?": rolePath,
  "runtime?": nodeRuntime,
});

const DEFAULTS = new WeakMap<IConstruct, AccountDefaults>();

/**
 * Sets defaults for every function, role and log group that is made below a construct from then on: a stack, or the whole app.
 *
 * ```ts
 * accountDefaults(app, { permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/team", logRetentionInDays: 90 });
 * ```
 * Tags for everything are the AWS provider's `default_tags`.
 */
export function accountDefaults(scope: IConstruct, defaults: AccountDefaults): void {
  checkProps(ACCOUNT_DEFAULTS, defaults, scope.node.path);
  logRetention(defaults.logRetentionInDays, scope.node.path, "logRetentionInDays");
  DEFAULTS.set(scope, { ...DEFAULTS.get(scope), ...defaults });
}

/** What holds for a construct: the nearest setting of each. */
export function defaultsOf(construct: IConstruct): AccountDefaults {
  return Object.assign({}, ...construct.node.scopes.map((scope) => DEFAULTS.get(scope) ?? {})) as AccountDefaults;
}

/** What a function runs on that doesn't say so itself. */
export const runtimeFor = (construct: IConstruct): NodeRuntime => defaultsOf(construct).runtime ?? DEFAULT_RUNTIME;
