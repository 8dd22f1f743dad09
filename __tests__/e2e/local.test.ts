import type { Report } from "../../tools/local/report";
import { describeEndToEnd, startLocal } from "./support";

const ROUTES = ["GET /hello", "GET /profile", "POST /notes", "GET /items", "POST /items"];
const CALLERS = [
  "nobody",
  "tampered token",
  "token of a foreign key",
  "unsigned token",
  "expired token",
  "token of an unknown client",
  "token of another issuer",
  "ID token",
  "refreshed token",
  "machine",
  "preflight, allowed origin",
  "preflight, foreign origin",
];

describeEndToEnd("the local run", () => {
  let report: Report;
  let stdout = "";
  let stderr = "";
  let code: unknown;

  beforeAll(async () => {
    const run = startLocal("--once", "--json");
    code = await run.ended;
    ({ stdout, stderr } = run.out);
    if (code !== 0) process.stderr.write(stderr);
    report = JSON.parse(stdout) as Report;
  }, 400_000);

  test("ends well, with everything as expected", () => {
    expect(report.probes.filter((probe) => probe.passed === false)).toEqual([]);
    expect(report.secondPlan.changes).toEqual([]);
    expect(report.failed).toBe(0);
    expect(code).toBe(0);
  });

  test("applied something and destroyed nothing", () => {
    expect(report.applied.add).toBeGreaterThan(30);
    expect(report.applied).toMatchObject({ change: 0, destroy: 0 });
  });

  test("asked every route as everybody", () => {
    for (const route of ROUTES) {
      const asked = report.probes.filter((probe) => probe.route === route).map((probe) => probe.caller);
      const tokens = route === "GET /hello" ? ["access token"] : ["token without the scope", "token with the scope"];
      for (const caller of [...CALLERS, ...tokens]) expect(asked).toContain(caller);
    }
  });

  test("let through whom it should, and only those", () => {
    const through = report.probes.filter((probe) => probe.observed.endsWith("from the function"));
    const guarded = through.filter((probe) => probe.route !== "GET /hello").map((probe) => probe.caller);
    expect(new Set(guarded)).toEqual(new Set(["token with the scope", "refreshed token", "machine"]));
    expect(guarded).toHaveLength(12);
  });

  test("people's tokens carry their group and what the trigger adds", () => {
    const signIn = report.probes.filter((probe) => probe.route === "sign-in");
    expect(signIn.map((probe) => probe.observed)).toEqual(
      expect.arrayContaining([
        'cognito:groups ["admin"]',
        'cognito:groups ["user"]',
        expect.stringContaining("org_id"),
      ]),
    );
  });

  test("every claim says how far it is proven, and none that only AWS can show counts as passed", () => {
    for (const probe of report.probes) {
      expect(["locally", "by the plan", "only on AWS"]).toContain(probe.proof);
      if (probe.proof === "only on AWS") expect(probe.passed).toBeNull();
    }
    expect(report.passed + report.failed + report.notAsserted).toBe(report.probes.length);
  });

  test("printed no token and no secret, and progress on standard error only", () => {
    for (const text of [stdout, stderr]) {
      expect(text).not.toMatch(/eyJ[\w-]{10,}\./);
      expect(text).not.toMatch(/client_secret|BEGIN [A-Z ]*PRIVATE KEY/);
    }
    expect(stderr).toMatch(/apply \(\d/);
  });
});
