import { fixture } from "../fixtures";
import { goodStack, route } from "../rules/support";
import { posture } from "./support";

describe("posture check", () => {
  test("prints findings with address, fault and remedy, and exits 5", async () => {
    const { code, out } = await posture(["check", "one-by-one/plan.json"]);
    expect(code).toBe(5);
    expect(out).toContain("Read from a plan: 3 configured entry points, 0 functions, 1 pool, 2 clients.");
    expect(out).toContain("error aws_apigatewayv2_route.create [route-open]");
    expect(out).toContain('Write "notes/write"');
    expect(out).not.toMatch(/\u001b/);
  });

  test("prints the same as JSON and as SARIF", async () => {
    const json = JSON.parse((await posture(["check", "one-by-one/plan.json", "--format", "json"])).out) as {
      findings: { code: string }[];
    };
    const sarif = JSON.parse((await posture(["check", "one-by-one/plan.json", "--format", "sarif"])).out) as {
      version: string;
      runs: { results: { ruleId: string; ruleIndex: number }[]; tool: { driver: { rules: { id: string }[] } } }[];
    };
    const [run] = sarif.runs;
    expect(sarif.version).toBe("2.1.0");
    expect(run?.results.map((r) => r.ruleId)).toEqual(json.findings.map((f) => f.code));
    for (const result of run?.results ?? []) expect(run?.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
  });

  test("exits 0 when every finding is acknowledged, and still lists them", async () => {
    const found = JSON.parse((await posture(["check", "one-by-one/plan.json", "--format", "json"])).out) as {
      findings: { code: string; address: string; kind: string }[];
    };
    const accepted = found.findings
      .filter((f) => f.kind !== "unknown")
      .map(({ code, address }) => ({ code, address, reason: "known" }));
    const { code, out } = await posture(["check", "one-by-one/plan.json", "--acknowledgements", "a.json"], {
      "a.json": JSON.stringify(accepted),
    });
    expect(code).toBe(0);
    expect(out).toContain("Acknowledged:");
    expect(out).toContain("aws_apigatewayv2_route.create [route-open]");
  });

  test("takes one file with diff: codes of changes are left to it, stale ones of rules are findings", async () => {
    const at = { address: "aws_apigatewayv2_route.nobody", reason: "reviewed" };
    const check = async (...codes: string[]) => {
      const a = JSON.stringify(codes.map((code) => ({ code, ...at })));
      const { code, out, err } = await posture(
        ["check", "one-by-one/plan.json", "--acknowledgements", "a", "--format", "json"],
        { a },
      );
      return { code, err, unmatched: out.match(/The acknowledgement of [\w-]+/g) };
    };
    // The last one is said by both.
    expect(await check("route-became-public", "pool-replaced", "access-log-off")).toMatchObject({ unmatched: null });
    expect(await check("route-without-scopes")).toMatchObject({
      unmatched: ["The acknowledgement of route-without-scopes"],
    });
    expect(await check("route-opne")).toMatchObject({ code: 1, err: expect.stringContaining("Is route-open meant?") });
  });

  describe("with a baseline", () => {
    const open = (...names: readonly string[]) => {
      const { get_items: guarded } = goodStack().resource["aws_apigatewayv2_route"] ?? {};
      const routes = names.map((name) => [
        name,
        { api_id: guarded?.["api_id"], target: guarded?.["target"], route_key: `GET /${name}` },
      ]);
      return goodStack({ aws_apigatewayv2_route: Object.fromEntries(routes) as Record<string, never> });
    };
    const [plan, worse] = [open("open"), open("open", "more")];
    const check = async (x: unknown, b: unknown, format = "text") =>
      posture(["check", "x", "--baseline", "b", "--format", format], { x, b });
    const baseline = async () => (await posture(["check", "x", "--format", "json"], { x: plan })).out;

    test("counts only what isn't in it, and lists the rest", async () => {
      expect((await posture(["check", "x"], { x: plan })).code).toBe(5);
      const same = await check(plan, await baseline());
      expect(same.code).toBe(0);
      expect(same.out).toMatch(/In the baseline already:\n +aws_apigatewayv2_route.open \[route-open\]/);
      const more = await check(worse, await baseline());
      expect(more.code).toBe(5);
      expect(more.out).toMatch(/^error aws_apigatewayv2_route.more \[route-open\]/m);
      expect(more.out).not.toMatch(/^error aws_apigatewayv2_route.open/m);
      const sarif = JSON.parse((await check(worse, await baseline(), "sarif")).out) as {
        runs: { results: { baselineState?: string; locations: unknown }[] }[];
      };
      for (const { baselineState, locations } of sarif.runs[0]?.results ?? [])
        if (JSON.stringify(locations).includes("route.more")) expect(baselineState).toBeUndefined();
        else expect(baselineState).toBe("unchanged");
    });

    test("holds another mistake at the same address for new, and one more of the same", async () => {
      const old = JSON.parse(await baseline()) as { findings: { message: string }[] };
      const other = { findings: old.findings.map((f) => ({ ...f, message: `${f.message} And so on.` })) };
      expect((await check(plan, other)).code).toBe(5);
    });

    test("doesn't hold what was acknowledged for accepted", async () => {
      const a = JSON.stringify([{ code: "route-open", address: "aws_apigatewayv2_route.open", reason: "r" }]);
      const { code, out } = await posture(["check", "x", "--acknowledgements", "a", "--format", "json"], {
        x: plan,
        a,
      });
      expect(code).toBe(0);
      expect((await check(plan, out)).code).toBe(5);
    });

    test.each([["[]"], ["{}"], ['{"findings":[{"code":"route-open"}]}']])("refuses %s", async (text) => {
      const { code, err } = await check(plan, text);
      expect(code).toBe(1);
      expect(err).toContain("b is no baseline.");
    });
  });

  test("shows control characters in names instead of obeying them", async () => {
    const evil = { resource: { aws_apigatewayv2_route: { r: { route_key: "GET /\u001b[2Jx", api_id: "a" } } } };
    const { out } = await posture(["check", "x"], { x: JSON.stringify(evil) });
    expect(out).toContain("\\u001b[2J");
  });

  test.each([
    ["no file", ["check"], "Which file?"],
    ["two files", ["check", "a", "b"], "One file at a time"],
    ["an unknown option", ["check", "a", "--fromat", "json"], "--format meant"],
    ["an unknown format", ["check", "a", "--format", "xml"], "text, json, sarif"],
    ["an unknown command", ["chek"], "Is check meant"],
    ["a broken file", ["check", "broken"], "[truncated]"],
    ["bad acknowledgements", ["check", "one-by-one/plan.json", "--acknowledgements", "bad"], "no reason"],
  ])("exits 1 and says why for %s", async (_, args, message) => {
    const { code, err, out } = await posture(args, { broken: '{"a": [', bad: '[{"code":"a","address":"b"}]' });
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(message);
  });

  test("helps", async () => {
    expect((await posture(["--help"])).out).toContain("check");
    expect(await posture(["check", "--help"])).toMatchObject({ code: 0, out: expect.stringContaining("Exit code") });
  });

  describe("takes a synthesized stack's own word", () => {
    const found = {
      code: "route-open",
      address: "aws_apigatewayv2_route.get_items",
      reason: "a catalogue for everybody",
    };
    const stack = (acknowledgements: unknown) => ({
      ...goodStack(route({ authorization_type: "NONE", authorizer_id: undefined, authorization_scopes: undefined })),
      "//": { metadata: { stackName: "a" }, acknowledgements },
    });
    const check = (acknowledgements: unknown, ...more: readonly string[]) =>
      posture(["check", "stack", ...more], { stack: stack(acknowledgements), a: [{ ...found, reason: "reviewed" }] });

    test("for what was acknowledged there, and says whose word it is", async () => {
      expect((await check([])).code).toBe(5);
      const { code, out } = await check([found]);
      expect(code).toBe(0);
      expect(out).toContain("by the stack: a catalogue for everybody");
      expect(out).toContain("--no-stack-acknowledgements");
      const sarif = await check([found], "--format", "sarif");
      expect(sarif.out).toContain('"inSource"');
    });

    test("unless the reviewer doesn't trust it", async () => {
      const { code, out } = await check([found], "--no-stack-acknowledgements");
      expect(code).toBe(5);
      expect(out).not.toContain("catalogue for everybody");
    });

    test("after the reviewed file's, which makes no stale one of it", async () => {
      const { code, out } = await check([found], "--acknowledgements", "a");
      expect(code).toBe(0);
      expect(out).toContain("reviewed");
      expect(out).not.toContain("acknowledgement-unmatched");
    });

    test("but not past its last day, nor for what isn't there", async () => {
      expect((await check([{ ...found, expires: "2025-12-31" }])).out).toContain("[acknowledgement-expired]");
      const stale = await check([found, { ...found, address: "auth-api/gone" }]);
      expect(stale.code).toBe(5);
      expect(stale.out).toContain("Remove it where the stack is written");
    });

    test.each([[[{ code: "route-open" }]], ["yes"], [[{ ...found, password: "x" }]]])("refuses %j", async (list) => {
      const { code, err } = await check(list);
      expect(code).toBe(1);
      expect(err).toContain("[malformed]");
    });
  });

  test("takes no word of a plan's or state's", async () => {
    const plan = fixture("one-by-one") as object;
    const own = { acknowledgements: [{ code: "route-open", address: "aws_apigatewayv2_route.create", reason: "x" }] };
    const said = await posture(["check", "plan"], { plan: { ...plan, "//": own } });
    expect(said.out).toContain("error aws_apigatewayv2_route.create [route-open]");
  });
});
