import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyModule, variablesOf } from "../../../tools/supported/sources";
import { ROOT } from "../../support/project";
import { temporaryFolder } from "../../support/folder";

const folder = temporaryFolder("supported-sources");

test("every root that calls the module is copied with it, and finds it", () => {
  const roots = copyModule(join(folder(), "copy"));
  const hcl = (place: string) =>
    readdirSync(join(ROOT, place)).filter((name) => existsSync(join(ROOT, place, name, "versions.tf")));
  expect(Object.keys(roots).sort()).toEqual(
    [...hcl("module/examples").map((name) => `module_${name}`), ...hcl("examples")].sort(),
  );
  expect(existsSync(join(roots["hcl-two-instances"] ?? "", "..", "..", "module", "versions.tf"))).toBe(true);
});

test("variables are found in HCL and in JSON", () => {
  const place = join(folder(), "variables");
  mkdirSync(place);
  writeFileSync(join(place, "a.tf"), 'variable "one" {\n  type = string\n}\n# variable "none" {}\n');
  writeFileSync(join(place, "b.tf.json"), JSON.stringify({ variable: { two: {} } }));
  writeFileSync(join(place, "c.txt"), 'variable "none" {}\n');
  expect([...variablesOf(place)].sort()).toEqual(["one", "two"]);
});
