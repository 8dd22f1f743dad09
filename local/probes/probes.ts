import type { Applied, AppliedRoute } from "../terraform/applied";
import { callersOf, type Caller } from "../identities/callers";
import { expect, type Expectation, type Posture } from "./expectation";
import { preflights } from "./preflight";
import type { Probe } from "./probe";
import { request, routeUrl, type Answer } from "./request";
import { isObject } from "../terraform/plan-changes";
import { answerOf, sampleBody } from "./expected-responses";
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
  return answer === "function" ? "the function's answer" : `${String(answer)}${MESSAGES[answer] ?? ""}`;
}

/** Compares an answer with what the caller must meet. An answer that can't be predicted counts as a disagreement. */
export function compare(route: AppliedRoute, caller: Caller, expectation: Expectation, answer: Answer): Probe {
  const { reason, unproven } = expectation;
  const base = {
    route: route.key,
    caller: caller.name,
    expected: spoken(expectation),
    observed: refusal(answer),
    reason,
  };
  if (unproven !== undefined) return { ...base, proof: "only on AWS", passed: undefined, note: unproven };
  if (expectation.answer === "function") {
    const { expected, wrong } = answerOf(route, answer, caller);
    const observed = wrong === undefined ? expected : `${base.observed}: ${wrong}`;
    return { ...base, expected, observed, proof: "locally", passed: wrong === undefined };
  }
  // IAM says in its own words why it refuses.
  const status = route.authorization === "AWS_IAM" ? String(answer.status) : base.observed;
  const wanted = route.authorization === "AWS_IAM" ? String(expectation.answer) : base.expected;
  return { ...base, proof: "locally", passed: status === wanted };
}

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
export interface Calling {
  readonly url: string;
  readonly posture: Posture;
  readonly applied: Applied;
  readonly tokens: TokenSource;
  readonly signers: SignerSource;
}

async function call({ url, posture, signers }: Calling, route: AppliedRoute, caller: Caller): Promise<Probe> {
  const expectation = expect(posture, route, caller);
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
  const sample = sampleBody(route);
  const body = sample === undefined ? undefined : JSON.stringify(sample);
  const address = routeUrl(url, route);
  const answer = await request(address, {
    method: route.method,
    headers: {
      ...credentialsOf(address, route, caller, signers.region, body),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body }),
  });
  return compare(route, caller, expectation, answer);
}

/** Calls every route as everybody, and asks for preflights from an allowed and a foreign origin. */
export async function probeRoutes(
  calling: Calling,
  detail: (text: string) => void = () => undefined,
): Promise<readonly Probe[]> {
  const { url, posture, applied, tokens, signers } = calling;
  const probes: Probe[] = [];
  for (const route of applied.routes) {
    detail(route.key);
    const accepted = (caller: Caller): boolean => expect(posture, route, caller).answer === "function";
    const callers = [...(await callersOf(route, tokens, applied.machineClients, accepted))];
    if (route.authorization === "AWS_IAM") callers.push(...(await signers.callersOf(route)));
    for (const caller of callers) probes.push(await call(calling, route, caller));
    probes.push(...(await preflights(url, route)));
  }
  return probes;
}
