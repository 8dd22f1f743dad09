import type { NodeRuntime } from "./bundle";
import type { Packaging } from "./package";

/** One statement of a role's policy. A function can do nothing but write its own log unless it is given some. */
export interface PolicyStatement {
  /** `dynamodb:GetItem` */
  readonly actions: readonly [string, ...string[]];
  /** ARNs. `*` only where the action takes no resource. */
  readonly resources: readonly [string, ...string[]];
  /** When it holds, by operator and key: `{ StringEquals: { "aws:SourceVpc": "vpc-1" } }`. @default always */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface NodeFunctionOptions {
  /** The function's folder (with an `index.ts` that exports `handler`) or its entry file. Relative to the working directory. */
  readonly entry: string;
  /**
   * The default ends on 2027-04-30; `nodejs24.x` raises the stack's lower bound for the AWS provider to 6.19.
   * @default "nodejs22.x"
   */
  readonly runtime?: NodeRuntime;
  /** @default "arm64" */
  readonly architecture?: "arm64" | "x86_64";
  /** In MB. @default 256 */
  readonly memorySize?: number;
  /** In seconds. An HTTP API waits 30 at most, a Cognito trigger 5. @default 10 */
  readonly timeout?: number;
  /** Variables of the environment, 4 KB together. No secrets: whoever may read the function sees them. @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /** How long the function's log is kept, in days. @default 30 */
  readonly logRetentionInDays?: number;
  /** ARN of the KMS key that encrypts the log. @default CloudWatch's own key */
  readonly logKmsKeyArn?: string;
  /** Ships `index.js.map` and switches source maps on. @default false */
  readonly sourceMaps?: boolean;
  /** X-Ray tracing; adds the two write permissions to the role. @default false */
  readonly tracing?: boolean;
  /** What the function may do besides writing its log. @default nothing */
  readonly policyStatements?: readonly PolicyStatement[];
}

export interface NodeFunctionProps extends NodeFunctionOptions {
  /** The name in AWS, at most 64 characters; also the role's. */
  readonly name: string;
  /** @default "archive" */
  readonly packaging?: Packaging;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}
