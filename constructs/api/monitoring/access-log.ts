import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { HTTP_API } from "../../../posture/aws/api-gateway";
import { LOG_GROUP } from "../../../posture/aws/logs";
import { defaultsOf } from "../../account-defaults";
import { CloudwatchLogGroup } from "../../bindings";
import { ConfigurationError } from "../../errors/configuration-error";
import { Problems } from "../../errors/problems";
import { logRetention } from "../../log-retention";
import { nearest } from "../../nearest";
import { CONTEXT_VARIABLES, isContextVariable, type ContextVariable } from "./context-variables";
import { requireChecks } from "../../stack/run-rules";

/** Each field's name with the variable it shows. `requestId` is required by AWS. */
export type AccessLogFormat = Readonly<Record<string, ContextVariable>> & { readonly requestId: "$context.requestId" };

/** Says who was refused and why (`authorizerError`, `errorMessage`, `errorType`), who called (`sub` and
 * `clientId` of a token, `userArn` of a signed request), and where the time went. */
export const DEFAULT_ACCESS_LOG_FORMAT = {
  requestId: "$context.requestId",
  requestTime: "$context.requestTime",
  ip: "$context.identity.sourceIp",
  userAgent: "$context.identity.userAgent",
  httpMethod: "$context.httpMethod",
  path: "$context.path",
  routeKey: "$context.routeKey",
  status: "$context.status",
  protocol: "$context.protocol",
  responseLength: "$context.responseLength",
  responseLatency: "$context.responseLatency",
  integrationLatency: "$context.integrationLatency",
  integrationStatus: "$context.integrationStatus",
  integrationErrorMessage: "$context.integrationErrorMessage",
  authorizerError: "$context.authorizer.error",
  errorMessage: "$context.error.message",
  errorType: "$context.error.responseType",
  sub: "$context.authorizer.claims.sub",
  clientId: "$context.authorizer.claims.client_id",
  userArn: "$context.identity.userArn",
} as const satisfies AccessLogFormat;

/** "The template can be at most 3 KB": https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html */
const LONGEST_FORMAT = HTTP_API.logFormat.value;

export interface AccessLogOptions {
  /** How long entries are kept, in days. @default 30 */
  readonly retentionInDays?: number;
  /** ARN of the KMS key that encrypts them. @default CloudWatch's own key */
  readonly kmsKeyArn?: string;
  /** @default {@link DEFAULT_ACCESS_LOG_FORMAT} */
  readonly format?: AccessLogFormat;
  /** @default "/aws/vendedlogs/apigateway/API_NAME" */
  readonly logGroupName?: string;
  /** ARN of a log group that is managed elsewhere: none is made, and retention, key and name are its own. @default one is made */
  readonly existingLogGroupArn?: string;
}

export interface AccessLogProps extends AccessLogOptions {
  /** The API's name, which is part of the group's. */
  readonly apiName: string;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The log group of an API's access log, and the format of its entries. Below `/aws/vendedlogs/` the group needs no entry in CloudWatch's resource
 * policy, which is limited to 5,120 characters for all groups together. Address: `aws_cloudwatch_log_group.ID`.
 */
export class AccessLog extends Construct {
  private readonly own: CloudwatchLogGroup | undefined;
  readonly logGroupArn: string;
  readonly logGroupName: string;
  /** One line of JSON, as the stage wants it. */
  readonly format: string;

  constructor(scope: Construct, id: string, props: AccessLogProps) {
    super(scope, id);
    const problems = new Problems();
    requireChecks(this, props, problems);
    const format = props.format ?? DEFAULT_ACCESS_LOG_FORMAT;
    this.format = problems.attempt("", () => renderFormat(format, this.node.path)) ?? "";
    const existing = props.existingLogGroupArn;
    if (existing !== undefined) {
      this.logGroupArn = problems.attempt("", () => checkExisting(existing, props, this.node.path)) ?? "";
      problems.throwIfAny();
      this.logGroupName = Fn.element(Fn.split(":", this.logGroupArn), 6);
      return;
    }
    const defaults = defaultsOf(this);
    const { logGroupName: given = `/aws/vendedlogs/apigateway/${props.apiName}` } = props;
    const name = problems.attempt("", () => logGroupName(given, this.node.path)) ?? given;
    const days = props.retentionInDays ?? defaults.logRetentionInDays;
    const retentionInDays = problems.attempt("", () => logRetention(days, this.node.path));
    problems.throwIfAny();
    this.own = new CloudwatchLogGroup(this, "Resource", {
      name,
      retentionInDays,
      kmsKeyId: props.kmsKeyArn ?? defaults.logKmsKeyArn,
      tags: props.tags,
    });
    this.logGroupArn = this.own.arn;
    this.logGroupName = this.own.name;
  }

  /** @throws ConfigurationError `log-group-existing` where the group is managed elsewhere: there is no resource then */
  get resource(): CloudwatchLogGroup {
    if (this.own !== undefined) return this.own;
    throw new ConfigurationError(
      "log-group-existing",
      this.node.path,
      "the log group is managed elsewhere, so this stack has no resource of it",
      "Use logGroupArn or logGroupName",
    );
  }
}

/** The data source gives the ARN with `:*` at its end, which a stage refuses. */
function checkExisting(arn: string, props: AccessLogProps, where: string): string {
  const own = (["retentionInDays", "kmsKeyArn", "logGroupName"] as const).find((name) => props[name] !== undefined);
  if (own !== undefined) {
    throw new ConfigurationError(
      "log-group-existing",
      where,
      `${own} of a log group that is managed elsewhere`,
      "Say it where the group is managed",
    );
  }
  if (Token.isUnresolved(arn)) return Fn.trimsuffix(arn, ":*");
  if (/^arn:[\w-]+:logs:[a-z0-9-]+:\d{12}:log-group:[.\-_/#A-Za-z0-9]{1,512}(:\*)?$/.test(arn))
    return arn.replace(/:\*$/, "");
  throw new ConfigurationError(
    "log-group-existing",
    where,
    `"${arn}" is not the ARN of a log group`,
    "Write arn:aws:logs:REGION:ACCOUNT:log-group:NAME",
  );
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
function logGroupName(name: string, where: string): string {
  if (Token.isUnresolved(name) || LOG_GROUP.name.value.pattern.test(name)) return name;
  throw new ConfigurationError(
    "log-group-name",
    where,
    `"${name}" can't name a log group`,
    `Write ${LOG_GROUP.name.value.words}`,
  );
}

function renderFormat(format: AccessLogFormat, where: string): string {
  Problems.check(
    () => checkVariables(format, where),
    () => checkRequestId(format, where),
  );
  // In the order of the names, as Terraform's jsonencode writes it: reordering the source changes nothing, and both editions agree.
  const line = JSON.stringify(Object.fromEntries(Object.entries(format).sort(([a], [b]) => (a < b ? -1 : 1))));
  const bytes = Buffer.byteLength(line);
  if (bytes <= LONGEST_FORMAT) return line;
  throw new ConfigurationError(
    "log-format-size",
    where,
    `the format takes ${bytes} bytes`,
    `AWS accepts ${LONGEST_FORMAT}: leave fields out, or shorten their names`,
  );
}

function checkVariables(format: AccessLogFormat, where: string): void {
  for (const [field, variable] of Object.entries(format)) {
    const name = variable.replace(/^\$context\./, "");
    if (variable.startsWith("$context.") && isContextVariable(name)) continue;
    const meant = nearest(name, CONTEXT_VARIABLES);
    throw new ConfigurationError(
      "log-variable-unknown",
      where,
      `API Gateway has no variable "${variable}" (field ${field}); it would log "-"`,
      meant === undefined ? "See CONTEXT_VARIABLES for the names" : `Did you mean "$context.${meant}"?`,
    );
  }
}

function checkRequestId(format: AccessLogFormat, where: string): void {
  const ids: readonly string[] = ["$context.requestId", "$context.extendedRequestId"];
  if (!Object.values<string>(format).some((variable) => ids.includes(variable))) {
    throw new ConfigurationError(
      "log-request-id",
      where,
      "the format lacks requestId, which AWS requires",
      'Add requestId: "$context.requestId"',
    );
  }
}
