import { targetOf } from "../index";
import type { Api, Attributes, Integration, LambdaFunction, Link, Resource } from "../index";
import type { ResourceIndex } from "../../terraform/resource-index";
import { or } from "./common";
import { FUNCTION_NAMING } from "./compute";
import { Registry, link, namedBy } from "./registry";
import { onStages } from "./stage-variables";

export function buildIntegrations(
  index: ResourceIndex,
  apis: Registry<Api>,
  functions: Registry<LambdaFunction>,
): Registry<Integration> {
  const registry = new Registry<Integration>();
  for (const resource of index.ofType("aws_apigatewayv2_integration")) {
    const a = resource.attributes;
    const integration: Integration = {
      // Written out rather than spread: where each route has a module of its own, there are as many of these.
      address: resource.address,
      resource,
      module: resource.module,
      constructPath: resource.constructPath,
      api: link(index, apis, a, ["api_id"]),
      type: a.text("integration_type"),
      payloadVersion: or(a.text("payload_format_version"), "1.0"),
      uri: a.text("integration_uri"),
      function: functionBehind(index, apis, functions, resource),
    };
    registry.add(integration, [a.text("id")]);
  }
  return registry;
}

/** Only a proxy to Lambda names a function; other URIs are addresses of their own. */
function functionBehind(
  index: ResourceIndex,
  apis: Registry<Api>,
  functions: Registry<LambdaFunction>,
  resource: Resource,
): Link<LambdaFunction> {
  const { attributes: a } = resource;
  const type = a.text("integration_type");
  // What is behind an address, a function's URL too, has an entry point of its own.
  if (type.known && /^HTTP/.test(type.value ?? "")) return { kind: "none" };
  const found = link(index, functions, a, ["integration_uri"], FUNCTION_NAMING);
  if (found.kind === "external" && !/:function:/.test(found.id)) return { kind: "none" };
  const api = targetOf(link(index, apis, a, ["api_id"]));
  const stages = (): readonly Attributes[] =>
    index
      .ofType("aws_apigatewayv2_stage")
      .map(({ attributes }) => attributes)
      .filter((stage) => api !== undefined && targetOf(link(index, apis, stage, ["api_id"])) === api);
  return onStages(found, stages, "stage_variables", (text) => namedBy(functions, text, FUNCTION_NAMING).found);
}
