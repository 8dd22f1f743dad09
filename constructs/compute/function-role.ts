import { Fn, Token } from "cdktf";
import { kmsStatement } from "../kms-key";
import type {
  EnvironmentReference,
  FunctionFileSystem,
  NodeFunctionProps,
  PolicyStatement,
} from "./node-function-props";

/** X-Ray's write actions take no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html */
const TRACING: PolicyStatement = { actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], resources: ["*"] };

/**
 * Network interfaces are made and removed by Lambda in the role's name, and most of these actions take no resource:
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 */
const NETWORK: PolicyStatement = {
  actions: [
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
  ],
  resources: ["*"],
};

/** Everything that a function's options need of its role, so that an option is never there without its right. */
export function roleStatements(props: NodeFunctionProps, logGroupArn: string): PolicyStatement[] {
  return [
    { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [`${logGroupArn}:*`] },
    ...(props.tracing ? [TRACING] : []),
    ...(props.vpc === undefined ? [] : [NETWORK]),
    ...(props.fileSystem === undefined ? [] : [mounting(props.fileSystem)]),
    ...(props.deadLetterTargetArn === undefined ? [] : [deadLetters(props.deadLetterTargetArn)]),
    ...Object.values(props.environmentReferences ?? {}).flatMap(reading),
    ...(props.policyStatements ?? []),
  ];
}

export function policyDocument(statements: readonly PolicyStatement[]): string {
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

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html#configuration-filesystem-permissions */
function mounting({ arn, accessPointArn }: FunctionFileSystem): PolicyStatement {
  return {
    actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
    resources: [arn],
    conditions: { StringEquals: { "elasticfilesystem:AccessPointArn": accessPointArn } },
  };
}

/** Which service an ARN that only Terraform knows is of can't be said, so both are allowed on it. */
function deadLetters(arn: string): PolicyStatement {
  const service = Token.isUnresolved(arn) ? undefined : arn.split(":")[2];
  if (service === "sns") return { actions: ["sns:Publish"], resources: [arn] };
  return { actions: service === "sqs" ? ["sqs:SendMessage"] : ["sqs:SendMessage", "sns:Publish"], resources: [arn] };
}

function reading(reference: EnvironmentReference): PolicyStatement[] {
  const { kmsKeyArn: keyArn } = reference;
  const arn = arnOf(reference);
  const secret = "secretArn" in reference;
  const read: PolicyStatement = {
    actions: [secret ? "secretsmanager:GetSecretValue" : "ssm:GetParameter"],
    resources: [arn],
  };
  if (keyArn === undefined) return [read];
  const service = secret ? "secretsmanager" : "ssm";
  return [
    read,
    kmsStatement({
      keyArn,
      actions: ["kms:Decrypt"],
      service,
      context: secret ? { SecretARN: arn } : { PARAMETER_ARN: arn },
    }),
  ];
}

export function arnOf(reference: EnvironmentReference): string {
  return "secretArn" in reference ? reference.secretArn : reference.parameterArn;
}
