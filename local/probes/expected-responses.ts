import { isDeepStrictEqual } from "node:util";
import { scopesOf } from "../../posture/explain/scopes";
import type { AppliedRoute } from "../terraform/applied";
import type { Caller } from "../identities/callers";
import { decode } from "../identities/tamper-token";
import type { Answer } from "./request";

/** A caller as a function sees it. */
interface Who {
  readonly route: AppliedRoute;
  /** A pattern where only part of it is known beforehand. */
  readonly sub: string | RegExp | undefined;
  readonly clientId: unknown;
  readonly tokenUse: unknown;
  readonly scopes: readonly string[];
}

/** What a function of this project answers: to which body, with which status, and what must be in the answer. */
interface Sample {
  readonly body?: object;
  readonly status: number;
  /** Parts of the answer's body that are known beforehand. */
  readonly contains: (who: Who) => Readonly<Record<string, unknown>>;
}

/**
 * What the functions of this project answer, by method and function. A route to any other must only be answered by its
 * function, whatever it says.
 */
const SAMPLES: Readonly<Record<string, Sample>> = {
  "GET hello": {
    status: 200,
    contains: ({ sub, route }) =>
      sub === undefined
        ? { message: "Hello from Lambda", path: route.path, method: "GET" }
        : { message: `Hello, user ${sub}` },
  },
  "GET profile": {
    status: 200,
    contains: (who) => ({
      message: "Authenticated profile response",
      user: { sub: who.sub, clientId: who.clientId },
      auth: { tokenUse: who.tokenUse, scopes: who.scopes },
    }),
  },
  "POST create_note": {
    body: { title: "A note", content: "written by the local run" },
    status: 201,
    contains: ({ sub }) => ({
      message: "Note created",
      note: { title: "A note", content: "written by the local run", ownerSub: sub },
    }),
  },
  "GET items": { status: 200, contains: ({ scopes }) => ({ message: "Items", auth: { scopes } }) },
  "POST items": {
    body: { name: "An item" },
    status: 201,
    contains: ({ sub }) => ({ message: "Item created", item: { name: "An item", ownerSub: sub } }),
  },
};

function sampleOf(route: AppliedRoute): Sample | undefined {
  return SAMPLES[`${route.method} ${route.function?.split(".").at(-1) ?? ""}`];
}

/** What a function of this project learns of a caller: all of a JWT's claims, what the authorizer hands on, or an ARN. */
export function whoIs(route: AppliedRoute, caller: Caller): Who {
  const nothing = { route, sub: undefined, clientId: null, tokenUse: null, scopes: [] };
  if (route.authorization === "AWS_IAM" && caller.signer !== undefined)
    return { ...nothing, sub: new RegExp(`^arn:aws[\\w-]*:sts::\\d+:assumed-role/${caller.signer.role}/`) };
  if (caller.token === undefined || !["JWT", "CUSTOM"].includes(route.authorization)) return nothing;
  const { claims } = decode(caller.token);
  const sub = String(claims["sub"]);
  const scopes = scopesOf(claims);
  if (route.authorization === "CUSTOM") return { ...nothing, sub, scopes };
  return { route, sub, scopes, clientId: claims["client_id"] ?? null, tokenUse: claims["token_use"] ?? null };
}

/** The body to send to a route; undefined: none. */
export function sampleBody(route: AppliedRoute): object | undefined {
  const sample = sampleOf(route);
  if (sample !== undefined) return sample.body;
  return ["POST", "PUT", "PATCH"].includes(route.method) ? {} : undefined;
}

/** The path of the first part of `expected` that `found` has otherwise; lists are compared without their order. */
export function firstDifference(expected: unknown, found: unknown, path = "body"): string | undefined {
  if (expected instanceof RegExp) return typeof found === "string" && expected.test(found) ? undefined : path;
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
  caller: Caller,
): { expected: string; wrong: string | undefined } {
  const sample = sampleOf(route);
  if (sample === undefined) {
    const message = (answer.json as { message?: unknown } | undefined)?.message;
    const own = answer.status < 500 && !(answer.status >= 400 && typeof message === "string" && GATEWAY.has(message));
    return { expected: "the function's answer", wrong: own ? undefined : "API Gateway answered itself" };
  }
  const expected = `${String(sample.status)} from the function`;
  if (answer.status !== sample.status) return { expected, wrong: "another status than the function's" };
  const difference = firstDifference(sample.contains(whoIs(route, caller)), answer.json);
  return { expected, wrong: difference === undefined ? undefined : `${difference} differs` };
}
