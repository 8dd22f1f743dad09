import { preflightRoutes } from "../../constructs/api/routes/preflight";
import { propOf } from "../../constructs/errors/configuration-error";
import { snakeCase } from "../../constructs/stack/addresses";
import type { Api, ApiMapping, Model, Route, Stage } from "../../posture/index";
import { compact, type Description, type Expected } from "./description";
import { describeAuthorizers } from "./describe-authorizers";
import { describeIdentity } from "./describe-identity";
import { Targets } from "./describe-targets";
import type { Estate, StateResource } from "./estate";
import { filled, isObject, numberOf, objectsOf, textOf, textsOf, type Json, type JsonObject } from "../json";
import { Names, projectName } from "./names";
import { partKey, type NotAdopted } from "./not-adopted";

/** An HTTP API as `SecuredApi` describes it, less what is refused. @param taken pools and VPC links that other APIs take over */
export function describeApi(
  api: Api,
  id: string,
  estate: Estate,
  refusals: NotAdopted,
  taken: ReadonlySet<string>,
): Description | string {
  const { model, held } = estate;
  const own = held.get(api.address);
  if (own === undefined) return "it is not managed by this state";
  const problem = unsupported(api, own);
  if (problem !== undefined) return problem;
  const all = model.routes.filter((route) => route.api.kind === "resource" && route.api.target.address === api.address);
  const present = all.filter(({ address }) => !refusals.has(address));
  const identity = describeIdentity(
    { api, prefix: id === "Default" ? "" : `${id}_` },
    present,
    estate,
    refusals,
    taken,
  );
  const targets = new Targets(api, estate, refusals, new Names(), taken);
  const authorizers = describeAuthorizers(api, estate, identity, targets, refusals);
  const stage = stageOf(api, estate);
  const heldStage = stage === undefined ? undefined : held.get(stage.address);
  if (heldStage === undefined) return "it has no stage in this state, and the constructs would create one";
  const routes = describeRoutes(present, estate, refusals, authorizers, targets, throttlingByRoute(heldStage));
  const log = accessLog(api, heldStage, stage, estate, refusals);
  const further = furtherStages(api, stage, estate, refusals);
  const domain = customDomain(api, stage, further, estate, refusals);
  const cors = refusals.has(partKey(api.address, "cors")) ? false : corsOf(own.values, routes.options);
  const scopeIdentifier = identity.props["scopeIdentifier"];
  return {
    api: own,
    id,
    beside: identity.beside,
    expected: [
      { held: own, matches: () => true },
      { held: heldStage, matches: (_, path) => path.endsWith("/stage/Resource") },
      ...identity.expected,
      ...authorizers.expected,
      ...routes.expected,
      ...targets.expected,
      ...[...further].map(([name, one]) => ({
        held: one,
        matches: (_: JsonObject, path: string) => path.endsWith(`/stages/${name}/Resource`),
      })),
      ...log.expected,
      ...domain.expected,
    ],
    origins: new Map([
      ...identity.origins,
      ...authorizers.origins,
      ...routes.origins,
      ...[...further].map(([name, { address }]) => [propOf("stages", name), address] as const),
    ]),
    notes: notesOf(routes.options),
    props: compact({
      project: projectName(String(own.values["name"])),
      domain: domainOf(scopeIdentifier, own.values, domain.options),
      tags: refusals.has(partKey(api.address, "tags")) ? undefined : tagsOf(own.values["tags"]),
      ...identity.props,
      identitySource: authorizers.identitySource,
      jwtAuthorizers: authorizers.jwt,
      lambdaAuthorizers: authorizers.lambda,
      functions: {},
      routes: routes.options,
      cors,
      vpcLinks: filled(targets.links),
      stage: stageOptions(heldStage),
      stages: filled(Object.fromEntries([...further].map(([name, one]) => [name, furtherOptions(one)]))),
      accessLog: log.options,
      customDomain: domain.options,
      disableExecuteApiEndpoint: own.values["disable_execute_api_endpoint"] === true,
      ipAddressType: own.values["ip_address_type"] === "dualstack" ? "dualstack" : undefined,
    }),
  };
}

interface Routes {
  /** By key. */
  readonly options: Readonly<Record<string, JsonObject>>;
  readonly expected: readonly Expected[];
  readonly origins: readonly (readonly [string, string])[];
}

/** Those of which it can be said who gets in and what they lead to; the others are refused, with the reason. */
function describeRoutes(
  routes: readonly Route[],
  { held }: Estate,
  refusals: NotAdopted,
  authorizers: ReturnType<typeof describeAuthorizers>,
  targets: Targets,
  limits: ReadonlyMap<string, JsonObject>,
): Routes {
  const options: Record<string, JsonObject> = {};
  const expected: Expected[] = [];
  const origins: [string, string][] = [];
  for (const route of routes) {
    const one = held.get(route.address);
    const key = textOf(one?.values["route_key"]);
    if (one === undefined || key === undefined) {
      refusals.add(route.address, "the state doesn't show its route key");
      continue;
    }
    const access = authorizers.access(route);
    const target = targets.of(route.integration.kind === "resource" ? route.integration.target : undefined, one.label);
    if (typeof access === "string") refusals.add(route.address, access);
    else if (typeof target === "string") refusals.add(route.address, target);
    else {
      options[key] = compact({ ...access, target, throttling: limits.get(key) });
      origins.push([`routes[${JSON.stringify(key)}]`, route.address]);
      expected.push({ held: one, matches: (emitted) => emitted["route_key"] === key });
    }
  }
  return { options, expected, origins };
}

function unsupported(api: Api, { values }: StateResource): string | undefined {
  if (values["protocol_type"] !== "HTTP") return "it is a WebSocket API, which the constructs don't support";
  if (api.fromBody)
    return "its routes come from an OpenAPI document (body), so they aren't resources that could be taken over";
  if (api.quickCreate)
    return "AWS created its route and integration (target), so they aren't resources that could be taken over";
  return undefined;
}

const stagesOf = (api: Api, model: Model): readonly Stage[] =>
  model.stages.filter((one) => one.api.kind === "resource" && one.api.target.address === api.address);

/**
 * The stage that `stage` and `accessLog` describe; the others become `stages`. It is `$default`, which serves the API's own address; else the one
 * that most paths of domains lead to; else one with an access log, since all stages write to the main one's; else the first of the state.
 */
function stageOf(api: Api, { model, held }: Estate): Stage | undefined {
  const ranks = ({ name, address }: Stage): readonly number[] => [
    Number(name.known && name.value === "$default"),
    model.apiMappings.filter(({ stage }) => stage.kind === "resource" && stage.target.address === address).length,
    objectsOf(held.get(address)?.values["access_log_settings"]).length,
  ];
  const [first] = stagesOf(api, model)
    .map((stage) => ({ stage, ranks: ranks(stage) }))
    .sort((a, b) => a.ranks.map((rank, at) => (b.ranks[at] ?? 0) - rank).find((more) => more !== 0) ?? 0);
  return first?.stage;
}

function throttlingByRoute({ values }: StateResource): ReadonlyMap<string, JsonObject> {
  return new Map(
    objectsOf(values["route_settings"]).flatMap((settings) => {
      const throttling = throttlingOf(settings);
      return throttling === undefined ? [] : [[String(settings["route_key"]), throttling] as const];
    }),
  );
}

/** Both limits, or none: the provider reads a missing one as 0. */
function throttlingOf(settings: JsonObject | undefined): JsonObject | undefined {
  const burstLimit = numberOf(settings?.["throttling_burst_limit"]) ?? 0;
  const rateLimit = numberOf(settings?.["throttling_rate_limit"]) ?? 0;
  return burstLimit > 0 && rateLimit > 0 ? { burstLimit, rateLimit } : undefined;
}

function stageOptions({ values }: StateResource): JsonObject | undefined {
  const [settings] = objectsOf(values["default_route_settings"]);
  const { stage_variables: variables } = values;
  return filled(
    compact({
      description: textOf(values["description"]),
      variables: isObject(variables) ? filled(variables) : undefined,
      name: values["name"] === "$default" ? undefined : (values["name"] ?? undefined),
      throttling: throttlingOf(settings),
      detailedMetrics: settings?.["detailed_metrics_enabled"] === true ? true : undefined,
    }),
  );
}

/** The other stages, by name, as far as they can have an address beside the first. */
function furtherStages(
  api: Api,
  main: Stage | undefined,
  { model, held }: Estate,
  refusals: NotAdopted,
): ReadonlyMap<string, StateResource> {
  const found = new Map<string, StateResource>();
  const spent = new Set(["stage"]);
  for (const one of stagesOf(api, model)) {
    const resource = held.get(one.address);
    const name = textOf(resource?.values["name"]);
    if (one === main || resource === undefined || name === undefined || refusals.has(one.address)) continue;
    if (spent.has(snakeCase(name)))
      refusals.add(one.address, `its name, ${name}, would give it another stage's address`);
    else found.set(name, resource);
    spent.add(snakeCase(name));
  }
  return found;
}

function furtherOptions(stage: StateResource): JsonObject {
  const { name: _, ...options } = stageOptions(stage) ?? {};
  return options;
}

/** Where the constructs would add routes for preflights, the settings are kept by an override instead. */
function corsOf(values: JsonObject, routes: Readonly<Record<string, JsonObject>>): Json {
  const [cors] = objectsOf(values["cors_configuration"]);
  const keys = Object.keys(routes);
  const closed = keys.filter((key) => routes[key]?.["public"] === undefined);
  const origins = textsOf(cors?.["allow_origins"]);
  if (cors === undefined || origins.length === 0 || preflightRoutes(keys, closed).length > 0) return false;
  const expose = textsOf(cors["expose_headers"]);
  return compact({
    allowOrigins: origins,
    allowMethods: textsOf(cors["allow_methods"]),
    allowHeaders: textsOf(cors["allow_headers"]),
    exposeHeaders: filled(expose),
    allowCredentials: cors["allow_credentials"] === true ? true : undefined,
    maxAgeSeconds: numberOf(cors["max_age"]),
  });
}

interface Part {
  readonly options: Json | undefined;
  readonly expected: readonly Expected[];
}

function accessLog(
  api: Api,
  { values }: StateResource,
  stage: Stage | undefined,
  { held }: Estate,
  refusals: NotAdopted,
): Part {
  const [settings] = objectsOf(values["access_log_settings"]);
  const arn = textOf(settings?.["destination_arn"])?.replace(/:\*$/, "");
  // Firehose is kept by an override.
  if (settings === undefined || arn === undefined || !/^arn:[\w-]+:logs:/.test(arn))
    return { options: false, expected: [] };
  const format = refusals.has(partKey(api.address, "log-format"))
    ? undefined
    : formatOf(textOf(settings["format"]) ?? "");
  const log = stage?.accessLog.known === true ? stage.accessLog.value?.group : undefined;
  const group = log?.kind === "resource" ? held.get(log.target.address) : undefined;
  if (group === undefined || refusals.has(group.address))
    return { options: compact({ existingLogGroupArn: arn, format }), expected: [] };
  const { name, retention_in_days: days, kms_key_id: key } = group.values;
  const retention = numberOf(days);
  return {
    options: compact({
      logGroupName: String(name),
      retentionInDays: retention === 0 ? undefined : retention,
      kmsKeyArn: textOf(key),
      format,
    }),
    expected: [{ held: group, matches: (_, path) => path.endsWith("/access_log/Resource") }],
  };
}

/** A format of JSON with one variable a field. */
function formatOf(text: string): JsonObject | undefined {
  try {
    const format = JSON.parse(text) as Json;
    const plain = isObject(format) && Object.values(format).every((value) => typeof value === "string");
    return plain && format["requestId"] === "$context.requestId" ? format : undefined;
  } catch {
    return undefined;
  }
}

/** A domain that serves this API's stages alone: the first at one path or none, others at paths of theirs. */
function customDomain(
  api: Api,
  stage: Stage | undefined,
  further: ReadonlyMap<string, StateResource>,
  { model, held }: Estate,
  refusals: NotAdopted,
): Part {
  const none: Part = { options: undefined, expected: [] };
  if (stage === undefined || refusals.has(partKey(api.address, "domain"))) return none;
  const domainOfMapping = ({ domain }: ApiMapping) => (domain.kind === "resource" ? domain.target.address : undefined);
  const stageOfMapping = (one: ApiMapping) => (one.stage.kind === "resource" ? one.stage.target.address : undefined);
  const names = new Map([...further].map(([name, { address }]) => [address, name]));
  const beside = (one: ApiMapping): ApiMapping[] =>
    model.apiMappings.filter((other) => other !== one && domainOfMapping(other) === domainOfMapping(one));
  const mapping = model.apiMappings.find((one) => {
    const domain = domainOfMapping(one);
    return (
      stageOfMapping(one) === stage.address &&
      domain !== undefined &&
      !refusals.has(domain) &&
      !refusals.has(one.address) &&
      beside(one).every(
        (other) =>
          names.has(stageOfMapping(other) ?? "") &&
          !refusals.has(other.address) &&
          textOf(held.get(other.address)?.values["api_mapping_key"]) !== undefined,
      )
    );
  });
  const one = mapping === undefined ? undefined : held.get(mapping.address);
  const domain = mapping === undefined ? undefined : held.get(domainOfMapping(mapping) ?? "");
  if (mapping === undefined || one === undefined || domain === undefined) return none;
  const others = beside(mapping).flatMap((other) => {
    const resource = held.get(other.address);
    const key = textOf(resource?.values["api_mapping_key"]);
    const name = names.get(stageOfMapping(other) ?? "");
    return resource === undefined || key === undefined || name === undefined ? [] : [{ resource, key, name }];
  });
  const [configuration] = objectsOf(domain.values["domain_name_configuration"]);
  const [mutual] = objectsOf(domain.values["mutual_tls_authentication"]);
  return {
    options: compact({
      domainName: String(domain.values["domain_name"]),
      certificateArn: textOf(configuration?.["certificate_arn"]),
      mappingKey: textOf(one.values["api_mapping_key"]),
      mappings: filled(Object.fromEntries(others.map(({ key, name }) => [key, name]))),
      mutualTls:
        mutual === undefined
          ? undefined
          : compact({
              truststoreUri: textOf(mutual["truststore_uri"]),
              truststoreVersion: textOf(mutual["truststore_version"]),
            }),
    }),
    expected: [
      ...others.map(({ resource, key }) => ({
        held: resource,
        matches: (emitted: JsonObject) => emitted["api_mapping_key"] === key,
      })),
      { held: domain, matches: () => true },
      {
        held: one,
        matches: (emitted) => (emitted["api_mapping_key"] ?? "") === (one.values["api_mapping_key"] ?? ""),
      },
    ],
  };
}

/** Only where the scope identifier, the callback and the origin derive from it, all of which are written out, does it matter. */
function domainOf(identifier: Json | undefined, values: JsonObject, own: Json | undefined): string {
  const [cors] = objectsOf(values["cors_configuration"]);
  const address = isObject(own) ? `https://${String(own["domainName"])}` : undefined;
  const candidates = [identifier, ...textsOf(cors?.["allow_origins"]), address].map((text) => {
    const host = /^https?:\/\/([a-z0-9.-]+\.[a-z]+)/.exec(typeof text === "string" ? text : "")?.[1];
    return host?.replace(/^(api|www|app)\.(?=.+\.)/, "");
  });
  return candidates.find((host) => host !== undefined) ?? "example.com";
}

const tagsOf = (value: Json | undefined): JsonObject | undefined => (isObject(value) ? filled(value) : undefined);

function notesOf(routes: Readonly<Record<string, JsonObject>>): string[] {
  const having = (name: string): string[] => Object.keys(routes).filter((key) => routes[key]?.[name] !== undefined);
  const [open, any] = [having("public"), having("authenticated")];
  return [
    ...(open.length > 0 ? [`Public, as before: ${open.join(", ")}. Say why in \`public\`, or close them.`] : []),
    ...(any.length > 0
      ? [
          `Any token that the authorizer accepts will do, ID tokens included, as before: ${any.join(", ")}. Say why in \`authenticated\`, or ask for scopes.`,
        ]
      : []),
  ];
}
