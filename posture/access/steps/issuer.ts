import { issuerOfPool, parseIssuer, type PoolIssuer } from "../../aws/issuers";
import { leadsTo, valueOr, type Authorizer, type JwtAuthorizer, type Model, type Pool } from "../../model";
import { shown } from "../../redact/redact";
import { quote } from "../../redact/quote";
import { textClaim, type Claims } from "./token";
import type { Issued, Step } from "./types";

/** `iss` equals the authorizer's issuer, to the letter. */
export function issuerStep(
  model: Model,
  authorizer: Authorizer,
  jwt: JwtAuthorizer,
  claims: Claims,
  of: Issued = {},
): Step {
  const check = "issuer";
  if (of.trusted) return { check, result: "pass", text: `It is from the issuer that ${authorizer.address} trusts.` };
  if (of.pool) return poolStep(authorizer, jwt, of.pool);
  const found = textClaim(claims, "iss");
  if (found === undefined)
    return {
      check,
      result: "fail",
      status: 401,
      text: "The token names no issuer (iss).",
      remedy: "Send a token of the pool.",
    };
  if (!jwt.issuer.known && dies(model, jwt, found))
    return {
      check,
      result: "fail",
      status: 401,
      text: `The token's issuer is ${quote(found)}, the pool as it is before this plan. The plan replaces it, so the issuer changes and every token issued until then is refused.`,
      remedy:
        "Get a new token after apply; to keep the pool and its users, see what forces its replacement (posture diff).",
    };
  if (!jwt.issuer.known)
    return {
      check,
      result: "unknown",
      text: `The issuer of ${authorizer.address} isn't known yet (${jwt.issuer.why}); the token's is ${quote(found)}.${created(jwt)}`,
    };
  const wanted = jwt.issuer.value ?? "";
  if (found === wanted)
    return { check, result: "pass", text: `The issuer is ${quote(found)}, as the authorizer requires.` };
  return {
    check,
    result: "fail",
    status: 401,
    text: `The token's issuer is ${quote(found)}; ${authorizer.address} requires ${quote(shown(authorizer, ["jwt_configuration", 0, "issuer"], wanted))}.${difference(found, wanted)}`,
    remedy: remedy(authorizer, found, wanted),
  };
}

/** The same for a token of a pool whose id may not be known yet. */
function poolStep(authorizer: Authorizer, { issuer, pool }: JwtAuthorizer, own: Pool): Step {
  const check = "issuer";
  const same = leadsTo(pool, own);
  const id = valueOr(own.id, undefined);
  const forms = id === undefined ? [] : (["ORIGINAL", "UPDATED"] as const).map((type) => issuerOfPool(id, { type }));
  // An issuer of another form than the pool's (a slash more, another region) is no issuer of its tokens.
  const wrong =
    issuer.known && parseIssuer(issuer.value ?? "") && forms.length > 0 && !forms.includes(issuer.value ?? "");
  if (same === "unknown")
    return {
      check,
      result: "unknown",
      text: `Whether ${authorizer.address} trusts ${own.address} isn't known yet.`,
    };
  return same && !wrong
    ? { check, result: "pass", text: `The token is from ${own.address}, as ${authorizer.address} requires.` }
    : {
        check,
        result: "fail",
        status: 401,
        text: `The token is from ${own.address}, whose issuer isn't the one that ${authorizer.address} requires.`,
        remedy: `Name the issuer of ${own.address} in jwt_configuration of ${authorizer.address}, if its tokens should be accepted.`,
      };
}

/** A pool that doesn't exist yet has issued no token. */
function created(jwt: JwtAuthorizer): string {
  if (jwt.pool.kind !== "resource") return "";
  const { id, address } = jwt.pool.target;
  return id.known ? "" : ` ${address} is created by this plan, so no existing token can be from it.`;
}

function difference(found: string, wanted: string): string {
  if (found === `${wanted}/`)
    return " Only the trailing slash differs: the token's has one, and it has to match exactly.";
  if (`${found}/` === wanted)
    return " Only the trailing slash differs: the authorizer's has one, and it has to match exactly.";
  if (found.toLowerCase() === wanted.toLowerCase()) return " Only upper and lower case differ.";
  if (found.replace(/^https?:/, "") === wanted.replace(/^https?:/, "")) return " Only http and https differ.";
  const [mine, theirs] = [parseIssuer(found), parseIssuer(wanted)];
  if (!mine || !theirs) return "";
  if (mine.poolId === theirs.poolId)
    return ` Both are issuers of the pool ${mine.poolId}: the token's is ${named(mine)}, the authorizer's ${named(theirs)}. API Gateway compares them exactly.`;
  return mine.home === theirs.home ? " It is another pool of the same region." : " It is a pool of another region.";
}

/** `the UPDATED one`, `the ORIGINAL one of a replica in us-west-2`. */
function named({ type, region, replica }: PoolIssuer): string {
  return `the ${type} one${replica ? ` of a replica in ${region}` : ""}`;
}

function remedy(authorizer: Authorizer, found: string, wanted: string): string {
  const [mine, theirs] = [parseIssuer(found), parseIssuer(wanted)];
  if (mine && mine.poolId === theirs?.poolId && found.replace(/\/$/, "") !== wanted.replace(/\/$/, ""))
    return mine.replica || theirs.replica
      ? `An authorizer trusts one issuer: set the pool's issuer type to UPDATED, which is the same in every region (${issuerOfPool(mine.poolId, { type: "UPDATED" })}), or add an authorizer for the other region's.`
      : `Write "${found}" as the issuer of ${authorizer.address}, or set the pool's issuer type to ${theirs.type}.`;
  return found.replace(/\/$/, "") === wanted.replace(/\/$/, "")
    ? `Write the issuer in jwt_configuration of ${authorizer.address} exactly as the token has it.`
    : "Get a token from the authorizer's issuer, or call the API that trusts this one.";
}

/** Was it issued by a pool that the plan replaces? */
function dies(model: Model, jwt: JwtAuthorizer, issuer: string): boolean {
  const change = jwt.pool.kind === "resource" ? model.change(jwt.pool.target.address) : undefined;
  const id = change?.replaced === true && change.before ? valueOr(change.before.text("id"), undefined) : undefined;
  return id !== undefined && issuer.endsWith(`/${id}`);
}
