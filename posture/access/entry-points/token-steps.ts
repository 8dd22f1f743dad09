import { parseIssuer } from "../../aws/issuers";
import { isEmpty, isWhole, leadsTo, some, valueOr, type Answer, type EntryPoint } from "../../model/index";
import type { ClientFilter } from "../../model/entry-points/entry-point";
import { quoteAll } from "../../redact/quote";
import { scopesOf } from "../steps/scopes";
import { claim, issuedOf, presentedToken, textClaim, wordsOf, type Claims, type PresentedToken } from "../steps/token";
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
        text: `${name} requires a token from ${issuer}, and there is none.`,
        remedy: "Send one in the Authorization header.",
      },
    ];
  const token = presentedToken(presented);
  if ("problem" in token) return [{ check: "decode", result: "fail", status: 401, text: token.problem }];
  const { claims } = token;
  const of = issuedOf(presented);
  const steps: Step[] = [
    issuerStep(authorization, claims, of),
    ...clientSteps(authorization, claims, of),
    ...groupSteps(authorization, claims),
  ];
  const wants = isEmpty(scopes);
  const kind = textClaim(claims, "token_use");
  if (wants === true) {
    if (use === "id" && kind === "access")
      steps.push({
        check: "token-type",
        result: "fail",
        status: 401,
        text: "Without authorization_scopes it accepts ID tokens only, and this is an access token.",
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
    // With which status REST APIs answer this, AWS doesn't document.
    steps.push({
      check: "scopes",
      result: "fail",
      text: `It requires one of ${quoteAll(scopes.items)}; the token has ${quoteAll(held)}.`,
    });
  return steps;
}

function issuerStep({ issuer, pools = [] }: TokenAuthorization, claims: Claims, of: Issued): Step {
  const check = "issuer";
  const answer = trusts({ issuer, pools }, claims, of);
  if (answer === true) return { check, result: "pass", text: `The token is from ${issuer}, as required.` };
  if (answer === "unknown")
    return { check, result: "unknown", text: `Whether the token is from ${issuer} isn't known from this input.` };
  return { check, result: "fail", status: 401, text: `The token is not from ${issuer}.` };
}

/** AppSync takes the tokens of some clients only where it is told which. */
function clientSteps({ clients }: TokenAuthorization, claims: Claims, of: Issued): readonly Step[] {
  if (!clients || of.trusted) return [];
  const check = "audience";
  const answer = isOf(clients, claims, of);
  if (answer === true) return [{ check, result: "pass", text: `The token is for ${clients.called}, as required.` }];
  if (answer === "unknown")
    return [
      { check, result: "unknown", text: `Whether the token is for ${clients.called} isn't known from this input.` },
    ];
  return [{ check, result: "fail", status: 401, text: `The token is not for ${clients.called}.` }];
}

/** AppSync lets users of some groups ask for a field only, where a directive names them. */
function groupSteps({ groups }: TokenAuthorization, claims: Claims): readonly Step[] {
  if (!groups || isEmpty(groups) === true) return [];
  const check = "groups";
  const held = wordsOf(claim(claims, "cognito:groups"));
  const hit = groups.items.find((group) => held.includes(group));
  if (hit !== undefined) return [{ check, result: "pass", text: `The user is in the group ${quoteAll([hit])}.` }];
  if (!isWhole(groups))
    return [{ check, result: "unknown", text: `Which groups it wants isn't known (${groups.missing.join("; ")}).` }];
  return [
    {
      check,
      result: "fail",
      status: 401,
      text: `It wants one of the groups ${quoteAll(groups.items)}; the token has ${quoteAll(held)}.`,
    },
  ];
}

function isOf({ pattern, client }: ClientFilter, claims: Claims, of: Issued): Answer {
  if (client !== undefined) return of.client ? of.client.address === client : "unknown";
  const ids = ["client_id", "aud", "azp"].flatMap((name) => wordsOf(claim(claims, name)));
  const own = of.client && valueOr(of.client.id, undefined);
  const all = own === undefined ? ids : [...ids, own];
  if (pattern === undefined || all.length === 0) return "unknown";
  try {
    if (all.some((id) => new RegExp(`^(?:${pattern})$`).test(id))) return true;
    // Whether a part that matches is enough, AWS doesn't document.
    return all.some((id) => new RegExp(pattern).test(id)) ? "unknown" : false;
  } catch {
    return "unknown";
  }
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
