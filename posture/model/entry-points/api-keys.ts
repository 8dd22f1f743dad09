import type { Resource } from "../../terraform/resource";
import { valueOr, type Answer } from "../../terraform/value";
import { shown } from "../../redact/redact";
import { entityOf } from "../build/common";
import { nameText } from "./common";
import type { ApiKeyDemand, EntryPoint } from "./entry-point";
import { bodyValue } from "./openapi";
import { leadsToResource, type Sources } from "./sources";

export const API_KEY_UNKNOWN = "Whether it asks for an API key isn't known.";

/**
 * The API key that a method of a REST API, or `$connect` of a WebSocket API, asks for, and what is to be said of it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html
 * @param required whether the method or route asks for one at all
 */
export function apiKeyOf(
  sources: Sources,
  api: Resource | undefined,
  required: Answer,
): Pick<EntryPoint, "apiKey" | "notes"> {
  if (required === false) return { notes: [] };
  if (required === "unknown") return { notes: [API_KEY_UNKNOWN] };
  const from = keySource(api);
  const plans = api ? plansOf(sources, api) : [];
  const of = plans.length > 0 ? `the usage plan ${plans.join(" or ")}` : "a usage plan";
  const notes = [`It requires an API key of ${of}; a key meters calls and is no authorization.`];
  if (from === "authorizer") notes.push("A Lambda authorizer brings the key (usageIdentifierKey); callers send none.");
  if (from === "unknown") notes.push("Whether callers or a Lambda authorizer bring the key isn't known.");
  if (api?.mode === "managed" && plans.length === 0)
    notes.push("No usage plan in this input holds a stage of it; without one, API Gateway refuses every key.");
  return { apiKey: { from, plans }, notes };
}

/** The argument overrides the OpenAPI body; a WebSocket API has an expression of its own for it. */
function keySource(api: Resource | undefined): ApiKeyDemand["from"] {
  if (!api) return "unknown";
  const socket = api.type === "aws_apigatewayv2_api";
  const written = api.attributes.text(socket ? "api_key_selection_expression" : "api_key_source");
  const own = written.known && written.value === undefined && !socket ? inBody(api) : written;
  if (own === "unknown" || !own.known) return "unknown";
  return /^(?:AUTHORIZER|\$context\.authorizer\.usageIdentifierKey)$/.test(own.value ?? "") ? "authorizer" : "header";
}

function inBody(api: Resource): { readonly known: true; readonly value: string | undefined } | "unknown" {
  const value = bodyValue(api, "x-amazon-apigateway-api-key-source");
  if (value !== undefined && typeof value !== "string") return "unknown";
  return { known: true, value };
}

const API = ["aws_api_gateway_rest_api", "aws_apigatewayv2_api"];

/** By name, the usage plans of this input that hold a stage of the API. */
function plansOf(sources: Sources, api: Resource): readonly string[] {
  const stages = sources
    .ofType("aws_api_gateway_stage", "aws_api_gateway_deployment", "aws_apigatewayv2_stage")
    .filter(({ attributes: a, type }) => {
      const argument = type === "aws_apigatewayv2_stage" ? "api_id" : "rest_api_id";
      return leadsToResource(sources.resourceAt(a, [argument], API), api) !== false;
    })
    .map(({ attributes: a, type }) => valueOr(a.text(type === "aws_apigatewayv2_stage" ? "name" : "stage_name"), "?"));
  return sources.ofType("aws_api_gateway_usage_plan").flatMap((plan) => {
    const holds = plan.attributes.blocks("api_stages").items.some((one, i) => {
      const link = sources.resourceAt(plan.attributes, ["api_stages", i, "api_id"], API);
      if (leadsToResource(link, api) === false) return false;
      const stage = valueOr(one.text("stage"), undefined);
      return stage === undefined || stages.length === 0 || stages.includes("?") || stages.includes(stage);
    });
    const name = nameText(plan);
    return holds ? [shown(entityOf(plan), ["name"], name)] : [];
  });
}
