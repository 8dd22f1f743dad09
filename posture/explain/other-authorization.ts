import { is, leadsTo, targetOf, valueOr } from "../model";
import type { LambdaAuthorizer, Model, Route } from "../model";
import { sourceStep } from "./identity-source";
import type { Step } from "./types";

/** A route without authorization. */
export function openSteps(route: Route): readonly Step[] {
  const left = route.authorizer.kind !== "none";
  return [
    {
      check: "authorization",
      result: "pass",
      text: `The route is open: anybody may call it, and no token is looked at.${left ? " An authorizer is named, but without authorization_type it has no effect." : ""}`,
      ...(left && { remedy: `Set authorization_type of ${route.address}, unless everybody is welcome.` }),
    },
  ];
}

/** A route that wants a request signed with SigV4. */
export function iamSteps(model: Model, route: Route, token: string | undefined): readonly Step[] {
  const grants = model.grants.filter(
    ({ apis, effect }) =>
      valueOr(effect, "Allow") === "Allow" && apis.items.some((api) => leadsTo(route.api, api) !== false),
  );
  const holders = [...new Set(grants.map((grant) => valueOr(grant.holder, undefined) ?? grant.address))];
  return [
    {
      check: "authorization",
      result: "fail",
      status: 403,
      text: `The route wants a request signed with SigV4 (AWS_IAM); ${token === undefined ? "this one is not signed" : "a token is no signature"}.`,
      remedy: `Sign with credentials that may execute-api:Invoke this route${holders.length > 0 ? ` (policies here: ${holders.join(", ")})` : ""}.`,
    },
  ];
}

/** A route whose caller a function judges. */
export function lambdaSteps(route: Route, token: string | undefined): readonly Step[] {
  const authorizer = targetOf(route.authorizer);
  if (!authorizer?.lambda)
    return [
      {
        check: "authorization",
        result: "unknown",
        text: "Which function guards the route can't be known from this input.",
      },
    ];
  const { lambda } = authorizer;
  const source =
    authorizer.identitySources.items.length === 0 && token === undefined ? undefined : sourceStep(authorizer, token);
  if (source?.result === "fail") return [{ ...source, text: `${source.text} The function isn't called then.` }];
  return [
    ...(source ? [source] : []),
    ...faults(lambda, authorizer.address),
    decides(lambda),
    ...cached(authorizer.identitySources.items, lambda),
  ];
}

function decides(lambda: LambdaAuthorizer): Step {
  const fn = targetOf(lambda.function)?.address ?? "a function outside this configuration";
  return {
    check: "function",
    result: "unknown",
    text: `${fn} decides: it may let the request through or refuse it (403). When it fails, or answers in another form, the API answers 500.`,
  };
}

/** Simple answers need the flag and payload 2.0; otherwise every call ends in a 500. */
function faults(lambda: LambdaAuthorizer, address: string): readonly Step[] {
  if (is(lambda.simpleResponses, true) === true && is(lambda.payloadVersion, "1.0") === true)
    return [
      {
        check: "function",
        result: "note",
        text: `${address} has simple responses on but payload version 1.0; simple responses need 2.0.`,
        remedy: "Set authorizer_payload_format_version to 2.0.",
      },
    ];
  if (is(lambda.simpleResponses, false) === true)
    return [
      {
        check: "function",
        result: "note",
        text: `${address} expects an IAM policy; an answer like {"isAuthorized": true} would be a 500.`,
      },
    ];
  return [];
}

function cached(sources: readonly string[], { ttl }: LambdaAuthorizer): readonly Step[] {
  const seconds = valueOr(ttl, undefined);
  if (seconds === undefined || seconds === 0 || sources.includes("$context.routeKey")) return [];
  return [
    {
      check: "function",
      result: "note",
      text: `Its answer is kept for ${String(seconds)} s and serves every route of this authorizer: what was refused (or allowed) elsewhere with the same token counts here too.`,
      remedy: "Add $context.routeKey to the identity sources if the answer depends on the route.",
    },
  ];
}
