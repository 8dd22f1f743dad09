import { shown } from "../../redact/redact";
import { targetOf, type Attributes, type Entity, type Link, type Resource } from "../../terraform/resource";
import type { LambdaFunction } from "../entities";
import { isEmpty, valueOr, type Answer } from "../../terraform/value";
import { entityOf } from "../build/common";
import { onStages } from "../build/stage-variables";
import { apiKeyOf } from "./api-keys";
import { endpointAt } from "./endpoint";
import { answerOf, entryPoint, nameOf, nameText, textOr, toFunction } from "./common";
import type { Authorization, Endpoint, EntryPoint, Host, Target } from "./entry-point";
import { endpointDisabledIn, operationsOf } from "./openapi";
import { withOwn } from "./http-api";
import { leadsToResource, type Sources } from "./sources";

const API = ["aws_api_gateway_rest_api"];

/** Methods of REST APIs, of resources and of an OpenAPI body. */
export function restApiEntryPoints(sources: Sources): EntryPoint[] {
  const methods = sources.ofType("aws_api_gateway_method").map((method) => ofMethod(sources, method));
  const bodies = sources
    .ofType(...API)
    .flatMap((api) =>
      api.mode === "managed" ? ofBody(sources, api, { kind: "resource", target: entityOf(api) }) : [],
    );
  // Puts a body into an API of any kind, also one of another state (provider 6).
  const put = sources
    .ofType("aws_api_gateway_rest_api_put")
    .flatMap((one) => ofBody(sources, one, sources.resourceAt(one.attributes, ["rest_api_id"], API)));
  return [...methods, ...bodies, ...put];
}

interface Around {
  readonly group: string;
  readonly groupAddress?: string;
  readonly hosts: readonly Host[];
  readonly notes: readonly string[];
  readonly policyOf?: Resource;
}

function around(sources: Sources, link: Link<Entity>): Around {
  const api = targetOf(link)?.resource;
  if (!api)
    return {
      group: "a REST API that isn't known",
      hosts: [],
      notes: ["The REST API isn't in this input: its policy and its stages aren't seen."],
    };
  return {
    group: `REST API ${nameText(api)}`,
    groupAddress: api.address,
    hosts: hostsOf(sources, api),
    notes: stageNotes(sources, api),
    policyOf: api,
  };
}

function ofMethod(sources: Sources, method: Resource): EntryPoint {
  const a = method.attributes;
  const api = sources.resourceAt(a, ["rest_api_id"], API);
  const { notes, ...rest } = around(sources, api);
  const verb = valueOr(a.text("http_method"), undefined);
  const key = apiKeyOf(sources, rest.policyOf, answerOf(a.flag("api_key_required")));
  return entryPoint(method, {
    kind: "rest-api-method",
    name: `${verb === undefined ? "a method" : shown(entityOf(method), ["http_method"], verb)} ${pathOf(sources, method)}`,
    ...rest,
    ...key,
    authorization: authorizationOf(sources, method),
    target: integrationOf(sources, method),
    notes: [...notes, ...key.notes],
  });
}

/** The path is put together from the resources above it, as their parents name them. */
function pathOf(sources: Sources, method: Resource): string {
  const parts: string[] = [];
  let from = method.attributes;
  let attribute = "resource_id";
  for (let depth = 0; depth < 30; depth++) {
    const link = sources.resourceAt(from, [attribute], ["aws_api_gateway_resource"]);
    if (link.kind !== "resource") {
      const text = from.text(attribute);
      const root = from.references(attribute).some((reference) => reference.attribute.includes("root_resource_id"));
      // A state shows the ids: what is no resource of its own is the root.
      return root || text.known ? `/${parts.join("/")}` : `…/${parts.join("/")}`;
    }
    const { resource } = link.target;
    const whole = resource.mode === "data" ? valueOr(resource.attributes.text("path"), undefined) : undefined;
    if (whole !== undefined) return `${whole.replace(/\/$/, "")}/${parts.join("/")}`;
    parts.unshift(valueOr(resource.attributes.text("path_part"), undefined) ?? "…");
    from = resource.attributes;
    attribute = "parent_id";
  }
  return `…/${parts.join("/")}`;
}

function authorizationOf(sources: Sources, method: Resource): Authorization {
  const a = method.attributes;
  const type = a.text("authorization");
  if (!type.known) return { kind: "unknown", why: `its authorization isn't known (${type.why})` };
  switch (type.value) {
    case undefined:
    case "NONE":
      return { kind: "none" };
    case "AWS_IAM":
      return { kind: "iam", action: "execute-api:Invoke", of: { kind: "none" } };
    case "COGNITO_USER_POOLS":
      return poolTokens(sources, method);
    case "CUSTOM":
      return { kind: "authorizer", ...authorizerOf(sources, method) };
    default:
      return { kind: "unknown", why: `there is no authorization ${type.value}` };
  }
}

/** The authorizer of a method, or what is said of one that can't be read. */
function authorizerAt(sources: Sources, method: Resource): Resource | string {
  const link = sources.resourceAt(method.attributes, ["authorizer_id"], ["aws_api_gateway_authorizer"]);
  if (link.kind === "resource") return link.target.resource;
  return link.kind === "unknown" ? "an authorizer that isn't known yet" : "an authorizer that isn't in this input";
}

/**
 * Without scopes the token is taken for an ID token, with scopes for an access token.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
 */
function poolTokens(sources: Sources, method: Resource): Authorization {
  const scopes = method.attributes.texts("authorization_scopes");
  const authorizer = authorizerAt(sources, method);
  if (typeof authorizer === "string") return { kind: "token", issuer: authorizer, scopes, use: "id" };
  const arns = authorizer.attributes.texts("provider_arns");
  const count = Math.max(1, arns.items.length + arns.missing.length);
  const pools = Array.from({ length: count }, (_, i) => sources.poolAt(authorizer.attributes, "provider_arns", i));
  const names = pools.map((pool) => {
    if (pool.kind === "resource") return `pool ${nameOf(pool.target)}`;
    return pool.kind === "external" ? `pool ${pool.id.replace(/^.*userpool\//, "")}` : "pools that aren't known yet";
  });
  return { kind: "token", issuer: [...new Set(names)].join(" or "), scopes, pools, use: "id" };
}

function authorizerOf(sources: Sources, method: Resource): { called: string; function?: Link<LambdaFunction> } {
  const authorizer = authorizerAt(sources, method);
  if (typeof authorizer === "string") return { called: authorizer };
  const fn = sources.functionAt(authorizer, "authorizer_uri");
  const called = fn.kind === "resource" ? nameText(fn.target.resource, "function_name") : authorizer.address;
  return { called, function: fn };
}

function integrationOf(sources: Sources, method: Resource): Target {
  const a = method.attributes;
  const found = sources.ofType("aws_api_gateway_integration").filter((one) => {
    const b = one.attributes;
    // The Cloud Control provider's method holds its own.
    if (one.address === method.address) return valueOr(b.text("type"), "") !== undefined;
    const [own, theirs] = [a.text("http_method"), b.text("http_method")];
    if (own.known && theirs.known && own.value !== theirs.value) return false;
    return (
      same(sources, method, one, "rest_api_id", API) &&
      same(sources, method, one, "resource_id", ["aws_api_gateway_resource"]) &&
      (own.known === theirs.known || refersTo(one, method))
    );
  });
  const [integration] = found;
  if (!integration) return { kind: "unknown", why: noIntegration(sources) };
  const b = integration.attributes;
  const type = valueOr(b.text("type"), undefined);
  if (type === "MOCK") return { kind: "itself" };
  // What is behind an address, a function's URL too, has an entry point of its own.
  const fn = /^HTTP/.test(type ?? "") ? ({ kind: "none" } as const) : functionBehind(sources, integration);
  const uri = b.text("uri");
  if (fn.kind === "resource" || (fn.kind === "external" && /:function:/.test(fn.id))) return toFunction(fn);
  if (fn.kind === "unknown" && (fn.candidates.length > 0 || type === "AWS_PROXY")) return toFunction(fn);
  return {
    kind: "backend",
    name: uri.known && uri.value !== undefined ? shown(entityOf(integration), ["uri"], uri.value) : integration.address,
    at: withLink(sources, endpointAt(b, "uri"), b),
  };
}

function functionBehind(sources: Sources, integration: Resource): Link<LambdaFunction> {
  const stages = (): readonly Attributes[] =>
    sources
      .ofType("aws_api_gateway_stage")
      .filter((stage) => same(sources, integration, stage, "rest_api_id", API))
      .map(({ attributes }) => attributes);
  const named = (text: string): readonly LambdaFunction[] => sources.functionsNamed(text, integration);
  return onStages(sources.functionAt(integration, "uri"), stages, "variables", named);
}

function noIntegration(sources: Sources): string {
  const vague = sources.ofType("aws_api_gateway_integration").find(({ attributes }) => {
    const kinds = [sources.resourceAt(attributes, ["rest_api_id"], API).kind, attributes.text("http_method").known];
    return kinds.includes("unknown") || kinds.includes(false);
  });
  return vague ? `whether ${vague.address} is its integration isn't known` : "no integration of it is in this input";
}

/** A VPC link's load balancers are where it leads, whatever name the URI calls them by. */
function withLink(sources: Sources, own: Endpoint, integration: Attributes): Endpoint {
  const link = targetOf(sources.resourceAt(integration, ["connection_id"], ["aws_api_gateway_vpc_link"]))?.resource;
  return link ? { ...own, references: [...own.references, ...link.attributes.references("target_arns")] } : own;
}

/** Do both name the same thing there: the same resource, or the same id? */
function same(sources: Sources, a: Resource, b: Resource, attribute: string, types: readonly string[]): boolean {
  const [x, y] = [a, b].map(({ attributes }) => sources.resourceAt(attributes, [attribute], types));
  if (x?.kind === "resource" && y?.kind === "resource") return x.target === y.target;
  if (x?.kind === "external" && y?.kind === "external") return x.id === y.id;
  const [text, other] = [a, b].map(({ attributes }) => JSON.stringify(sources.ends(attributes, attribute)));
  return x?.kind === y?.kind && text === other;
}

/** `http_method = aws_api_gateway_method.x.http_method` */
function refersTo(integration: Resource, method: Resource): boolean {
  return integration.attributes.references("http_method").some(({ address }) => address === method.address);
}

function hostsOf(sources: Sources, api: Resource): Host[] {
  const a = api.attributes;
  const types = a.texts("endpoint_configuration", 0, "types");
  const isPrivate: Answer = types.items.includes("PRIVATE") ? true : isEmpty(types) === "unknown" ? "unknown" : false;
  const written = a.flag("disable_execute_api_endpoint");
  const disabled = written.known && written.value === undefined ? endpointDisabledIn(api) : answerOf(written);
  const domains = sources
    .ofType("aws_api_gateway_base_path_mapping", "aws_apigatewayv2_api_mapping")
    .flatMap((mapping): Host[] => {
      if (leadsToResource(sources.resourceAt(mapping.attributes, ["api_id"], API), api) !== true) return [];
      const link = sources.resourceAt(
        mapping.attributes,
        ["domain_name"],
        ["aws_api_gateway_domain_name", "aws_apigatewayv2_domain_name"],
      );
      const domain = targetOf(link)?.resource;
      const tls = domain?.attributes.blocks("mutual_tls_authentication");
      return [
        {
          name: textOr(domain ?? mapping, "domain_name", `the domain of ${domain?.address ?? mapping.address}`),
          // A private API is mapped to private domain names only, and they to private APIs.
          private: isPrivate,
          mutualTls: tls ? (tls.missing.length > 0 ? "unknown" : tls.items.length > 0) : "unknown",
          basePath: mapping.attributes.text(
            mapping.type === "aws_apigatewayv2_api_mapping" ? "api_mapping_key" : "base_path",
          ),
        },
      ];
    });
  const own: Host = { name: `execute-api of ${api.address}`, private: isPrivate, mutualTls: false };
  return withOwn(own, disabled, domains);
}

function stageNotes(sources: Sources, api: Resource): string[] {
  if (api.mode === "data") return ["Its stages are of another state."];
  const stages = sources
    .ofType("aws_api_gateway_stage", "aws_api_gateway_deployment")
    .filter(
      (one) =>
        // A deployment makes one where it names it; a name that isn't known yet is one.
        one.type === "aws_api_gateway_stage" || (valueOr(one.attributes.text("stage_name"), "?") ?? "") !== "",
    )
    .filter((one) => leadsToResource(sources.resourceAt(one.attributes, ["rest_api_id"], API), api) !== false);
  return stages.length === 0 ? ["No stage of it is in this input: it answers once one is deployed."] : [];
}

/** @param written what holds the body: the API, or what puts it there */
function ofBody(sources: Sources, written: Resource, api: Link<Entity>): EntryPoint[] {
  const body = written.attributes.value("body");
  if (body.known && (body.value === undefined || body.value === "")) return [];
  const { notes, ...rest } = around(sources, api);
  const operations = operationsOf(sources, written, "rest");
  if (typeof operations === "string")
    return [
      entryPoint(written, {
        kind: "rest-api-method",
        part: "body",
        name: "methods of the OpenAPI body",
        ...rest,
        authorization: { kind: "unknown", why: operations },
        target: { kind: "unknown", why: operations },
        notes,
      }),
    ];
  return operations.map(({ name, authorization, target, keyRequired }) => {
    const key = apiKeyOf(sources, rest.policyOf, keyRequired);
    return entryPoint(written, {
      kind: "rest-api-method",
      part: name,
      name,
      ...rest,
      ...key,
      authorization,
      target,
      notes: [...notes, ...key.notes],
    });
  });
}
