import type { DenialReason } from "../../posture/claims";

/** What a function writes to its log: one line of JSON. Never a token, a secret, a body, or the value of a claim. */
export interface LogLine {
  readonly level: "info" | "warn" | "error";
  /** What happened, in words that don't change from call to call. */
  readonly message: string;
  /** API Gateway's, as in the access log; Lambda's for what no request of an API started. */
  readonly requestId?: string;
  /** The route key, e.g. `"POST /items"`. */
  readonly route?: string;
  /** Why, as a code that can be counted. */
  readonly reason?: DenialReason | (string & {});
  /** Name of the claim that it is about. */
  readonly claim?: string;
  /** What was expected, or what went wrong. */
  readonly detail?: string;
  /** The AWS service, or the other party, that was called. */
  readonly service?: string;
  readonly status?: number;
  /** Its error code, e.g. `ThrottlingException`. */
  readonly code?: string;
  readonly error?: string;
  /** Where it arose. */
  readonly frames?: readonly string[];
}

/** Longer texts are cut: what a caller sent may be among them (a route key never is, a request id of a test event may). In characters. */
const LONGEST = 256;

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value.slice(0, LONGEST) : undefined;

/** What a line says of the call that it is about. */
export type LoggedCall = Pick<LogLine, "requestId" | "route">;

/** Request id and route of an event, which isn't trusted to have the shape of one. */
export function callOf(event: unknown): LoggedCall {
  const { routeKey, requestContext } = (event ?? {}) as {
    readonly routeKey?: unknown;
    readonly requestContext?: { readonly requestId?: unknown; readonly routeKey?: unknown } | null;
  };
  return { requestId: text(requestContext?.requestId), route: text(routeKey) ?? text(requestContext?.routeKey) };
}

/** For the line of a call that failed: an event in payload format 1.0 has neither `rawPath` nor `requestContext.http`. A REST API's names no version. */
export function formatOf(event: unknown): Pick<LogLine, "detail"> {
  const { version, httpMethod } = (event ?? {}) as { readonly version?: unknown; readonly httpMethod?: unknown };
  if (version !== "1.0" && typeof httpMethod !== "string") return {};
  return {
    detail:
      'the event has payload format 1.0, and this function reads 2.0: set payload_format_version = "2.0" on the integration of an HTTP API; a REST API has 1.0 only',
  };
}

/** Writes one line. Lambda's own level filter reads `level`. */
export function log(line: LogLine): void {
  console[line.level](JSON.stringify(line));
}
