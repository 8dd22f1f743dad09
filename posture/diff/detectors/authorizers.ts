import { issuerOf } from "../../access/index";
import { targetOf, valueOr, type Authorizer, type JwtAuthorizer, type Listing, type Audience } from "../../model/index";
import { ISSUER_HOSTS, suffixOf } from "../../aws/issuers";
import { breaking, broadened, unknown, narrowed, type Detector } from "../change";
import { audiencesOf } from "../audiences";
import { sameExpression } from "../compare-values";
import type { Comparison } from "../comparison";
import { nameOf } from "../../redact/name";
import { type EntityDiff, capitalize, kept } from "../entity-diff";

const AUDIENCE = ["jwt_configuration", 0, "audience"];
const ISSUER = ["jwt_configuration", 0, "issuer"];

/** Whose tokens a JWT authorizer accepts. A Lambda authorizer is looked at in a file of its own. */
export const authorizers: Detector = {
  source:
    "API Gateway: Control access to HTTP APIs with JWT authorizers https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html",
  codes: {
    "authorizer-issuer-changed": breaking(
      "An authorizer accepts another issuer's tokens and refuses the previous issuer's",
    ),
    "authorizer-audience-added": broadened("Tokens of one more client are accepted"),
    "authorizer-audience-removed": narrowed("Tokens of a client are no longer accepted"),
    "authorizer-type-changed": unknown("An authorizer changed between JWT and Lambda"),
    "authorizer-identity-source-changed": breaking("An authorizer reads the token from somewhere else"),
    "authorizer-unknown": unknown("Whose tokens an authorizer accepts isn't known before apply"),
  },
  compares: {
    aws_apigatewayv2_authorizer:
      "api_id name authorizer_type jwt_configuration jwt_configuration.issuer jwt_configuration.audience identity_sources",
  },
  detect(comparison, report) {
    for (const on of kept(comparison, report, comparison.authorizers, "authorizer-unknown")) one(on);
  },
};

function one(on: EntityDiff<Authorizer>): void {
  const { comparison, pair } = on;
  const name = `the authorizer ${nameOf(pair.after)}`;
  on.value(
    (a) => a.type,
    { path: ["authorizer_type"], what: `the type of ${name}` },
    () => ({
      code: "authorizer-type-changed",
      summary: `${capitalize(name)} changes its type: whom it lets in was not compared.`,
    }),
  );
  const { before, after } = pair;
  if (!before.jwt || !after.jwt) return;
  issuer(on, name, before.jwt, after.jwt);
  const { audience: had } = before.jwt;
  const { audience: has } = after.jwt;
  const [open, verb] = has.inferred === true ? [has, "accepts"] : [had, "has accepted"];
  if (open.inferred === true && !sameExpression({ before, after, path: AUDIENCE }))
    on.say({
      code: "authorizer-unknown",
      kind: "unknown",
      summary: `Whether ${name} ${verb} tokens of other clients than ${clientsIn(open)} is unknown: the plan shows what the expression of its audience refers to, not what else is written there.`,
      attributes: on.cites(AUDIENCE),
    });
  const audiences = audiencesOf(comparison, { before: had, after: has });
  on.list((a) => (a === before ? audiences.before : audiences.after), {
    path: AUDIENCE,
    what: `the audience of ${name}`,
    text: (item) => (item.kind === "client" ? nameOf(item.client) : item.id),
    resource: (item) => (item.kind === "client" ? item.client.address : undefined),
    id: (item, side) => audienceId(comparison, item, side),
    added: (client, item) =>
      isHidden(item, had) || isOfOtherPool(item, after.jwt)
        ? undefined
        : { code: "authorizer-audience-added", summary: `${capitalize(name)} now accepts ${tokensOf(client)}.` },
    // That a client is gone is told at the client.
    removed: (client, item) =>
      isHidden(item, has) || isGone(comparison, before.jwt?.audience, client) || isOfOtherPool(item, before.jwt)
        ? undefined
        : {
            code: "authorizer-audience-removed",
            summary: `${capitalize(name)} no longer accepts ${tokensOf(client)}.`,
          },
  });
  on.list((a) => a.identitySources, {
    path: ["identity_sources"],
    what: `where ${name} reads the token`,
    id: sourceId,
    added: (source) => ({
      code: "authorizer-identity-source-changed",
      summary: `${capitalize(name)} reads the token from ${source}: callers that send it elsewhere get 401.`,
    }),
    removed: () => undefined,
  });
}

/** An id that a list found through references wouldn't show, though it may stand there. */
const isHidden = (item: Audience, other: Listing<Audience>): boolean =>
  other.inferred === true && item.kind === "literal";

function clientsIn({ items }: Listing<Audience>): string {
  const names = items.map((item) => (item.kind === "client" ? nameOf(item.client) : item.id)).sort();
  return names.join(", ");
}

/** Names of headers don't differ by case. */
export const sourceId = (source: string): string =>
  source.replace(/^\$request\.header\..*$/i, (header) => header.toLowerCase());

function issuer(on: EntityDiff<Authorizer>, name: string, was: JwtAuthorizer, is: JwtAuthorizer): void {
  const { before, after } = on.pair;
  const same = on.comparison.sameLink(was.pool, is.pool, { before, after, path: ISSUER });
  // The same pool has another address only when it is replaced, which is told at the pool.
  const [there, here] = [hostOf(before, was), hostOf(after, is)];
  if (same === true && there !== undefined && here !== undefined && there !== here) {
    on.say({
      code: "authorizer-issuer-changed",
      summary: `${capitalize(name)} accepts tokens of ${issuerOf(after, is)} that are issued at ${here} only: every token that is issued at ${there} is refused.`,
      before: there,
      after: here,
    });
    return;
  }
  const moved = is.issuer.known && was.issuer.known && is.issuer.value !== was.issuer.value && !targetOf(is.pool);
  if (same === true && !moved) return;
  const open = [is.pool, was.pool].find(({ kind }) => kind === "unknown");
  if (same === "unknown" && open?.kind === "unknown" && !moved) {
    on.unknown(`the issuer of ${name}`, open.why, on.cause(ISSUER));
    return;
  }
  on.say({
    code: "authorizer-issuer-changed",
    summary: `${capitalize(name)} accepts tokens of ${issuerOf(after, is)} only: every token of ${issuerOf(before, was)} is refused.`,
    before: issuerOf(before, was),
    after: issuerOf(after, is),
  });
}

/** The host of an issuer that names a pool of this configuration: as it is written, or the one of the pool's endpoint. */
function hostOf({ resource }: Authorizer, { pool }: JwtAuthorizer): string | undefined {
  const target = targetOf(pool);
  const [start, reference] = resource.attributes.pieces(...ISSUER) ?? [];
  if (!target || typeof start !== "string" || typeof reference !== "object") return undefined;
  const written = /^https:\/\/([^/]+)\/$/.exec(start)?.[1];
  if (written !== undefined || start !== "https://" || reference.attribute[0] !== "endpoint") return written;
  const region = valueOr(target.resource.region, undefined);
  return region === undefined ? undefined : `${ISSUER_HOSTS.value.ORIGINAL}.${region}.${suffixOf(region)}`;
}

/** An audience that is an address is no client: it is what tokens are asked for with resource=, or what another issuer calls this API. */
function tokensOf(audience: string): string {
  return audience.includes("://")
    ? `tokens whose aud is ${audience}, of whichever client asks for them`
    : `tokens of the client ${audience}`;
}

/** A client keeps its identity when it is renamed or replaced; a foreign audience is its text. */
function audienceId(comparison: Comparison, item: Audience, side: "before" | "after"): string {
  if (item.kind === "literal") return `=${item.id}`;
  const client = side === "before" ? (comparison.becomes(item.client) ?? item.client) : item.client;
  return client.address;
}

/** Tokens of a client name its pool as their issuer: where another pool is the issuer, the audience alone lets none of them in. */
function isOfOtherPool(item: Audience, jwt: JwtAuthorizer | undefined): boolean {
  const issuer = jwt && targetOf(jwt.pool);
  const own = item.kind === "client" ? targetOf(item.client.pool) : undefined;
  return issuer !== undefined && own !== undefined && issuer !== own;
}

function isGone(comparison: Comparison, audience: Listing<Audience> | undefined, name: string): boolean {
  return (audience?.items ?? []).some(
    (item) => item.kind === "client" && nameOf(item.client) === name && !comparison.becomes(item.client),
  );
}
