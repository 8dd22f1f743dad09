import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { temporaryFolder } from "../../support/folder";
import { ROOT } from "../../support/project";

const folder = temporaryFolder("print-annotations");

/** What a program with a stack of some kind prints to stderr when tsx runs it, as the README says. */
function printed(stack: string, env: Readonly<Record<string, string>> = {}): string {
  const place = folder();
  const main = path.join(place, "main.ts");
  const module = (name: string) => JSON.stringify(require.resolve(name, { paths: [ROOT] }));
  writeFileSync(
    main,
    `import { Annotations, App, TerraformStack } from ${module("cdktf")};
import { AwsProvider } from ${module("@cdktf/provider-aws/lib/provider")};
import { ApiStack, HttpApi } from ${JSON.stringify(path.join(ROOT, "constructs"))};
const app = new App({ outdir: ${JSON.stringify(path.join(place, "out"))} });
const stack = new ${stack}(app, "api");
new AwsProvider(stack, "aws", { region: "eu-central-1" });
new HttpApi(stack, "api", { name: "notes", cors: undefined, integrations: {}, vpcLinks: {}, routeMethods: [] } as never);
Annotations.of(stack).addWarning("look here");
Annotations.of(stack).addWarning("look here");
app.synth();
`,
  );
  const tsx = path.join(ROOT, "node_modules", "tsx", "dist", "cli.mjs");
  const { stderr, status } = spawnSync(process.execPath, [tsx, main], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  expect([status, stderr.includes("Error")]).toEqual([0, false]);
  return stderr;
}

test.each(["ApiStack", "TerraformStack"])("warnings of a %s are printed once by whatever runs the program", (stack) => {
  expect(printed(stack).match(/^look here$/gm)).toHaveLength(1);
});

test("the cdktf command, which prints them itself, isn't forestalled", () => {
  expect(printed("ApiStack", { CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: "true" })).toBe("");
});
