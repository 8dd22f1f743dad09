import { isDeepStrictEqual } from "node:util";
import type { AppliedRoute } from "./applied";
import { scopesOf } from "./expectation";
import type { Answer } from "./request";

type Claims = Readonly<Record<string, unknown>>;

/** What a function of this project answers: to which body, with which status, and what must be in the answer. */
interface Sample {
  readonly body?: object;
  readonly status: number;
  /** Parts of the answer's body that are known beforehand; `claims` are those of the caller's token. */
  readonly contains: (claims: Claims) => Readonly<Record<string, unknown>>;
}

const sub = (claims: Claims): unknown => claims["sub"];

/** The routes of main.ts. A route that isn't listed must only be answered by its function, whatever it says. */
const SAMPLES: Readonly<Record<string, Sample>> = {
  "GET /hello": {
    status: 200,
    contains: (claims) =>
      sub(claims) === undefined
        ? { message: "Hello from Lambda", path: "/hello", method: "GET" }
        : { message: `Hello, user ${String(sub(claims))}` },
  },
  "GET /profile": {
    status: 200,
    contains: (claims) => ({
      message: "Authenticated profile response",
      user: { sub: sub(claims), clientId: claims["client_id"] ?? null },
      auth: { tokenUse: claims["token_use"], scopes: scopesOf(claims) },
    }),
  },
  "POST /notes": {
    body: { title: "A note", content: "written by the local run" },
    status: 201,
    contains: (claims) => ({
      message: "Note created",
      note: { title: "A note", content: "written by the local run", ownerSub: sub(claims) },
    }),
  },
  "GET /items": { status: 200, contains: (claims) => ({ message: "Items", auth: { scopes: scopesOf(claims) } }) },
  "POST /items": {
    body: { name: "An item" },
    status: 201,
    contains: (claims) => ({ message: "Item created", item: { name: "An item", ownerSub: sub(claims) } }),
  },
};

/** The body to send to a route; undefined: none. */
export function sampleBody(route: AppliedRoute): object | undefined {
  const sample = SAMPLES[route.key];
  if (sample !== undefined) return sample.body;
  return ["POST", "PUT", "PATCH"].includes(route.method) ? {} : undefined;
}

/** The path of the first part of `expected` that `found` has otherwise; lists are compared without their order. */
export function firstDifference(expected: unknown, found: unknown, path = "body"): string | undefined {
  if (Array.isArray(expected) && Array.isArray(found))
    return isDeepStrictEqual([...expected].sort(), [...(found as unknown[])].sort()) ? undefined : path;
  if (typeof expected === "object" && expected !== null && !Array.isArray(expected)) {
    if (typeof found !== "object" || found === null) return path;
    for (const [key, value] of Object.entries(expected)) {
      const difference = firstDifference(value, (found as Record<string, unknown>)[key], `${path}.${key}`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  return isDeepStrictEqual(expected, found) ? undefined : path;
}

/** What API Gateway itself says when it doesn't let a call through to a function. */
const GATEWAY = new Set([
  "Unauthorized",
  "Forbidden",
  "Not Found",
  "Internal Server Error",
  "Service Unavailable",
  "Too Many Requests",
]);

/** Does an answer that should come from the route's function do so, and is it the right one? */
export function answerOf(
  route: AppliedRoute,
  answer: Answer,
  claims: Claims,
): { expected: string; wrong: string | undefined } {
  const sample = SAMPLES[route.key];
  if (sample === undefined) {
    const message = (answer.json as { message?: unknown } | undefined)?.message;
    const own = answer.status < 500 && !(answer.status >= 400 && typeof message === "string" && GATEWAY.has(message));
    return { expected: "the function's answer", wrong: own ? undefined : "API Gateway answered itself" };
  }
  const expected = `${String(sample.status)} from the function`;
  if (answer.status !== sample.status) return { expected, wrong: "another status than the function's" };
  const difference = firstDifference(sample.contains(claims), answer.json);
  return { expected, wrong: difference === undefined ? undefined : `${difference} differs` };
}
