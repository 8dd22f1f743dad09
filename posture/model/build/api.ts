import { chain, known, map } from "../index";
import type {
  Api,
  ApiDomain,
  ApiMapping,
  Attributes,
  Cors,
  Link,
  LogGroup,
  Resource,
  RouteSettings,
  Stage,
  Throttle,
} from "../index";
import type { ResourceIndex } from "../../terraform/resource-index";
import { block, entityOf, or } from "./common";
import { logGroupLink } from "./compute";
import { Registry, link } from "./registry";

export function buildApis(index: ResourceIndex): Registry<Api> {
  const registry = new Registry<Api>();
  for (const resource of index.ofType("aws_apigatewayv2_api")) {
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

export function buildStages(index: ResourceIndex, apis: Registry<Api>, logGroups: Registry<LogGroup>): Registry<Stage> {
  const registry = new Registry<Stage>();
  for (const resource of index.ofType("aws_apigatewayv2_stage")) {
    const a = resource.attributes;
    const settings = a.blocks("route_settings");
    const stage: Stage = {
      ...entityOf(resource),
      api: link(index, apis, a, ["api_id"]),
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
            group: logGroupLink(index, logGroups, log),
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

export function buildApiDomains(index: ResourceIndex): Registry<ApiDomain> {
  const registry = new Registry<ApiDomain>();
  for (const resource of index.ofType("aws_apigatewayv2_domain_name")) {
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
  index: ResourceIndex,
  apis: Registry<Api>,
  domains: Registry<ApiDomain>,
  stages: Registry<Stage>,
): ApiMapping[] {
  return index.ofType("aws_apigatewayv2_api_mapping").map((resource) => {
    const a = resource.attributes;
    return {
      ...entityOf(resource),
      api: link(index, apis, a, ["api_id"]),
      domain: link(index, domains, a, ["domain_name"]),
      stage: stageLink(index, stages, resource, link(index, apis, a, ["api_id"])),
      key: a.text("api_mapping_key"),
    };
  });
}

/** A stage's id is its name, which many APIs share (`$default`): the API decides. */
function stageLink(
  index: ResourceIndex,
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
  return link(index, stages, a, ["stage"]);
}
