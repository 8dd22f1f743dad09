import { MASK, withoutSecrets } from "../../../redact/redact";
import { quote, quoteAll } from "../../../redact/quote";
import { signatureSteps } from "../signature";
import { timeSteps } from "../times";
import { bare, claim, decodeToken, textClaim } from "../token";
import type { Token } from "../token";
import type { Check, ExplainOptions, Step } from "../types";
import { audienceSteps, kindStep } from "./audience";
import { denial, denied } from "./denial";
import { context, ofRoute, required } from "./requirements";
import type { AuthorizerRules, Json } from "./rules";
import { claimSteps, headerSteps } from "./shape";

/** Seconds that clocks may differ where the configuration names none. */
const TOLERANCE = 5;

/**
 * The checks of the bundled authorizer: decoding, issuer, signature, times, audience, client, kind of token, scopes and
 * groups. Written from what AUTHORIZER_CONFIG promises (functions/authorizer/config.ts), not from the function's code, so
 * that a local run holds the two against each other. Any doubt is a denial, and a denial is a 403.
 */
export function decided(
  rules: AuthorizerRules,
  routeKey: string | undefined,
  text: string,
  options: ExplainOptions,
): readonly Step[] {
  const decoded = decodeToken(bare(text));
  if ("problem" in decoded) return [denial("decode", "malformed", decoded.problem)];
  const { claims } = decoded;
  const said = (values: readonly string[]): string => (rules.sensitive ? MASK : quoteAll(values.map(withoutSecrets)));
  const issuer = rules.issuers.find((one) => one["issuer"] === claim(claims, "iss"));
  if (issuer === undefined) {
    const known = rules.issuers.map((one) => String(one["issuer"]));
    const found = textClaim(claims, "iss");
    const twin =
      found === undefined ? undefined : known.find((one) => one.replace(/\/$/, "") === found.replace(/\/$/, ""));
    return [
      denial(
        "issuer",
        "issuer",
        `The token's issuer is ${found === undefined ? "not named" : quote(found)}; it lets in those of ${said(known)}.${twin === undefined ? "" : " Only the trailing slash differs: it has to match exactly."}`,
        "Send a token of one of its issuers, or add this one to AUTHORIZER_CONFIG.",
      ),
    ];
  }
  const now = options.now ?? Date.now() / 1000;
  const steps: readonly Step[] = [
    {
      check: "issuer",
      result: "pass",
      text: `The issuer is ${quote(String(issuer["issuer"]))}, one of those that it lets in.`,
    },
    ...headerSteps(decoded),
    ...signed(decoded, options.jwks),
    ...claimSteps(issuer, claims),
    ...timeSteps(claims, now, tolerance(issuer)).map((step) =>
      step.result === "fail" ? denied(step, step.check === "exp" ? "expired" : "not_yet_valid") : step,
    ),
    ...audienceSteps(issuer, claims, said),
    kindStep(issuer, decoded),
    ...required(issuer, issuer, claims, said),
    ...(routeKey === undefined ? [] : ofRoute(issuer, routeKey, claims, said)),
  ];
  return steps.some((step) => step.result === "fail") ? steps : [...steps, context(issuer, claims)];
}

const REASONS: Partial<Record<Check, string>> = { signature: "signature" };

function signed(token: Token, jwks: unknown): readonly Step[] {
  return signatureSteps(token, jwks).map((step) => {
    if (step.result !== "fail") return step;
    const alg = textClaim(token.header, "alg") ?? "";
    const reason = REASONS[step.check] ?? (/^RS(256|384|512)$/.test(alg) ? keyReason(token) : "algorithm");
    return denied(step, reason);
  });
}

function keyReason(token: Token): string {
  return textClaim(token.header, "kid") === undefined ? "header" : "unknown_key";
}

function tolerance(issuer: Json): number {
  const seconds = issuer["clockToleranceSeconds"];
  return typeof seconds === "number" ? seconds : TOLERANCE;
}
