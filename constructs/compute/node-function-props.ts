import type { NodeRuntime } from "./runtime";
import type { BundlingOptions } from "./bundle";
import type { FunctionCode } from "./function-code";
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

/** Where a function gets addresses in a VPC. It then reaches the internet, and AWS, only as the subnets' routes and endpoints let it. */
export interface FunctionVpc {
  /** At least two, in different availability zones. */
  readonly subnetIds: readonly [string, ...string[]];
  readonly securityGroupIds: readonly [string, ...string[]];
}

/** What an environment variable leads to. The function gets the ARN, and its role the right to read the value at run time. */
export type EnvironmentReference = {
  /** ARN of the customer managed KMS key that encrypts it. @default the account's own key for the service */
  readonly kmsKeyArn?: string;
} & (
  | {
      /** ARN of a secret in Secrets Manager. */
      readonly secretArn: string;
    }
  | {
      /** ARN of a parameter in Systems Manager's Parameter Store: `arn:aws:ssm:REGION:ACCOUNT:parameter/NAME`. */
      readonly parameterArn: string;
    }
);

/** A file system that is mounted. Needs `vpc`, in whose subnets it has mount targets. */
export interface FunctionFileSystem {
  /** ARN of the EFS file system, which the role may mount and write to through this access point alone. */
  readonly arn: string;
  readonly accessPointArn: string;
  /** `/mnt/NAME` */
  readonly localMountPath: string;
}

/** What every function takes, wherever its code comes from. */
export interface FunctionOptions {
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
  /** X-Ray tracing; adds the two write permissions to the role. @default false */
  readonly tracing?: boolean;
  /** What the function may do besides writing its log. @default nothing */
  readonly policyStatements?: readonly PolicyStatement[];
  /** Variables that lead to secrets and parameters, which the role may read. The function asks for the value itself. @default none */
  readonly environmentReferences?: Readonly<Record<string, EnvironmentReference>>;
  /** Subnets and security groups; the role may manage the network interfaces. @default in no VPC */
  readonly vpc?: FunctionVpc;
  /** ARNs of layer versions, at most 5, of the function's architecture. @default none */
  readonly layers?: readonly string[];
  /** How many calls run at once at most; 0 stops the function. Taken from the account's. @default the account's, shared with all other functions */
  readonly reservedConcurrency?: number;
  /** How many are kept ready; billed by the hour. Needs `alias`. @default none */
  readonly provisionedConcurrency?: number;
  /** Publishes each change as a version, and calls what this alias names. @default the unpublished version */
  readonly alias?: string;
  /** MB of `/tmp`, 512 to 10240. @default 512 */
  readonly ephemeralStorageSize?: number;
  /** @default none */
  readonly fileSystem?: FunctionFileSystem;
  /** ARN of the queue or topic that gets events of asynchronous calls which failed; the role may send there. @default none */
  readonly deadLetterTargetArn?: string;
  /** ARN of a policy that bounds what the role can be allowed. @default none, or the account's (`accountDefaults`) */
  readonly permissionsBoundaryArn?: string;
  /** The role's path, `/team/`. @default "/", or the account's */
  readonly rolePath?: string;
  /** ARN of a role that is managed elsewhere, with everything the function needs; none is made. @default one is made */
  readonly roleArn?: string;
  /** On this function's resources besides those of the API. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A function that is bundled from its source in TypeScript or JavaScript. */
export interface BundledFunctionOptions extends FunctionOptions {
  /** The function's folder (with an `index.ts` that exports `handler`) or its entry file. Relative to the working directory. */
  readonly entry: string;
  /**
   * The default ends on 2027-04-30; `nodejs24.x` raises the stack's lower bound for the AWS provider to 6.19.
   * @default "nodejs22.x"
   */
  readonly runtime?: NodeRuntime;
  /** Ships `index.js.map` and switches source maps on. @default false */
  readonly sourceMaps?: boolean;
  /** @default one minified CommonJS file without the AWS SDK */
  readonly bundling?: BundlingOptions;
  readonly code?: undefined;
}

/** A function in any language, whose code is packaged elsewhere. */
export interface PackagedFunctionOptions extends FunctionOptions {
  readonly code: FunctionCode;
  readonly entry?: undefined;
}

export type NodeFunctionOptions = BundledFunctionOptions | PackagedFunctionOptions;

/** What a composition adds to a function's options. */
export interface FunctionNaming {
  /** The name in AWS, at most 64 characters; also the role's. */
  readonly name: string;
  /** How bundled source travels. @default "archive" */
  readonly packaging?: Packaging;
}

export type NodeFunctionProps = NodeFunctionOptions & FunctionNaming;
