import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import * as path from "node:path";
import { isDeepStrictEqual } from "node:util";

const ROOT = path.resolve(__dirname, "../..");

/** The successor, by the alias that a project would use: `"cdktf": "npm:cdktn@0.24.0"`. */
const ALIAS = "npm:cdktn@0.24.0";

const SOURCES = [
  "main.ts",
  "cdktf.json",
  "package.json",
  "tsconfig.json",
  "constructs",
  "functions",
  "posture",
  "process",
  "local",
  "action",
  "tools",
];

/** Packages that load cdktf: they are copied, because a link would lead them to this project's own. */
const USERS = ["constructs", "@cdktf/provider-aws", "@cdktf/provider-archive"];

/**
 * `npm run cdktn`: compiles and synthesizes the same sources with cdktn in the place of cdktf, and compares what both emit. Works in a folder of its
 * own below `.work/`, removed at the end.
 */
function main(): void {
  mkdirSync(path.join(ROOT, ".work"), { recursive: true });
  const folder = mkdtempSync(path.join(ROOT, ".work", "cdktn-"));
  try {
    prepare(folder);
    node(folder, ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "tsconfig.json"]);
    console.log("The sources compile with cdktn.");
    const [ours, theirs] = [ROOT, folder].map((root) => synthesize(root, path.join(folder, path.basename(root))));
    if (!isDeepStrictEqual(ours, theirs))
      throw new Error(`What cdktn emits differs in: ${differences(ours, theirs, "").slice(0, 20).join(", ")}.`);
    console.log(`Both emit the same ${String(Object.keys(theirs?.["resource"] ?? {}).length)} types of resources.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function prepare(folder: string): void {
  for (const name of SOURCES) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  const modules = path.join(folder, "node_modules");
  mkdirSync(path.join(modules, "@cdktf"), { recursive: true });
  for (const name of readdirSync(path.join(ROOT, "node_modules"))) {
    if (name.startsWith(".") || ["cdktf", "@cdktf", ...USERS].includes(name)) continue;
    symlinkSync(path.join(ROOT, "node_modules", name), path.join(modules, name));
  }
  for (const name of USERS) duplicate(path.join(ROOT, "node_modules", name), path.join(modules, name));
  // In a folder of its own: npm would take the links above for strays.
  const alias = path.join(folder, "alias");
  mkdirSync(alias);
  writeFileSync(path.join(alias, "package.json"), JSON.stringify({ private: true }));
  const install = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps"];
  execFileSync("npm", [...install, `cdktf@${ALIAS}`], { cwd: alias, stdio: ["ignore", "ignore", "inherit"] });
  renameSync(path.join(alias, "node_modules", "cdktf"), path.join(modules, "cdktf"));
  const { name, version } = manifest(path.join(modules, "cdktf"));
  if (name !== "cdktn") throw new Error(`The alias brought ${name}, not cdktn.`);
  console.log(`${name} ${version} stands in for cdktf ${manifest(path.join(ROOT, "node_modules", "cdktf")).version}.`);
}

function manifest(folder: string): { readonly name: string; readonly version: string } {
  return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { name: string; version: string };
}

/** Copies by hard links, because the bindings hold 400 MB. */
function duplicate(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) duplicate(source, target);
    else if (entry.isFile())
      try {
        linkSync(source, target);
      } catch {
        copyFileSync(source, target);
      }
  }
}

type Json = Readonly<Record<string, unknown>>;

function synthesize(root: string, out: string): Json {
  const env = { ...process.env, CDKTF_OUTDIR: out, LAMBDA_PACKAGING: "prebuilt", BACKEND: "" };
  execFileSync(process.execPath, ["tools/synth.mjs"], { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
  const file = path.join(out, "stacks", "auth-api", "cdk.tf.json");
  if (!existsSync(file)) throw new Error(`Nothing was synthesized in ${root}.`);
  return withoutComments(JSON.parse(readFileSync(file, "utf8"))) as Json;
}

/** `//` holds cdktf's own notes, its version among them. */
function withoutComments(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutComments);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutComments(item)]));
}

function differences(a: unknown, b: unknown, at: string): string[] {
  if (isDeepStrictEqual(a, b)) return [];
  const [left, right] = [a, b].map((value) =>
    typeof value === "object" && value !== null ? (value as Json) : undefined,
  );
  if (left === undefined || right === undefined) return [at];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) =>
    differences(left[key], right[key], at === "" ? key : `${at}.${key}`),
  );
}

function node(cwd: string, args: readonly string[]): void {
  execFileSync(process.execPath, [...args], { cwd, stdio: ["ignore", "inherit", "inherit"] });
}

main();
