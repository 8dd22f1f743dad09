import { explain } from "../../posture/explain/index";
import { valueOr } from "../../posture/model/index";
import { BEHAVIOUR_GAPS } from "../emulator/emulator-gaps";
import type { ApiRequest, FunctionCall, RequestLog } from "../emulator/request-log";
import { failureOf, withSources } from "../probes/function-failure";
import { PROBE_AGENT } from "../probes/probe";
import type { Deployed } from "../session/stack-run";
import { trimToken, decodeToken, textClaim } from "../../posture/access/steps/token";
import { accessLogLine } from "./access-log-line";

/**
 * Prints people's requests as they come: a line in the stage's own access-log format, why it was refused, and what the
 * function printed or threw, each with route and request id. The run's own probes are left out.
 * @param stacks what is deployed at the moment of the request
 * @returns what ends it
 */
export function streamRequests(
  log: RequestLog,
  stacks: () => readonly Deployed[],
  print: (line: string) => void,
): () => void {
  return log.listen((told) => {
    const lines = "requestId" in told ? requestLines(told, stacks()) : callLines(told, "");
    for (const line of lines) print(line);
  });
}

/** What is printed of one request; nothing of a probe. */
function requestLines(request: ApiRequest, stacks: readonly Deployed[]): readonly string[] {
  if (request.userAgent === PROBE_AGENT) return [];
  const stack = stacks.find(({ applied }) => applied.routes.some(({ apiId }) => apiId === request.apiId));
  const denial = stack === undefined ? undefined : refusalOf(request, stack);
  const format = stack === undefined ? undefined : formatOf(request, stack);
  const plain = `${request.method} ${request.path} ${String(request.status)} ${String(request.ms)} ms ${request.requestId}`;
  const about = `${request.routeKey ?? `${request.method} ${request.path}`} ${request.requestId}`;
  return [
    format === undefined ? plain : accessLogLine(format, request, { denial, claims: claimsOf(request) }),
    ...(denial === undefined ? [] : [`  ${denial}`]),
    ...request.calls.flatMap((call) => callLines(call, about)),
  ];
}

function callLines(call: FunctionCall, about: string): readonly string[] {
  const failure = failureOf(call);
  const text = failure?.log ?? withSources(call.log);
  const head = `  ${call.function}${about === "" ? "" : ` [${about}]`}`;
  return [
    ...(failure === undefined ? [] : [`${head}: ${failure.text}`]),
    ...text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [`${head} | ${line}`])),
  ];
}

function formatOf({ apiId, stage }: ApiRequest, { posture }: Deployed): string | undefined {
  const found = posture.model.stages.find(
    (one) =>
      valueOr(one.name, undefined) === stage && valueOr(one.resource.attributes.text("api_id"), undefined) === apiId,
  );
  const format = found === undefined ? undefined : valueOr(found.accessLog, undefined)?.format;
  return format === undefined ? undefined : valueOr(format, undefined);
}

/** The claims that a JWT authorizer hands on, of a request that it let through. */
function claimsOf({ authorization, calls }: ApiRequest): Readonly<Record<string, unknown>> {
  if (authorization === null || calls.length === 0) return {};
  const decoded = decodeToken(trimToken(authorization));
  return "problem" in decoded ? {} : decoded.claims;
}

/** Why API Gateway refused a request, as posture explains it; holds no token. */
function refusalOf(request: ApiRequest, { posture, applied }: Deployed): string | undefined {
  const answered = request.calls.some(({ authorizer }) => !authorizer);
  if (answered || ![401, 403, 404].includes(request.status)) return undefined;
  const { onAws, here } = BEHAVIOUR_GAPS.foreignPreflight;
  if (request.method === "OPTIONS" && request.status === 403) return `On AWS ${onAws}; here: ${here}.`;
  const token = request.authorization ?? undefined;
  const decoded = token === undefined ? undefined : decodeToken(trimToken(token));
  const issuer = decoded === undefined || "problem" in decoded ? undefined : textClaim(decoded.claims, "iss");
  const jwks = issuer === undefined ? undefined : posture.keys(issuer);
  const api = applied.routes.find(({ apiId }) => apiId === request.apiId)?.apiAddress;
  const asked = { method: request.method, path: request.path, ...(api !== undefined && { api }) };
  return explain(posture.model, asked, token, { ...(jwks !== undefined && { jwks }) }).summary;
}
