import { decodeToken, trimToken } from "../../posture/access/steps/token";
import { scopesOf } from "../../posture/access/steps/scopes";
import type { AccessList, Allow, AuthorizerTokens, DeclaredRoute } from "../../posture/access-list";
import type { Applied, AppliedRoute } from "../terraform/applied";
import type { Caller } from "../identities/caller";

/** What the declaration says of a caller. */
export interface DeclaredAccess {
  /** Undefined where the declaration leaves it to a function of the project's own, or names what isn't here. */
  readonly letIn: boolean | undefined;
  /** A clause: "it declares tokens with api/read". */
  readonly why: string;
}

/** The declaration of a route; undefined where nothing was declared of it. */
export function declaredRoute(list: AccessList | undefined, route: AppliedRoute): DeclaredRoute | undefined {
  return list?.routes.find(
    (one) => one.route === route.key && [route.apiAddress, route.apiId, route.apiName].includes(one.api),
  );
}

/** Shall this caller get in? Decided by what was declared alone, without a look at what was applied. */
export function declaredFor(declared: DeclaredRoute, applied: Applied, caller: Caller): DeclaredAccess {
  const { allow } = declared;
  const why = allowText(allow);
  if ((declared.vpcEndpoints?.length ?? 0) > 0 && caller.through === undefined)
    return { letIn: false, why: `${why}, through ${declared.vpcEndpoints?.join(" or ") ?? ""} alone` };
  if ("public" in allow) return { letIn: true, why };
  if ("principals" in allow) {
    const { signer } = caller;
    const isNamed =
      signer !== undefined && allow.principals.some((name) => name === signer.principal || name === signer.role);
    return { letIn: isNamed && signer.flaw === undefined, why };
  }
  if (caller.token === undefined || caller.flaw !== undefined) return { letIn: false, why };
  const decoded = decodeToken(trimToken(caller.token));
  if ("problem" in decoded) return { letIn: false, why };
  const { claims } = decoded;
  if ("issuer" in allow) {
    const scoped = allow.scopes === undefined ? {} : { scopes: allow.scopes };
    return { letIn: fits({ issuer: allow.issuer, clients: allow.clients, ...scoped }, claims, applied), why };
  }
  if (allow.originHeader !== undefined && caller.direct === true)
    return { letIn: false, why: `${why}, by the distribution that adds ${allow.originHeader} alone` };
  if (allow.tokens === undefined) return { letIn: undefined, why };
  const onRoute = { groups: allow.groups ?? [], scopes: allow.scopes ?? [] };
  const fitting = allow.tokens.some(
    (tokens) =>
      fits(tokens, claims, applied) &&
      meets(tokens.groups, groupsOf(claims)) &&
      meets(onRoute.groups, groupsOf(claims)) &&
      meets(onRoute.scopes, scopesOf(claims)),
  );
  // Which kind of token the function takes is not part of the list.
  return { letIn: fitting && claims["token_use"] === "id" ? undefined : fitting, why };
}

type Claims = Readonly<Record<string, unknown>>;

/** Genuine claims of this issuer for one of these clients, in time, with one of the scopes. */
function fits({ issuer, clients, scopes }: AuthorizerTokens, claims: Claims, applied: Applied): boolean {
  const own = applied.issuers.find((one) => one.issuer === claims["iss"]);
  const isIssuer = claims["iss"] === issuer || (own !== undefined && (own.address === issuer || own.poolId === issuer));
  const now = Date.now() / 1000;
  const inTime = typeof claims["exp"] === "number" && claims["exp"] > now;
  // What a token is bound to counts before the client that it was issued to.
  const client = String(claims["aud"] ?? claims["client_id"]);
  const address = applied.clients.find(({ id }) => id === client)?.address;
  const isClient = clients.includes(client) || (address !== undefined && clients.includes(address));
  return isIssuer && inTime && isClient && meets(scopes, scopesOf(claims));
}

function meets(wanted: readonly string[] | undefined, given: readonly string[]): boolean {
  return wanted === undefined || wanted.length === 0 || wanted.some((name) => given.includes(name));
}

function groupsOf(claims: Claims): readonly string[] {
  const groups = claims["cognito:groups"];
  return Array.isArray(groups) ? groups.map(String) : [];
}

/** A declaration in a few words. */
export function allowText(allow: Allow): string {
  if ("public" in allow) return `declared public: ${allow.public}`;
  if ("principals" in allow) return `declared for ${allow.principals.join(", ") || "no principal"}`;
  if ("issuer" in allow)
    return allow.scopes === undefined
      ? `declared for every token of ${allow.issuer}`
      : `declared for holders of ${allow.scopes.join(" or ")}`;
  const groups = allow.groups === undefined ? "" : ` in ${allow.groups.join(" or ")}`;
  return `declared for whoever ${allow.authorizer} lets in${groups}`;
}
