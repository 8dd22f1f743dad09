import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { COMMENT_LIMIT } from "../../posture/render/markdown";
import { driftOf } from "../../action/drift";
import { gate } from "../../action/gate";
import { evaluateStack, writeFailure } from "../../action/evaluate-stack";
import { readOutcomes } from "../../action/publish";
import { temporaryFolder } from "../support/folder";

const folder = temporaryFolder("judge");
const FIXTURES = join(__dirname, "..", "posture", "fixtures");
const review = join(FIXTURES, "review", "plan.json");
const evaluateRules = (name: string, more: object = {}) =>
  evaluateStack({ stack: name, basis: "plan", head: review, out: join(folder(), name), today: "2026-01-01", ...more });

test("writes result, comment, report and code scanning, which agree", async () => {
  const result = await evaluateRules("auth-api");
  expect(result).toMatchObject({ verdict: "broadened", basis: "plan" });
  const out = join(folder(), "auth-api");
  expect(readdirSync(out).sort()).toEqual(["changes.sarif", "comment.md", "report.html", "result.json"]);
  expect(JSON.parse(readFileSync(join(out, "result.json"), "utf8"))).toEqual(result);
  const comment = readFileSync(join(out, "comment.md"), "utf8");
  expect(comment).toMatch(/^# auth-api\n\n## Posture: .*broadened/);
  expect(comment).toContain("route-became-public");
  expect(gate([result]).passes).toBe(false);
});

test("opens the gate once every finding is acknowledged, until the acknowledgement expires", async () => {
  const sarif = JSON.parse(readFileSync(join(folder(), "auth-api", "changes.sarif"), "utf8")) as {
    runs: { results: { ruleId: string; locations: { logicalLocations: { fullyQualifiedName: string }[] }[] }[] }[];
  };
  const list = (sarif.runs[0]?.results ?? []).map((one) => ({
    code: one.ruleId,
    address: one.locations[0]?.logicalLocations[0]?.fullyQualifiedName,
    reason: "agreed with the partner",
    expires: "2026-06-30",
  }));
  const file = join(folder(), "accepted.json");
  writeFileSync(file, JSON.stringify(list));
  const accepted = await evaluateRules("accepted", { acknowledgements: file });
  expect(accepted.acknowledged).toBe(list.length);
  expect(gate([accepted]).passes).toBe(true);
  const later = await evaluateRules("later", { acknowledgements: file, today: "2026-07-01" });
  expect(gate([later]).passes).toBe(false);
  writeFileSync(file, JSON.stringify(list.slice(1)));
  expect(gate([await evaluateRules("but-one", { acknowledgements: file })]).passes).toBe(false);
});

test("keeps the comment within the limit, whatever the plan's text is", async () => {
  const text = join(folder(), "plan.txt");
  writeFileSync(text, "# resource will be updated\n".repeat(20_000));
  await evaluateRules("long", { planText: text });
  const comment = readFileSync(join(folder(), "long", "comment.md"), "utf8");
  expect(comment.length + "<!-- posture:long -->\n".length).toBeLessThanOrEqual(COMMENT_LIMIT);
  expect(comment.length).toBeGreaterThan(COMMENT_LIMIT / 2);
  expect(comment).toContain("route-became-public");
  expect(comment).toContain("Only the head was planned");
});

test("lets no sensitive value out", async () => {
  const secret = "sensitive-value-of-the-fixture";
  const head = join(FIXTURES, "update", "plan.json");
  expect(readFileSync(head, "utf8")).toContain(secret);
  await evaluateRules("secrets", { head });
  const out = join(folder(), "secrets");
  for (const name of readdirSync(out)) expect(readFileSync(join(out, name), "utf8")).not.toContain(secret);
});

test("refuses what is no plan", async () => {
  const file = join(folder(), "broken.json");
  writeFileSync(file, '{"a": [');
  await expect(evaluateRules("broken", { head: file })).rejects.toThrow("[truncated]");
  expect(existsSync(join(folder(), "broken", "result.json"))).toBe(false);
});

test("reads every stack's outcome from the folders that the jobs left", async () => {
  const root = join(folder(), "all");
  await evaluateRules("x", { out: join(root, "posture-x") });
  writeFailure("a", "The plan failed. The job's log says why.", join(root, "posture-a"));
  const outcomes = readOutcomes(root);
  expect(outcomes.map((one) => one.result.stack)).toEqual(["a", "x"]);
  expect(outcomes[0]?.comment).toContain("not evaluated");
  expect(readOutcomes(join(root, "posture-x"))).toHaveLength(1);
});

test("reads drift from the configuration to what there is", () => {
  // The plan would open a route; seen from the configuration, AWS is narrower there, and wider where the plan takes away.
  const drift = driftOf("auth-api", review, true);
  expect(drift.text).not.toContain("route-became-public");
  expect(drift.text).toMatch(/### Broadened \(1\)[\s\S]*client-scope-granted/);
  expect(drift.text).toContain("route-authorization-added");
  expect(drift.text).toContain("# auth-api: AWS differs from the configuration");
  expect(drift.drifted).toBe(true);
});

test("calls no folder and no state a plan", async () => {
  const state = join(FIXTURES, "review", "state.json");
  for (const base of [join(FIXTURES, "review", "before"), state])
    await expect(evaluateRules("no-plan", { basis: "base and head", base })).rejects.toThrow("is not a plan");
});

test("refuses two results of one stack: one comment would take the other's place", () => {
  const root = join(folder(), "twice");
  for (const name of ["a", "b"]) writeFailure("api", "The plan failed.", join(root, name));
  expect(() => readOutcomes(root)).toThrow("Two results");
});

test("a failure's reason is text in the comment, whatever a file is called", () => {
  writeFailure("api", "There is no plan <img src=x> @everyone.json", join(folder(), "named"));
  const comment = readFileSync(join(folder(), "named", "comment.md"), "utf8");
  expect(comment).not.toMatch(/<img|@everyone/);
});
