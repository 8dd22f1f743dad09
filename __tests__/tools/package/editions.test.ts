import { readFileSync } from "node:fs";
import * as path from "node:path";
import { CDKTF, CDKTN, cdktnManifest } from "../../../tools/package/editions";
import { ROOT } from "../../support/project";

const MODULES: [string, string][] = [
  ["cdktf", "cdktn"],
  ["cdktf/lib/app", "cdktn/lib/app"],
  ["@cdktf/provider-aws/lib/iam-role", "@cdktn/provider-aws/lib/iam-role"],
  ["@cdktf/provider-archive/lib/provider", "@cdktn/provider-archive/lib/provider"],
  ["@cdktf/hcl2json", "@cdktf/hcl2json"],
  ["cdktf-cli", "cdktf-cli"],
  ["constructs", "constructs"],
  ["aws-api-posture", "aws-api-posture"],
];

test.each(MODULES)("%s is %s in the edition for cdktn", (module, expected) => {
  expect(CDKTN.moduleOf(module)).toBe(expected);
  expect(CDKTF.moduleOf(module)).toBe(module);
});

describe("the manifest of the edition for cdktn", () => {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as Record<string, unknown>;
  const made = cdktnManifest(manifest);

  test("has the other's version, files and dependencies, and what npm doesn't need to know left out", () => {
    for (const field of ["version", "license", "main", "types", "exports", "files", "dependencies", "publishConfig"])
      expect([field, made[field]]).toEqual([field, manifest[field]]);
    for (const field of ["scripts", "devDependencies", "workspaces", "overrides"])
      expect(made).not.toHaveProperty(field);
  });

  test("asks for what cdktn's bindings ask for, and nothing of cdktf", () => {
    expect(Object.keys(made["peerDependencies"] as object)).toEqual(
      Object.keys(manifest["peerDependencies"] as object).map(CDKTN.moduleOf),
    );
    expect(JSON.stringify(made["peerDependencies"])).not.toContain("cdktf");
    expect(made).toMatchObject({ name: "cognito-http-api-cdktn", engines: { node: ">=22.11" } });
  });
});
