import { explainLog } from "../../explain/log/explain-log";
import { entryIn } from "../../explain/log/pasted";
import { explain as explainRequest, findPrincipal, renderExplanation, type Explanation } from "../../explain";
import type { Model } from "../../model";
import { assertApi, parse } from "../../model/read";
import { UsageError, type Command, type Host } from "../command";
import { oneOf, options } from "../options";
import { onlyFile, readInput, sideOf } from "../reading";

const HELP = `posture explain FILE --route 'GET /items' < token
posture explain FILE --request 'GET /items/7' < token
posture explain FILE --route 'GET /report' --principal aws_iam_role.reader
posture explain FILE < log-line

Says what the API answers and why: each check of the authorizer in its order, then what the handler receives.
FILE is a plan or state as JSON (terraform show -json), a synthesized stack, or a folder of .tf files. The token is
read from standard input (with or without "Bearer"; empty: none is sent) and never printed or kept. In place of the
token, standard input takes a line of the stage's access log, in the stage's own format, or of the bundled authorizer's
log.

  --route 'GET /items'      the route, by its key
  --request 'GET /items/7'  a request: its route is found as API Gateway does
  --entry-point ID          any other entry point, as posture show names it: aws_lambda_function_url.orders
  --host NAME               the host that is called, which leads to its API; default: the one that lets most in
  --api NAME                which API, by address or name, where there are several
  --principal WHO           the request is signed (SigV4) by this role or user, and carries no token: its address in FILE,
                            its ARN, or the ARN of a role's session; standard input isn't read
  --certificate             the caller also presents a client certificate that the truststore trusts
  --api-key                 a valid API key is sent as well
  --header 'NAME: VALUE'    a header that the request carries beside the token's, such as the one that a distribution adds;
                            can be repeated. Its value is never printed. Without any, those that are needed are assumed
  --jwks FILE               the issuer's keys (its jwks_uri); without them no signature is verified
  --now TIME                the time of the request: seconds since 1970, or 2026-01-31T12:00:00Z (default: now)
  --before                  evaluate the plan's prior state
  --log                     standard input is an access log line, also one that isn't JSON
  --no-token                send no token; standard input isn't read
  --format text|json        how to print (default: text)

Exit code: 0 the request is allowed, 1 the input can't be read, 4 unknown from this input (known after apply), 6 the
request is denied.
`;

const CODES = { passes: 0, unknown: 4, refused: 6 } as const;

export const explain: Command = {
  name: "explain",
  summary: "say why a token or a request is refused",
  help: HELP,
  async run(args, around) {
    const { values, positionals } = options(args, {
      route: { type: "string" },
      request: { type: "string" },
      "entry-point": { type: "string" },
      host: { type: "string" },
      api: { type: "string" },
      certificate: { type: "boolean", default: false },
      "api-key": { type: "boolean", default: false },
      header: { type: "string", multiple: true },
      jwks: { type: "string" },
      now: { type: "string" },
      before: { type: "boolean", default: false },
      log: { type: "boolean", default: false },
      "no-token": { type: "boolean", default: false },
      principal: { type: "string" },
      format: { type: "string", default: "text" },
    });
    const format = oneOf("format", values.format, ["text", "json"]);
    const file = onlyFile(positionals, "posture explain plan.json --route 'GET /items'");
    if (file === "-") throw new UsageError("Standard input holds the token, so FILE can't be -.");
    const { reading } = await readInput(file, around);
    const model = sideOf(reading, values.before, file);
    assertApi(model);

    const { principal } = values;
    if (principal !== undefined) refuseWith(model, principal, values);
    const input =
      values["no-token"] || principal !== undefined ? "" : new TextDecoder().decode(await around.read("-")).trim();
    let explanation: Explanation;
    const headers = values.header && headersOf(values.header);
    const isLog = values.log || entryIn(input).startsWith("{");
    if (isLog && headers !== undefined)
      throw new UsageError("--header is for requests; a log line says itself what the request was.");
    if (isLog) explanation = explainLog(model, input, values.api);
    else
      explanation = explainRequest(model, asked(values), input === "" ? undefined : input, {
        ...(values.now !== undefined && { now: seconds(values.now) }),
        ...(values.jwks !== undefined && { jwks: await keys(values.jwks, around) }),
        ...(headers !== undefined && { headers }),
        ...{ certificate: values.certificate, apiKey: values["api-key"] },
        ...(principal !== undefined && { signed: { principal } }),
      });
    around.out(renderExplanation(explanation, format, around.colour));
    return CODES[explanation.outcome];
  },
};

interface Question {
  readonly "entry-point"?: string | undefined;
  readonly host?: string | undefined;
  readonly route?: string | undefined;
  readonly request?: string | undefined;
  readonly api?: string | undefined;
}

function asked({
  route,
  request,
  api,
  host,
  "entry-point": entryPoint,
}: Question): Parameters<typeof explainRequest>[1] {
  const of = { ...(api !== undefined && { api }), ...(host !== undefined && { host }) };
  if ([route, request, entryPoint].filter((one) => one !== undefined).length !== 1)
    throw new UsageError(
      "Name the route with --route 'GET /items', the request with --request 'GET /items/7', or another entry point with --entry-point ID.",
    );
  if (entryPoint !== undefined) return { entryPoint, ...of };
  if (route !== undefined) return { routeKey: route, ...of };
  const [, method = "", path = ""] = /^([A-Za-z]+)\s+(\/[^?#\s]*)/.exec(request ?? "") ?? [];
  if (method === "") throw new UsageError("--request is a method and a path: 'GET /items/7'.");
  return { method: method.toUpperCase(), path, ...of };
}

/** A misspelt principal is a wrong call, not an answer that is unknown. */
function refuseWith(model: Model, principal: string, { log }: { readonly log: boolean }): void {
  if (log) throw new UsageError("--principal is for requests; a log line names its caller itself.");
  const found = findPrincipal(model, principal);
  if ("problem" in found) throw new UsageError(`--principal: ${found.problem}`);
}

/** By name in lowercase, as API Gateway hands them on. */
function headersOf(given: readonly string[]): Record<string, string> {
  const parts = given.map((text) => /^([\w!#$%&'*+.^`|~-]+):[ \t]*(.*)$/.exec(text));
  if (parts.includes(null)) throw new UsageError("--header is a name and a value: 'x-origin-verify: VALUE'.");
  return Object.fromEntries(parts.map((part) => [part?.[1]?.toLowerCase() ?? "", part?.[2]?.trim() ?? ""]));
}

function seconds(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Date.parse(text) / 1000;
  if (Number.isNaN(value)) throw new UsageError("--now is seconds since 1970, or a time like 2026-01-31T12:00:00Z.");
  return value;
}

async function keys(file: string, around: Host): Promise<unknown> {
  const json = parse(await around.read(file));
  if (typeof json !== "object" || json === null || !Array.isArray((json as { keys?: unknown }).keys))
    throw new UsageError(`${file} is not a JWKS: it should be {"keys": [...]}, as the issuer's jwks_uri gives it.`);
  return json;
}
