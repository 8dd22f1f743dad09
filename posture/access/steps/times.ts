import { claim, type Claims } from "./token";
import type { Check, Step } from "./types";

/** Differences up to this many seconds may go either way: API Gateway's clock skew is undocumented. */
const EDGE = 5;

/** `exp` in the future, `nbf` and `iat` in the past; `tolerance`: seconds that clocks may differ. */
export function timeSteps(claims: Claims, now: number, tolerance = 0): readonly Step[] {
  return [
    expiry(claims, now, tolerance),
    begin(claims, now, "nbf", tolerance),
    begin(claims, now, "iat", tolerance),
  ].flatMap((step) => step ?? []);
}

function expiry(claims: Claims, now: number, tolerance: number): Step {
  const exp = claim(claims, "exp");
  if (typeof exp !== "number")
    return fail(
      "exp",
      exp === undefined ? "The token has no expiry (exp)." : "The token's expiry (exp) is not a number.",
      "Send a token that expires.",
    );
  const left = exp - now;
  if (left > 0)
    return {
      check: "exp",
      result: "pass",
      text: `It expires in ${durationText(left)} (${day(exp)}).${left <= EDGE ? " That is close: clocks may differ." : ""}`,
    };
  if (left + tolerance > 0)
    return {
      check: "exp",
      result: "pass",
      text: `It expired ${durationText(-left)} ago, within the ${durationText(tolerance)} that clocks may differ.`,
    };
  return fail(
    "exp",
    `It expired ${durationText(-left)} ago (${day(exp)}).${-left <= EDGE ? " That is close: clocks may differ." : ""}`,
    "Get a new one: refresh it or sign in again.",
  );
}

function begin(claims: Claims, now: number, name: "nbf" | "iat", tolerance: number): Step | undefined {
  const from = claim(claims, name);
  // Cognito's tokens have no nbf.
  if (from === undefined) return undefined;
  if (typeof from !== "number") return fail(name, `The token's ${name} is not a number.`, "Get a new token.");
  const past = now - from;
  if (past >= 0)
    return {
      check: name,
      result: "pass",
      text:
        name === "nbf" ? `It is valid since ${day(from)}.` : `It was issued ${durationText(past)} ago (${day(from)}).`,
    };
  if (past + tolerance >= 0)
    return {
      check: name,
      result: "pass",
      text: `Its ${name} is ${durationText(-past)} ahead, within the ${durationText(tolerance)} that clocks may differ.`,
    };
  return fail(
    name,
    name === "nbf"
      ? `It is not valid before ${day(from)}, in ${durationText(-past)}.`
      : `It claims to be issued in the future: ${day(from)}, in ${durationText(-past)}.`,
    "Check this machine's clock and the issuer's, or wait.",
  );
}

function fail(check: Check, text: string, remedy: string): Step {
  return { check, result: "fail", status: 401, text, remedy };
}

function day(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? "not a valid date" : date.toISOString().replace(/\.\d+Z$/, "Z");
}

/** `3 days`, `2 h 5 min`, `40 s`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole >= 172_800) return `${String(Math.floor(whole / 86_400))} days`;
  if (whole >= 3600) return `${String(Math.floor(whole / 3600))} h ${String(Math.floor((whole % 3600) / 60))} min`;
  return whole >= 60 ? `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s` : `${String(whole)} s`;
}
