import { changesBetween } from "../../../posture/diff/index";
import { readSynth } from "../../../posture/model/read";
import { goodStack } from "../rules/support";

/** What is said of one resource that changes, forth and back. */
function said(type: string, before: Record<string, unknown>, after: Record<string, unknown>) {
  const stack = (body: Record<string, unknown>) => readSynth(goodStack({ [type]: { x: body } }));
  const between = (from: Record<string, unknown>, to: Record<string, unknown>) =>
    changesBetween(stack(from), stack(to)).map(({ kind, code, summary }) => ({ kind, code, summary }));
  return { forth: between(before, after), back: between(after, before) };
}

const kinds = (list: readonly { kind: string; code: string }[]) => list.map(({ kind, code }) => `${kind} ${code}`);

describe("CORS", () => {
  const api = (cors: Record<string, unknown> | undefined) => ({
    name: "x",
    protocol_type: "HTTP",
    ...(cors && { cors_configuration: cors }),
  });
  const of = (before: Record<string, unknown> | undefined, after: Record<string, unknown> | undefined) =>
    said("aws_apigatewayv2_api", api(before), api(after));

  test("with a star in place of one origin is broader only, and the other way round narrower only", () => {
    const { forth, back } = of({ allow_origins: ["https://a.example"] }, { allow_origins: ["*"] });
    expect(kinds(forth)).toEqual(["broadened cors-widened"]);
    expect(kinds(back)).toEqual(["narrowed cors-narrowed"]);
  });

  test("says nothing of methods that browsers let through without asking", () => {
    const { forth, back } = of({ allow_origins: ["*"], allow_methods: ["GET", "POST"] }, { allow_origins: ["*"] });
    expect([kinds(forth), kinds(back)]).toEqual([[], []]);
  });

  test("of no origin lets pages do nothing, whatever else it lists", () => {
    const lists = { allow_methods: ["PUT"], allow_headers: ["x-a"], allow_credentials: true };
    const { forth, back } = of({ allow_methods: ["DELETE"] }, lists);
    expect([forth, back]).toEqual([[], []]);
  });

  test("of no origin keeps pages from what integrations let them read, and its removal may not", () => {
    const { forth, back } = of({ allow_methods: ["PUT"] }, undefined);
    expect(forth.map(({ kind, summary }) => `${kind}: ${summary}`)).toEqual([
      "unknown: API x no longer has a CORS configuration: browsers let pages of other origins read its answers only where its integrations add CORS headers.",
    ]);
    expect(back.map(({ kind, summary }) => `${kind}: ${summary}`)).toEqual([
      "narrowed: API x has a CORS configuration without origins: browsers keep its answers from pages of other origins, whatever CORS headers its integrations add.",
    ]);
  });

  test("for every origin that begins with https:// lets in each of them", () => {
    const { forth, back } = of({ allow_origins: ["https://a.example"] }, { allow_origins: ["https://*"] });
    expect(forth.map(({ kind, summary }) => `${kind}: ${summary}`)).toEqual([
      "broadened: Browsers let pages of every origin that begins with https:// read answers of API x.",
    ]);
    expect(back.map(({ kind, summary }) => `${kind}: ${summary}`)).toEqual([
      "narrowed: Browsers no longer let pages of every origin that begins with https:// read answers of API x, only those that are listed.",
    ]);
    const plain = of({ allow_origins: ["http://a.example"] }, { allow_origins: ["https://*"] });
    expect(kinds(plain.forth)).toEqual(["broadened cors-widened", "narrowed cors-narrowed"]);
  });

  test("that is removed is one finding", () => {
    const whole = { allow_origins: ["https://a.example"], allow_methods: ["PUT", "DELETE"], allow_headers: ["x-a"] };
    const { forth, back } = of(whole, undefined);
    expect(kinds(forth)).toEqual(["narrowed cors-narrowed"]);
    expect(kinds(back)).toEqual(["broadened cors-widened"]);
  });
});

describe("a pool's first factors", () => {
  test("are a password where nothing is written", () => {
    const factors = (list: readonly string[]) => ({ name: "p", sign_in_policy: { allowed_first_auth_factors: list } });
    const { forth, back } = said("aws_cognito_user_pool", { name: "p" }, factors(["PASSWORD"]));
    expect([kinds(forth), kinds(back)]).toEqual([[], []]);
    const more = said("aws_cognito_user_pool", { name: "p" }, factors(["PASSWORD", "EMAIL_OTP"]));
    expect(kinds(more.forth)).toEqual(["broadened pool-first-factor-added"]);
    expect(kinds(more.back)).toEqual(["unknown argument-left-out"]);
  });
});

describe("refresh tokens", () => {
  const client = (more: Record<string, unknown>) => ({
    user_pool_id: "${aws_cognito_user_pool.pool.id}",
    name: "x",
    ...more,
  });

  test("are exchanged by rotation as well: its flow's removal refuses nobody", () => {
    const { forth } = said(
      "aws_cognito_user_pool_client",
      client({ explicit_auth_flows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] }),
      client({ explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"], refresh_token_rotation: { feature: "ENABLED" } }),
    );
    expect(kinds(forth)).toContain("protective client-rotation-on");
    expect(kinds(forth)).not.toContain("narrowed client-auth-flow-removed");
  });

  test("sign nobody in", () => {
    const { forth } = said(
      "aws_cognito_user_pool_client",
      client({ explicit_auth_flows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] }),
      client({ explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"] }),
    );
    expect(forth).toEqual([
      {
        kind: "narrowed",
        code: "client-auth-flow-removed",
        summary: "The client x may no longer exchange refresh tokens for new tokens.",
      },
    ]);
  });
});

describe("throttling", () => {
  test("from 0 lets calls through", () => {
    const stage = (rate: number) => ({
      name: "s",
      default_route_settings: { throttling_rate_limit: rate, throttling_burst_limit: 5 },
    });
    const { forth, back } = said("aws_apigatewayv2_stage", stage(0), stage(100));
    expect(kinds(forth)).toEqual(["broadened throttling-raised"]);
    expect(kinds(back)).toEqual(["breaking throttling-blocks-all"]);
  });
});

describe("quick create", () => {
  test("names the route that it makes, and says when it is gone", () => {
    const quick = { name: "x", protocol_type: "HTTP", target: "https://backend.example", route_key: "GET /quick" };
    const { forth, back } = said("aws_apigatewayv2_api", { name: "x", protocol_type: "HTTP" }, quick);
    expect(forth[0]).toMatchObject({ code: "quick-create-on", kind: "broadened" });
    expect(forth[0]?.summary).toContain("the route GET /quick");
    expect(kinds(back)).toEqual(["breaking quick-create-off"]);
  });
});

describe("an OpenAPI body", () => {
  test("that is removed isn't said to give routes", () => {
    const body = { name: "x", protocol_type: "HTTP", body: JSON.stringify({ openapi: "3.0.1", paths: {} }) };
    const { forth } = said("aws_apigatewayv2_api", body, { name: "x", protocol_type: "HTTP" });
    expect(kinds(forth)).toEqual(["unknown api-body-changed"]);
    expect(forth[0]?.summary).toContain("no longer has an OpenAPI body");
  });
});

describe("a thing whose name isn't known", () => {
  test("is called by its address, not by its label", () => {
    const { forth } = said(
      "aws_cognito_user_pool",
      { name: "${var.unset}" },
      { name: "${var.unset}", mfa_configuration: "ON" },
    );
    expect(forth.map(({ summary }) => summary)).toEqual([
      "The pool aws_cognito_user_pool.x makes a second factor required.",
    ]);
  });
});

describe("a scope in place of another", () => {
  test("isn't accepted beside it", () => {
    const route = (scope: string) => ({
      ...{ api_id: "${aws_apigatewayv2_api.api.id}", route_key: "GET /x", authorization_type: "JWT" },
      authorization_scopes: [scope],
    });
    const { forth } = said("aws_apigatewayv2_route", route("a"), route("b"));
    expect(forth.map(({ summary }) => summary)).toEqual([
      "GET /x now accepts the scope b: any one scope of the list is enough.",
      "GET /x no longer accepts the scope a: tokens with that scope alone get 403.",
    ]);
  });
});

describe("a custom domain", () => {
  test("isn't said to lead to an API, which mappings do", () => {
    const { forth, back } = said(
      "aws_apigatewayv2_domain_name",
      { domain_name: "a.example" },
      { domain_name: "b.example" },
    );
    expect([...forth, ...back].map(({ summary }) => summary)).toEqual([
      "The custom domain changes from a.example to b.example: clients that use the old address fail.",
      "The custom domain changes from b.example to a.example: clients that use the old address fail.",
    ]);
  });
});

describe("several holders that go at once", () => {
  test("were allowed what one of them was", () => {
    const role = (name: string) => ({ name, assume_role_policy: "{}" });
    const all = {
      aws_iam_role: { a: role("a"), b: role("b") },
      aws_iam_policy_attachment: {
        p: { name: "p", roles: ["a", "b"], policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      },
    };
    const told = changesBetween(readSynth({ resource: all }), readSynth({ resource: {} })).map(
      ({ summary }) => summary,
    );
    expect(told.filter((text) => text.includes("allowed"))).toEqual([
      "The role a, which is removed, and the role b, which is removed, were allowed * on *.",
    ]);
  });
});
