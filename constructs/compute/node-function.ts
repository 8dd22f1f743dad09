import * as path from "node:path";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { requireRules } from "../stack/run-rules";
import { logRetention } from "../log-retention";
import { declareSource, isLocalRun } from "../stack/local-run";
import { Section } from "../stack/section";
import { NODE_24 } from "../../posture/aws/runtimes";
import { raiseProvider } from "../stack/raise-provider";
import { bundle, DEFAULT_RUNTIME } from "./bundle";
import { checkFunction } from "./function-checks";
import type { NodeFunctionProps, PolicyStatement } from "./node-function-props";
import { packageCode } from "./package";

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
    requireRules(this);
    checkFunction(props, this.node.path);
    const runtime = props.runtime ?? DEFAULT_RUNTIME;
    if (runtime === NODE_24.next) raiseProvider(this, NODE_24.provider, `The runtime ${runtime} needs`);
    const sourceMaps = props.sourceMaps ?? false;
    const entry = path.resolve(props.entry);
    const isLocal = isLocalRun(this);
    const code = packageCode(
      this,
      bundle({ entry, runtime, sourceMaps: sourceMaps || isLocal, ...(isLocal && { sourceRoot: true }) }),
      props.packaging ?? "archive",
    );
    this.logGroup = new CloudwatchLogGroup(new Section(this, "log"), "Resource", {
      name: `/aws/lambda/${props.name}`,
      retentionInDays: logRetention(props.logRetentionInDays, this.node.path, "logRetentionInDays"),
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
    declareSource(this, { function: this.resource, entry, runtime });
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
