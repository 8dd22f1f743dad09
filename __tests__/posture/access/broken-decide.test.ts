import fc from "fast-check";
import { decide } from "../../../posture/access/index";
import type { Credentials, Decision } from "../../../posture/access/index";
import type { Model } from "../../../posture/model/index";
import { runs } from "../../support/runs";
import * as http from "./stacks";
import type { Sent, Spec } from "./stacks";
import * as asked from "./oracle-elsewhere";
import type { Caller } from "./oracle-elsewhere";
import { elsewhere, elsewhereModel } from "./stacks-elsewhere";
import type { Elsewhere } from "./stacks-elsewhere";

/** Stacks in batches: what is right is shown by the first ones, what is wrong is looked for until it is found. */
const BATCH = 12;
const ENOUGH = runs(2);
const MOST = 20;

/** One wrong change of `decide`: it takes a stack for another, or draws another conclusion from its checks. */
interface Mutation<S, C> {
  readonly stack?: (stack: S, caller: C) => S;
  readonly decision?: (
    decision: Decision,
    asked: { readonly method?: string; readonly credentials: Credentials },
  ) => Decision;
}

/** As if a check were not made. */
function without(...checks: readonly string[]): Pick<Mutation<unknown, unknown>, "decision"> {
  return {
    decision: (decision) => {
      const steps = decision.steps.filter(({ check }) => !checks.includes(check));
      const results = steps.map(({ result }) => result);
      const outcome = results.includes("fail") ? "deny" : results.includes("unknown") ? "unknown" : "allow";
      return { ...decision, steps, outcome };
    },
  };
}

const keep = <T>(routes: Readonly<Record<string, T>>, stays: (key: string) => boolean): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(routes).filter(([key]) => stays(key)));
const demanding = (from: string, to: "NONE" | "AWS_IAM"): Mutation<Spec, Sent> => ({
  stack: (stack) => ({
    ...stack,
    routes: Object.fromEntries(
      Object.entries(stack.routes).map(([key, one]) => [key, one.type === from ? ({ type: to } as const) : one]),
    ),
  }),
});

const ROUTES: Readonly<Record<string, Mutation<Spec, Sent>>> = {
  "routes: takes ANY before the method": {
    stack: (stack) => ({
      ...stack,
      routes: keep(stack.routes, (key) => key.startsWith("ANY") || !(`ANY ${key.split(" ")[1] ?? ""}` in stack.routes)),
    }),
  },
  "routes: takes a variable before the literal": {
    stack: (stack) => ({
      ...stack,
      routes: keep(stack.routes, (key) => !/ \/a$/.test(key) || !("GET /{x}" in stack.routes)),
    }),
  },
  "routes: takes a greedy route before a full match": {
    stack: (stack) => ({
      ...stack,
      routes: keep(stack.routes, (key) => key.includes("+") || !("ANY /{proxy+}" in stack.routes)),
    }),
  },
  "routes: takes the shorter greedy route": {
    stack: (stack) => ({
      ...stack,
      routes: keep(stack.routes, (key) => key !== "GET /a/{proxy+}" || !("ANY /{proxy+}" in stack.routes)),
    }),
  },
  "default: never answers": {
    stack: (stack) => ({ ...stack, routes: keep(stack.routes, (key) => key !== "$default") }),
  },
  "default: answers before routes": {
    stack: (stack) => ({
      ...stack,
      routes: keep(stack.routes, (key) => key === "$default" || !("$default" in stack.routes)),
    }),
  },
  "authorization: NONE wants a signature": demanding("NONE", "AWS_IAM"),
  "authorization: AWS_IAM is NONE": demanding("AWS_IAM", "NONE"),
  "authorization: CUSTOM is NONE": demanding("CUSTOM", "NONE"),
  "authorization: JWT is NONE": demanding("JWT", "NONE"),
  "authorizer: asks another one": {
    stack: (stack) => ({ ...stack, authorizers: { one: stack.authorizers.two, two: stack.authorizers.one } }),
  },
  "issuer: is not looked at": without("issuer"),
  "audience: is not looked at": without("audience"),
  "audience: client_id goes before aud": {
    stack: (stack, sent) =>
      sent.kind === "token" && sent.aud !== undefined
        ? { ...stack, authorizers: swapClients(stack.authorizers, sent.client, sent.aud) }
        : stack,
  },
  "scopes: are not looked at": without("scopes"),
  "scopes: all are wanted": {
    stack: (stack) => ({
      ...stack,
      routes: Object.fromEntries(
        Object.entries(stack.routes).map(([key, one]) => [
          key,
          one.type === "JWT" ? { ...one, scopes: one.scopes.length > 1 ? one.scopes.slice(0, 1) : one.scopes } : one,
        ]),
      ),
    }),
  },
  "bundled authorizer: asks for no group": {
    stack: (stack) => ({ ...stack, rules: { ...stack.rules, groups: undefined } }),
  },
  "bundled authorizer: knows no rules by route": {
    stack: (stack) => ({ ...stack, rules: { ...stack.rules, staff: false } }),
  },
  "bundled authorizer: takes any client": {
    stack: (stack) => ({ ...stack, rules: { ...stack.rules, clientIds: ["web", "machine", "other"] } }),
  },
  "IAM: a Deny does not count": {
    stack: (stack) => ({ ...stack, statements: stack.statements.filter(({ Effect }) => Effect === "Allow") }),
  },
  "IAM: an Allow covers every resource": {
    stack: (stack) => ({
      ...stack,
      statements: stack.statements.map((one) => (one.Effect === "Allow" ? { ...one, Resource: "*" } : one)),
    }),
  },
  "IAM: any signature will do": without("permission"),
};

function swapClients(
  { one, two }: Spec["authorizers"],
  client: Spec["rules"]["clientIds"][number],
  aud: Spec["rules"]["clientIds"][number],
): Spec["authorizers"] {
  const audience = (list: Spec["rules"]["clientIds"]) => [
    ...list.filter((id) => id !== aud),
    ...(list.includes(client) ? [aud] : []),
  ];
  return { one: { ...one, audience: audience(one.audience) }, two: { ...two, audience: audience(two.audience) } };
}

const rest = (of: (methods: Elsewhere["methods"]) => Elsewhere["methods"]): Mutation<Elsewhere, Caller> => ({
  stack: (stack) => ({ ...stack, methods: of(stack.methods) }),
});
const policies = (
  of: (statements: Elsewhere["statements"]) => Elsewhere["statements"],
): Mutation<Elsewhere, Caller> => ({
  stack: (stack) => ({ ...stack, statements: of(stack.statements), boundary: stack.boundary && of(stack.boundary) }),
});
const guarded = (from: string, to: "open" | "id token" | "signature"): Mutation<Elsewhere, Caller> =>
  rest((methods) => methods.map((one) => (one === from ? to : one)));

const ELSEWHERE: Readonly<Record<string, Mutation<Elsewhere, Caller>>> = {
  "REST methods: ANY goes before the method": rest(([get, any, proxy]) => [
    any === undefined ? get : undefined,
    any,
    proxy,
  ]),
  "REST methods: a greedy resource goes first": rest(([get, any, proxy]) =>
    proxy === undefined ? [get, any, proxy] : [undefined, undefined, proxy],
  ),
  "REST methods: AWS_IAM is NONE": guarded("signature", "open"),
  "REST methods: NONE wants a signature": guarded("open", "signature"),
  "REST methods: need no API key": without("api-key"),
  "REST methods: scopes are not looked at": guarded("scope", "id token"),
  "REST methods: access tokens will do without scopes": without("token-type"),
  "REST methods: tokens of any pool will do": without("issuer"),
  "resource policy: is not looked at": {
    stack: (stack) => ({ ...stack, policy: { allows: "nothing said", deniesCaller: false } }),
  },
  "resource policy: holds for every path": {
    stack: ({ policy, ...stack }) => ({
      ...stack,
      policy: { ...policy, allows: policy.allows === "items" ? "all" : policy.allows },
    }),
  },
  "resource policy: a Deny does not count": {
    stack: ({ policy, ...stack }) => ({ ...stack, policy: { ...policy, deniesCaller: false } }),
  },
  "domain: wants no certificate": { stack: (stack) => ({ ...stack, secure: false }) },
  "IAM: a Deny does not count": policies((list) => list.filter(({ Effect }) => Effect === "Allow")),
  "IAM: an Allow goes before a Deny": policies((list) =>
    list.some(({ Effect }) => Effect === "Allow") ? list.filter(({ Effect }) => Effect === "Allow") : list,
  ),
  "IAM: every action is allowed": policies((list) =>
    list.map((one) => (one.Effect === "Allow" ? { ...one, Action: "*", Resource: "*" } : one)),
  ),
  "boundary: is not looked at": { stack: (stack) => ({ ...stack, boundary: undefined }) },
  "boundary: allows by itself": {
    stack: (stack) => ({ ...stack, statements: [...stack.statements, ...(stack.boundary ?? [])] }),
  },
  "condition: always holds": policies((list) => list.map((one) => ({ ...one, only: undefined }))),
  "condition: never holds": policies((list) => list.filter(({ only }) => only === undefined)),
  "function URL: AWS_IAM is NONE": { stack: (stack) => ({ ...stack, url: "NONE" }) },
  "function URL: NONE is AWS_IAM": { stack: (stack) => ({ ...stack, url: "AWS_IAM" }) },
  "function URL: one permission is enough": without("url-permission"),
  "load balancer: lets in who has not signed in": {
    stack: (stack) => ({ ...stack, balancer: { ...stack.balancer, signIn: false } }),
  },
  "load balancer: a rule asks for the listener's sign-in": {
    decision: (decision) =>
      decision.entryPoint?.id === "aws_lb_listener_rule.r" ? { ...decision, outcome: "deny" } : decision,
  },
  "AppSync: the additional way to sign in is the first": {
    stack: (stack) => ({ ...stack, graphql: { ...stack.graphql, main: stack.graphql.also ?? stack.graphql.main } }),
  },
  "AppSync: needs no key": without("api-key"),
  "AppSync: tokens of any pool will do": without("issuer"),
  "AppSync: any signature will do": without("permission"),
  "identity pool: always has guests": { stack: (stack) => ({ ...stack, pool: { ...stack.pool, guests: true } }) },
  "identity pool: the role's trust is not looked at": {
    stack: (stack, { as }) => ({
      ...stack,
      pool: { ...stack.pool, trusts: as === "guest" ? "unauthenticated" : "authenticated" },
    }),
  },
  "preflight: CORS never answers": { stack: (stack) => ({ ...stack, http: { ...stack.http, cors: false } }) },
  "preflight: a guarded route lets it pass": {
    decision: (decision, { method }) =>
      method === "OPTIONS" && decision.route ? { ...decision, outcome: "allow" } : decision,
  },
  "preflight: a route for OPTIONS is not seen": {
    stack: (stack) => ({ ...stack, http: { ...stack.http, cors: false, options: false } }),
  },
};

type Oracle<S, C, R> = (stack: S, request: R, caller: C) => "allow" | "deny" | undefined;

/** What is tried: the right answers of a sample of stacks, each asked once. */
interface Trial<S, C, R> {
  readonly stack: S;
  readonly model: Model;
  readonly asked: readonly { readonly request: R; readonly caller: C; readonly right: "allow" | "deny" }[];
}

/** The trials of a batch, each made when it is first asked for. */
function batches<S, C, R extends object>(
  spec: fc.Arbitrary<S>,
  requests: readonly R[],
  callers: readonly C[],
  modelOf: (stack: S) => Model,
  oracle: Oracle<S, C, R>,
): (batch: number) => readonly Trial<S, C, R>[] {
  const made: (readonly Trial<S, C, R>[])[] = [];
  const { seed = 0 } = fc.readConfigureGlobal();
  return (batch) =>
    (made[batch] ??= fc.sample(spec, { seed: seed + batch, numRuns: BATCH }).map((stack) => ({
      stack,
      model: modelOf(stack),
      asked: requests.flatMap((request) =>
        callers.flatMap((caller) => {
          const right = oracle(stack, request, caller);
          return right === undefined ? [] : [{ request, caller, right }];
        }),
      ),
    })));
}

/**
 * The first answer that is wrong; undefined: every one is right. Of a stack that is taken for another only what the oracle has another answer for
 * is asked: the others take most of the time, and nothing would be found out by them.
 */
function firstWrong<S, C, R extends object>(
  trials: (batch: number) => readonly Trial<S, C, R>[],
  modelOf: (stack: S) => Model,
  oracle: Oracle<S, C, R>,
  credentialsOf: (stack: S, model: Model, caller: C) => Credentials | undefined,
  mutation?: Mutation<S, C>,
): string | undefined {
  const { stack: taken = (own: S) => own, decision: drawn } = mutation ?? {};
  const count = mutation ? MOST : ENOUGH;
  for (let i = 0; i < count * BATCH; i++) {
    const { stack, model: unchanged, asked } = trials(Math.floor(i / BATCH))[i % BATCH] as Trial<S, C, R>;
    const models = new Map<string, Model>([[JSON.stringify(stack), unchanged]]);
    for (const { request, caller, right } of asked) {
      const own = taken(stack, caller);
      if (mutation && !drawn && oracle(own, request, caller) === right) continue;
      const key = JSON.stringify(own);
      const model = models.get(key) ?? modelOf(own);
      models.set(key, model);
      const credentials = credentialsOf(stack, model, caller);
      if (!credentials) continue;
      const given = decide(model, request, credentials, { now: http.NOW, advice: false });
      const { outcome } = drawn ? drawn(given, { ...request, credentials }) : given;
      if (outcome !== right) return `${JSON.stringify([stack, request, caller])}: ${outcome}, and not ${right}`;
    }
  }
  return undefined;
}

describe("routes of an HTTP API", () => {
  const all = batches(http.spec, http.REQUESTS, http.SENT, http.modelOf, http.oracle);
  const wrong = (mutation?: Mutation<Spec, Sent>) =>
    firstWrong(all, http.modelOf, http.oracle, (stack, _, sent) => http.credentialsOf(stack, sent), mutation);

  test("are decided as the documents have it", () => {
    expect(wrong()).toBeUndefined();
  });

  test.each(Object.entries(ROUTES))("a decide is found out whose %s", (_, mutation) => {
    expect(wrong(mutation)).toBeDefined();
  });
});

describe("entry points elsewhere", () => {
  const all = batches(elsewhere, asked.REQUESTS, asked.CALLERS, elsewhereModel, asked.oracle);
  const wrong = (mutation?: Mutation<Elsewhere, Caller>) =>
    firstWrong(all, elsewhereModel, asked.oracle, (_, model, caller) => asked.credentialsOf(model, caller), mutation);

  test("are decided as the documents have it", () => {
    expect(wrong()).toBeUndefined();
  });

  test.each(Object.entries(ELSEWHERE))("a decide is found out whose %s", (_, mutation) => {
    expect(wrong(mutation)).toBeDefined();
  });
});
