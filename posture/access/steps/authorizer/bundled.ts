import { Denial, checkHeader, contextOf, decodeToken, denialOf, explainClaims, issuerOf } from "../../../claims/index";
import type { DecodedToken, Issuer, Settings, Subject } from "../../../claims/index";
import { MASK, withoutSecrets } from "../../../redact/redact";
import { masked, quote, quoteAll } from "../../../redact/quote";
import { signatureSteps } from "../signature";
import { trimToken, decodeToken as readToken, textClaim, type Claims, type PresentedToken } from "../token";
import type { ExplainOptions, Step } from "../types";
import { claimStep } from "./claim-step";
import { denial, denied, type NamesText } from "./denial";
import { originHeaderSteps } from "./origin-header";
import type { AuthorizerRules } from "./rules";

/**
 * The checks of the bundled authorizer, by its own code (posture/claims) and in its own order: origin, decoding, header, issuer,
 * signature, claims. Any doubt is a denial, and a denial is a 403.
 */
export function decided(
  { settings, sensitive, variable, originHeader }: AuthorizerRules,
  routeKey: string | undefined,
  presented: PresentedToken | undefined,
  options: ExplainOptions,
): readonly Step[] {
  const said: NamesText = (values) => (sensitive ? MASK : quoteAll(values.map(withoutSecrets)));
  if (settings instanceof Error)
    return [
      denial(
        "function",
        "configuration",
        `It denies every call, since it can't read its configuration${sensitive ? "" : `: ${settings.message}`}.`.replace(
          "..",
          ".",
        ),
        `Correct ${variable}.`,
      ),
    ];
  const origin = originHeaderSteps(originHeader, options);
  if (origin.some(({ result }) => result === "fail")) return origin;
  if (presented === undefined) return [...origin, unread(settings, options)];
  const token = decoded(presented);
  if (token instanceof Denial) return [denial("decode", token.reason, problemOf(presented, token))];
  const header = outcome(() => checkHeader(token.header));
  if (header) return [denial("key", header.reason, headerProblem(header), "Send an access token of the issuer.")];
  const found = issuerStep(settings, token.claims, said, variable);
  const { issuer } = found;
  if (!issuer) return [found.step];
  const subject: Subject = {
    header: token.header,
    claims: token.claims,
    issuer,
    routeKey,
    now: options.now ?? Date.now() / 1000,
  };
  const steps: readonly Step[] = [
    ...origin,
    found.step,
    ...(typeof presented === "string" ? signed(token, options.jwks) : []),
    ...eachOnce(explainClaims(subject).flatMap((one) => claimStep(subject, one, said))),
  ];
  return steps.some((step) => step.result === "fail") ? steps : [...steps, context(token.claims, issuer)];
}

/** What the function finds where it looks: no token at all, or a signature. */
function unread({ identity }: Settings, { signed }: ExplainOptions): Step {
  const place = "query" in identity ? `the query parameter ${identity.query}` : `the header ${identity.header}`;
  return denial(
    "decode",
    "identity_source",
    `It finds ${signed === undefined ? "no token" : "a SigV4 signature and no token"} in ${place}.`,
    `Send the token in ${place}.`,
  );
}

/** Several checks read one claim, and each would deny what is wrong with it in the same words. */
function eachOnce(steps: readonly Step[]): readonly Step[] {
  const isFirst = ({ text }: Step, index: number) => steps.findIndex((one) => one.text === text) === index;
  return steps.filter((step, index) => step.result !== "fail" || isFirst(step, index));
}

function outcome(check: () => void): Denial | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return denialOf(error);
  }
}

function decoded(presented: PresentedToken): DecodedToken | Denial {
  if (typeof presented !== "string") {
    const header = { alg: "RS256", kid: "genuine", typ: "JWT" };
    return { headerText: "", header, claims: presented.claims, signed: "", signature: new Uint8Array() };
  }
  try {
    return decodeToken(trimToken(presented));
  } catch (error) {
    return denialOf(error);
  }
}

/** In the words of the JWT authorizer's step where that sees it too: how many parts there are, what isn't JSON. */
function problemOf(presented: PresentedToken, { detail }: Denial): string {
  const read = typeof presented === "string" ? readToken(trimToken(presented)) : undefined;
  return read && "problem" in read ? read.problem : `It can't be read: ${detail ?? "it isn't a JWT"}.`;
}

function headerProblem({ claim, detail }: Denial): string {
  return `Its header's ${claim ?? "content"} ${detail ?? "isn't accepted"}.`;
}

function issuerStep(
  { issuers }: Settings,
  claims: Claims,
  said: NamesText,
  variable: AuthorizerRules["variable"],
): { readonly issuer?: Issuer; readonly step: Step } {
  try {
    const issuer = issuerOf(claims, issuers);
    const text = `The issuer is ${quote(issuer.issuer)}, which it trusts.`;
    return { issuer, step: { check: "issuer", result: "pass", text } };
  } catch (error) {
    const { reason, claim, detail } = denialOf(error);
    if (reason !== "issuer")
      return {
        step: denial(
          "decode",
          reason,
          `Its claim ${claim ?? ""} ${detail ?? "has the wrong type"}.`,
          "Check what the issuer or a trigger puts into the token.",
        ),
      };
    const known = [...issuers.keys()];
    const found = textClaim(claims, "iss");
    const twin =
      found === undefined ? undefined : known.find((one) => one.replace(/\/$/, "") === found.replace(/\/$/, ""));
    return {
      step: denial(
        "issuer",
        reason,
        `The token's issuer is ${found === undefined ? "missing" : quote(found)}; it trusts ${said(known)}.${twin === undefined ? "" : " Only the trailing slash differs: it has to match exactly."}`,
        `Send a token of one of its issuers, or add this one to ${variable}.`,
      ),
    };
  }
}

function signed({ header, claims, signed: text, signature }: DecodedToken, jwks: unknown): readonly Step[] {
  return signatureSteps({ header, claims, signed: text, signature: Buffer.from(signature) }, jwks).map((step) =>
    step.result === "fail" ? denied(step, step.check === "signature" ? "signature" : "unknown_key") : step,
  );
}

/** What the handler finds; other claims stay behind. */
function context(claims: Claims, issuer: Issuer): Step {
  const { userId, tenantId, roles, scopes } = contextOf(claims, issuer.claims);
  const parts = [
    userId === undefined ? undefined : `userId ${masked(userId)}`,
    tenantId === undefined ? undefined : `tenantId ${masked(tenantId)}`,
    roles === undefined ? undefined : `roles ${quote(roles)}`,
    scopes === undefined ? undefined : `scopes ${quote(scopes)}`,
  ].filter((part) => part !== undefined);
  return {
    check: "handler",
    result: "note",
    text: `In requestContext.authorizer.lambda the handler finds ${parts.join(", ") || "nothing"}.`,
  };
}
