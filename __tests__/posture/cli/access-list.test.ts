import type { AccessList } from "../../../posture/access-list";
import { posture } from "./support";

/** A first list, as somebody writes it from a foreign plan. */
async function written(plan: string): Promise<AccessList> {
  const { code, out, err } = await posture(["show", plan, "--format", "access"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out) as AccessList;
}

interface Found {
  readonly code: string;
  readonly kind: string;
  readonly address: string;
  readonly message: string;
}

/** Findings that the list adds, beside what the rules say of the plan anyway. */
async function held(plan: string, list: unknown): Promise<readonly Found[]> {
  const of = async (...more: string[]) => {
    const { out } = await posture(["check", plan, "--format", "json", ...more], { "access.json": list });
    return (JSON.parse(out) as { findings: Found[] }).findings;
  };
  const without = new Set((await of()).map((one) => JSON.stringify(one)));
  return (await of("--access", "access.json")).filter((one) => !without.has(JSON.stringify(one)));
}

test.each(["for-each", "module-style", "one-by-one", "existing-pool", "nested-modules", "update"])(
  "what is written from the plan %s names routes, and holds of it",
  async (name) => {
    const list = await written(`${name}/plan.json`);
    expect(list.routes.length).toBeGreaterThan(0);
    expect(await held(`${name}/plan.json`, list)).toEqual([]);
  },
);

test("what a first list doesn't hold is named, and routes that it leaves out are found", async () => {
  const { out, err } = await posture(["show", "counted/plan.json", "--format", "access"]);
  const routes = "aws_apigatewayv2_route.this[0], aws_apigatewayv2_route.this[1]";
  expect(err).toBe(`Not in the list, as it isn't known who gets in: ${routes}.\n`);
  const found = await held("counted/plan.json", JSON.parse(out));
  expect(found.map(({ code }) => code)).toEqual(["access-route-undeclared", "access-route-undeclared"]);
  const other = await posture(["show", "every-entry-point/plan.json", "--format", "access"]);
  expect(other.err).toMatch(
    /^Not in the list, which holds routes of HTTP APIs and methods of REST APIs: .*aws_lambda_function_url/m,
  );
});

describe("a list that somebody wrote by hand", () => {
  const plan = "one-by-one/plan.json";
  const changed = async (change: (list: AccessList) => object) => {
    const list = await written(plan);
    return { ...list, ...change(list) };
  };

  test.each<[string, (list: AccessList) => object, string, RegExp]>([
    [
      "declares a route that isn't there",
      ({ routes: [route, ...routes] }) => ({ routes: [...routes, route, { ...route, route: "DELETE /never" }] }),
      "access-route-missing",
      /DELETE \/never: declared the route; found no such route\. Nobody gets in/,
    ],
    ["leaves a route out", ({ routes }) => ({ routes: routes.slice(1) }), "access-route-undeclared", /isn't declared/],
    [
      "declares everybody, where tokens are asked for",
      ({ routes }) => ({
        routes: routes.map((one) => ("issuer" in one.allow ? { ...one, allow: { public: "a greeting" } } : one)),
      }),
      "access-authorization",
      /declared everybody: no authorization; found holders of notes\/read from pool users/,
    ],
    [
      "declares other scopes",
      ({ routes }) => ({
        routes: routes.map((one) =>
          "issuer" in one.allow
            ? { ...one, allow: { ...one.allow, scopes: ["other/read"], authenticated: undefined } }
            : one,
        ),
      }),
      "access-scopes",
      /with one of the scopes other\/read; found holders of notes\/read from pool users for web/,
    ],
  ])("%s: exit 5, and the finding says declared and found", async (_name, change, code, says) => {
    const list = await changed(change);
    const found = await held(plan, list);
    expect(found.map((one) => one.code)).toContain(code);
    expect(
      found
        .filter((one) => one.code === code)
        .map(({ message }) => message)
        .join("\n"),
    ).toMatch(says);
    const text = await posture(["check", plan, "--access", "access.json"], { "access.json": list });
    expect(text.code).toBe(5);
    expect(text.out).toContain(`[${code}]`);
  });

  test("is refused as a whole, each mistake named, where it is none", async () => {
    const list = { version: 2, routes: [{ api: "a", route: "GET /", allow: { public: "x", issuer: "y" } }], stages: 1 };
    const { code, err } = await posture(["check", plan, "--access", "access.json"], { "access.json": list });
    expect(code).toBe(1);
    for (const one of [
      /version must be 1, not 2/,
      /public and issuer/,
      /stages must be a list/,
      /pools must be a list/,
    ])
      expect(err).toMatch(one);
    expect(err).toContain("access.json");
  });
});
