import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { silent } from "../../../process/progress";
import { candidates, obtain, versionIn } from "../../../tools/supported/obtain";
import { LINTERS, variableOf, type Tool } from "../../../tools/supported/range";
import { temporaryFolder } from "../../support/folder";

const folder = temporaryFolder("obtain");
const TOOL: Tool = { name: "terraform", version: "9.8.7", module: "example.com/terraform", program: "." };

function script(file: string, ...lines: string[]): string {
  writeFileSync(file, ["#!/bin/sh", ...lines, ""].join("\n"));
  chmodSync(file, 0o755);
  return file;
}

/** A machine with these programs on its PATH, besides what a shell needs. */
function machine(name: string, programs: Readonly<Record<string, readonly string[]>>) {
  const [bin, toolchain] = [join(folder(), name, "bin"), join(folder(), name, "toolchain")];
  mkdirSync(bin, { recursive: true });
  for (const [program, lines] of Object.entries(programs)) script(join(bin, program), ...lines);
  const calls = join(folder(), name, "calls");
  const env: NodeJS.ProcessEnv = { PATH: `${bin}:/usr/bin:/bin`, CALLS: calls };
  return {
    bin,
    env,
    get: (tool = TOOL, more: NodeJS.ProcessEnv = {}, until?: number) =>
      obtain(tool, silent, until, { ...env, ...more }, toolchain),
    /** What lies in the toolchain: nothing that is half built. */
    kept: () => (existsSync(toolchain) ? readdirSync(toolchain, { recursive: true }).map(String).sort() : []),
    calls: () => (existsSync(calls) ? readFileSync(calls, "utf8").trim().split("\n") : []),
  };
}

/** A Go that finds sources and builds a program by these lines; `$out` is what it is to write. */
function go(sources: string, ...build: string[]): readonly string[] {
  mkdirSync(sources, { recursive: true });
  writeFileSync(join(sources, "go.mod"), "module example.com/terraform\n");
  return [
    'echo "$1 $2" >> "$CALLS"',
    'if [ "$1" = env ]; then echo "${SUMDB:-sums.example.com}"; exit; fi',
    `if [ "$1" = mod ]; then echo '{ "Dir": ${JSON.stringify(sources)} }'; exit; fi`,
    'while [ "$1" != -o ]; do shift; done; out="$2"',
    ...build,
  ];
}
const writes = (version: string) => [`printf '#!/bin/sh\\necho Terraform v${version}\\n' > "$out"`, 'chmod +x "$out"'];

test("the one that a variable names comes first", async () => {
  const { bin, get, kept } = machine("named", {
    mine: ["echo Terraform v9.8.7"],
    terraform: ["echo Terraform v9.8.7"],
  });
  const binary = join(bin, "mine");
  await expect(get(TOOL, { TERRAFORM_9_8_7: binary })).resolves.toEqual({
    tool: TOOL,
    binary,
    origin: "TERRAFORM_9_8_7",
  });
  expect(kept()).toEqual([]);
});

test("a variable that names another version is refused, not passed over", async () => {
  const { bin, get } = machine("misnamed", { mine: ["echo Terraform v9.8.6"] });
  await expect(get(TOOL, { TERRAFORM_9_8_7: join(bin, "mine") })).rejects.toThrow(
    /TERRAFORM_9_8_7 names .*which is 9\.8\.6/,
  );
  await expect(get(TOOL, { TERRAFORM_9_8_7: join(bin, "none") })).rejects.toThrow(/no terraform that can be run/);
});

test("on the PATH only exactly its version counts", async () => {
  const { bin, get } = machine("path", {
    terraform: ["echo Terraform v9.8.6"],
    "terraform-9.8.7": ["echo Terraform v9.8.7"],
  });
  expect(await get()).toMatchObject({ binary: join(bin, "terraform-9.8.7"), origin: "the PATH" });
});

test("it is built once, and kept", async () => {
  const { get, kept, calls } = machine("built", { go: go(join(folder(), "sources"), ...writes("9.8.7")) });
  expect(await get()).toMatchObject({ origin: expect.stringMatching(/^built with Go in \d+ s$/) as unknown });
  const all = ["bin", "bin/terraform-9.8.7", "bin/terraform-9.8.7.json", "runs"];
  expect(kept()).toEqual(all);
  const before = calls();
  expect(before).toEqual(["env GOSUMDB", "mod download", "build -mod=readonly"]);
  expect(await get()).toMatchObject({ origin: "built before" });
  expect(calls()).toEqual(before);
  expect(kept()).toEqual(all);
});

test("two at once build it once", async () => {
  const slow = ["sleep 1", ...writes("9.8.7")];
  const { get, calls } = machine("twice", { go: go(join(folder(), "twice-sources"), ...slow) });
  const both = await Promise.all([get(), get()]);
  expect(both.filter((one) => "binary" in one)).toHaveLength(2);
  expect(calls().filter((call) => call.startsWith("build"))).toHaveLength(1);
});

test.each([
  ["a build that fails", ["echo half > $out", "echo 'main.go:1: no' >&2", "exit 1"], /can't be built.*main\.go:1: no/s],
  ["a program of another version", writes("9.8.6"), /says it is 9\.8\.6/],
  ["a program that doesn't run", ["echo junk > $out"], /says it is something else/],
])("%s leaves nothing behind, and the reason is told", async (what, build, reason) => {
  const name = what.replace(/\W/g, "-");
  const { get, kept } = machine(name, { go: go(join(folder(), name, "sources"), ...build) });
  expect(await get()).toEqual({ tool: TOOL, reason: expect.stringMatching(reason) as unknown });
  expect(kept().filter((file) => file.startsWith("bin") || file.startsWith("runs/"))).toEqual([]);
});

test("without its note, a file in the toolchain counts for nothing", async () => {
  const { get, kept } = machine("stray", { go: go(join(folder(), "stray", "sources"), ...writes("9.8.7")) });
  const bin = join(folder(), "stray", "toolchain", "bin");
  mkdirSync(bin, { recursive: true });
  script(join(bin, "terraform-9.8.7"), "echo Terraform v9.8.7");
  expect(await get()).toMatchObject({ origin: expect.stringContaining("built with Go") as unknown });
  expect(kept()).toContain("bin/terraform-9.8.7.json");
});

test("no Go, and a Go that checks nothing, are reasons", async () => {
  const none = machine("no-go", {});
  const only = join(folder(), "no-go", "bin");
  expect(await none.get(TOOL, { PATH: only })).toMatchObject({
    reason: expect.stringContaining("no Go here") as unknown,
  });
  const { get, calls } = machine("unchecked", { go: go(join(folder(), "unchecked", "sources"), ...writes("9.8.7")) });
  expect(await get(TOOL, { SUMDB: "off" })).toMatchObject({
    reason: expect.stringContaining("GOSUMDB is off") as unknown,
  });
  expect(calls()).toEqual(["env GOSUMDB"]);
});

test("a build that isn't done in time leaves nothing behind, and none is begun after that", async () => {
  const { get, calls, kept } = machine("slow", { go: go(join(folder(), "slow", "sources"), "exec sleep 60") });
  expect(await get(TOOL, {}, Date.now() + 300)).toMatchObject({
    reason: expect.stringContaining("no end after") as unknown,
  });
  expect(kept().filter((file) => file.startsWith("bin"))).toEqual([]);
  const before = calls().length;
  expect(await get(TOOL, {}, Date.now() - 1)).toMatchObject({
    reason: expect.stringContaining("--build-minutes") as unknown,
  });
  expect(calls().slice(before)).toEqual(["env GOSUMDB"]);
});

test("a proxy that doesn't have it is a reason, in Go's own words", async () => {
  const failing = ['if [ "$1" = env ]; then echo on; exit; fi', `echo '{ "Error": "no such version" }'; exit 1`];
  const { get } = machine("no-proxy", { go: failing });
  expect(await get()).toMatchObject({ reason: "the module proxy doesn't give its sources: no such version" });
});

test("tools are told apart by what they print", () => {
  expect(versionIn({ name: "terraform" }, "Terraform v1.5.7\non linux_amd64\n")).toBe("1.5.7");
  expect(versionIn({ name: "terraform" }, "OpenTofu v1.6.3\n")).toBeUndefined();
  expect(versionIn({ name: "opentofu" }, "OpenTofu v1.6.3\n")).toBe("1.6.3");
  expect(versionIn({ name: "tflint" }, "TFLint version 0.64.0\n+ ruleset.terraform (0.15.0-bundled)\n")).toBe("0.64.0");
  expect(versionIn({ name: "actionlint" }, "1.7.12\ninstalled by building from source\n")).toBe("1.7.12");
  expect(versionIn({ name: "actionlint" }, "(devel)\ninstalled by building from source\n")).toBeUndefined();
});

test("any linter on the PATH will do; OpenTofu is looked for as tofu", async () => {
  const { bin, env, get } = machine("others", {
    tflint: ["echo TFLint version 0.1.0"],
    actionlint: ["echo v1.0.0; echo installed by building from source"],
    tofu: ["echo OpenTofu v9.8.7"],
  });
  for (const linter of LINTERS) expect(await get(linter)).toMatchObject({ binary: join(bin, linter.name) });
  expect(candidates({ ...TOOL, name: "opentofu" }, env)).toEqual([join(bin, "tofu")]);
  expect(variableOf({ name: "opentofu", version: "1.12.6" })).toBe("OPENTOFU_1_12_6");
});
