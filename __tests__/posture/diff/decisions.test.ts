import { changedAccess } from "../../../posture/diff/decisions/changed-access";
import { changesBetween, compare } from "../../../posture/diff/index";
import type { ChangeFinding } from "../../../posture/diff/index";
import { explain } from "../../../posture/explain/index";
import { readSynth } from "../../../posture/model/read";
import { GUARD, goodStack } from "../rules/support";
import type { Resources } from "./support";

const API = "${aws_apigatewayv2_api.api.id}";
const base = { api_id: API, target: "integrations/${aws_apigatewayv2_integration.items.id}" };
const jwt = { authorization_type: "JWT", authorizer_id: "${aws_apigatewayv2_authorizer.jwt.id}" };
const scoped = { ...jwt, authorization_scopes: ["orders/read"] };
const route = (key: string, demand: Record<string, unknown>) => ({ ...base, route_key: key, ...demand });
const routes = (list: Record<string, Record<string, unknown>>): Resources => ({ aws_apigatewayv2_route: list });

function found(before: Resources, after: Resources): readonly ChangeFinding[] {
  return changesBetween(readSynth(goodStack(before)), readSynth(goodStack(after)));
}
const said = (list: readonly ChangeFinding[]) => list.map(({ kind, code }) => `${kind} ${code}`).sort();

/** The bundled authorizer, known by its configuration, that asks for a group. */
function guarded(groups: readonly string[] | undefined): Resources {
  const issuer = { issuer: "https://issuer.example", clientIds: ["app"], ...(groups && { groups }) };
  return {
    aws_lambda_function: {
      guard: {
        function_name: "guard",
        role: "r",
        environment: { variables: { AUTHORIZER_CONFIG: JSON.stringify({ issuers: [issuer] }) } },
      },
    },
    aws_apigatewayv2_authorizer: {
      guard: GUARD,
      foreign: {
        api_id: API,
        name: "foreign",
        authorizer_type: "JWT",
        identity_sources: ["$request.header.Authorization"],
        jwt_configuration: { issuer: "https://issuer.example", audience: ["app"] },
      },
    },
    aws_lambda_permission: {
      guard: { action: "lambda:InvokeFunction", function_name: "guard", principal: "apigateway.amazonaws.com" },
    },
  };
}
const custom = { authorization_type: "CUSTOM", authorizer_id: "${aws_apigatewayv2_authorizer.guard.id}" };
const foreign = { authorization_type: "JWT", authorizer_id: "${aws_apigatewayv2_authorizer.foreign.id}" };

describe("a route that is removed above a broader one", () => {
  const open = route("$default", { authorization_type: "NONE" });
  const admin = route("GET /admin", scoped);

  test("is broadened where the broader one lets in more, and narrowed the other way round", () => {
    const [with_, without] = [routes({ open, admin }), routes({ open })];
    expect(said(found(with_, without))).toEqual(["broadened route-overlap-broadened", "neutral route-removed"]);
    const uncovered = found(with_, without).find(({ code }) => code === "route-overlap-broadened");
    expect(uncovered?.summary).toBe("GET /admin is removed: $default answers its requests, which lets in everybody.");
    expect(said(found(without, with_))).toEqual(["narrowed route-overlap-narrowed", "neutral route-added"]);
  });

  test("is neutral where the broader one demands as much", () => {
    const catchAll = route("ANY /{proxy+}", scoped);
    expect(said(found(routes({ catchAll, admin }), routes({ catchAll })))).toEqual(["neutral route-removed"]);
    expect(said(found(routes({ catchAll }), routes({ catchAll, admin })))).toEqual(["neutral route-added"]);
  });
});

describe("another kind of authorizer", () => {
  test("lets in those whom a group check refused", () => {
    const [before, after] = [
      { ...guarded(["admin"]), ...routes({ x: route("GET /x", custom) }) },
      { ...guarded(["admin"]), ...routes({ x: route("GET /x", foreign) }) },
    ];
    expect(said(found(before, after))).toContain("broadened route-authorization-changed");
    expect(said(found(after, before))).not.toContain("broadened route-authorization-changed");
    expect(said(found(after, before))).toContain("breaking route-authorization-changed");
  });

  test("exchanges signatures for tokens: some get in, others are refused", () => {
    const iam = {
      aws_iam_role: { caller: { name: "caller", assume_role_policy: "{}" } },
      aws_iam_role_policy: {
        call: {
          role: "caller",
          policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" }] }),
        },
      },
    };
    const [before, after] = [
      { ...iam, ...routes({ x: route("GET /x", { authorization_type: "AWS_IAM" }) }) },
      { ...iam, ...routes({ x: route("GET /x", scoped) }) },
    ];
    for (const list of [found(before, after), found(after, before)])
      expect(said(list)).toEqual(["breaking route-authorization-changed", "broadened route-authorization-changed"]);
  });
});

describe("the bundled authorizer's configuration", () => {
  const stack = (groups: readonly string[] | undefined) => ({
    ...guarded(groups),
    ...routes({ x: route("GET /x", custom) }),
  });

  test.each([
    ["one more group", ["admin"], ["admin", "user"]],
    ["no group at all", ["admin"], undefined],
  ])("that asks for %s lets in more", (_, before, after) => {
    expect(said(found(stack(before), stack(after)))).toContain("broadened route-access-widened");
    expect(said(found(stack(after), stack(before)))).toContain("narrowed route-access-narrowed");
    expect(said(found(stack(after), stack(before)))).not.toContain("broadened route-access-widened");
  });
});

test("a function whose rules can no longer be read leaves open whom it lets in", () => {
  const stack = (guard: Resources): Resources => ({ ...guard, ...routes({ x: route("GET /x", custom) }) });
  const unread = guarded(["admin"]);
  const fn = { ...unread["aws_lambda_function"]?.["guard"], environment: { variables: { OTHER: "rules" } } };
  const list = said(found(stack(guarded(["admin"])), stack({ ...unread, aws_lambda_function: { guard: fn } })));
  expect(list).toContain("unknown route-access-unknown");
});

describe("another issuer", () => {
  const stack = (issuer: string): Resources => ({
    aws_apigatewayv2_authorizer: {
      foreign: {
        ...guarded(undefined)["aws_apigatewayv2_authorizer"]?.["foreign"],
        jwt_configuration: { issuer, audience: ["app"] },
      },
    },
    ...routes({ x: route("GET /x", foreign) }),
  });

  test("lets in the holders of its tokens, and refuses those of the former", () => {
    const list = said(found(stack("https://one.example"), stack("https://two.example")));
    expect(list).toEqual(["breaking authorizer-issuer-changed", "broadened route-access-widened"]);
  });
});

describe("a preflight", () => {
  const cors = {
    aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP", cors_configuration: { allow_origins: ["*"] } } },
  };
  const ask = (list: Record<string, Record<string, unknown>>) =>
    explain(readSynth(goodStack({ ...cors, ...routes(list) })), { method: "OPTIONS", path: "/free/path" }, undefined);

  test("is answered by CORS where no guarded route catches it", () => {
    expect(ask({}).outcome).toBe("passes");
  });

  test("gets 401 where a guarded ANY or $default catches it, as the rule preflight-requires-token says", () => {
    expect(ask({ any: route("ANY /{proxy+}", scoped) })).toMatchObject({ outcome: "refused", status: 401 });
    expect(ask({ rest: route("$default", scoped) })).toMatchObject({ outcome: "refused", status: 401 });
  });
});

describe("routes with the same requirements", () => {
  const alike = (demand: Record<string, unknown>, ...keys: readonly string[]) =>
    readSynth(goodStack(routes(Object.fromEntries(keys.map((key) => [key, route(`GET /${key}`, demand)])))));
  const told = (was: Record<string, unknown>, is: Record<string, unknown>, ...keys: readonly string[]) =>
    changedAccess(compare(alike(was, ...keys), alike(is, ...keys)), []).map(
      ({ code, summary }) =>
        `${code} ${/GET \/\w+/.exec(summary)?.[0] ?? ""} ${/The same is true.*$/.exec(summary)?.[0] ?? ""}`,
    );

  test("are counted where tokens or nothing are asked for, and told one by one where a function or policy may tell them apart", () => {
    const more = (count: string) => `The same is true of ${count} with the same requirements.`;
    expect(told(scoped, jwt, "a", "b")).toEqual([`route-access-widened GET /a ${more("1 more route")}`]);
    expect(told(scoped, jwt, "a", "b", "c")).toEqual([`route-access-widened GET /a ${more("2 more routes")}`]);
    expect(told({ authorization_type: "NONE" }, jwt, "a", "b")).toEqual([
      `route-access-narrowed GET /a ${more("1 more route")}`,
    ]);
    expect(told({ authorization_type: "AWS_IAM" }, { authorization_type: "NONE" }, "a", "b")).toEqual([
      "route-access-widened GET /a ",
      "route-access-widened GET /b ",
    ]);
  });
});

describe("an issuer that isn't known", () => {
  const of = (issuer: string, demand: object): Resources => ({
    aws_apigatewayv2_authorizer: {
      foreign: {
        api_id: API,
        name: "foreign",
        authorizer_type: "JWT",
        identity_sources: ["$request.header.Authorization"],
        jwt_configuration: { issuer, audience: ["app"] },
      },
    },
    aws_apigatewayv2_route: { x: { ...base, route_key: "GET /x", ...foreign, ...demand } },
  });
  const [FEW, MORE] = [{ authorization_scopes: ["read"] }, { authorization_scopes: ["read", "write"] }];
  const told = (before: Resources, after: Resources) =>
    found(before, after).map(({ kind, code, summary }) => `${kind} ${code}: ${summary}`);
  test.each([
    ["the same on both sides, and a scope more", of("${var.a}", FEW), of("${var.a}", MORE)],
    ["the same on both sides, and a scope less", of("${var.a}", MORE), of("${var.a}", FEW)],
    ["another expression", of("${var.a}", FEW), of("${var.b}", FEW)],
    ["another expression, and a scope more", of("${var.a}", FEW), of("${var.b}", MORE)],
    ["on one side", of("https://issuer.example", FEW), of("${var.b}", MORE)],
  ])("%s", (_, before, after) => expect(told(before, after)).toMatchSnapshot());
});
