import type { Applied, AppliedRoute } from "../terraform/applied";
import type { Caller } from "../identities/caller";
import { callersOf } from "../identities/callers";
import { expect, headersOf, type Expectation, type AppliedAccess } from "./expectation";
import { preflights } from "./preflight";
import { PROBE_AGENT, type Probe } from "./probe";
import { request, routeUrl, type Answer } from "../terraform/request";
import { isObject } from "../terraform/plan-changes";
import { ENDPOINT_HEADER } from "../terraform/rest-routes";
import { BESIDE_DISTRIBUTION, OUTSIDER, untriedCallers } from "./missing-probes";
import { answerOf, sampleBody } from "./expected-responses";
import { declaredFor, declaredRoute, type DeclaredAccess } from "./declared";
import type { AccessList } from "../../posture/access-list";
import { integrationOf, NOT_LOGGED, type ApiRequest, type Requests } from "../emulator/request-log";
import type { SignerSource } from "../identities/signers";
import { signed } from "../identities/sigv4";
import type { TokenSource } from "../identities/tokens";

function refusal(answer: Answer): string {
  const message =
    isObject(answer.json) && typeof answer.json["message"] === "string" ? ` ${answer.json["message"]}` : "";
  return `${String(answer.status)}${message}`.slice(0, 60);
}

const MESSAGES: Readonly<Record<number, string>> = { 401: " Unauthorized", 403: " Forbidden", 404: " Not Found" };

function spoken(expectation: Expectation): string {
  const { answer } = expectation;
  if (answer === undefined) return "posture can't say";
  if (answer === "refused") return "a refusal";
  return answer === "function" ? "the function's answer" : `${String(answer)}${MESSAGES[answer] ?? ""}`;
}

/**
 * What a caller must meet, as it was declared. Where what was applied predicts otherwise, the declaration counts, and the
 * prediction says why it isn't met.
 */
export function expected(expectation: Expectation, declared: DeclaredAccess | undefined): Expectation {
  const letIn = declared?.letIn;
  if (declared === undefined || letIn === undefined) return expectation;
  const { answer: predicted, reason } = expectation;
  if (predicted !== undefined && (predicted === "function") === letIn) return expectation;
  // What is predicted otherwise than declared is no gap of the AWS emulator, nor is what nobody can predict: it is called, and answers.
  return {
    answer: letIn ? "function" : "refused",
    reason: `${declared.why}; of what was applied posture says: ${reason}`,
  };
}

/** Compares an answer with what the caller must meet. An answer that can't be predicted counts as a disagreement. */
export function compare(
  route: AppliedRoute,
  caller: Caller,
  expectation: Expectation,
  answer: Answer,
  told?: ApiRequest | typeof NOT_LOGGED,
): Probe {
  const { reason, unproven } = expectation;
  if (route.resource !== undefined && unproven === undefined) return verified(route, caller, expectation, answer);
  const base = {
    route: route.key,
    caller: caller.name,
    expected: spoken(expectation),
    observed: refusal(answer),
    reason,
  };
  if (unproven !== undefined) return { ...base, proof: "only on AWS", passed: undefined, note: unproven };
  if (expectation.answer === "function") {
    const { expected, wrong, log } = answerOf(route, answer, caller, told);
    const observed = wrong === undefined ? expected : `${base.observed}: ${wrong}`;
    const printed = log === undefined ? {} : { log };
    return { ...base, expected, observed, proof: "locally", passed: wrong === undefined, ...printed };
  }
  const reached = told === undefined || told === NOT_LOGGED ? undefined : integrationOf(told);
  if (reached !== undefined) {
    const who = "backend" in reached ? reached.backend : reached.function;
    return { ...base, observed: `${base.observed}: ${who} was reached`, proof: "locally", passed: false };
  }
  if (expectation.answer === "refused")
    return { ...base, proof: "locally", passed: answer.status === 401 || answer.status === 403 };
  // A route that can't answer was never meant to be so.
  if (typeof expectation.answer === "number" && expectation.answer >= 500)
    return { ...base, expected: "the integration's answer, or a refusal", proof: "locally", passed: false };
  // IAM and REST APIs say in their own words why they refuse.
  const inOwnWords = route.authorization === "AWS_IAM" || route.rest !== undefined;
  const status = inOwnWords ? String(answer.status) : base.observed;
  const wanted = inOwnWords ? String(expectation.answer) : base.expected;
  return { ...base, proof: "locally", passed: status === wanted };
}

/** The function itself refuses, so that it was reached says nothing: its status does. */
function verified(route: AppliedRoute, caller: Caller, expectation: Expectation, { status }: Answer): Probe {
  const { answer, reason } = expectation;
  const expected = answer === "function" ? "the server's answer" : answer === "refused" ? "a refusal" : String(answer);
  const refused = status === 401 || status === 403;
  const passed = answer === "function" ? status < 400 : answer === "refused" ? refused : status === answer;
  return {
    route: route.key,
    caller: caller.name,
    expected,
    observed: String(status),
    reason,
    proof: "locally",
    passed,
  };
}

/** Of every MCP server. */
const PING = { jsonrpc: "2.0", id: 1, method: "ping" };

/** What a caller sends along. */
function credentialsOf(
  url: string,
  route: AppliedRoute,
  caller: Caller,
  region: string,
  body: string | undefined,
): Record<string, string> {
  const { signer, token } = caller;
  if (signer !== undefined) {
    const { credentials, flaw } = signer;
    const secret = flaw === "secret" ? { secretAccessKey: "x".repeat(40) } : {};
    const signedUrl = flaw === "request" ? `${url}/other` : url;
    const request = { method: route.method, url: signedUrl, region, service: "execute-api" };
    return signed(body === undefined ? request : { ...request, body }, { ...credentials, ...secret });
  }
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

/** What calling needs. */
export interface CallOptions {
  readonly url: string;
  readonly posture: AppliedAccess;
  readonly applied: Applied;
  readonly tokens: TokenSource;
  readonly signers: SignerSource;
  /** What was declared, which counts; without it, what was applied. */
  readonly declared: AccessList | undefined;
  readonly requests: Requests;
  /** The only routes to call. */
  readonly routes?: readonly AppliedRoute[] | undefined;
}

async function call(calling: CallOptions, route: AppliedRoute, caller: Caller): Promise<Probe> {
  const { url, posture, signers, applied, requests } = calling;
  const declaration = declaredRoute(calling.declared, route);
  const said = declaration === undefined ? undefined : declaredFor(declaration, applied, caller);
  const predicted = expect(posture, route, caller);
  // Whom a policy's conditions let in, only the declaration says.
  const open = route.rest !== undefined && predicted.answer === undefined && said?.letIn === undefined;
  const expectation = expected(open ? { ...predicted, unproven: predicted.reason } : predicted, said);
  if (caller.impossible !== undefined)
    return {
      route: route.key,
      caller: caller.name,
      expected: spoken(expectation),
      observed: "not asked",
      proof: "only on AWS",
      passed: undefined,
      note: caller.impossible,
    };
  const sample = route.resource === undefined ? sampleBody(route) : PING;
  const body = sample === undefined ? undefined : JSON.stringify(sample);
  const address = routeUrl(url, route);
  const answer = await request(address, {
    method: route.method,
    headers: {
      "user-agent": PROBE_AGENT,
      ...(caller.through !== undefined && { [ENDPOINT_HEADER]: caller.through }),
      ...(route.originHeader && headersOf(route.originHeader, caller)),
      ...credentialsOf(address, route, caller, signers.region, body),
      ...(body === undefined
        ? {}
        : { "content-type": "application/json", accept: "application/json, text/event-stream" }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const told = await requests.of(answer.headers.get("apigw-requestid"));
  return compare(route, caller, expectation, answer, told);
}

/** At a private API everybody comes through its endpoint, and one who would be let in from elsewhere too. */
function fromEndpoint({ rest, authorization }: AppliedRoute, callers: readonly Caller[]): readonly Caller[] {
  const [endpoint] = rest?.vpcEndpoints ?? [];
  if (endpoint === undefined) return callers;
  const good = callers.find(({ signer, token }) => (authorization === "AWS_IAM" ? signer : token) !== undefined);
  return [...callers.map((caller) => ({ ...caller, through: endpoint })), { ...good, name: OUTSIDER }];
}

/** Behind a distribution everybody comes by it, and one who would be let in calls the API's own address too. */
function besideDistribution(
  { originHeader }: AppliedRoute,
  callers: readonly Caller[],
  accepted: (caller: Caller) => boolean,
): readonly Caller[] {
  if (originHeader === undefined) return callers;
  const impossible = `no distribution of this stack adds ${originHeader.name} with a value that the authorizer takes`;
  const good = callers.find(accepted) ?? callers.findLast(({ token }) => token !== undefined);
  return [
    ...(originHeader.value === undefined ? callers.map((caller) => ({ ...caller, impossible })) : callers),
    ...(good === undefined ? [] : [{ ...good, name: BESIDE_DISTRIBUTION, direct: true as const }]),
  ];
}

/** Calls every route as everybody, and asks for preflights from an allowed and a foreign origin. */
export async function probeRoutes(
  calling: CallOptions,
  detail: (text: string) => void = () => undefined,
): Promise<readonly Probe[]> {
  const { url, posture, applied, tokens, signers } = calling;
  const probes: Probe[] = [];
  for (const route of calling.routes ?? applied.routes) {
    detail(route.key);
    const accepted = (caller: Caller): boolean => expect(posture, route, caller).answer === "function";
    const callers = [...(await callersOf(route, tokens, applied.machineClients, accepted))];
    if (route.authorization === "AWS_IAM") {
      const allow = declaredRoute(calling.declared, route)?.allow;
      const principals = allow !== undefined && "principals" in allow ? allow.principals : [];
      callers.push(...(await signers.callersOf(route, principals)));
    }
    const own: Probe[] = [];
    for (const caller of besideDistribution(route, fromEndpoint(route, callers), accepted))
      own.push(await call(calling, route, caller));
    probes.push(...own);
    // What failed says more.
    if (!own.some(({ passed }) => passed === false))
      probes.push(
        ...untriedCallers(
          route.key,
          callers.map((caller) => expect(posture, route, caller).answer),
          applied,
        ),
      );
    if (route.rest === undefined) probes.push(...(await preflights(url, route)));
  }
  return probes;
}
