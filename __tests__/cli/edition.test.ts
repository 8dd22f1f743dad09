import { readFileSync } from "node:fs";
import * as path from "node:path";
import { forEdition } from "../../cli/edition";
import { projectFiles } from "../../cli/project";
import { cdktnManifest } from "../../tools/package/editions";
import { ROOT } from "../support/project";

const own = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as Record<string, unknown>;
const files = projectFiles({ name: "notes", version: "0.1.0" });

test("the edition for cdktf writes what there is", () => {
  expect(forEdition(files)).toEqual(files);
});

test("the edition for cdktn names nothing of cdktf but its file and folder, whose names cdktn keeps", () => {
  const manifest = cdktnManifest(own) as unknown as Parameters<typeof forEdition>[1];
  const made = forEdition(files, manifest);
  expect(Object.keys(made)).toEqual(Object.keys(files));
  for (const [file, text] of Object.entries(made))
    expect([file, text.replace(/cdktf\.(json|out)/g, "").match(/cdktf|"cognito-http-api"/)]).toEqual([file, null]);
  expect(made["main.ts"]).toContain('from "@cdktn/provider-aws/lib/provider"');
  expect(made["main.ts"]).toContain('from "cognito-http-api-cdktn"');
  expect(JSON.parse(made["package.json"] ?? "")).toMatchObject({
    dependencies: { "cognito-http-api-cdktn": "^0.1.0", ...manifest?.peerDependencies },
  });
});
