import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { NodeFunction } from "../../../constructs/compute/node-function";
import { TokenTrigger } from "../../../constructs/identity/pool/token-trigger";
import type { UserPool } from "../../../constructs/identity/pool/user-pool";
import { bundledFunction } from "../../../constructs/package-root";
import type { Blueprint, Drawing } from "../blueprint";
import { map, number, text } from "../tokens";

const FILE = "functions.tf";
export const TRIGGER = "pre-token-generation";

/** The functions behind routes: bundled ones, and the caller's own packages. */
export function drawFunctions(blueprint: Blueprint): NodeFunction {
  const made = new NodeFunction(blueprint.stack, "function", {
    entry: bundledFunction("hello"),
    name: `${text("var.project")}-${text("each.key")}`,
    memorySize: number("each.value.memory"),
    timeout: number("each.value.timeout"),
    logRetentionInDays: number("each.value.log_retention_days"),
    logKmsKeyArn: text("each.value.log_kms_key_arn"),
    packaging: "prebuilt",
    tags: map("var.tags"),
  });
  const { resource } = made;
  const zip = 'coalesce(each.value.package, "${path.module}/functions/${each.key}.zip")';
  resource.filename = text(zip);
  resource.sourceCodeHash = text(`filebase64sha256(${zip})`);
  resource.handler = text("each.value.handler");
  resource.runtime = text("each.value.runtime");
  resource.architectures = [text("each.value.architecture")];
  resource.putEnvironment({ variables: map("each.value.environment") });
  drawFunction(blueprint, made, {
    comment: "The zips lie beside this file and are used as they are: a plan made on one machine applies on another.",
    instances: { each: "local.functions" },
    dynamics: { environment: { when: "length(each.value.environment) > 0" } },
    preconditions: [
      {
        code: "function-name",
        condition: 'can(regex("^[A-Za-z0-9_-]{1,64}$", "${var.project}-${each.key}"))',
        message:
          '"${var.project}-${each.key}" can\'t name a function, nor its log group. Shorten the key in functions, and write A-Z, a-z, 0-9, - and _.',
      },
      {
        code: "function-entry",
        condition: "each.value.package != null || contains(local.bundled_functions, each.key)",
        message:
          'functions["${each.key}"] comes with neither a package nor the module. Set its package, or use one of ${join(", ", local.bundled_functions)}.',
      },
    ],
  });
  return made;
}

/** The trigger that shapes tokens: the bundled function, or the permission for the caller's own. */
export function drawTokenTrigger(blueprint: Blueprint, pool: UserPool): void {
  const made = new NodeFunction(blueprint.stack, "pre_token_generation", {
    entry: bundledFunction(TRIGGER),
    name: `${text("var.project")}-${TRIGGER}`,
    environment: { TOKEN_CLAIMS: text("jsonencode(var.token_trigger.claims)") },
    timeout: 5,
    packaging: "prebuilt",
    tags: map("var.tags"),
  });
  const zip = `\${path.module}/functions/${TRIGGER}.zip`;
  made.resource.filename = text(`"${zip}"`);
  made.resource.sourceCodeHash = text(`filebase64sha256("${zip}")`);
  drawFunction(blueprint, made, {
    comment: "Writes users' attributes into their tokens. Cognito waits five seconds for it.",
    instances: { when: "local.bundled_trigger" },
    dynamics: { environment: { when: "var.token_trigger.claims != null" } },
  });

  new TokenTrigger(blueprint.stack, "token_trigger", { pool, function: made });
  pool.usePreTokenGeneration(text("local.token_trigger_arn"), text("var.token_trigger.version") as "V2_0");
  const permission = blueprint.at("aws_lambda_permission.token_trigger") as LambdaPermission;
  permission.functionName = text(
    "local.bundled_trigger ? aws_lambda_function.pre_token_generation[0].function_name : var.token_trigger.function.arn",
  );
  permission.statementId = text('local.bundled_trigger ? "AllowUserPool" : "AllowUserPool-${var.project}"');
  blueprint.draw(FILE, permission, {
    instances: { when: "var.token_trigger != null" },
    preconditions: [
      {
        code: "trigger-foreign-pool",
        condition: "var.existing_pool == null",
        message:
          "token_trigger is set, but existing_pool is managed elsewhere. Set the trigger where the pool is managed.",
      },
    ],
  });
}

function drawFunction(blueprint: Blueprint, made: NodeFunction, drawing: Drawing): void {
  const { instances } = drawing;
  const name = made.resource.friendlyUniqueId;
  blueprint.draw(FILE, made.resource, drawing);
  blueprint.draw(FILE, made.logGroup satisfies CloudwatchLogGroup, { instances });
  blueprint.draw(FILE, made.role, { instances });
  blueprint.draw(FILE, blueprint.at(`aws_iam_role_policy.${name}`), {
    comment: "Its own log and nothing else.",
    instances,
  });
}
