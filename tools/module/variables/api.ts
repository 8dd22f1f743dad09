import { CONTEXT_VARIABLES } from "../../../constructs/api/monitoring/context-variables";
import { DEFAULT_ACCESS_LOG_FORMAT } from "../../../constructs/api/monitoring/access-log";
import type { Variable } from "./variable";

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

const LOG_FORMAT = Object.entries(DEFAULT_ACCESS_LOG_FORMAT)
  .sort(byName)
  .map(([field, variable]) => `    ${field} = "${variable}"`)
  .join("\n");

/** The documented variables, and whatever a claim or a Lambda authorizer adds. */
const LOG_VARIABLE = `^\\\\$context\\\\.(${[...CONTEXT_VARIABLES]
  .map((name) => name.replaceAll(".", "\\\\."))
  .join("|")}|authorizer\\\\.(claims\\\\.)?[A-Za-z0-9_:.-]+)$`;

/** What is said of the log group that the module makes. */
const OWN = ["retention_days", "kms_key_arn", "log_group_name"] as const;
const LOG_GROUP_ARN = "^arn:[^:]+:logs(:[^:]+){2}:log-group:[^:*]+(:\\\\*)?$";

export const API: readonly Variable[] = [
  {
    name: "cors",
    description: "What pages of other origins may do. The API answers preflights itself.",
    type: `object({
  enabled = optional(bool, true)
  # Scheme, host and port, without a path; https://DOMAIN if left out. "*" lets every page in and excludes credentials.
  origins = optional(list(string))
  # Those of the routes if left out.
  methods        = optional(list(string))
  headers        = optional(list(string), ["authorization", "content-type"])
  expose_headers = optional(list(string))
  credentials    = optional(bool, false)
  # How long a browser may remember the answer, -1 (never) to 86400.
  max_age_seconds = optional(number, 300)
})`,
    default: "{}",
    validations: [
      {
        code: "cors-credentials-wildcard",
        condition: '!(var.cors.credentials && contains(coalesce(var.cors.origins, ["-"]), "*"))',
        message: 'cors: credentials with the origin "*" would hand every page the user\'s session. Name the origins.',
      },
      {
        code: "cors-origin",
        condition: 'alltrue([for origin in coalesce(var.cors.origins, ["*"]) : can(regex("^(\\\\*|[a-z][a-z0-9+.-]*://(\\\\*|[^/*\\\\s]+))$", origin))])',
        message: "cors.origins must be scheme, host and port without a path, e.g. https://app.example.com: browsers send no path.",
      },
      {
        code: "cors-max-age",
        condition: "var.cors.max_age_seconds >= -1 && var.cors.max_age_seconds <= 86400",
        message: "cors.max_age_seconds is ${var.cors.max_age_seconds}; write -1 to 86400 seconds.",
      },
    ],
  },
  {
    name: "stage",
    description: "The stage: its name, throttling for every route together, and metrics.",
    type: `object({
  # $default is served without a path prefix.
  name = optional(string, "$default")
  # Always both numbers: how many requests may come at once, and how many a second are served in the long run.
  throttling = optional(object({
    burst = number
    rate  = number
  }), { burst = 200, rate = 100 })
  # CloudWatch metrics for each route; billed as custom metrics.
  detailed_metrics = optional(bool, false)
})`,
    default: "{}",
    validations: [
      {
        code: "throttling-half",
        condition: "var.stage.throttling.burst >= 1 && var.stage.throttling.rate > 0",
        message: "stage.throttling throttles to nothing: every call would be answered 429. Set burst and rate above 0.",
      },
    ],
  },
  {
    name: "access_log",
    description: "The access log. enabled = false switches it off, on purpose.",
    type: `object({
  enabled = optional(bool, true)
  # In days, as CloudWatch knows them; 30 if left out, 0 keeps entries for ever.
  retention_days = optional(number)
  # ARN of the KMS key that encrypts them.
  kms_key_arn = optional(string)
  # /aws/vendedlogs/apigateway/PROJECT-api if left out.
  log_group_name = optional(string)
  # A log group that is managed elsewhere, instead of a new one; retention, key and name are its own.
  existing_log_group = optional(object({ arn = string }))
  # Each field's name with the variable it shows.
  format = optional(map(string), {
${LOG_FORMAT}
  })
})`,
    default: "{}",
    validations: [
      {
        code: "log-variable-unknown",
        condition: `alltrue([for variable in values(var.access_log.format) : can(regex("${LOG_VARIABLE}", variable))])`,
        message: `access_log.format has variables that AWS doesn't know and would log as "-": \${join(", ", [for variable in values(var.access_log.format) : variable if !can(regex("${LOG_VARIABLE}", variable))])}.`,
      },
      {
        code: "log-request-id",
        condition: 'length(setintersection(["$context.requestId", "$context.extendedRequestId"], values(var.access_log.format))) > 0',
        message: "access_log.format must hold $context.requestId: AWS demands it.",
      },
      {
        code: "log-format-size",
        // Three bytes are four characters of Base64, so 4096 of them are 3072 bytes, whatever letters the names have.
        condition: "length(base64encode(jsonencode(var.access_log.format))) <= 4096",
        message: "access_log.format takes more than the 3072 bytes that AWS takes. Leave out fields, or shorten their names.",
      },
      {
        code: "log-group-name",
        condition:
          'var.access_log.log_group_name == null ? true : can(regex("^[._/#A-Za-z0-9-]{1,512}$", var.access_log.log_group_name)) && !startswith(var.access_log.log_group_name, "aws/")',
        message: "access_log.log_group_name must be 1 to 512 of A-Z, a-z, 0-9 and .-_/#, and not begin with aws/.",
      },
      {
        code: "log-group-existing",
        condition: `var.access_log.existing_log_group == null || alltrue([for said in [${OWN.map((field) => `var.access_log.${field}`).join(", ")}] : said == null])`,
        message: `access_log: ${OWN.join(", ")} belong to a log group that the module makes. With existing_log_group, say them where that group is managed.`,
      },
      {
        code: "log-group-existing",
        condition: `var.access_log.existing_log_group == null ? true : can(regex("${LOG_GROUP_ARN}", var.access_log.existing_log_group.arn))`,
        message: "access_log.existing_log_group.arn is not the ARN of a log group. Write arn:aws:logs:REGION:ACCOUNT:log-group:NAME.",
      },
      {
        code: "log-retention",
        condition:
          "var.access_log.retention_days == null ? true : contains([0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.access_log.retention_days)",
        message: "access_log.retention_days is ${jsonencode(var.access_log.retention_days)}, which CloudWatch doesn't offer; write e.g. 7, 30, 90 or 365.",
      },
    ],
  },
];
