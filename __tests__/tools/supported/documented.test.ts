import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isAtLeast, OLDEST_TERRAFORM } from "../../../process/terraform";
import { idOf, RANGE } from "../../../tools/supported/range";
import { ROOT } from "../../support/project";

const read = (...at: string[]) => readFileSync(join(ROOT, ...at), "utf8");
const versions = (name: string) => RANGE.filter((tool) => tool.name === name).map(({ version }) => version);

test.each([
  ["Terraform", "terraform"],
  ["OpenTofu", "opentofu"],
])("docs/publishing.md gives %s the range that is exercised", (title, name) => {
  const row = new RegExp(`^\\| ${title} +\\| (\\S+) +\\| (\\S+)`, "m").exec(read("docs", "publishing.md"));
  expect(row?.slice(1)).toEqual(versions(name));
});

test("the workflow runs each of them by itself", () => {
  const rows = [...read(".github", "workflows", "ci.yml").matchAll(/\{ tool: (\w+), version: "([\d.]+)" \}/g)];
  expect(rows.map(([, name, version]) => `${name ?? ""}-${version ?? ""}`)).toEqual(RANGE.map(idOf));
});

test("what the module and the local run demand is the lower end", () => {
  const required = /required_version = ">= ([\d.]+)"/.exec(read("module", "versions.tf"))?.[1];
  expect([OLDEST_TERRAFORM, required]).toEqual([versions("terraform")[0], versions("terraform")[0]]);
  for (const { version } of RANGE) expect(isAtLeast(version, OLDEST_TERRAFORM)).toBe(true);
});
