import { InputError } from "../../terraform/input";
import { valueOr, type Model, type Route } from "../../model";
import { safe } from "../../redact/safe";
import { handlerSteps } from "../../access/steps/handler";
import { findRoute } from "../../access/steps/find-route";
import { quote, withoutSessions } from "../../redact/quote";
import type { Explanation, Step } from "../../access/steps/types";
import { AUTHORIZER_CAUSES, INTEGRATION_CAUSES, RESPONSE_TYPES, causeOf } from "./causes";
import { authorizerDenial } from "./authorizer";
import { guessEntry, readEntry, type Entry, type ReadVariable } from "./format";
import { entryIn, noEntryText } from "./pasted";
import { isBehindIam, deniedByIam } from "./iam";
import { throttleStep } from "./throttle";

/**
 * Says what an access log entry tells: who refused, and why. Fields are named by the formats of the model's stages.
 * Takes a line of the bundled authorizer function as well.
 * Throws InputError when the entry can't be read.
 */
export function explainLog(model: Model, line: string, api?: string): Explanation {
  const own = entryIn(line);
  const denial = authorizerDenial(model, own, api);
  if (denial) return denial;
  const { entry, step } = read(model, own);
  const get = (name: string): string | undefined => {
    const value = entry.get(name);
    return value === undefined || value === "-" || value === "" ? undefined : value;
  };
  const status = Number(get("status"));
  const route = routeOf(model, get, api);
  const steps: Step[] = [step, ...route.steps];
  if (route.route && isBehindIam(route.route) && status === 403) steps.push(...deniedByIam(model, route.route, get));
  else steps.push(...authorizer(model, get, status));
  if (status === 500 && route.route?.integration.kind === "none") steps.push(...handlerSteps(model, route.route));
  steps.push(...gateway(get, status), ...integration(get));
  if (status === 429) steps.push(throttleStep(model, route.route, get("stage")));
  steps.push(...silent(model, entry, steps, status));
  const refused = status >= 400;
  const failed = steps.find((one) => one.result === "fail");
  return {
    outcome: Number.isInteger(status) && status > 0 ? (refused ? "refused" : "passes") : "unknown",
    ...(refused && { status }),
    summary: refused
      ? `The API answered ${String(status)}: ${failed?.text ?? "the entry doesn't say why."}`
      : Number.isInteger(status) && status > 0
        ? `The request got through: ${String(status)}.`
        : "The entry has no status.",
    ...(route.route && {
      route: {
        key: valueOr(route.route.key, "(unknown)"),
        address: route.route.address,
        authorization: valueOr(route.route.authorization, "(unknown)"),
      },
    }),
    steps,
    assuming: [],
  };
}

function read(model: Model, line: string): { readonly entry: Entry; readonly step: Step } {
  for (const stage of model.stages) {
    const format = stage.accessLog.known ? stage.accessLog.value?.format : undefined;
    if (!format?.known || format.value === undefined) continue;
    const entry = readEntry(line, format.value);
    if (entry)
      return {
        entry,
        step: { check: "decode", result: "pass", text: `The entry matches the access log format of ${stage.address}.` },
      };
  }
  const entry = guessEntry(line);
  if (!entry) throw new InputError("log-entry", noEntryText(line));
  return {
    entry,
    step: {
      check: "decode",
      result: "note",
      text: "The entry matches no stage's access log format; its fields are read by their usual names.",
    },
  };
}

function routeOf(
  model: Model,
  get: ReadVariable,
  api: string | undefined,
): { readonly route?: Route; readonly steps: readonly Step[] } {
  const key = get("routeKey");
  const [method, path] = [get("httpMethod"), get("path")];
  const of = api === undefined ? {} : { api };
  if (key !== undefined) return routed(findRoute(model, { routeKey: key, ...of }));
  if (method !== undefined && path !== undefined) return routed(findRoute(model, { method, path, ...of }));
  return { steps: [{ check: "route", result: "note", text: "The entry names no route." }] };
}

function routed(found: ReturnType<typeof findRoute>): { readonly route?: Route; readonly steps: readonly Step[] } {
  // The log says what happened; that this model has no such route is only worth a note.
  return found.kind === "route"
    ? { route: found.route, steps: [found.step] }
    : { steps: [{ ...found.step, result: "note" }] };
}

function authorizer(model: Model, get: ReadVariable, status: number): Step[] {
  const error = get("authorizer.error");
  if (error === undefined) return [];
  const cause = causeOf(error, AUTHORIZER_CAUSES);
  const client = get("authorizer.claims.client_id");
  const who = model.clients.find((one) => client !== undefined && valueOr(one.id, undefined) === client);
  return [
    {
      check: "authorization",
      result: "fail",
      status,
      text: `The authorizer refused: ${quote(error)}.${cause ? ` ${cause.means}` : ""}${who ? ` The token is from ${who.address}.` : ""}`,
      remedy: cause?.remedy ?? "Give posture explain the token itself: it names the check that fails.",
    },
  ];
}

function gateway(get: ReadVariable, status: number): Step[] {
  const type = get("error.responseType");
  const message = get("error.message") ?? get("error.messageString");
  if (type === undefined && message === undefined) return [];
  const known = type === undefined ? undefined : RESPONSE_TYPES[type];
  const means = type === undefined ? "" : known === undefined ? `${safe(type)}` : `${type}: ${known}`;
  return [
    {
      check:
        type === "THROTTLED" || type === "QUOTA_EXCEEDED"
          ? "throttling"
          : type?.startsWith("INTEGRATION") === true
            ? "handler"
            : "authorization",
      result: status >= 400 ? "fail" : "note",
      status,
      text: `API Gateway answered itself${means === "" ? "" : `, ${means}`}${message === undefined ? "" : ` (${quote(withoutSessions(message.replace(/^"|"$/g, "")))})`}.`,
    },
  ];
}

function integration(get: ReadVariable): Step[] {
  const error = get("integrationErrorMessage") ?? get("integration.error");
  const lambda = Number(get("integration.integrationStatus") ?? get("integrationStatus"));
  const own = Number(get("integration.status"));
  const steps: Step[] = [];
  if (error !== undefined) {
    const cause = causeOf(error, INTEGRATION_CAUSES);
    steps.push({
      check: "handler",
      result: "fail",
      text: `The integration failed: ${quote(error)}.${cause ? ` ${cause.means}` : ""}`,
      ...(cause && { remedy: cause.remedy }),
    });
  }
  if (lambda >= 400)
    steps.push({
      check: "handler",
      result: "fail",
      text: `Lambda answered ${String(lambda)}: the function wasn't invoked, or failed.`,
    });
  if (own >= 400)
    steps.push({
      check: "handler",
      result: "fail",
      text: `The API let the request through; the handler answered ${String(own)}${own < 500 ? ", by its own rules (groups, input)" : ""}.`,
    });
  return steps;
}

/** A refusal that the entry doesn't explain: says what can be told from the status, and which field would tell more. */
function silent(model: Model, entry: Entry, steps: readonly Step[], status: number): Step[] {
  if (!(status >= 400) || steps.some((step) => step.result === "fail")) return [];
  const lacks = ["authorizer.error", "error.responseType", "integrationErrorMessage"].filter(
    // The one variable is as good as the other.
    (name) => !entry.has(name) && !(name === "integrationErrorMessage" && entry.has("integration.error")),
  );
  const logged = model.stages.some((stage) => stage.accessLog.known && stage.accessLog.value !== undefined);
  const more =
    lacks.length === 0
      ? ""
      : ` ${logged ? "The format lacks" : "It lacks"} ${lacks.map((name) => `$context.${name}`).join(", ")}, which would say why.`;
  const guess =
    status === 401
      ? "The token is missing or invalid."
      : status === 403
        ? "The token has none of the route's scopes, or the handler or IAM refused."
        : status === 404
          ? "No route matches it, or the handler found nothing."
          : "The answer is the handler's own.";
  return [
    {
      check: status === 401 || status === 403 ? "authorization" : "handler",
      result: "fail",
      status,
      text: `${guess}${more}`,
    },
  ];
}
