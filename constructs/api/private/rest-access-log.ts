import { Construct } from "constructs";
import { defaultsOf } from "../../account-defaults";
import { CloudwatchLogGroup } from "../../bindings";
import { logRetention } from "../../log-retention";
import { requireRules } from "../../stack/run-rules";

/**
 * One line of JSON a call: who called, through which endpoint, and why a call was refused.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
const FORMAT = JSON.stringify({
  requestId: "$context.requestId",
  requestTime: "$context.requestTime",
  vpceId: "$context.identity.vpceId",
  vpcId: "$context.identity.vpcId",
  ip: "$context.identity.sourceIp",
  caller: "$context.identity.userArn",
  httpMethod: "$context.httpMethod",
  path: "$context.path",
  resourcePath: "$context.resourcePath",
  status: "$context.status",
  responseLatency: "$context.responseLatency",
  integrationLatency: "$context.integrationLatency",
  integrationErrorMessage: "$context.integrationErrorMessage",
  errorMessage: "$context.error.message",
  errorType: "$context.error.responseType",
});

export interface RestAccessLogOptions {
  /** How long entries are kept, in days. @default 30 */
  readonly retentionInDays?: number;
  /** ARN of the KMS key that encrypts them. @default CloudWatch's own key */
  readonly kmsKeyArn?: string;
}

/**
 * The log group of a REST API's access log. The account has to name a role for API Gateway's logs once in each region
 * (`aws_api_gateway_account`); without it AWS refuses the stage. Address: `aws_cloudwatch_log_group.ID`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class RestAccessLog extends Construct {
  readonly resource: CloudwatchLogGroup;
  readonly format = FORMAT;

  constructor(
    scope: Construct,
    id: string,
    props: RestAccessLogOptions & { readonly apiName: string; readonly tags?: Readonly<Record<string, string>> },
  ) {
    super(scope, id);
    requireRules(this);
    const defaults = defaultsOf(this);
    this.resource = new CloudwatchLogGroup(this, "Resource", {
      name: `/aws/vendedlogs/apigateway/${props.apiName}`,
      retentionInDays: logRetention(props.retentionInDays ?? defaults.logRetentionInDays, this.node.path),
      kmsKeyId: props.kmsKeyArn ?? defaults.logKmsKeyArn,
      tags: props.tags,
    });
  }
}
