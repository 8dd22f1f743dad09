import { chain, known, listing, map, unknown } from "../../model";
import type {
  Api,
  ApiDomain,
  ApiMapping,
  Attributes,
  Audience,
  Authorizer,
  Client,
  Cors,
  Integration,
  JwtAuthorizer,
  LambdaFunction,
  Link,
  Listing,
  LogGroup,
  Pool,
  Resource,
  Route,
  RouteSettings,
  Stage,
  Throttle,
  Value,
} from "../../model";
import type { Inventory } from "../inventory";
import { block, entityOf, or } from "./common";
import { FUNCTION_NAMING, logGroupLink } from "./compute";
import { Registry, link, mentioned } from "./registry";
import type { Naming } from "./registry";

export function buildApis(inventory: Inventory): Registry<Api> {
  const registry = new Registry<Api>();
  for (const resource of inventory.ofType("aws_apigatewayv2_api")) {
    const a = resource.attributes;
    const body = a.value("body");
    const target = a.text("target");
    const id = a.text("id");
    const api: Api = {
      ...entityOf(resource),
      managed: resource.mode === "managed",
      id: resource.mode === "data" && !id.known ? a.text("api_id") : id,
      name: a.text("name"),
      protocol: a.text("protocol_type"),
      cors: map(block(a, "cors_configuration"), (cors) => cors && corsOf(cors)),
      endpointDisabled: or(a.flag("disable_execute_api_endpoint"), false),
      fromBody: !body.known || body.value !== undefined,
      quickCreate: !target.known || target.value !== undefined,
    };
    registry.add(api, [api.id]);
  }
  return registry;
}

function corsOf(a: Attributes): Cors {
  return {
    origins: a.texts("allow_origins"),
    methods: a.texts("allow_methods"),
    headers: a.texts("allow_headers"),
    exposeHeaders: a.texts("expose_headers"),
    credentials: or(a.flag("allow_credentials"), false),
    maxAge: a.number("max_age"),
  };
}

/** What authorizers are built from. */
export interface Around {
  readonly apis: Registry<Api>;
  readonly functions: Registry<LambdaFunction>;
  readonly pools: Registry<Pool>;
  readonly clients: Registry<Client>;
}

export function buildAuthorizers(
  inventory: Inventory,
  { apis, functions, pools, clients }: Around,
): Registry<Authorizer> {
  const registry = new Registry<Authorizer>();
  for (const resource of inventory.ofType("aws_apigatewayv2_authorizer")) {
    const a = resource.attributes;
    const type = a.text("authorizer_type");
    const authorizer: Authorizer = {
      ...entityOf(resource),
      api: link(inventory, apis, a, ["api_id"]),
      name: a.text("name"),
      type,
      identitySources: a.texts("identity_sources"),
      ...(type.known && type.value === "JWT" && { jwt: jwtOf(inventory, a, pools, clients) }),
      ...(type.known &&
        type.value === "REQUEST" && {
          lambda: {
            uri: a.text("authorizer_uri"),
            function: link(inventory, functions, a, ["authorizer_uri"], FUNCTION_NAMING),
            ttl: a.number("authorizer_result_ttl_in_seconds"),
            payloadVersion: a.text("authorizer_payload_format_version"),
            simpleResponses: or(a.flag("enable_simple_responses"), false),
          },
        }),
    };
    registry.add(authorizer, [a.text("id")]);
  }
  return registry;
}

/** A Cognito issuer is `https://cognito-idp.REGION.amazonaws.com/POOL_ID`. */
const ISSUER_NAMING: Naming = {
  ids: (text) => {
    const id = /cognito-idp\.[\w-]+\.amazonaws\.com(?:\.cn)?\/([\w-]+)\/?$/.exec(text)?.[1];
    return id === undefined ? [text] : [id];
  },
};

function jwtOf(inventory: Inventory, a: Attributes, pools: Registry<Pool>, clients: Registry<Client>): JwtAuthorizer {
  const config = block(a, "jwt_configuration");
  if (!config.known) {
    const missing = { kind: "unknown", why: config.why, candidates: [] } as const;
    return { issuer: config, pool: missing, audience: listing([], [config.why]) };
  }
  if (!config.value) return { issuer: known(undefined), pool: { kind: "none" }, audience: listing([]) };
  const jwt = config.value;
  return {
    issuer: jwt.text("issuer"),
    pool: link(inventory, pools, jwt, ["issuer"], ISSUER_NAMING),
    audience: audienceOf(inventory, jwt, clients),
  };
}

function audienceOf(inventory: Inventory, jwt: Attributes, clients: Registry<Client>): Listing<Audience> {
  const whole = jwt.value("audience");
  const client = (c: Client): Audience => ({ kind: "client", client: c });
  const named = (id: string): Audience => {
    const [found] = clients.named(id);
    return found ? client(found) : { kind: "literal", id };
  };
  const texts = jwt.texts("audience");
  if (whole.known) return listing(texts.items.map(named));
  const found = mentioned(inventory, clients, jwt.references("audience"));
  const present = [...texts.items.map(named), ...found.map(client)];
  if (found.length === 0) return listing(present, texts.missing);
  // A synth shows the list item by item; a plan shows a set with one unknown item as unknown altogether.
  const itemized = inventory.origin.format === "synth" && jwt.written("audience") === undefined;
  if (itemized) return listing(present, texts.missing.slice(found.length));
  return { ...listing(present), inferred: true };
}

export function buildIntegrations(
  inventory: Inventory,
  apis: Registry<Api>,
  functions: Registry<LambdaFunction>,
): Registry<Integration> {
  const registry = new Registry<Integration>();
  for (const resource of inventory.ofType("aws_apigatewayv2_integration")) {
    const a = resource.attributes;
    const integration: Integration = {
      ...entityOf(resource),
      api: link(inventory, apis, a, ["api_id"]),
      type: a.text("integration_type"),
      payloadVersion: or(a.text("payload_format_version"), "1.0"),
      uri: a.text("integration_uri"),
      function: functionBehind(inventory, functions, resource),
    };
    registry.add(integration, [a.text("id")]);
  }
  return registry;
}

/** Only a proxy to Lambda names a function; other URIs are addresses of their own. */
function functionBehind(
  inventory: Inventory,
  functions: Registry<LambdaFunction>,
  { attributes: a }: Resource,
): Link<LambdaFunction> {
  const found = link(inventory, functions, a, ["integration_uri"], FUNCTION_NAMING);
  return found.kind === "external" && !/:function:/.test(found.id) ? { kind: "none" } : found;
}

const TARGET_NAMING: Naming = { ids: (text) => [text.replace(/^integrations\//, "")] };

export function buildRoutes(
  inventory: Inventory,
  apis: Registry<Api>,
  authorizers: Registry<Authorizer>,
  integrations: Registry<Integration>,
): Route[] {
  return inventory.ofType("aws_apigatewayv2_route").map((resource) => {
    const a = resource.attributes;
    const key = chain(a.text("route_key"), (k): Value<string> =>
      k === undefined ? unknown("it has no route key") : known(k),
    );
    const parts = key.known ? /^([A-Z]+) (\/.*)$/.exec(key.value) : null;
    const { address, module, constructPath } = resource;
    let integration: Link<Integration> | undefined;
    // Written out: spreading an entity into each of many routes costs as much as all the rest.
    return {
      address,
      resource,
      module,
      constructPath,
      api: link(inventory, apis, a, ["api_id"]),
      key,
      method: key.known ? known(parts?.[1]) : key,
      path: key.known ? known(parts?.[2]) : key,
      authorization: or(a.text("authorization_type"), "NONE"),
      authorizer: link(inventory, authorizers, a, ["authorizer_id"]),
      scopes: a.texts("authorization_scopes"),
      // Comparing two plans asks what guards a route, not what it leads to.
      get integration() {
        return (integration ??= link(inventory, integrations, a, ["target"], TARGET_NAMING));
      },
    };
  });
}

export function buildStages(inventory: Inventory, apis: Registry<Api>, logGroups: Registry<LogGroup>): Registry<Stage> {
  const registry = new Registry<Stage>();
  for (const resource of inventory.ofType("aws_apigatewayv2_stage")) {
    const a = resource.attributes;
    const settings = a.blocks("route_settings");
    const stage: Stage = {
      ...entityOf(resource),
      api: link(inventory, apis, a, ["api_id"]),
      name: a.text("name"),
      autoDeploy: or(a.flag("auto_deploy"), false),
      defaults: map(block(a, "default_route_settings"), (b) => b && throttleOf(b)),
      routeSettings: {
        items: settings.items.map((s): RouteSettings => ({ routeKey: s.text("route_key"), ...throttleOf(s) })),
        missing: settings.missing,
      },
      accessLog: map(
        block(a, "access_log_settings"),
        (log) =>
          log && {
            destination: log.text("destination_arn"),
            group: logGroupLink(inventory, logGroups, log),
            format: log.text("format"),
          },
      ),
    };
    registry.add(stage, [a.text("id")]);
  }
  return registry;
}

function throttleOf(a: Attributes): Throttle {
  return { burst: a.number("throttling_burst_limit"), rate: a.number("throttling_rate_limit") };
}

export function buildApiDomains(inventory: Inventory): Registry<ApiDomain> {
  const registry = new Registry<ApiDomain>();
  for (const resource of inventory.ofType("aws_apigatewayv2_domain_name")) {
    const a = resource.attributes;
    const configuration = block(a, "domain_name_configuration");
    const inside = (name: string) => chain(configuration, (c) => c?.text(name) ?? known(undefined));
    const domain: ApiDomain = {
      ...entityOf(resource),
      name: a.text("domain_name"),
      certificateArn: inside("certificate_arn"),
      securityPolicy: inside("security_policy"),
      mutualTls: map(block(a, "mutual_tls_authentication"), (b) => b !== undefined),
    };
    registry.add(domain, [domain.name]);
  }
  return registry;
}

export function buildMappings(
  inventory: Inventory,
  apis: Registry<Api>,
  domains: Registry<ApiDomain>,
  stages: Registry<Stage>,
): ApiMapping[] {
  return inventory.ofType("aws_apigatewayv2_api_mapping").map((resource) => {
    const a = resource.attributes;
    return {
      ...entityOf(resource),
      api: link(inventory, apis, a, ["api_id"]),
      domain: link(inventory, domains, a, ["domain_name"]),
      stage: stageLink(inventory, stages, resource, link(inventory, apis, a, ["api_id"])),
      key: a.text("api_mapping_key"),
    };
  });
}

/** A stage's id is its name, which many APIs share (`$default`): the API decides. */
function stageLink(
  inventory: Inventory,
  stages: Registry<Stage>,
  { attributes: a }: Resource,
  api: Link<Api>,
): Link<Stage> {
  const name = a.text("stage");
  if (name.known && name.value !== undefined && api.kind === "resource") {
    const found = stages.all.find(
      (s) => s.name.known && s.name.value === name.value && s.api.kind === "resource" && s.api.target === api.target,
    );
    if (found) return { kind: "resource", target: found };
  }
  return link(inventory, stages, a, ["stage"]);
}
