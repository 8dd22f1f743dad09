import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { buildPackage } from "../../../tools/package/build";
import { EXAMPLE_SETTINGS } from "../../examples/settings";
import { temporaryFolder } from "../../support/folder";
import { filesBelow, ROOT } from "../../support/project";
import { skippedUnless } from "../../support/skip";
import { consumerOf, type Consumer, installFrom, pack } from "./consumer";

/** Both npm packages as projects get them, each with its own peers: they compile, and emit one Terraform for main.ts and for every example. */

/** `CONSTRUCTS=10.6.0` tries another end of the range. */
const PEERS = [
  "cdktn@^0.24.0",
  "@cdktn/provider-aws@^25.7.0",
  "@cdktn/provider-archive@^14.0.1",
  `constructs@${process.env["CONSTRUCTS"] ?? ">=10.6.0 <10.8.0"}`,
];
const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1a2b3c4d-0000-4000-8000-000000000000";
const LINKED = ["tsx", "typescript", "@types/node", "@types/aws-lambda", "undici-types", "@modelcontextprotocol/sdk"];

const reachable = spawnSync("npm", ["view", "cdktn@0.24.0", "version"], { encoding: "utf8", timeout: 60_000 });
const tested = skippedUnless(reachable.status === 0, "cdktn can't be had from the npm registry");
const folder = temporaryFolder("editions");
const at = (...parts: string[]) => path.join(folder(), ...parts);

/** Programs by their place below the project; an example may have several. */
const PROGRAMS = ["main.ts", ...sourcesBelow("examples")].filter((file) =>
  readFileSync(path.join(ROOT, file), "utf8").includes("new App("),
);

function sourcesBelow(place: string): string[] {
  return readdirSync(path.join(ROOT, place), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => path.join(place, file))
    .sort();
}

/** The project's programs as one would write them who installed the package. */
function writePrograms({ folder: place }: Consumer): void {
  for (const name of ["main.ts", "cdktf.json", "functions", "posture/claims", "examples"])
    cpSync(path.join(ROOT, name), path.join(place, name), { recursive: true });
  for (const file of ["main.ts", ...sourcesBelow("examples")]) {
    const text = readFileSync(path.join(place, file), "utf8");
    writeFileSync(path.join(place, file), text.replace(/"(\.\.?\/)+constructs"/g, '"cognito-http-api"'));
    // The systems' functions are their reader's to write.
    for (const [, name = ""] of text.matchAll(/: "functions\/([\w-]+)"/g)) {
      const own = path.join(place, "functions", name);
      if (existsSync(own)) continue;
      mkdirSync(own);
      writeFileSync(path.join(own, "index.ts"), "export const handler = () => Promise.resolve({ statusCode: 204 });\n");
    }
  }
  writeFileSync(path.join(place, "ca.pem"), "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
}

/** The command of the guide that changes the imports, as it stands there. */
function migrate({ folder: cwd }: Consumer): void {
  const guide = readFileSync(path.join(ROOT, "docs", "cdktn.md"), "utf8");
  const command = /<!-- imports:begin -->\s+```sh\n([\s\S]*?)```/.exec(guide)?.[1] ?? "";
  expect(command).toContain("cognito-http-api-cdktn");
  const { status, stderr } = spawnSync("bash", ["-c", command], { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

/** What a program writes, without the notes of the toolkit. */
async function synthesize(consumer: Consumer, program: string): Promise<Record<string, unknown>> {
  const out = path.join(consumer.folder, `out.${program.replace(/\.ts$/, "").replaceAll(path.sep, ".")}`);
  const settings = EXAMPLE_SETTINGS[program.split(path.sep)[1] ?? ""] ?? { CERTIFICATE_ARN: CERTIFICATE };
  const env = { ...settings, LAMBDA_PACKAGING: "prebuilt", CDKTF_OUTDIR: out };
  const { code, output } = await consumer.nodeWith(env, "--import", "tsx", program);
  if (code !== 0) throw new Error(`${program}: ${output}`);
  const written: [string, unknown][] = [...filesBelow(path.join(out, "stacks"))].map(([file, content]) => [
    file,
    file.endsWith(".json") ? withoutNotes(JSON.parse(content.toString())) : content.toString("base64"),
  ]);
  return Object.fromEntries(written);
}

function withoutNotes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNotes);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutNotes(item)]));
}

let cdktf: Consumer;
let cdktn: Consumer;
beforeAll(async () => {
  if (reachable.status !== 0) return;
  await buildPackage("cdktn");
  const posture = at((await pack(folder(), "posture")).filename);
  const first = at((await pack(folder())).filename);
  const second = at((await pack(folder(), "tools/package/dist/cdktn")).filename);
  const archived = ["cdktf", "constructs", "@cdktf/provider-aws", "@cdktf/provider-archive"];
  cdktf = await consumerOf([first, posture], at("cdktf"), [...archived, ...LINKED]);
  cdktn = await installFrom([second, posture, ...PEERS], at("cdktn"));
  for (const name of LINKED) cdktn.link(name);
  for (const consumer of [cdktf, cdktn]) writePrograms(consumer);
  migrate(cdktn);
}, 400_000);

tested("the edition for cdktn brings nothing of cdktf", async () => {
  const modules = path.join(cdktn.folder, "node_modules");
  expect(readdirSync(modules)).toEqual(
    expect.arrayContaining(["cdktn", "@cdktn", "constructs", "cognito-http-api-cdktn"]),
  );
  for (const name of ["cdktf", "@cdktf", "cognito-http-api"])
    expect([name, existsSync(path.join(modules, name))]).toEqual([name, false]);
  for (const [file, content] of filesBelow(path.join(modules, "cognito-http-api-cdktn", "dist", "constructs")))
    // The map holds the sources, which name cdktf.
    if (!file.endsWith(".map")) expect([file, /["']@?cdktf["'/]/.test(content.toString())]).toEqual([file, false]);
  const { peerDependencies } = JSON.parse(
    readFileSync(path.join(modules, "cognito-http-api-cdktn", "package.json"), "utf8"),
  ) as { peerDependencies: Record<string, string> };
  expect(Object.keys(peerDependencies).sort()).toEqual([
    "@cdktn/provider-archive",
    "@cdktn/provider-aws",
    "cdktn",
    "constructs",
  ]);
});

tested(
  "programs compile against cdktn's own types, the declarations included",
  async () => {
    expect(PROGRAMS.length).toBeGreaterThan(10);
    const strict = ["--strict", "--noEmit", "--target", "es2022", "--lib", "es2023,dom", "--module", "node16"];
    const { code, output } = await cdktn.node(
      "node_modules/typescript/bin/tsc",
      ...strict,
      "--types",
      "node",
      ...PROGRAMS,
    );
    expect([output, code]).toEqual(["", 0]);
  },
  120_000,
);

tested(
  "the constructs' sources compile with cdktn as they do with cdktf",
  async () => {
    const place = path.join(cdktn.folder, "sources");
    mkdirSync(place);
    for (const name of ["constructs", "functions", "posture", "tsconfig.json", "tsconfig.build.json"])
      cpSync(path.join(ROOT, name), path.join(place, name), { recursive: true });
    migrate(cdktn);
    const { code, output } = await cdktn.node(
      "node_modules/typescript/bin/tsc",
      "-p",
      "sources/tsconfig.build.json",
      "--outDir",
      "types",
    );
    expect([output, code]).toEqual(["", 0]);
  },
  180_000,
);

describe.each(PROGRAMS)("%s", (program) => {
  tested(
    "is the same Terraform from both",
    async () => {
      const [before, after] = [await synthesize(cdktf, program), await synthesize(cdktn, program)];
      expect(Object.keys(before).filter((file) => file.endsWith("cdk.tf.json")).length).toBeGreaterThan(0);
      expect(after).toEqual(before);
    },
    120_000,
  );
});

tested(
  "init writes a project for the edition that it comes with",
  async () => {
    for (const [consumer, name] of [
      [cdktf, "cognito-http-api"],
      [cdktn, "cognito-http-api-cdktn"],
    ] as const) {
      expect((await consumer.node("node_modules/.bin/cognito-http-api", "init", "notes")).code).toBe(0);
      const other = name === "cognito-http-api" ? "cdktn" : "cdktf";
      for (const [file, content] of filesBelow(path.join(consumer.folder, "notes")))
        expect([file, content.toString().match(new RegExp(`["@]${other}["/]`))]).toEqual([file, null]);
      const made = await consumer.nodeIn("notes", {}, "--import", "tsx", "main.ts");
      expect(made).toEqual({ code: 0, output: expect.not.stringContaining("rror") as string });
      expect(existsSync(path.join(consumer.folder, "notes", "cdktf.out", "stacks", "api", "cdk.tf.json"))).toBe(true);
    }
  },
  60_000,
);

tested("the guide's program is the README's, with the other imports", async () => {
  const [guide, readme] = ["docs/cdktn.md", "README.md"].map(
    (file) => /```ts\n([\s\S]*?)```/.exec(readFileSync(path.join(ROOT, file), "utf8"))?.[1],
  );
  cdktn.write("program.ts", readme ?? "");
  migrate(cdktn);
  expect(readFileSync(path.join(cdktn.folder, "program.ts"), "utf8")).toBe(guide);
});
