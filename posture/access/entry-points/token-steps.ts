import { parseIssuer } from "../../aws/issuers";
import { isEmpty, isWhole, leadsTo, some, valueOr } from "../../model/index";
import type { Answer, EntryPoint } from "../../model/index";
import { quoteAll } from "../../redact/quote";
import { scopesOf } from "../steps/scopes";
import { issuedOf, presentedToken, textClaim } from "../steps/token";
import type { Claims, PresentedToken } from "../steps/token";
import type { Issued, Step } from "../steps/types";

type TokenAuthorization = Extract<EntryPoint["authorization"], { kind: "token" }>;

/**
 * A token at an entry point other than a route with a JWT authorizer: a Cognito authorizer of a REST API, a scheme of an
 * OpenAPI body, a provider of AppSync, a rule of a load balancer. Its times and signature are taken to be good.
 */
export function tokenSteps(
  authorization: TokenAuthorization,
  name: string,
  presented: PresentedToken | undefined,
): readonly Step[] {
  const { issuer, scopes, use } = authorization;
  if (presented === undefined)
    return [
      {
        check: "identity-source",
        result: "fail",
        status: 401,
        text: `${name} wants a token from ${issuer}, and there is none.`,
        remedy: "Send one in the header Authorization.",
      },
    ];
  const token = presentedToken(presented);
  if ("problem" in token) return [{ check: "decode", result: "fail", status: 401, text: token.problem }];
  const { claims } = token;
  const steps: Step[] = [issuerStep(authorization, claims, issuedOf(presented))];
  const wants = isEmpty(scopes);
  const kind = textClaim(claims, "token_use");
  if (wants === true) {
    if (use === "id" && kind === "access")
      steps.push({
        check: "token-type",
        result: "fail",
        status: 401,
        text: "Without scopes it takes ID tokens only, and this is an access token.",
        remedy: "Send the ID token, or set authorization_scopes.",
      });
    return steps;
  }
  const held = scopesOf(claims);
  const hit = scopes.items.find((scope) => held.includes(scope));
  if (hit !== undefined) steps.push({ check: "scopes", result: "pass", text: `The token has ${quoteAll([hit])}.` });
  else if (!isWhole(scopes))
    steps.push({ check: "scopes", result: "unknown", text: `Its scopes aren't known (${scopes.missing.join("; ")}).` });
  else
    steps.push({
      check: "scopes",
      result: "fail",
      status: 403,
      text: `It wants one of ${quoteAll(scopes.items)}; the token has ${quoteAll(held)}.`,
    });
  return steps;
}

function issuerStep({ issuer, pools = [] }: TokenAuthorization, claims: Claims, of: Issued): Step {
  const check = "issuer";
  const answer = trusts({ issuer, pools }, claims, of);
  if (answer === true) return { check, result: "pass", text: `The token is from ${issuer}, as it wants.` };
  if (answer === "unknown")
    return { check, result: "unknown", text: `Whether the token is from ${issuer} can't be known from this input.` };
  return { check, result: "fail", status: 401, text: `The token is not from ${issuer}.` };
}

function trusts(
  { issuer, pools }: Required<Pick<TokenAuthorization, "issuer" | "pools">>,
  claims: Claims,
  { pool: own, trusted }: Issued,
): Answer {
  if (trusted) return true;
  if (own) return pools.length > 0 ? some(pools.map((link) => leadsTo(link, own))) : "unknown";
  const iss = textClaim(claims, "iss");
  if (iss === undefined) return false;
  if (/^https?:/.test(issuer)) return iss === issuer;
  const id = parseIssuer(iss)?.poolId;
  return pools.length === 0
    ? "unknown"
    : some(
        pools.map((link): Answer => {
          if (link.kind === "external") return id !== undefined && link.id.endsWith(id);
          if (link.kind !== "resource") return "unknown";
          const known = valueOr(link.target.id, undefined);
          return known === undefined ? "unknown" : known === id;
        }),
      );
}
