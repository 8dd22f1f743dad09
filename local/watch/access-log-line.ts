import { integrationOf, type ApiRequest } from "../emulator/request-log";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** `21/Nov/2026:18:00:00 +0000`, as `$context.requestTime` has it. */
function commonLogTime(time: number): string {
  const [day = "", clock = ""] = new Date(time).toISOString().split("T");
  const [year, month, date] = day.split("-");
  return `${date ?? ""}/${MONTHS[Number(month) - 1] ?? ""}/${year ?? ""}:${clock.slice(0, 8)} +0000`;
}

/** What API Gateway says in `$context.error.message` when it answers itself. */
const MESSAGES: Readonly<Record<number, string>> = { 401: "Unauthorized", 403: "Forbidden", 404: "Not Found" };

/**
 * The line that the stage's access log would hold, in the stage's own format. Variables that the AWS emulator can't know
 * are `-`, as API Gateway writes what has no value.
 * @param denial why API Gateway refused it
 * @param claims of the token that a JWT authorizer let through
 * Customize HTTP API access logs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export function accessLogLine(
  format: string,
  request: ApiRequest,
  {
    denial,
    claims = {},
  }: { readonly denial?: string | undefined; readonly claims?: Readonly<Record<string, unknown>> } = {},
): string {
  const integration = integrationOf(request);
  const called = integration !== undefined && "function" in integration ? integration : undefined;
  const failure = called?.error?.errorMessage;
  const values: Readonly<Record<string, string | number | null | undefined>> = {
    requestId: request.requestId,
    extendedRequestId: request.requestId,
    requestTime: commonLogTime(request.time),
    requestTimeEpoch: request.time,
    apiId: request.apiId,
    stage: request.stage,
    httpMethod: request.method,
    path: request.path,
    routeKey: request.routeKey,
    protocol: "HTTP/1.1",
    status: request.status,
    responseLength: request.length,
    responseLatency: request.ms,
    integrationLatency: called?.ms,
    "integration.latency": called?.ms,
    "integration.status": called === undefined ? undefined : 200,
    "integration.integrationStatus": called === undefined ? undefined : request.status,
    integrationStatus: called === undefined ? undefined : 200,
    integrationErrorMessage: failure,
    "integration.error": failure,
    "identity.sourceIp": "127.0.0.1",
    "identity.userAgent": request.userAgent,
    "error.message": integration === undefined ? MESSAGES[request.status] : undefined,
    "authorizer.error": denial,
  };
  const isJson = format.trim().startsWith("{");
  return format
    .replace(/\$context\.(\w+(?:[.:]\w+)*)/g, (_all, name: string) => {
      const claim = /^authorizer\.claims\.(.+)$/.exec(name)?.[1];
      const text = String((claim === undefined ? values[name] : claims[claim]) ?? "-");
      return isJson ? JSON.stringify(text).slice(1, -1) : text;
    })
    .trimEnd();
}
