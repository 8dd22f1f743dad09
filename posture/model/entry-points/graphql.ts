import { isDeepStrictEqual } from "node:util";
import { targetOf, type Attributes, type Resource, type Step } from "../../terraform/resource";
import { listing, valueOr, type Listing } from "../../terraform/value";
import { shown } from "../../redact/redact";
import { entityOf } from "../build/common";
import { entryPoint, nameOf, nameText, textOr, toFunction } from "./common";
import { markedFields, type Mark } from "./graphql-schema";
import type { Authorization, ClientFilter, EntryPoint, Target } from "./entry-point";
import { leadsToResource, type Sources } from "./sources";

const API = ["aws_appsync_graphql_api"];
const RESOLVER = "aws_appsync_resolver";

/**
 * Fields of AppSync APIs, each by the API's default authorization; the additional ones count where the schema lets them,
 * by directives. An API of which no resolver and no data source is in the input is one entry point.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
 */
export function graphqlEntryPoints(sources: Sources): EntryPoint[] {
  const places = new Map<Resource, Target[]>();
  for (const source of sources.ofType("aws_appsync_datasource")) {
    // Of an Event API, whose channel namespaces lead to it.
    if (targetOf(sources.resourceAt(source.attributes, ["api_id"], ["aws_appsync_api"]))) continue;
    const resolvers = sources
      .ofType(RESOLVER, "aws_appsync_function")
      .filter(
        (one) =>
          leadsToResource(sources.resourceAt(one.attributes, ["data_source"], ["aws_appsync_datasource"]), source) ===
            true || sameName(sources, one, source),
      );
    const fields = resolvers.flatMap((one) => (one.type === RESOLVER ? [one] : pipelinesOf(sources, one)));
    const target = targetOfSource(sources, source);
    for (const place of fields.length > 0 ? new Set(fields) : [source])
      places.set(place, [...(places.get(place) ?? []), target]);
  }
  for (const resolver of sources.ofType(RESOLVER))
    if (!places.has(resolver)) places.set(resolver, [withoutSource(sources, resolver)]);
  const apiOf = (place: Resource) => targetOf(sources.resourceAt(place.attributes, ["api_id"], API))?.resource;
  const shownApis = new Set([...places.keys()].map(apiOf));
  for (const api of sources.ofType(...API))
    if (!shownApis.has(api)) places.set(api, [{ kind: "unknown", why: "its data sources aren't known" }]);
  return [...places].flatMap(([place, targets]) => {
    const api = API.includes(place.type) ? place : apiOf(place);
    const functions = targets.filter(({ kind }) => kind === "function");
    return (functions.length > 0 ? functions : targets.slice(0, 1)).flatMap((to) => ofField(sources, place, api, to));
  });
}

/** Where a data source leads. */
export function targetOfSource(sources: Sources, source: Resource): Target {
  const type = textOr(source, "type", "AWS_LAMBDA");
  return type === "AWS_LAMBDA"
    ? toFunction(sources.functionAt(source, "lambda_config", 0, "function_arn"))
    : { kind: "backend", name: `${source.address} (${type})` };
}

function withoutSource(sources: Sources, resolver: Resource): Target {
  const isOpen =
    sources.resourceAt(resolver.attributes, ["data_source"], ["aws_appsync_datasource"]).kind === "unknown";
  return { kind: "unknown", why: `its data source isn't ${isOpen ? "known" : "in this input"}` };
}

/** The resolvers whose pipeline a function is part of; itself where none is in the input. */
function pipelinesOf(sources: Sources, fn: Resource): readonly Resource[] {
  const path = ["pipeline_config", 0, "functions"];
  const found = sources.ofType(RESOLVER).filter(({ attributes: a }) => {
    const { items, missing } = a.texts(...path);
    const own = Array.from({ length: Math.max(1, items.length + missing.length) }, (_, i) => a.references(...path, i));
    return [...own.flat(), ...a.references(...path)].some((one) => sources.index.targets(one).includes(fn));
  });
  return found.length > 0 ? found : [fn];
}

/** Resolvers name a data source by its name, which is one of its API's. */
function sameName(sources: Sources, resolver: Resource, source: Resource): boolean {
  const [own, theirs] = [resolver, source].map((one) => sources.resourceAt(one.attributes, ["api_id"], API));
  const api = own && targetOf(own)?.resource;
  if (api && theirs && leadsToResource(theirs, api) === false) return false;
  const [a, b] = [resolver.attributes.text("data_source"), source.attributes.text("name")];
  return a.known && b.known && a.value !== undefined && a.value === b.value;
}

function ofField(sources: Sources, place: Resource, api: Resource | undefined, target: Target): EntryPoint[] {
  const field =
    place.type === RESOLVER
      ? `${textOr(place, "type", "?")}.${textOr(place, "field", "?")}`.replace("?.?", "a field that isn't known")
      : place === api
        ? "each field"
        : `${place.type === "aws_appsync_datasource" ? "data source" : "function"} ${nameText(place)}`;
  const visibility = api?.attributes.text("visibility");
  const hosts = [
    {
      name: api ? `the GraphQL endpoint of ${api.address}` : "a GraphQL endpoint that isn't in this input",
      private: visibility === undefined || !visibility.known ? ("unknown" as const) : visibility.value === "PRIVATE",
      mutualTls: false as const,
    },
  ];
  const common = {
    kind: "graphql-field",
    group: api ? `GraphQL API ${nameText(api)}` : "a GraphQL API that isn't known",
    ...(api && { groupAddress: api.address }),
    hosts,
    target,
  } as const;
  if (!api)
    return [
      entryPoint(place, {
        ...common,
        name: field,
        authorization: { kind: "unknown", why: "its API isn't in this input" },
      }),
    ];
  const schema = api.attributes.text("schema");
  const [type, name] = [place.attributes.text("type"), place.attributes.text("field")];
  const known = schema.known && schema.value !== undefined && type.known && name.known && place.type === RESOLVER;
  const more = api.attributes.blocks("additional_authentication_provider");
  const alone = more.items.length + more.missing.length === 0;
  const fields = schema.known && schema.value !== undefined ? markedFields(schema.value, alone) : undefined;
  const marks = known
    ? fields?.get(`${type.value ?? ""}.${name.value ?? ""}`)
    : place === api
      ? commonMarks(fields)
      : undefined;
  const ofProvider = (mode: string | undefined, isDefault: boolean, path: readonly Step[]): Authorization => {
    const own = provider(sources, api, path);
    const unmarked = schema.known && schema.value !== undefined && !/@aws_/.test(schema.value);
    const allowed = unmarked
      ? isDefault
      : marks === undefined
        ? "unknown"
        : marks.length === 0
          ? isDefault
          : marks.some((mark) => mark.mode === mode);
    if (allowed === true && own.kind === "token" && own.pools)
      return { ...own, groups: groupsOf(marks, valueOr(type, undefined), at(api, path)) };
    if (allowed === true) return own;
    // A way of signing in that isn't known may be one of those that the schema marks.
    if (own.kind === "unknown" && mode === undefined && (isDefault || !unmarked)) return own;
    if (allowed === false) return { kind: "nobody", why: "the schema doesn't let this way of signing in ask for it" };
    // Where nothing but the default one is there, directives can only leave it.
    if (isDefault && more.items.length === 0) return own;
    return {
      kind: "unknown",
      why:
        known || !schema.known || schema.value === undefined
          ? `the schema isn't known, which says whether ${mode ?? "it"} may ask for it`
          : place === api && rootFields(fields).length === 0
            ? "the schema has no fields of Query, Mutation or Subscription that could be read"
            : place === api
              ? `the schema marks its fields differently, and says of each whether ${mode ?? "it"} may ask for it`
              : `which fields the schema marks for ${mode ?? "it"} depends on the resolvers, which aren't in this input`,
    };
  };
  const own = valueOr(api.attributes.text("authentication_type"), undefined);
  const base = entryPoint(place, {
    ...common,
    name: alone || own === undefined ? field : `${field} by ${own}`,
    authorization: ofProvider(own, true, []),
  });
  const others = more.items.flatMap((one, i): EntryPoint[] => {
    const mode = valueOr(one.text("authentication_type"), undefined);
    const authorization = ofProvider(mode, false, ["additional_authentication_provider", i]);
    if (authorization.kind === "nobody") return [];
    const part = mode ?? `#${i + 1}`;
    return [entryPoint(place, { ...common, part, name: `${field} by ${part}`, authorization })];
  });
  return [...(base.authorization.kind === "nobody" && others.length > 0 ? [] : [base]), ...others];
}

/** The marks that all fields with which a request starts have in common; undefined where they differ, or none is found. */
function commonMarks(fields: ReturnType<typeof markedFields> | undefined): readonly Mark[] | undefined {
  const [first, ...rest] = rootFields(fields);
  return first && rest.every(([, marks]) => isDeepStrictEqual(marks, first[1])) ? first[1] : undefined;
}

const rootFields = (fields: ReturnType<typeof markedFields> | undefined) =>
  [...(fields ?? [])].filter(([field]) => ROOT.test(field.split(".")[0] ?? ""));

/** Tokens of the pool that an API, or a provider beside its default one, names. */
function poolTokens(sources: Sources, api: Resource, path: readonly Step[]): Authorization {
  const pool = sources.poolAt(api.attributes, ...path, "user_pool_config", 0, "user_pool_id");
  const called =
    pool.kind === "resource"
      ? `pool ${nameOf(pool.target)}`
      : pool.kind === "external"
        ? `pool ${pool.id}`
        : "a user pool that isn't known yet";
  const clients = clientsAt(sources, api, [...path, "user_pool_config", 0, "app_id_client_regex"]);
  return { kind: "token", issuer: called, scopes: listing<string>([]), pools: [pool], ...clients };
}

/**
 * The clients whose tokens are taken: a regular expression, or a client's id.
 * https://docs.aws.amazon.com/appsync/latest/APIReference/API_CognitoUserPoolConfig.html
 */
function clientsAt(sources: Sources, api: Resource, path: readonly Step[]): { readonly clients?: ClientFilter } {
  const pattern = api.attributes.text(...path);
  if (pattern.known && (pattern.value ?? "") === "") return {};
  const client = targetOf(sources.resourceAt(api.attributes, path, ["aws_cognito_user_pool_client"]))?.resource;
  if (client) return { clients: { called: nameText(client), client: client.address } };
  if (!pattern.known || pattern.value === undefined) return { clients: { called: "clients that aren't known yet" } };
  return {
    clients: { called: `clients that match ${shown(entityOf(api), [...path], pattern.value)}`, pattern: pattern.value },
  };
}

function at(api: Resource, path: readonly Step[]): Attributes {
  const own = path.length === 0 ? undefined : api.attributes.blocks(String(path[0])).items[Number(path[1])];
  return own ?? api.attributes;
}

/** The types whose fields requests start with; `@aws_auth` is documented for these. */
const ROOT = /^(?:Query|Mutation|Subscription)$/;

/** The groups of which a user has to be in one, as the marks of a field say; empty: every user of the pool. */
function groupsOf(marks: readonly Mark[] | undefined, type: string | undefined, provider: Attributes): Listing<string> {
  const own = (marks ?? []).filter(({ mode }) => mode === "AMAZON_COGNITO_USER_POOLS");
  const action = provider.text("user_pool_config", 0, "default_action");
  const denies = !action.known || action.value === "DENY";
  if (own.length === 0)
    return listing<string>([], denies ? ["default_action is DENY, and no directive lets groups ask"] : []);
  if (own.some(({ groups }) => groups.length === 0)) return listing<string>([]);
  const items = [...new Set(own.flatMap(({ groups }) => groups))];
  const isNested = own.every(({ directive }) => directive === "aws_auth") && !ROOT.test(type ?? "");
  return isNested
    ? listing<string>([], ["@aws_auth is documented for fields of Query, Mutation and Subscription"])
    : listing(items);
}

/** `path`: where the provider stands in the API. */
function provider(sources: Sources, api: Resource, path: readonly Step[]): Authorization {
  const own = at(api, path);
  const type = own.text("authentication_type");
  if (!type.known) return { kind: "unknown", why: `its authentication type isn't known (${type.why})` };
  switch (type.value) {
    case "API_KEY":
      return { kind: "api-key" };
    case "AWS_IAM":
      return { kind: "iam", action: "appsync:GraphQL", of: { kind: "none" } };
    case "AMAZON_COGNITO_USER_POOLS":
      return poolTokens(sources, api, path);
    case "OPENID_CONNECT":
      return {
        kind: "token",
        issuer: valueOr(own.text("openid_connect_config", 0, "issuer"), undefined) ?? "an OpenID Connect provider",
        scopes: listing<string>([]),
        ...clientsAt(sources, api, [...path, "openid_connect_config", 0, "client_id"]),
      };
    case "AWS_LAMBDA":
      return { kind: "authorizer", called: "its Lambda authorizer" };
    default:
      return { kind: "unknown", why: `there is no authentication type ${type.value ?? "(none)"}` };
  }
}
