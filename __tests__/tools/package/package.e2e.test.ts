import { readFileSync } from "node:fs";
import * as path from "node:path";
import { unzipSync } from "fflate";
import { ENTRIES, exportedNames } from "../../../tools/package/code";
import { describeEndToEnd } from "../../e2e/support";
import { temporaryFolder } from "../../support/folder";
import { filesBelow, ROOT } from "../../support/project";
import { skippedUnless } from "../../support/skip";
import { terraformHere } from "../../support/terraform";
import { addresses, type Terraform } from "../../support/terraform-json";
import { consumerOf, type Consumer, pack, type Packed } from "./consumer";

/** The npm package as somebody gets it: packed, installed into an empty project, compiled, synthesized, validated, judged. */

const folder = temporaryFolder("package");
const here = terraformHere();
const CLI = path.join("node_modules", "cognito-http-api", "dist", "cli.js");
const PROGRAM = readFileSync(path.join(__dirname, "program.ts.txt"), "utf8");

let packed: Packed;
let consumer: Consumer;
beforeAll(async () => {
  packed = await pack(folder());
  const posture = await pack(folder(), "posture");
  const tarballs = [packed, posture].map(({ filename }) => path.join(folder(), filename));
  consumer = await consumerOf(tarballs, path.join(folder(), "consumer"));
  consumer.link("tsx");
  consumer.write("main.ts", PROGRAM);
  consumer.write("items.ts", "export const handler = async (): Promise<object> => ({ statusCode: 200 });");
}, 180_000);

describe("the tarball", () => {
  test("holds code, declarations, bundled functions and documents, and nothing else", () => {
    const expected =
      /^(package\.json|README\.md|LICENSE|docs\/[a-z-]+\.md|dist\/cli\.js|dist\/local\/(index\.js|(event_format|response_format|serve|verify)\.py|requirements\.txt|aws-hosts\.cjs|THIRD-PARTY-NOTICES\.txt)|dist\/examples\/sign-in-page\/[a-z-]+\.(ts|css|html)|dist\/constructs\/index\.(js|js\.map|d\.ts)|dist\/functions\/[a-z-]+\/(index\.mjs|NOTICE\S*)|dist\/module\/((modules\/(inputs|distribution)\/)?([a-z_]+\.tf|README\.md)|functions\/[a-z-]+\.zip))$/;
    expect(packed.files.map((file) => file.path).filter((file) => !expected.test(file))).toEqual([]);
  });

  test("holds every document that its README links to", () => {
    const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
    const linked = [...readme.matchAll(/\]\((docs\/[a-z-]+\.md)/g)].map(([, file]) => file);
    expect(linked.length).toBeGreaterThan(10);
    expect(packed.files.map((file) => file.path)).toEqual(expect.arrayContaining(linked));
  });

  test("names no place of the machine it was made on", () => {
    for (const [name, content] of filesBelow(path.join(consumer.folder, "node_modules", "cognito-http-api")))
      expect([name, content.includes(ROOT)]).toEqual([name, false]);
  });

  test("needs beside its dependencies only what it emits Terraform with", () => {
    const manifest = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as Record<string, object>;
    expect(Object.keys(manifest.dependencies ?? {})).toEqual(["aws-api-posture", "esbuild", "fflate"]);
    expect(Object.keys(manifest.peerDependencies ?? {})).toEqual([
      "@cdktf/provider-archive",
      "@cdktf/provider-aws",
      "cdktf",
      "constructs",
    ]);
    const devDependencies = manifest.devDependencies as Record<string, string>;
    for (const [name, range] of Object.entries((manifest.peerDependencies ?? {}) as Record<string, string>))
      expect([name, range]).toEqual([name, `^${devDependencies[name] ?? ""}`]);
  });
});

describe("what is installed", () => {
  test("compiles in strict mode, its declarations included, and refuses what the sources refuse", async () => {
    expect(await consumer.compile("--types", "node", "--module", "node16")).toBe("");
  }, 120_000);

  test("compiles as cdktf's own template has it too, where packages have no exports", async () => {
    const options = ["--module", "commonjs", "--moduleResolution", "node10", "--noEmit", "--skipLibCheck"];
    expect(await consumer.compile(...options)).toBe("");
  }, 60_000);

  test("exports the same to require and to import", async () => {
    const list = (from: string) =>
      `Object.keys(${from}).filter((n) => n !== "default" && n !== "module.exports").sort()`;
    for (const [name, entry] of [
      ["cognito-http-api", ENTRIES.constructs],
      ["aws-api-posture", ENTRIES.posture],
    ] as const) {
      const names = JSON.stringify(await exportedNames(ROOT, entry));
      const required = await consumer.node("-p", `JSON.stringify(${list(`require("${name}")`)})`);
      const script = `import * as all from "${name}"; console.log(JSON.stringify(${list("all")}))`;
      const imported = await consumer.node("--input-type=module", "-e", script);
      expect([required.output.trim(), imported.output.trim()]).toEqual([names, names]);
    }
  });

  test("loads the provider's classes and the smaller libraries when one of their names is first used", async () => {
    const loaded = `Object.keys(require.cache).filter((f) => /[\\/](@cdktf|esbuild|fflate|tldts|yaml)[\\/]/.test(f)).length`;
    const script = `const all = require("cognito-http-api"); require("aws-api-posture");
      const before = ${loaded}; const { CloudfrontDistribution } = require("@cdktf/provider-aws/lib/cloudfront-distribution");
      console.log(before, ${loaded} > 0, typeof CloudfrontDistribution, Object.keys(all).length > 9);`;
    expect((await consumer.node("-e", script)).output.trim()).toBe("0 true function true");
  });
});

test("writes a project that synthesizes and passes its own test", async () => {
  const made = await consumer.node(CLI, "init", "My Notes");
  expect(made).toEqual({ code: 0, output: expect.stringContaining("main.ts") as unknown });
  const tested = await consumer.nodeIn("My Notes", {}, "--import", "tsx", "--test", "test/api.test.ts");
  expect([tested.code, tested.output]).toEqual([0, expect.stringContaining("pass 1")]);
  const written = path.join(consumer.folder, "My Notes", "cdktf.out", "stacks", "api", "cdk.tf.json");
  expect(readFileSync(written, "utf8")).toContain('"my-notes-api"');
}, 120_000);

/** A program with mistakes of props, and one with a mistake that the rules find, in two stacks of cdktf's own. */
const BROKEN = {
  "props.js": `new SecuredApi(new ApiStack(app, "api"), "Default", {
    project: "My App", domain: "example.com", scopes: { read: "Read" }, functions: {}, routes: { "GET /a": { scopes: ["reed"], target: "items" } },
  });`,
  "single.js": `new AccessLog(new ApiStack(app, "api"), "log", { apiName: "notes", kmsKeyArn: "nope", retention: 7 });`,
  "rules.js": `for (const name of ["one", "two"]) {
    const stack = new TerraformStack(app, name);
    new AwsProvider(stack, "aws", { region: "eu-central-1" });
    const api = new HttpApi(stack, "api", { name });
    new Apigatewayv2Route(stack, "raw", { apiId: api.apiId, routeKey: "GET /raw", target: "integrations/a" });
  }
  app.synth();`,
};
const IMPORTS = `const { App, TerraformStack } = require("cdktf");
const { AwsProvider } = require("@cdktf/provider-aws/lib/provider");
const { Apigatewayv2Route } = require("@cdktf/provider-aws/lib/apigatewayv2-route");
const { AccessLog, ApiStack, HttpApi, SecuredApi } = require("cognito-http-api");
const app = new App();
`;

describe("a program with mistakes", () => {
  const told = {
    "props.js": [
      /^\[project\] project /,
      /^\[route-target\] routes\["GET \/a"\]\.target /,
      /^\[scope-unknown\] routes\["GET \/a"\]\.scopes\[0\] /,
    ],
    "single.js": [/^\[input-unknown\] retention /, /^\[kms-key\] kmsKeyArn /],
    "rules.js": [/^error \[route-open\] .* \(one\/raw\)/, /^error \[route-open\] .* \(two\/raw\)/],
  };
  beforeAll(() => {
    for (const [file, text] of Object.entries(BROKEN)) {
      consumer.write(file, IMPORTS + text);
      consumer.write(file.replace(".js", ".ts"), `// @ts-nocheck\n${IMPORTS}${text}`);
    }
  });

  test.each(["props.js", "single.js", "rules.js"] as const)(
    "%s is told of in a paragraph each, by node as by tsx",
    async (file) => {
      const { code, output } = await consumer.node(file);
      const paragraphs = output
        .trim()
        .split("\n\n")
        .filter((text) => !/^warning/.test(text));
      expect([code, paragraphs]).toEqual([1, told[file].map((text) => expect.stringMatching(text) as unknown)]);
      expect(await consumer.node("--import", "tsx", file.replace(".js", ".ts"))).toEqual({ code, output });
    },
    60_000,
  );

  skippedUnless(typeof here !== "string", `the cdktf command asks for Terraform: ${String(here)}`)(
    "so it is by the cdktf command, which says twice what its program prints, without a stack",
    async () => {
      consumer.write("cdktf.json", JSON.stringify({ language: "typescript", app: "node props.js" }));
      const env = { CI: "1", DISABLE_VERSION_CHECK: "1", CHECKPOINT_DISABLE: "1", HOME: consumer.folder };
      const { code, output } = await consumer.nodeWith(env, path.join(ROOT, "node_modules", ".bin", "cdktf"), "synth");
      expect(code).toBe(1);
      const [, said = ""] = output.split("Command output on stderr:");
      for (const text of told["props.js"]) expect(said).toMatch(new RegExp(text.source.slice(1)));
      expect(output).not.toMatch(/^ +at |node_modules/m);
    },
    120_000,
  );
});

describe("a stack made with it", () => {
  const stack = () => path.join(consumer.folder, "cdktf.out", "stacks", "api");
  beforeAll(async () => {
    const { code, output } = await consumer.node("main.js");
    expect([code, output]).toEqual([0, expect.stringMatching(/^(?:note \[runtime-ending\] .*\n)+$/)]);
  }, 120_000);

  test("has the addresses that the library promises", () => {
    const json = JSON.parse(readFileSync(path.join(stack(), "cdk.tf.json"), "utf8")) as Terraform;
    expect(addresses(json)).toEqual(
      expect.arrayContaining([
        "aws_apigatewayv2_authorizer.staff",
        "aws_apigatewayv2_route.get_items",
        "aws_cognito_user_pool.pool",
        "aws_lambda_function.pre_token_generation",
        "aws_lambda_function.staff_authorizer",
      ]),
    );
  });

  test("carries the bundled functions, which load and export a handler", async () => {
    const zips = [...filesBelow(stack())].filter(([file]) => file.endsWith(".zip"));
    expect(zips).toHaveLength(3);
    for (const [file, zip] of zips) {
      consumer.write("handler.js", Buffer.from(unzipSync(zip)["index.js"] ?? []).toString());
      const { output } = await consumer.node("-p", "typeof require('./handler.js').handler");
      expect([file, output.split("\n").includes("function")]).toEqual([file, true]);
    }
  });

  test("is found in order by posture's command", async () => {
    const { code, output } = await consumer.node(
      "node_modules/.bin/posture",
      "check",
      "cdktf.out/stacks/api/cdk.tf.json",
    );
    expect([code, output]).toEqual([0, expect.stringContaining("configured entry points")]);
  });
});

describeEndToEnd("the stack applied", () => {
  test("is applied and called by the package's own local run, from the consumer's program", async () => {
    consumer.write("cdktf.json", JSON.stringify({ language: "typescript", app: "node main.js" }));
    const { code, output } = await consumer.node(CLI, "local", "--once");
    expect([code, output]).toEqual([0, expect.stringMatching(/✓ Everything is as declared: \d\d+ probes/)]);
    expect(readFileSync(path.join(consumer.folder, ".work", "local", ".gitignore"), "utf8")).toBe("*\n");
  }, 400_000);
});
