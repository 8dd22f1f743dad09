import type { Api, Authorizer, Route } from "../../posture/index";
import { compact, type Expected } from "./description";
import { functionArnOf, type Targets } from "./describe-targets";
import type { Estate, StateResource } from "./estate";
import type { Identity } from "./describe-identity";
import { filled, numberOf, objectsOf, textOf, textsOf, type Json, type JsonObject } from "../json";
import { Names } from "./names";
import type { NotAdopted } from "./not-adopted";

export interface Authorizers {
  readonly jwt: JsonObject | undefined;
  readonly lambda: JsonObject | undefined;
  readonly identitySource: string | undefined;
  readonly expected: readonly Expected[];
  readonly origins: ReadonlyMap<string, string>;
  /** What a route says of its callers, or why the constructs can't say it. */
  access(route: Route): JsonObject | string;
}

/** Why a route asks for no scope, or for nobody, as far as a state can tell. */
const AS_IT_WAS = "as it was when it was taken over; say why, or ask for more";

export function describeAuthorizers(
  api: Api,
  { model, held }: Estate,
  identity: Identity,
  targets: Targets,
  refusals: NotAdopted,
): Authorizers {
  const names = new Names(["jwt", "cognito_jwt"]);
  const byAddress = new Map<string, string>();
  const jwt: Record<string, Json> = {};
  const lambda: Record<string, Json> = {};
  const expected: Expected[] = [];
  const origins = new Map<string, string>();
  let identitySource: string | undefined;
  for (const authorizer of model.authorizers) {
    const one = held.get(authorizer.address);
    if (authorizer.api.kind !== "resource" || authorizer.api.target.address !== api.address) continue;
    if (one === undefined || refusals.has(authorizer.address)) continue;
    const source = textsOf(one.values["identity_sources"])[0];
    if (authorizer === identity.own) {
      identitySource = source === "$request.header.Authorization" ? undefined : source;
      expected.push({ held: one, matches: (_, path) => path.endsWith("/jwt/Resource") });
      continue;
    }
    const name = names.give(one.label, textOf(one.values["name"]));
    const options = one.values["authorizer_type"] === "JWT" ? jwtOptions(one) : lambdaOptions(one, targets, name);
    if (typeof options === "string") {
      refusals.add(authorizer.address, options);
      continue;
    }
    const isJwt = one.values["authorizer_type"] === "JWT";
    (isJwt ? jwt : lambda)[name] = options;
    byAddress.set(authorizer.address, name);
    origins.set(`${isJwt ? "jwtAuthorizers" : "lambdaAuthorizers"}.${name}`, authorizer.address);
    const at = `/authorizers/${name}/Resource`;
    expected.push({ held: one, matches: (_, path) => path.endsWith(at) });
  }
  const access = (route: Route): JsonObject | string => accessOf(route, identity, byAddress, refusals);
  return { jwt: filled(jwt), lambda: filled(lambda), identitySource, expected, origins, access };
}

function jwtOptions({ values }: StateResource): JsonObject | string {
  const [configuration] = objectsOf(values["jwt_configuration"]);
  const issuer = textOf(configuration?.["issuer"]);
  const audience = textsOf(configuration?.["audience"]);
  if (issuer === undefined || audience.length === 0) return "it names no issuer or no audience";
  const source = textsOf(values["identity_sources"])[0];
  return compact({ issuer, audience, identitySource: source === "$request.header.Authorization" ? undefined : source });
}

function lambdaOptions({ values }: StateResource, targets: Targets, name: string): JsonObject | string {
  const functionArn = functionArnOf(textOf(values["authorizer_uri"]) ?? "");
  if (functionArn === undefined) return "it names no function";
  const sources = textsOf(values["identity_sources"]);
  const requested = sources.filter((source) => source.startsWith("$request."));
  const ttl = numberOf(values["authorizer_result_ttl_in_seconds"]) ?? 0;
  const credentials = textOf(values["authorizer_credentials_arn"]);
  const permission =
    credentials === undefined
      ? targets.permission(functionArn, `/authorizers/${name}/permission/`)
      : { permission: false };
  return compact({
    function: { functionArn, ...permission },
    responseType: values["enable_simple_responses"] === true ? undefined : "policy",
    identitySources: filled(requested),
    resultTtlInSeconds: ttl === 0 ? undefined : ttl,
    cachePerRoute:
      ttl > 0 && !sources.includes("$context.routeKey") && values["enable_simple_responses"] === true
        ? false
        : undefined,
  });
}

function accessOf(
  { authorization, authorizer, scopes }: Route,
  identity: Identity,
  names: ReadonlyMap<string, string>,
  refusals: NotAdopted,
): JsonObject | string {
  const type = authorization.known ? authorization.value : "unknown";
  if (type === "NONE") return { public: AS_IT_WAS };
  if (type === "AWS_IAM") return { iam: true };
  const used: Authorizer | undefined = authorizer.kind === "resource" ? authorizer.target : undefined;
  if (used === undefined) return "its authorizer is not among the resources of the state";
  const asked = scopes.items;
  if (used === identity.own) {
    if (asked.length === 0) return { authenticated: AS_IT_WAS };
    return { scopes: asked.map((scope) => identity.shortScope(scope) ?? scope) };
  }
  const name = names.get(used.address);
  if (name === undefined)
    return `its authorizer ${used.address} stays: ${refusals.why(used.address) ?? "it isn't taken over"}`;
  if (type === "CUSTOM") return { authorizer: name };
  return asked.length === 0 ? { authorizer: name, authenticated: AS_IT_WAS } : { authorizer: name, scopes: [...asked] };
}
