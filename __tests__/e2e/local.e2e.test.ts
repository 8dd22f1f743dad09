import { writeFileSync } from "node:fs";
import type { Report } from "../../local/output/report";
import { isAbout, PROMISES } from "../../tools/docs/promises";
import { describeEndToEnd, startLocal } from "./support";

const ROUTES: Readonly<Record<string, readonly string[]>> = {
  "auth-api": ["GET /hello", "GET /profile", "POST /notes", "GET /items", "POST /items"],
  "every-way-in": [
    ...["GET /hello", "GET /items", "POST /items", "GET /me", "GET /partner/items"],
    ...["GET /staff/profile", "GET /staff/items", "GET /signed/profile"],
  ],
};
const SPOILT = [
  ...["tampered token", "token of a foreign key", "unsigned token", "expired token"],
  ...["token of an unknown client", "token of another issuer"],
];
const EVERYBODY = ["nobody", "no JWT", "machine", "preflight, allowed origin", "preflight, foreign origin"];
const SIGNED = [
  ...["signed by an allowed role", "signed by another role"],
  ...["signed with another secret", "signed for another path"],
];

describeEndToEnd("the local run", () => {
  let report: Report;
  let stdout = "";
  let stderr = "";
  let code: unknown;

  beforeAll(async () => {
    const run = startLocal("--once", "--json", "--also", "examples/every-way-in/main.ts");
    code = await run.ended;
    ({ stdout, stderr } = run.out);
    if (code !== 0) process.stderr.write(stderr);
    report = JSON.parse(stdout) as Report;
    // .ci/run counts each probe.
    const kept = process.env["LOCAL_REPORT"];
    if (kept !== undefined) writeFileSync(kept, stdout);
  }, 400_000);

  test("ends well, with everything as expected", () => {
    expect(report.probes.filter((probe) => probe.passed === false)).toEqual([]);
    expect(report.secondPlan.changes).toEqual([]);
    expect(report.failed).toBe(0);
    expect(code).toBe(0);
  });

  test("each promise has its probes, proven as the table says, and each probe its promise", () => {
    const stray = report.probes.filter((probe) => !PROMISES.some((promised) => isAbout(promised, probe)));
    expect(stray).toEqual([]);
    // examples/every-way-in keeps its execute-api address.
    const shown = PROMISES.filter(
      ({ gaps = [] }) => !gaps.some((gap) => gap === "disabledEndpoint" || gap === "integrationTimeout"),
    );
    for (const promised of shown) {
      const own = report.probes.filter((probe) => isAbout(promised, probe) && probe.proof === promised.proof);
      const held = own.some(({ passed }) => (promised.proof === "only on AWS" ? passed === null : passed === true));
      expect([promised.promise, held]).toEqual([promised.promise, true]);
    }
  });

  test("applied something and destroyed nothing", () => {
    expect(report.applied.add).toBeGreaterThan(80);
    expect(report.applied).toMatchObject({ change: 0, destroy: 0 });
  });

  const asked = (stack: string, route: string) =>
    report.probes.filter((probe) => probe.stack === stack && probe.route === route);
  /** Who got through to the function of a route. */
  const through = (stack: string, route: string): string[] =>
    asked(stack, route)
      .filter((probe) => probe.observed.endsWith("from the function"))
      .map((probe) => probe.caller)
      .sort();

  test("asked every route of every stack as everybody, and says why each answer is expected", () => {
    for (const [stack, routes] of Object.entries(ROUTES))
      for (const route of routes) {
        const callers = asked(stack, route).map((probe) => probe.caller);
        const signed = route === "GET /signed/profile";
        const spoilt = route === "GET /hello" ? SPOILT.slice(0, 1) : SPOILT;
        const wanted = signed
          ? [...SIGNED, "nobody", "no JWT"]
          : [...EVERYBODY, ...spoilt, "ID token", "refreshed token"];
        expect({ stack, route, callers }).toMatchObject({ callers: expect.arrayContaining(wanted) });
      }
    const asserted = report.probes.filter((probe) => SPOILT.includes(probe.caller) || probe.caller === "nobody");
    for (const probe of asserted) if (probe.proof === "locally") expect(probe.reason).toMatch(/\w/);
  });

  test("let through whom it should, and only those", () => {
    for (const route of ROUTES["auth-api"] ?? [])
      if (route !== "GET /hello")
        expect(through("auth-api", route)).toEqual(["machine", "refreshed token", "token with the scope"]);
    expect(through("every-way-in", "GET /me")).toEqual(["ID token", "access token", "machine", "refreshed token"]);
  });

  test("a second issuer, a Lambda authorizer and IAM each decide for themselves", () => {
    expect(through("every-way-in", "GET /partner/items")).toEqual(["partner_machine"]);
    expect(through("every-way-in", "GET /staff/items")).toEqual(["somebody in admin"]);
    expect(through("every-way-in", "GET /staff/profile")).toEqual(
      ["access token", "machine", "refreshed token", "somebody in admin", "somebody in user"].sort(),
    );
    expect(through("every-way-in", "GET /signed/profile")).toEqual(["signed by an allowed role"]);
    for (const route of ["GET /partner/items", "GET /staff/items", "GET /signed/profile"])
      expect(asked("every-way-in", route).map((probe) => probe.proof)).toContain("locally");
  });

  test("what the plan says of each stack is what was applied", () => {
    const plans = report.probes.filter((probe) => probe.caller === "posture of the plan");
    expect(plans.map((probe) => [probe.stack, probe.passed])).toEqual(
      Object.keys(ROUTES).map((stack) => [stack, true]),
    );
  });

  test("the second plan shows what is known of the AWS emulator and nothing else", () => {
    expect(report.secondPlan.emulatorDefects.map((one) => [one.stack, one.address, ...one.attributes])).toEqual([
      ["auth-api", "aws_apigatewayv2_authorizer.jwt", "authorizer_payload_format_version"],
      ["every-way-in", "aws_apigatewayv2_authorizer.jwt", "authorizer_payload_format_version"],
      ["every-way-in", "aws_apigatewayv2_authorizer.partner", "authorizer_payload_format_version"],
      ["every-way-in", "aws_apigatewayv2_authorizer.staff", "jwt_configuration"],
    ]);
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
    expect(stderr).toMatch(/✓ .*apply.* \(\d/);
  });
});
