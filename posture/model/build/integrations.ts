import type { Api, Integration, LambdaFunction, Link, Resource } from "../index";
import type { ResourceIndex } from "../../terraform/resource-index";
import { or } from "./common";
import { FUNCTION_NAMING } from "./compute";
import { Registry, link } from "./registry";

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
      function: functionBehind(index, functions, resource),
    };
    registry.add(integration, [a.text("id")]);
  }
  return registry;
}

/** Only a proxy to Lambda names a function; other URIs are addresses of their own. */
function functionBehind(
  index: ResourceIndex,
  functions: Registry<LambdaFunction>,
  { attributes: a }: Resource,
): Link<LambdaFunction> {
  const type = a.text("integration_type");
  // What is behind an address, a function's URL too, has an entry point of its own.
  if (type.known && /^HTTP/.test(type.value ?? "")) return { kind: "none" };
  const found = link(index, functions, a, ["integration_uri"], FUNCTION_NAMING);
  return found.kind === "external" && !/:function:/.test(found.id) ? { kind: "none" } : found;
}
