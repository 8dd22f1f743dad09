import { readFileSync } from "node:fs";
import { UserError } from "../user-error";

/** A value of Terraform's JSON syntax. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** From and to, each a Terraform address: in the stack, and below the module call. */
export interface Move {
  readonly stack: string;
  readonly module: string;
}

/** Whose instances have a key: the construct's section in the stack, the resource's name in the module, and what follows the key there. */
const KEYED: readonly (readonly [section: RegExp, name: string, suffix?: string])[] = [
  [/\/authorizers\/([^/]+)\/permission\//, "authorizer"],
  [/\/authorizers\/([^/]+)\/authorizer\//, "function", "-authorizer"],
  [/\/triggers\/.*\/permissions\/(.+)_trigger$/, "trigger"],
  [/\/vpc-links\/([^/]+)\//, "link"],
  [/\/stages\/([^/]+)\//, "further"],
  [/\/domain\/mappings\/([^/]+)$/, "further"],
  [/\/groups\/([^/]+)\//, "group"],
  [/\/web-clients\/([^/]+)\//, "web"],
  [/\/machine-clients\/([^/]+)\//, "machine"],
  [/\/rotating-machine-clients\/([^/]+)\/secret/, "rotating"],
  [/\/identity-providers\/([^/]+)\//, "provider"],
  [/\/routes\/(any_.+_gate)\//, "function"],
  [/\/(?:functions|preflights)\/([^/]+)\//, "function"],
];

/** There is one of these, or none. */
const OPTIONAL = new Set([
  "aws_apigatewayv2_api.api",
  "aws_apigatewayv2_api_mapping.domain",
  "aws_apigatewayv2_authorizer.jwt",
  "aws_apigatewayv2_domain_name.domain",
  "aws_apigatewayv2_stage.stage",
  "aws_cloudwatch_dashboard.dashboard",
  "aws_cloudwatch_log_group.access_log",
  "aws_cloudwatch_log_metric_filter.authorizer_errors",
  "aws_cognito_resource_server.scopes",
  "aws_cognito_risk_configuration.pool",
  "aws_cognito_user_pool.pool",
  "aws_cognito_user_pool_domain.sign_in",
  "aws_lambda_permission.token_trigger",
  "aws_route53_record.domain",
  "aws_route53_record.domain_ipv6",
]);

/** @throws Error naming the file when it can't be read or isn't what cdktf writes */
export function readStack(file: string): JsonObject {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new UserError(`There is no ${file}. Run npm run synth first, or name the synthesized stack: --stack FILE.`);
  }
  const json = JSON.parse(text) as Json;
  if (isObject(json) && isObject(json.resource)) return json;
  throw new UserError(`${file} holds no resources. Name the cdk.tf.json of a synthesized stack: --stack FILE.`);
}

/**
 * Where each resource of the stack is found in the module.
 * @throws Error naming every resource that the module has no place for
 */
export function movesOf(stack: JsonObject): readonly Move[] {
  const { moves, unmapped } = placesOf(stack);
  if (unmapped.length === 0) return moves;
  throw new UserError(
    `The module has no resources for ${unmapped.join(", ")}. Keep them beside the module call, and leave them out of the stack that is moved.`,
  );
}

/** Where each resource of the stack is found in the module, and those that the module has no place for. */
export function placesOf(stack: JsonObject): { readonly moves: readonly Move[]; readonly unmapped: readonly string[] } {
  const moves: Move[] = [];
  const unmapped: string[] = [];
  for (const [type, named] of Object.entries(isObject(stack.resource) ? stack.resource : {})) {
    for (const [name, resource] of Object.entries(isObject(named) ? named : {})) {
      const place = isObject(resource) ? placeOf(type, name, resource, stack) : undefined;
      if (place === undefined) unmapped.push(`${type}.${name}`);
      else moves.push({ stack: `${type}.${name}`, module: `${type}.${place}` });
    }
  }
  return { moves, unmapped };
}

/** `moved` blocks for the root that calls the module. */
export function movedBlocks(
  stack: JsonObject,
  { name, back }: { readonly name: string; readonly back: boolean },
): string {
  return movesOf(stack)
    .map((move) => {
      const module = `module.${name}.${move.module}`;
      const [from, to] = back ? [module, move.stack] : [move.stack, module];
      return `moved {\n  from = ${from}\n  to   = ${to}\n}`;
    })
    .join("\n\n");
}

function placeOf(type: string, name: string, resource: JsonObject, stack: JsonObject): string | undefined {
  if (name === "pool_sms") return "sms[0]";
  if (OPTIONAL.has(`${type}.${name}`) || name === "pre_token_generation") return `${name}[0]`;
  if (type === "aws_apigatewayv2_route") return `route[${JSON.stringify(resource.route_key)}]`;
  if (type === "aws_cloudwatch_metric_alarm") return `alarm[${JSON.stringify(name)}]`;
  const path = constructPath(resource);
  if (type === "aws_apigatewayv2_authorizer") {
    const key = /\/authorizers\/([^/]+)\//.exec(path)?.[1];
    return key && `${resource.authorizer_type === "JWT" ? "named" : "lambda"}[${JSON.stringify(key)}]`;
  }
  const [, rotating, generation] = /\/rotating-machine-clients\/([^/]+)\/(?!secret)([^/]+)\//.exec(path) ?? [];
  if (rotating !== undefined) return `rotating[${JSON.stringify(`${rotating}-${generation}`)}]`;
  const target = /\/integrations\/([^/]+)\//.exec(path)?.[1];
  if (target !== undefined && (type.startsWith("aws_iam_") || resource.integration_subtype !== undefined))
    return `${type.startsWith("aws_iam_") ? "integration" : "service"}[${JSON.stringify(target)}]`;
  if (target !== undefined) return `${kindOf(type, name, stack)}[${JSON.stringify(functionKey(target))}]`;
  for (const [section, moduleName, suffix = ""] of KEYED) {
    const key = section.exec(path)?.[1];
    if (key !== undefined) return `${moduleName}[${JSON.stringify(functionKey(key) + suffix)}]`;
  }
  return undefined;
}

/** The function in front of an MCP server is named after its route in the stack, after the path in the module. */
function functionKey(name: string): string {
  const words = /^any_(.+_gate)$/.exec(name)?.[1];
  return words === undefined ? name : words.replaceAll("_", "-");
}

/** What a target is: a function of the stack, one that is managed elsewhere, or a backend that speaks HTTP. */
function kindOf(type: string, name: string, stack: JsonObject): "function" | "lambda" | "http" {
  const resources = isObject(stack.resource) ? stack.resource : {};
  const integrations = resources.aws_apigatewayv2_integration;
  const integration = isObject(integrations) ? integrations[name] : undefined;
  if (type === "aws_apigatewayv2_integration" && isObject(integration) && integration.integration_type === "HTTP_PROXY")
    return "http";
  const functions = resources.aws_lambda_function;
  return isObject(functions) && name in functions ? "function" : "lambda";
}

/** The path that cdktf notes for each resource, e.g. `auth-api/Default/functions/hello/log/Resource`. */
function constructPath(resource: JsonObject): string {
  const notes = resource["//"];
  const metadata = isObject(notes) ? notes.metadata : undefined;
  return isObject(metadata) && typeof metadata.path === "string" ? metadata.path : "";
}
