import { explain, type Explanation } from "../../posture/explain/index";
import { trimToken, decodeToken, textClaim } from "../../posture/access/steps/token";
import { targetOf, valueOr, type Model, type Route } from "../../posture/model/index";
import { explainRequest, type AppliedRoute } from "../terraform/applied";
import type { AppliedOriginHeader } from "../terraform/origin-header";
import type { Caller } from "../identities/caller";
import { BEHAVIOUR_GAPS } from "../emulator/emulator-gaps";
import type { JwksLookup } from "../identities/keys";

/** What a caller must meet at a route, and why: what `posture` predicts of the stack as it was applied. */
export interface Expectation {
  /**
   * A status that API Gateway answers itself; `refused`: 401 or 403; `function`: the call gets through; undefined: it
   * can't be predicted.
   */
  readonly answer: number | "refused" | "function" | undefined;
  /** Holds no token and no secret. */
  readonly reason: string;
  /** Set when the AWS emulator can't show it: the answer is not asserted. */
  readonly unproven?: string;
}

/** What predictions rest on. */
export interface AppliedAccess {
  /** Of the applied state, so that no id is unknown. */
  readonly model: Model;
  readonly keys: JwksLookup;
}

/** Predicts an answer with `posture explain`: tokens, signatures and functions alike, keys as the issuers have them. */
export function expect(posture: AppliedAccess, route: AppliedRoute, caller: Caller): Expectation {
  const { model, keys } = posture;
  const entity = model.routes.find((one) => one.address === route.address);
  if (entity === undefined && route.rest === undefined)
    return { answer: undefined, reason: `${route.address} is not part of the model` };
  const issuer = issuerOf(entity, caller.token);
  const jwks = issuer === undefined ? undefined : keys(issuer);
  const { signer, token } = caller;
  const { originHeader } = route;
  const said = explain(model, explainRequest(route, caller.through !== undefined), token, {
    ...(jwks !== undefined && { jwks }),
    ...(originHeader && { headers: headersOf(originHeader, caller) }),
    ...(signer !== undefined && {
      signed: { principal: signer.principal, ...(signer.flaw !== undefined && { flaw: signer.flaw }) },
    }),
  });
  const unproven = unprovenHere(route, caller, said);
  const denied = said.status ?? (route.rest === undefined ? undefined : "refused");
  const answer = said.outcome === "passes" ? "function" : said.outcome === "refused" ? denied : undefined;
  return { answer, reason: said.summary, ...(unproven !== undefined && { unproven }) };
}

/** What a distribution adds to a caller's request; nothing to one that is sent to the API's own address. */
export function headersOf({ name, value }: AppliedOriginHeader, { direct }: Caller): Readonly<Record<string, string>> {
  return value === undefined || direct === true ? {} : { [name]: value };
}

/** Whose keys count: the JWT authorizer's issuer, or, where a function trusts several, the token's own. */
function issuerOf(route: Route | undefined, token: string | undefined): string | undefined {
  const jwt = route && targetOf(route.authorizer)?.jwt;
  if (jwt !== undefined) return valueOr(jwt.issuer, undefined);
  const decoded = token === undefined ? undefined : decodeToken(trimToken(token));
  return decoded === undefined || "problem" in decoded ? undefined : textClaim(decoded.claims, "iss");
}

function unprovenHere(
  route: AppliedRoute,
  { token }: Caller,
  { outcome, assuming, steps }: Explanation,
): string | undefined {
  if (outcome === "passes" && assuming.length > 0) return `it is taken for granted that ${assuming.join(" and ")}`;
  if (outcome === "refused" && route.authorization === "AWS_IAM" && token !== undefined) return BEHAVIOUR_GAPS.iam.here;
  const decides = steps.find((step) => step.check === "function" && step.result === "unknown");
  return outcome === "unknown" && decides !== undefined ? decides.text : undefined;
}
