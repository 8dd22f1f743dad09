import { decideAnywhere } from "../access/anywhere";
import type { AccessRequest, Credentials, Decision } from "../access/request";
import { gateOf } from "../access/steps/mcp/gate";
import { shown } from "../redact/redact";
import { safe } from "../redact/safe";
import { targetOf, valueOr, type EntryPoint, type Model, type Route } from "../model";
import type { Asked, ExplainOptions, Explanation } from "../access/steps/types";

/**
 * Says what is answered to a request and why: the steps of the decision, in words. Pure: the token is neither kept nor
 * part of the result.
 * @param asked a route by its key, a request, or an entry point by its id
 * @param token the compact form, with or without `Bearer `; undefined: none is sent
 */
export function explain(
  model: Model,
  asked: Asked | Pick<AccessRequest, "entryPoint" | "method" | "path" | "host">,
  token: string | undefined,
  options: ExplainOptions = {},
): Explanation {
  const { signed, certificate = false, apiKey = false, ...rest } = options;
  const more = { certificate, apiKey };
  const credentials: Credentials = signed
    ? { kind: "principal", ...signed, ...more }
    : token === undefined
      ? { kind: "none", ...more }
      : { kind: "token", text: token, ...more };
  return concluded(decideAnywhere(model, asked, credentials, rest));
}

const SAID: Readonly<Record<number, string>> = {
  401: '401 {"message":"Unauthorized"}',
  403: '403 {"message":"Forbidden"}',
  404: '404 {"message":"Not Found"}',
  500: '500 {"message":"Internal Server Error"}',
};

function concluded({ steps, route, entryPoint }: Decision): Explanation {
  const failed = steps.find((step) => step.result === "fail");
  const open = steps.find((step) => step.result === "unknown");
  const about = route ? ofRoute(route) : entryPoint && ofEntryPoint(entryPoint);
  const base = { ...(about && { route: about }), steps };
  if (failed) {
    // An unknown check of a JWT authorizer that comes first would answer 401 if it failed, so only a later 401 is certain.
    const earlier = open && steps.indexOf(open) < steps.indexOf(failed);
    const certain = failed.status !== undefined && (!earlier || failed.status === 401);
    const status = certain ? failed.status : undefined;
    return {
      outcome: "refused",
      ...(status !== undefined && { status }),
      summary: refusal(steps, failed, status, route, earlier && !certain),
      ...base,
      assuming: [],
    };
  }
  if (open) return { outcome: "unknown", summary: `Unknown from this input: ${open.text}`, ...base, assuming: [] };
  if (!about) return { outcome: "passes", summary: steps[0]?.text ?? "", ...base, assuming: [] };
  const assuming = steps.flatMap((step) => step.assuming ?? []);
  const letsIn = route
    ? `The API lets the request through to ${behind(route)}`
    : `${entryPoint?.group ?? "It"} lets the request through to ${behindEntry(entryPoint)}`;
  return {
    outcome: "passes",
    summary: `${letsIn}${assuming.length > 0 ? `, if ${assuming.join(" and ")}` : ""}.`,
    ...base,
    assuming,
  };
}

function refusal(
  steps: Decision["steps"],
  failed: Decision["steps"][number],
  status: number | undefined,
  route: Route | undefined,
  either: boolean | undefined,
): string {
  if (failed.check === "connection") return `The request is not answered: ${failed.text}`;
  // Which words other services answer with isn't the same everywhere.
  const verifies = route !== undefined && gateOf(route) !== undefined && failed.check !== "handler";
  const isApi = !verifies && (route !== undefined || steps[0] === failed);
  const answer = status === undefined ? "an error" : isApi ? (SAID[status] ?? String(status)) : String(status);
  const who = isApi ? "The API answers" : verifies ? "The function answers" : "The answer is";
  return `${who} ${answer}${either ? ` (401 or ${String(failed.status)})` : ""}: ${failed.text}`;
}

function ofRoute(route: Route): Explanation["route"] {
  return {
    key: route.key.known ? route.key.value : "(known after apply)",
    address: route.address,
    authorization: route.authorization.known ? route.authorization.value : "(known after apply)",
  };
}

function ofEntryPoint({ name, id, authorization }: EntryPoint): Explanation["route"] {
  return { key: name, address: id, authorization: authorization.kind };
}

function behind(route: Route): string {
  const integration = targetOf(route.integration);
  const fn = integration && targetOf(integration.function);
  if (fn) return fn.address;
  if (!integration) return "its integration";
  const uri = valueOr(integration.uri, undefined);
  return uri === undefined ? integration.address : safe(shown(integration, ["integration_uri"], uri));
}

function behindEntry(entryPoint: EntryPoint | undefined): string {
  const target = entryPoint?.target;
  if (target?.kind === "function") return targetOf(target.function)?.address ?? "a function that isn't known yet";
  return target?.kind === "backend" ? target.name : target?.kind === "itself" ? "its own answer" : "what isn't known";
}
