import type { Applied, AppliedRoute } from "./applied";
import { callersOf, type Caller, type TokenSource } from "./callers";
import { expect, type Expectation } from "./expectation";
import { decode } from "./forge";
import { preflights } from "./preflight";
import type { Probe } from "./probe";
import { request, routeUrl, type Answer } from "./request";
import { isObject } from "./plan-changes";
import { answerOf, sampleBody } from "./samples";

function refusal(answer: Answer): string {
  const message =
    isObject(answer.json) && typeof answer.json["message"] === "string" ? ` ${answer.json["message"]}` : "";
  return `${String(answer.status)}${message}`.slice(0, 60);
}

const MESSAGES = { 401: "Unauthorized", 403: "Forbidden" } as const;

/** Compares an answer with what the caller must meet. */
export function compare(route: AppliedRoute, caller: Caller, expectation: Expectation, answer: Answer): Probe {
  const base = { route: route.key, caller: caller.name };
  if (expectation.unproven !== undefined)
    return {
      ...base,
      expected: expectation.answer === "authorizer" ? "the authorizer's answer" : String(expectation.answer),
      observed: refusal(answer),
      proof: "only on AWS",
      passed: undefined,
      note: expectation.unproven,
    };
  if (expectation.answer === "function" || expectation.answer === "authorizer") {
    const claims = caller.token === undefined || route.authorization === "NONE" ? {} : decode(caller.token).claims;
    const { expected, wrong } = answerOf(route, answer, claims);
    const observed = wrong === undefined ? expected : `${refusal(answer)}: ${wrong}`;
    return { ...base, expected, observed, proof: "locally", passed: wrong === undefined, note: expectation.why };
  }
  const expected = `${String(expectation.answer)} ${MESSAGES[expectation.answer]}`;
  const observed = refusal(answer);
  return { ...base, expected, observed, proof: "locally", passed: observed === expected, note: expectation.why };
}

async function call(url: string, route: AppliedRoute, caller: Caller): Promise<Probe> {
  const expectation = expect(route, caller);
  if (caller.token === undefined && caller.invalid !== undefined && route.authorization !== "NONE")
    return {
      route: route.key,
      caller: caller.name,
      expected: String(expectation.answer),
      observed: "not asked",
      proof: "only on AWS",
      passed: undefined,
      note: "the pool's signing key was not found, so the token could not be made",
    };
  const body = sampleBody(route);
  const answer = await request(routeUrl(url, route), {
    method: route.method,
    headers: {
      ...(caller.token === undefined ? {} : { authorization: `Bearer ${caller.token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return compare(route, caller, expectation, answer);
}

/** Calls every route as everybody, and asks for preflights from an allowed and a foreign origin. */
export async function probeRoutes(
  url: string,
  applied: Applied,
  source: TokenSource,
  detail: (text: string) => void = () => undefined,
): Promise<readonly Probe[]> {
  const probes: Probe[] = [];
  for (const route of applied.routes) {
    detail(route.key);
    for (const caller of await callersOf(route, source, applied.machineClients))
      probes.push(await call(url, route, caller));
    probes.push(...(await preflights(url, route)));
  }
  return probes;
}
