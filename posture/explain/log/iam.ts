import type { Model, Route } from "../../model";
import { iamSteps, routeAsk } from "../../access/steps/iam-steps";
import { quote, withoutSessions } from "../../redact/quote";
import type { Asked, Step } from "../../access/steps/types";
import { IAM_CAUSES, causeOf } from "./causes";
import type { ReadVariable } from "./format";

export function isBehindIam({ authorization }: Route): boolean {
  return authorization.known && authorization.value === "AWS_IAM";
}

/** `error.responseType` of refusals by IAM, as words that IAM_CAUSES knows. */
const TYPES: Readonly<Record<string, string>> = {
  MISSING_AUTHENTICATION_TOKEN: "Missing Authentication Token",
  INVALID_SIGNATURE: "InvalidSignature",
  EXPIRED_TOKEN: "ExpiredToken",
  ACCESS_DENIED: "AccessDenied",
};

/** A 403 at a route behind IAM: what the entry's words mean, and what the caller's policies say where it names one. */
export function deniedByIam(model: Model, route: Route, get: ReadVariable): readonly Step[] {
  const said = [get("authorizer.error"), get("error.message"), get("error.messageString")].filter(
    (text) => text !== undefined && !/^"?Forbidden"?$/i.test(text),
  );
  const words = said.find((text) => text !== undefined && causeOf(text, IAM_CAUSES) !== undefined);
  const type = get("error.responseType");
  const cause = causeOf(words ?? TYPES[type ?? ""] ?? "", IAM_CAUSES);
  const caller = callerOf(get, words);
  const policies = caller === undefined ? [] : policySteps(model, route, get, caller);
  const found = policies.find((step) => step.result === "fail");
  if (cause)
    return [
      {
        check: "authorization",
        result: "fail",
        status: 403,
        text: `IAM refused${words === undefined ? "" : `: ${quote(withoutSessions(words))}`}. ${cause.means}`,
        remedy: found?.remedy ?? cause.remedy,
      },
      ...policies,
    ];
  if (found) return policies;
  const lacking =
    caller === undefined
      ? " The entry names no caller: the request isn't signed, the signature is not valid, or the format lacks $context.identity.userArn."
      : "";
  return [
    {
      check: "authorization",
      result: "fail",
      status: 403,
      text: `The route requires a request signed with SigV4 by a principal that is allowed execute-api:Invoke on it (AWS_IAM).${lacking}`,
      remedy: "posture explain --principal with the caller's ARN says what its policies allow.",
    },
    ...policies,
  ];
}

/** The ARN of who signed: logged, or named by IAM's own sentence. */
function callerOf(get: ReadVariable, words: string | undefined): string | undefined {
  const named = /User: (arn:[^\s"]+) is not/.exec(words ?? "")?.[1];
  return [get("identity.userArn"), get("identity.caller"), named].find((text) => text?.startsWith("arn:") === true);
}

function policySteps(model: Model, route: Route, get: ReadVariable, principal: string): readonly Step[] {
  const [method, path] = [get("httpMethod"), get("path")];
  const asked: Asked =
    method !== undefined && path !== undefined
      ? { method, path }
      : { routeKey: route.key.known ? route.key.value : "" };
  const steps = iamSteps(model, routeAsk(model, route, asked), { token: false, signed: { principal } });
  // The log knows better than this input whether it was signed well, and that it was refused.
  return steps
    .filter((step) => step.check !== "signature")
    .map((step) => (step.result === "fail" ? step : { ...step, result: "note" }));
}
