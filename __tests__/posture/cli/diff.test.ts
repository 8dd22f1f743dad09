import { goodStack } from "../rules/support";
import { posture } from "./support";

type Output = {
  verdict: string;
  findings: { code: string; kind: string; address: string; summary: string; acknowledged?: unknown }[];
  routes: {
    route: string;
    changed: boolean;
    before?: { caller: { kind: string } };
    after?: { caller: { kind: string } };
  }[];
};

const json = async (args: readonly string[], files?: Record<string, unknown>) =>
  JSON.parse((await posture([...args, "--format", "json"], files)).out) as Output;

const PLAN = "changes/api/plan.json";
const good = goodStack().resource["aws_apigatewayv2_route"]?.["get_items"];
const stack = (change: Record<string, unknown>) =>
  goodStack({ aws_apigatewayv2_route: { get_items: { ...good, ...change } } });
const files = {
  base: goodStack(),
  open: stack({ authorization_type: "NONE" }),
  shut: stack({ authorization_scopes: ["x"], authorization_type: "AWS_IAM", authorizer_id: undefined }),
  unknown: stack({ authorization_type: "${var.x}" }),
  gone: { resource: { ...goodStack().resource, aws_apigatewayv2_route: {} } },
  narrow: {
    resource: {
      ...goodStack({
        aws_cognito_user_pool: {
          pool: {
            name: "users",
            deletion_protection: "ACTIVE",
            lifecycle: { prevent_destroy: true },
            admin_create_user_config: { allow_admin_create_user_only: true },
          },
        },
      }).resource,
    },
  },
};

describe("posture diff", () => {
  test.each([
    ["base", "base", 0, "nothing broader"],
    ["base", "narrow", 0, "nothing broader"],
    ["base", "gone", 2, "breaking"],
    ["base", "shut", 2, "breaking"],
    ["base", "open", 3, "broadened"],
    ["base", "unknown", 4, "unknown"],
  ])("%s -> %s exits %i: %s", async (base, head, code, verdict) => {
    expect((await posture(["diff", base, head], files)).code).toBe(code);
    expect((await json(["diff", base, head], files)).verdict).toBe(verdict);
  });

  test.each([
    ["breaking", "gone"],
    ["broadened", "open"],
    ["unknown", "unknown"],
  ])("--allow %s relaxes that kind and no other", async (kind, head) => {
    for (const allowed of ["breaking", "broadened", "unknown"]) {
      const { code } = await posture(["diff", "base", head, "--allow", allowed], files);
      expect(code === 0).toBe(allowed === kind);
    }
  });

  test("lets the gravest kind decide, and the next one when that is allowed", async () => {
    const codes = [];
    for (const allow of ["", "breaking", "breaking,broadened", "breaking,broadened,unknown"])
      codes.push((await posture(["diff", PLAN, ...(allow === "" ? [] : ["--allow", allow])])).code);
    expect(codes).toEqual([2, 3, 4, 0]);
  });

  test("gives every route before and after", async () => {
    const { routes, findings, verdict } = await json(["diff", PLAN]);
    expect(verdict).toBe("breaking");
    const of = (route: string) => routes.find((r) => r.route === route);
    expect(of("GET /health")).toMatchObject({
      changed: true,
      before: { caller: { kind: "token" } },
      after: { caller: { kind: "everybody" } },
    });
    expect(of("GET /cached")).toMatchObject({ changed: true, after: { caller: { kind: "lambda" } } });
    expect(of("GET /guarded")?.before?.caller.kind).toBe("lambda");
    expect(of("DELETE /old")?.after).toBeUndefined();
    expect(of("GET /fresh")?.before).toBeUndefined();
    expect(routes).toHaveLength(15);
    for (const finding of findings)
      expect(Object.keys(finding)).toEqual(expect.arrayContaining(["code", "kind", "address", "summary"]));
  });

  test("finds the same between a state and a plan, in any pairing of formats", async () => {
    const one = await json(["diff", "changes/identity/plan.json"]);
    const two = await json(["diff", "changes/identity/state.json", "changes/identity/plan.json"]);
    expect(two.findings.map((f) => `${f.code} ${f.address}`)).toEqual(
      one.findings.map((f) => `${f.code} ${f.address}`),
    );
  });

  test("reads one side from standard input", async () => {
    expect((await posture(["diff", "-", "open"], { ...files, "-": files.base })).code).toBe(3);
  });

  test("prints text with colour only for a terminal", async () => {
    expect((await posture(["diff", PLAN])).out).not.toMatch(/\u001b/);
    const { out } = await posture(["diff", PLAN], {}, true);
    expect(out).toMatch(/\u001b\[31mbroadened/);
    expect(out).toContain("GET /health becomes public");
  });

  test("prints SARIF whose results name declared rules, unknown ones for review", async () => {
    const { out } = await posture(["diff", PLAN, "--format", "sarif"]);
    const [run] = (
      JSON.parse(out) as {
        runs: {
          results: { ruleId: string; ruleIndex: number; kind: string }[];
          tool: { driver: { rules: { id: string }[] } };
        }[];
      }
    ).runs;
    const { findings } = await json(["diff", PLAN]);
    expect(run?.results.map((r) => r.ruleId)).toEqual(findings.map((f) => f.code));
    for (const result of run?.results ?? []) expect(run?.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
    expect(run?.results.filter((r) => r.kind === "review").length).toBe(
      findings.filter((f) => f.kind === "unknown").length,
    );
  });

  test("prints markdown with the plan folded in, within a limit of one's own", async () => {
    const { out } = await posture(["diff", PLAN, "--format", "markdown", "--plan-text", "p", "--limit", "20000"], {
      p: "Plan: 7 to add",
    });
    expect(out.startsWith("## Posture: 🛑 breaking")).toBe(true);
    expect(out).toContain("Plan: 7 to add");
    expect(out.length).toBeLessThanOrEqual(20_000);
  });

  test("takes acknowledgements, which run out, and which check's codes may stand beside", async () => {
    const { findings } = await json(["diff", "base", "open"], files);
    const entry = (expires?: string) =>
      findings.map(({ code, address }) => ({ code, address, reason: "agreed", ...(expires && { expires }) }));
    const run = (list: unknown, ...more: string[]) =>
      posture(["diff", "base", "open", "--acknowledgements", "a", ...more], { ...files, a: list });
    const others = [
      { code: "route-open", address: "x", reason: "for check" },
      { code: "pool-replaced", address: "x", reason: "merged" },
    ];
    expect((await run([...entry(), ...others])).code).toBe(0);
    expect((await run(entry("2025-12-31"))).code).toBe(3);
    expect((await run(entry("2025-12-31"))).out).toContain("expired on 2025-12-31");
    expect((await run(entry("2026-01-01"))).out).toContain("agreed");
    expect(await run([{ code: "route-became-pubic", address: "x", reason: "y" }])).toMatchObject({
      code: 1,
      err: expect.stringContaining("Is route-became-public meant?"),
    });
  });

  test("shows the first deploy and the last", async () => {
    const empty = { resource: { aws_cloudwatch_dashboard: { x: {} } } };
    expect((await posture(["diff", "empty", "base"], { ...files, empty })).code).toBe(3);
    expect((await posture(["diff", "base", "empty"], { ...files, empty })).code).toBe(2);
    expect(await posture(["diff", "empty", "empty"], { empty })).toMatchObject({
      code: 1,
      err: expect.stringContaining("[no-api]"),
    });
  });

  test("compares roles, policies and keys without an API too", async () => {
    const user = (Action: string) => {
      const policy = JSON.stringify({ Statement: { Effect: "Allow", Action, Resource: "*" } });
      return { resource: { aws_iam_user_policy: { u: { user: "ci", policy } } } };
    };
    const { code, out } = await posture(["diff", "few", "all"], { few: user("s3:GetObject"), all: user("*") });
    expect(code).toBe(3);
    expect(out).toContain("User ci is now allowed * on *.");
    expect(out).toContain("It has no entry point after the change.");
  });

  test.each([
    ["no file", ["diff"], "Which files?"],
    ["three files", ["diff", "a", "b", "c"], "Two files at most"],
    ["a state alone", ["diff", "changes/api/state.json"], "has no before"],
    ["standard input twice", ["diff", "-", "-"], "can be read once"],
    ["an unknown kind", ["diff", PLAN, "--allow", "neutral"], "breaking, broadened, unknown"],
    ["a limit without markdown", ["diff", PLAN, "--limit", "5000"], "belongs to --format markdown"],
    ["a wrong limit", ["diff", PLAN, "--format", "markdown", "--limit", "5"], "1000 at least"],
    ["a broken file", ["diff", PLAN, "broken"], "[truncated]"],
  ])("exits 1 and says why for %s", async (_, args, message) => {
    const { code, err, out } = await posture(args, { broken: '{"a": [' });
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(message);
  });
});
