import type { AccessList, Allow, DeclaredRoute } from "../../../posture/access-list";
import {
  missingProbes,
  OUTSIDER,
  requiredFurther,
  requiredCallers,
  untriedCallers,
} from "../../../local/probes/missing-probes";
import type { Probe } from "../../../local/probes/probe";
import type { Applied, AppliedClient } from "../../../local/terraform/applied";
import { ISSUER, route } from "../support";

const client = (name: string): AppliedClient => ({
  address: `aws_cognito_user_pool_client.${name}`,
  id: name,
  poolId: "us-east-1_abc",
  secret: undefined,
  scopes: ["api/read"],
  callbackUrls: [],
});
const routes = ["GET /items", "GET /me", "GET /staff", "GET /hello", "GET /signed"].map((key) =>
  route(key, { cors: { origins: ["https://example.com"], methods: ["GET"] } }),
);
const applied: Applied = {
  routes,
  restApis: [],
  issuers: [{ issuer: ISSUER, poolId: "us-east-1_abc", address: "aws_cognito_user_pool.pool" }],
  poolId: "us-east-1_abc",
  emailSignIn: true,
  customAttributes: [],
  trigger: undefined,
  groups: ["admin"],
  roles: ["aws_iam_role.signer"],
  clients: [client("web"), client("machine")],
  webClients: [{ ...client("web"), scopes: ["api/read", "api/write"] }],
  machineClients: [client("machine")],
};
const tokens = {
  issuer: "aws_cognito_user_pool.pool",
  clients: ["aws_cognito_user_pool_client.web", "aws_cognito_user_pool_client.machine"],
  scopes: ["api/read"],
} as const;
const ALLOW: Readonly<Record<string, Allow>> = {
  "GET /items": tokens,
  "GET /me": { issuer: tokens.issuer, clients: tokens.clients, authenticated: "the caller's own claims" },
  "GET /staff": {
    authorizer: "aws_lambda_function.staff",
    tokens: [tokens],
    groups: ["admin"],
    originHeader: "x-origin",
  },
  "GET /hello": { public: "a greeting" },
  "GET /signed": { principals: ["aws_iam_role.signer"] },
};
const list: AccessList = {
  version: 1,
  routes: Object.entries(ALLOW).map(([key, allow]) => ({
    api: "aws_apigatewayv2_api.api",
    route: key,
    allow,
    target: "aws_lambda_function.items",
  })),
  stages: [{ stage: "aws_apigatewayv2_stage.stage", accessLog: true, throttling: true }],
  pools: [
    {
      pool: "aws_cognito_user_pool.pool",
      protected: true,
      groups: ["admin"],
      tokenTrigger: "aws_lambda_function.trigger",
      tokenTriggerVersion: "V2_0",
    },
  ],
};
const probe = (key: string, caller: string): Probe => ({
  route: key,
  caller,
  expected: "x",
  observed: "x",
  proof: "locally",
  passed: true,
});
const PREFLIGHTS = ["preflight, allowed origin", "preflight, foreign origin"];
const whole = [
  ...list.routes.flatMap((declared) =>
    [...requiredCallers(declared, applied), ...PREFLIGHTS].map((caller) => probe(declared.route, caller)),
  ),
  ...requiredFurther(list, applied).map(({ route: key, caller }) => probe(key, caller)),
];

test("each kind of probe is necessary somewhere", () => {
  expect([...new Set(whole.map(({ caller }) => caller))].sort()).toMatchInlineSnapshot(`
    [
      "API Gateway",
      "ID token",
      "a plan that would destroy it",
      "a refused request",
      "access list",
      "access token",
      "beside the distribution",
      "expired token",
      "machine",
      "no JWT",
      "nobody",
      "posture of the plan",
      "pre-token trigger V2_0",
      "preflight, allowed origin",
      "preflight, foreign origin",
      "refreshed token",
      "signed by an allowed role",
      "signed for another path",
      "signed with another secret",
      "somebody in admin",
      "tampered token",
      "token of a foreign key",
      "token of an unknown client",
      "token of another issuer",
      "token with the scope",
      "token without the scope",
      "too many requests",
      "unsigned token",
    ]
  `);
});

test("nothing is missing where everybody was asked for", () => {
  expect(whole.length).toBeGreaterThan(15);
  expect(missingProbes(list, applied, whole)).toEqual([]);
});

test.each(whole.map(({ route: key, caller }) => [caller, key]))(
  "without the probe of %s at %s the run fails",
  (caller, key) => {
    const rest = whole.filter((one) => one.caller !== caller || one.route !== key);
    expect(missingProbes(list, applied, rest)).toEqual([
      expect.objectContaining({ route: key, caller, observed: "not asked", passed: false }),
    ]);
  },
);

test("a declared route that wasn't applied fails, and one that nobody declared", () => {
  const [items, ...others] = routes;
  expect(items?.key).toBe("GET /items");
  const gone = missingProbes(list, { ...applied, routes: others }, whole);
  expect(gone).toEqual([
    expect.objectContaining({ route: "GET /items", observed: "no such route was applied", passed: false }),
  ]);
  const more = missingProbes({ ...list, routes: list.routes.slice(1) }, applied, whole);
  expect(more).toEqual([expect.objectContaining({ route: items?.key, expected: "no such route", passed: false })]);
});

test("a private API has to be called from outside of its endpoint, and asks for no preflight", () => {
  const declared: DeclaredRoute = {
    api: "api",
    route: "GET /hello",
    allow: { public: "why" },
    vpcEndpoints: ["vpce-1"],
  };
  expect(requiredCallers(declared, applied)).toEqual(["nobody", "no JWT", OUTSIDER]);
  const hello = route("GET /hello", { rest: { entryPoint: "method", vpcEndpoints: ["vpce-1"] }, apiAddress: "api" });
  const asked = missingProbes(
    { ...list, routes: [declared], stages: [], pools: [] },
    { ...applied, routes: [hello] },
    [],
  );
  expect(asked.filter((probe) => probe.route === "GET /hello").map(({ caller }) => caller)).toEqual([
    "nobody",
    "no JWT",
    OUTSIDER,
  ]);
});

test("without a list nothing is held against it", () => expect(missingProbes(undefined, applied, [])).toEqual([]));

test("people are asked for in the pool that they are made in, however it is named, not in another one of the stack", () => {
  const partner = { pool: "aws_cognito_user_pool.partner", protected: false };
  const issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_other";
  const two: Applied = {
    ...applied,
    issuers: [...applied.issuers, { issuer, poolId: "us-east-1_other", address: `module.x.${partner.pool}[0]` }],
  };
  const asked = (pools: AccessList["pools"]) =>
    requiredFurther({ ...list, pools }, two).filter(({ route: key }) => key === "sign-in");
  expect(asked([partner])).toEqual([]);
  expect(asked([{ ...partner, pool: "us-east-1_other" }])).toEqual([]);
  expect(asked([...list.pools, partner])).toEqual(asked(list.pools));
  expect(asked(list.pools).length).toBeGreaterThan(0);
  const [own] = list.pools;
  const byArn = { ...own, pool: "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abc", protected: true };
  expect(asked([byArn])).toEqual(asked(list.pools));
});

test("a route that refuses everybody who could be made is said to be untried, one that somebody got through isn't", () => {
  const none = { webClients: [], machineClients: [] };
  expect(untriedCallers("GET /x", [401, 401], none)).toMatchObject([
    {
      caller: "whoever is let in",
      observed: "not asked",
      passed: undefined,
      note: expect.stringContaining("no client"),
    },
  ]);
  const some = { ...none, webClients: [client("web")] };
  expect(untriedCallers("GET /x", [401, "refused"], some)[0]?.note).toBe("no token that can be got here is let in");
  for (const other of ["function", undefined, 500] as const)
    expect(untriedCallers("GET /x", [401, other], none)).toEqual([]);
});
