import { decide } from "../access/decide";
import type { AccessRequest, Credentials } from "../access/decide";
import { shown } from "../redact/redact";
import { safe } from "../redact/safe";
import { targetOf, valueOr } from "../model";
import type { Model, Route } from "../model";
import type { Asked, ExplainOptions, Explanation, Step } from "../access/steps/types";

/**
 * Says what the API answers to a request and why: the steps of the decision, in words. Pure: the token is neither kept
 * nor part of the result.
 * @param token the compact form, with or without `Bearer `; undefined: none is sent
 */
export function explain(
  model: Model,
  asked: Asked,
  token: string | undefined,
  options: ExplainOptions = {},
): Explanation {
  const { signed, ...rest } = options;
  const request: AccessRequest = asked;
  const credentials: Credentials = signed
    ? { kind: "principal", ...signed }
    : token === undefined
      ? { kind: "none" }
      : { kind: "token", text: token };
  const { steps, route } = decide(model, request, credentials, rest);
  return concluded(steps, route);
}

const SAID: Readonly<Record<number, string>> = {
  401: '401 {"message":"Unauthorized"}',
  403: '403 {"message":"Forbidden"}',
  404: '404 {"message":"Not Found"}',
  500: '500 {"message":"Internal Server Error"}',
};

function concluded(steps: readonly Step[], route: Route | undefined): Explanation {
  const failed = steps.find((step) => step.result === "fail");
  const open = steps.find((step) => step.result === "unknown");
  const about = route && {
    key: route.key.known ? route.key.value : "(known after apply)",
    address: route.address,
    authorization: route.authorization.known ? route.authorization.value : "(known after apply)",
  };
  const base = { ...(about && { route: about }), steps };
  if (failed) {
    // An unknown check of a JWT authorizer that comes first would answer 401 if it failed, so only a later 401 is certain.
    const earlier = open && steps.indexOf(open) < steps.indexOf(failed);
    const certain = failed.status !== undefined && (!earlier || failed.status === 401);
    const status = certain ? failed.status : undefined;
    const answer = status === undefined ? "an error" : (SAID[status] ?? String(status));
    return {
      outcome: "refused",
      ...(status !== undefined && { status }),
      summary: `The API answers ${answer}${earlier && !certain ? ` (401 or ${String(failed.status)})` : ""}: ${failed.text}`,
      ...base,
      assuming: [],
    };
  }
  if (open)
    return { outcome: "unknown", summary: `It can't be said from this input: ${open.text}`, ...base, assuming: [] };
  if (!route) return { outcome: "passes", summary: steps[0]?.text ?? "", ...base, assuming: [] };
  const assuming = steps.flatMap((step) => step.assuming ?? []);
  return {
    outcome: "passes",
    summary: `The API lets the request through to ${behind(route)}${assuming.length > 0 ? `, if ${assuming.join(" and ")}` : ""}.`,
    ...base,
    assuming,
  };
}

function behind(route: Route): string {
  const integration = targetOf(route.integration);
  const fn = integration && targetOf(integration.function);
  if (fn) return fn.address;
  if (!integration) return "its integration";
  const uri = valueOr(integration.uri, undefined);
  return uri === undefined ? integration.address : safe(shown(integration, ["integration_uri"], uri));
}
