import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CONTROLS, controlTags } from "../../../posture/rules/controls";
import { CATALOGUE } from "../../../posture/catalogue";
import { sarif } from "../../../posture/render/sarif";
import { RULES } from "../../../posture/rules";
import { controlTable } from "../../../tools/docs/code-tables";
import { ROOT } from "../../support/project";

describe("what others call the same mistake", () => {
  test("is told of codes that there are, in the form that the others use", () => {
    const codes = CATALOGUE.map(({ code }) => code);
    for (const [code, { securityHub = [], checkov = [], prowler = [] }] of Object.entries(CONTROLS)) {
      expect(codes).toContain(code);
      for (const id of securityHub) expect(id).toMatch(/^[A-Za-z]+\.\d+$/);
      for (const id of checkov) expect(id).toMatch(/^CKV2?_AWS_\d+$/);
      for (const id of prowler) expect(id).toMatch(/^[a-z0-9]+(_[a-z0-9]+)+$/);
    }
  });

  test("stands in SARIF as tags of the rule", () => {
    const open = { code: "route-open", address: "a", severity: "error", message: "m", remedy: "r" } as const;
    const { runs } = sarif([{ ...open, kind: "mistake" }], RULES, "plan.json") as {
      runs: { tool: { driver: { rules: { id: string; properties?: { tags: string[] } }[] } } }[];
    };
    // Of all rules only those that found something.
    const [found, ...more] = runs[0]?.tool.driver.rules ?? [];
    expect(more).toEqual([]);
    expect(found?.properties?.tags).toEqual([
      "securityhub/APIGateway.8",
      "checkov/CKV_AWS_309",
      "prowler/apigatewayv2_api_authorizers_enabled",
    ]);
    expect(controlTags("route-duplicate")).toEqual([]);
  });

  test("is the table of the documents", () => {
    expect(readFileSync(join(ROOT, "docs", "controls.md"), "utf8")).toContain(controlTable());
  });
});
