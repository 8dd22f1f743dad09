import type { StateResource } from "./estate";
import { textOf, type JsonObject } from "../json";

/** What the provider imports a resource by; undefined where the state doesn't say. */
export function importIdOf({ type, values }: StateResource): string | undefined {
  const text = (name: string): string => textOf(values[name]) ?? "";
  const joined = (separator: string, ...names: readonly string[]): string | undefined => {
    const parts = names.map(text);
    return parts.includes("") ? undefined : parts.join(separator);
  };
  switch (type) {
    case "aws_apigatewayv2_authorizer":
    case "aws_apigatewayv2_integration":
    case "aws_apigatewayv2_route":
      return joined("/", "api_id", "id");
    case "aws_apigatewayv2_stage":
      return joined("/", "api_id", "name");
    case "aws_apigatewayv2_api_mapping":
      return joined("/", "id", "domain_name");
    case "aws_apigatewayv2_domain_name":
      return joined("", "domain_name");
    case "aws_cloudwatch_log_group":
      return joined("", "name");
    case "aws_cognito_resource_server":
      return joined("|", "user_pool_id", "identifier");
    case "aws_cognito_user_group":
      return joined("/", "user_pool_id", "name");
    case "aws_cognito_user_pool_client":
      return joined("/", "user_pool_id", "id");
    case "aws_cognito_user_pool_domain":
      return joined("", "domain");
    case "aws_lambda_permission": {
      const qualifier = text("qualifier");
      const name = functionNameOf(text("function_name"));
      const statement = text("statement_id");
      if (name === "" || statement === "") return undefined;
      return `${name}${qualifier === "" ? "" : `:${qualifier}`}/${statement}`;
    }
    default:
      return joined("", "id");
  }
}

/** A resource as the provider has it once it is imported, where that isn't what the state says now. */
export function asImported(held: StateResource): StateResource {
  const { type, values } = held;
  // What the old provider's default_tags added is among the tags that AWS tells.
  const tags: JsonObject = "tags" in values ? { tags: values["tags_all"] ?? values["tags"] ?? null } : {};
  const named: JsonObject =
    type === "aws_lambda_permission" ? { function_name: functionNameOf(String(values["function_name"])) } : {};
  return { ...held, values: { ...values, ...tags, ...named } };
}

/** `notes` of `arn:aws:lambda:eu-central-1:123456789012:function:notes`. */
function functionNameOf(text: string): string {
  return text.replace(/^arn:[^:]*:lambda:[^:]*:\d*:function:/, "").split(":")[0] ?? "";
}
