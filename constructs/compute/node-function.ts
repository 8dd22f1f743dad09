import * as path from "node:path";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { logRetention } from "../log-retention";
import { Section } from "../stack/section";
import { NODE_24 } from "../../posture/aws/runtimes";
import { raiseProvider } from "../stack/raise-provider";
import { bundle, DEFAULT_RUNTIME, type NodeRuntime } from "./bundle";
import { checkFunction } from "./function-checks";
import { packageCode, type Packaging } from "./package";

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

const ASSUME_ROLE = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

/**
 * A Node.js Lambda: esbuild bundle, package, log group with retention, and a role that may write to that log group only.
 * Addresses: `aws_lambda_function.ID`, `aws_iam_role.ID`, `aws_iam_role_policy.ID`, `aws_cloudwatch_log_group.ID`.
 */
export class NodeFunction extends Construct {
  readonly resource: LambdaFunction;
  readonly role: IamRole;
  readonly logGroup: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    super(scope, id);
    checkFunction(props, this.node.path);
    const runtime = props.runtime ?? DEFAULT_RUNTIME;
    if (runtime === NODE_24.next) raiseProvider(this, NODE_24.provider, `The runtime ${runtime} needs`);
    const sourceMaps = props.sourceMaps ?? false;
    const code = packageCode(
      this,
      bundle({ entry: path.resolve(props.entry), runtime, sourceMaps }),
      props.packaging ?? "archive",
    );
    this.logGroup = new CloudwatchLogGroup(new Section(this, "log"), "Resource", {
      name: `/aws/lambda/${props.name}`,
      retentionInDays: logRetention(props.logRetentionInDays, this.node.path),
      kmsKeyId: props.logKmsKeyArn,
      tags: props.tags,
    });
    this.role = new IamRole(new Section(this, "role"), "Resource", {
      name: props.name,
      assumeRolePolicy: ASSUME_ROLE,
      tags: props.tags,
    });
    const policy = new IamRolePolicy(new Section(this, "policy"), "Resource", {
      name: props.name,
      role: this.role.id,
      policy: this.rolePolicy(props),
    });
    const environment = { ...(sourceMaps ? { NODE_OPTIONS: "--enable-source-maps" } : {}), ...props.environment };
    this.resource = new LambdaFunction(this, "Resource", {
      functionName: props.name,
      role: this.role.arn,
      handler: "index.handler",
      runtime,
      architectures: [props.architecture ?? "arm64"],
      memorySize: props.memorySize ?? 256,
      timeout: props.timeout ?? 10,
      ...code,
      environment: Object.keys(environment).length > 0 ? { variables: environment } : undefined,
      tracingConfig: props.tracing ? { mode: "Active" } : undefined,
      tags: props.tags,
      // The group must exist first: otherwise Lambda makes one without retention. The policy, so that the first call can log.
      dependsOn: [this.logGroup, policy],
    });
  }

  private rolePolicy(props: NodeFunctionProps): string {
    const statements: PolicyStatement[] = [
      { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [`${this.logGroup.arn}:*`] },
      ...(props.tracing ? [TRACING] : []),
      ...(props.policyStatements ?? []),
    ];
    return Fn.jsonencode({
      Version: "2012-10-17",
      Statement: statements.map(({ actions, resources, conditions }) => ({
        Effect: "Allow",
        Action: actions,
        Resource: resources,
        ...(conditions === undefined ? {} : { Condition: conditions }),
      })),
    });
  }
}

/** X-Ray's write actions take no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html */
const TRACING: PolicyStatement = { actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], resources: ["*"] };
