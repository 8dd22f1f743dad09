import type { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import type { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import type { HttpApi } from "../../../constructs/api/http-api";
import type { Blueprint } from "../blueprint";
import { text } from "../tokens";

const FILE = "main.tf";

/**
 * One integration a target, however many routes lead there. Call it when a route already leads to the functions: that one is made by the route.
 */
export function drawIntegrations(blueprint: Blueprint, api: HttpApi): void {
  api.integrations.target({ name: "lambda", functionArn: text("each.value") });
  api.integrations.target({ name: "http", url: text("each.value.url"), method: text("each.value.method") });

  const ownFunctions = { each: "local.function_targets" };
  blueprint.draw(FILE, integration(blueprint, "function"), {
    comment: "One integration and one permission for each target, however many routes lead there.",
    instances: ownFunctions,
  });
  blueprint.draw(FILE, permission(blueprint, "function", "AllowApi"), { instances: ownFunctions });

  const lambdas = { each: "var.lambdas" };
  blueprint.draw(FILE, integration(blueprint, "lambda"), { instances: lambdas });
  blueprint.draw(FILE, permission(blueprint, "lambda", "AllowApi-${var.project}-api-"), {
    comment: "Named after the project: the function may serve other APIs too.",
    instances: lambdas,
  });
  blueprint.draw(FILE, integration(blueprint, "http"), { instances: { each: "var.http_backends" } });
}

function integration(blueprint: Blueprint, name: string): Apigatewayv2Integration {
  return blueprint.at(`aws_apigatewayv2_integration.${name}`) as Apigatewayv2Integration;
}

function permission(blueprint: Blueprint, name: string, prefix: string): LambdaPermission {
  const found = blueprint.at(`aws_lambda_permission.${name}`) as LambdaPermission;
  found.statementId = text(`"${prefix}\${replace(each.key, "/[^A-Za-z0-9]/", "")}"`);
  return found;
}
