import { compare } from "../../../posture/diff/compare";
import { kindOf, type ChangeReport, type Detector } from "../../../posture/diff/change";
import { apis } from "../../../posture/diff/detectors/apis";
import { authorization } from "../../../posture/diff/detectors/authorization";
import { authorizers } from "../../../posture/diff/detectors/authorizers";
import { clientAttributes } from "../../../posture/diff/detectors/client-attributes";
import { clientSettings } from "../../../posture/diff/detectors/client-settings";
import { clients } from "../../../posture/diff/detectors/clients";
import { cors } from "../../../posture/diff/detectors/cors";
import { domains } from "../../../posture/diff/detectors/domains";
import { entryPoints } from "../../../posture/diff/detectors/entry-points";
import { functionRoles } from "../../../posture/diff/detectors/function-roles";
import { functionUrls } from "../../../posture/diff/detectors/function-urls";
import { groupMembers } from "../../../posture/diff/detectors/group-members";
import { groups } from "../../../posture/diff/detectors/groups";
import { headerMappings } from "../../../posture/diff/detectors/header-mappings";
import { iam } from "../../../posture/diff/detectors/iam";
import { identityPools } from "../../../posture/diff/detectors/identity-pools";
import { identityProviders } from "../../../posture/diff/detectors/identity-providers";
import { lambdaAuthorizers } from "../../../posture/diff/detectors/lambda-authorizers";
import { logging } from "../../../posture/diff/detectors/logging";
import { permissions } from "../../../posture/diff/detectors/permissions";
import { poolRecovery } from "../../../posture/diff/detectors/pool-recovery";
import { poolSettings } from "../../../posture/diff/detectors/pool-settings";
import { pools } from "../../../posture/diff/detectors/pools";
import { redirects } from "../../../posture/diff/detectors/redirects";
import { resourcePolicies } from "../../../posture/diff/detectors/resource-policies";
import { resourceServers } from "../../../posture/diff/detectors/resource-servers";
import { routes } from "../../../posture/diff/detectors/routes";
import { scopes } from "../../../posture/diff/detectors/scopes";
import { secondFactors } from "../../../posture/diff/detectors/second-factors";
import { stages } from "../../../posture/diff/detectors/stages";
import { targets } from "../../../posture/diff/detectors/targets";
import { threatResponses } from "../../../posture/diff/detectors/threat-responses";
import { throttling } from "../../../posture/diff/detectors/throttling";
import { triggers } from "../../../posture/diff/detectors/triggers";
import { webAcls } from "../../../posture/diff/detectors/web-acls";
import { completeness } from "../../../posture/diff/detectors/completeness";
import { readPlan, readState, readSynth } from "../../../posture/model/read";
import type { Model } from "../../../posture/model/index";
import { fixture } from "../fixtures";
import { goodStack } from "../rules/support";
import { EXPECTED } from "./expected";
import { CASES as SEEN } from "./synth-cases";
import type { Case } from "./synth-cases";
import { UNSEEN } from "./unseen-cases";

/** What one detector alone reports, as `kind code address`. */
function found(detector: Detector, comparison: ReturnType<typeof compare>): readonly string[] {
  const lines = new Set<string>();
  const report = (change: ChangeReport) =>
    void lines.add(`${kindOf(change, detector.codes)} ${change.code} ${change.at.address}`);
  detector.detect(comparison, Object.assign(report, { compared: () => undefined }));
  return [...lines].sort();
}

const codeOf = (line: string): string => line.split(" ")[1] ?? "";

/** Both sides of each fixture's plan and of its revert, with what they are to bring. */
const PLANS = Object.entries(EXPECTED).flatMap(([name, { forth, back }]) => {
  const { before, after } = readPlan(fixture(`changes/${name}`));
  const state = readState(fixture(`changes/${name}`, "state.json"));
  return [
    { comparison: compare(before, after), lines: forth },
    { comparison: compare(after, state), lines: back },
  ];
});
const CASES = [...SEEN, ...UNSEEN];
const stack = (change: Case["before"]): Model => readSynth(goodStack(change));

/**
 * Every code of a detector is found by it, and on the plans of the fixtures nothing else is. `elsewhere`: codes that take a sentence to tell, which
 * detectors/settings.test.ts, statements.test.ts, decisions.test.ts and fixtures.test.ts hold.
 */
function held(detector: Detector, elsewhere: readonly string[] = []): void {
  const codes = Object.keys(detector.codes);
  const own = (line: string) => codes.includes(codeOf(line));
  const cases = CASES.filter(({ code }) => codes.includes(code));
  const proven = new Set([...elsewhere, ...cases.map(({ code }) => code)]);

  test("finds on the fixtures' plans what is its own", () => {
    for (const { comparison, lines } of PLANS) expect(found(detector, comparison)).toEqual(lines.filter(own));
  });

  if (cases.length > 0)
    test.each(cases.map((one) => [one.kind, one.code, one] as const))("finds %s %s", (kind, code, one) => {
      const [before, after] = [stack(one.before), stack(one.after)];
      expect(found(detector, compare(before, after))).toContain(`${kind} ${code} ${one.address}`);
      expect(found(detector, compare(before, before))).toEqual([]);
    });

  test("has a case for each code", () => {
    for (const { lines } of PLANS) for (const line of lines) proven.add(codeOf(line));
    expect(codes.filter((code) => !proven.has(code))).toEqual([]);
  });
}

describe("apis", () => held(apis, ["quick-create-off", "quick-create-target-changed"]));
describe("authorization", () => held(authorization));
describe("authorizers", () => held(authorizers));
describe("client-attributes", () => held(clientAttributes));
describe("client-settings", () => held(clientSettings));
describe("clients", () => held(clients));
describe("cors", () => held(cors, ["cors-max-age-changed"]));
describe("domains", () => held(domains));
describe("entry-points", () => held(entryPoints));
describe("function-roles", () => held(functionRoles));
describe("function-urls", () => held(functionUrls));
describe("group-members", () => held(groupMembers));
describe("groups", () => held(groups));
describe("header-mappings", () => held(headerMappings));
describe("iam", () => held(iam));
describe("identity-pools", () => held(identityPools));
describe("identity-providers", () => held(identityProviders));
describe("lambda-authorizers", () =>
  held(lambdaAuthorizers, [
    "authorizer-identity-source-added",
    "authorizer-identity-source-removed",
    "authorizer-role-changed",
  ]));
describe("logging", () => held(logging));
describe("permissions", () => held(permissions));
describe("pool-recovery", () => held(poolRecovery));
describe("pool-settings", () => held(poolSettings));
describe("pools", () => held(pools));
describe("redirects", () => held(redirects));
describe("resource-policies", () =>
  held(resourcePolicies, ["resource-policy-widened", "resource-policy-narrowed", "resource-policy-unknown"]));
describe("resource-servers", () => held(resourceServers));
describe("routes", () => held(routes, ["route-overlap-narrowed", "route-overlap-broadened"]));
describe("scopes", () => held(scopes));
describe("second-factors", () => held(secondFactors));
describe("stages", () => held(stages, ["stage-variable-changed"]));
describe("targets", () => held(targets, ["route-target-removed"]));
describe("threat-responses", () => held(threatResponses));
describe("throttling", () => held(throttling));
describe("triggers", () => held(triggers));
describe("web-acls", () => held(webAcls));
describe("completeness", () => {
  held(completeness, ["plan-incomplete", "changed-outside"]);

  test("a plan that stopped isn't whole, on either side", () => {
    const plan = { ...(fixture("changes/silent") as object), errored: true };
    const { before, after } = readPlan(plan);
    expect(found(completeness, compare(before, after))).toEqual(["unknown plan-incomplete (plan)"]);
  });

  test("what was changed by hand and stays so is told, what the plan undoes is its change", () => {
    const type = "aws_apigatewayv2_route";
    const values = (authorization: string) => ({
      id: "r",
      api_id: "a",
      route_key: "GET /",
      authorization_type: authorization,
    });
    const one = (is: string) => ({ address: `${type}.r`, mode: "managed", type, name: "r", values: values(is) });
    const plan = (planned: object[], after: object | null) => ({
      format_version: "1.2",
      planned_values: { root_module: { resources: planned } },
      // What was found: of what is gone, nothing.
      prior_state: { format_version: "1.0", values: { root_module: { resources: after ? [one("NONE")] : [] } } },
      resource_changes: [],
      resource_drift: [{ ...one("NONE"), change: { actions: ["update"], before: values("AWS_IAM"), after } }],
      configuration: { root_module: {} },
    });
    const said = (planned: object[], after: object | null) => {
      const sides = readPlan(plan(planned, after));
      return [compare(sides.before, sides.after), compare(sides.after, sides.after)].map((c) => found(completeness, c));
    };
    const told = `unknown changed-outside ${type}.r`;
    expect(said([one("NONE")], values("NONE"))).toEqual([[told], []]);
    expect(said([one("AWS_IAM")], values("NONE"))).toEqual([[], []]);
    expect(said([], null)).toEqual([[told], []]);
  });
});
