import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { filesBelow } from "../support/project";

const ROOT = path.join(__dirname, "..", "..");
let folder: string;

beforeAll(() => {
  // Inside the project, so that a program's packages are found.
  mkdirSync(path.join(ROOT, ".work"), { recursive: true });
  folder = mkdtempSync(path.join(ROOT, ".work", "synth-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function synth(program: string, out = path.join(folder, "out")): { status: number | null; stderr: string } {
  const file = path.join(folder, "main.ts");
  writeFileSync(file, program);
  const { status, stderr } = spawnSync(process.execPath, [path.join(ROOT, "tools", "synth.mjs"), file], {
    cwd: ROOT,
    env: { ...process.env, CDKTF_OUTDIR: out },
    encoding: "utf8",
  });
  return { status, stderr };
}

test("a package that isn't installed is named once, with the first file that imports it, and what to write", () => {
  writeFileSync(path.join(folder, "other.ts"), 'import { word } from "not-installed";\nconsole.log(word);\n');
  const { status, stderr } = synth('import { word } from "not-installed";\nimport "./other";\nconsole.log(word);\n');
  expect(stderr).toMatch(
    /^\S*main\.ts:1: Could not resolve "not-installed"\nIf package\.json names it, .*: write `npm ci`\.\n$/,
  );
  expect(status).toBe(1);
});

test("an installation that was interrupted before esbuild came is named, with what to write", () => {
  const elsewhere = mkdtempSync(path.join(tmpdir(), "synth-"));
  try {
    for (const name of ["synth.mjs", "synth-compiled.mjs", "synth-kept.mjs", "synth-packages.mjs"])
      copyFileSync(path.join(ROOT, "tools", name), path.join(elsewhere, name));
    const { status, stderr } = spawnSync(process.execPath, [path.join(elsewhere, "synth.mjs")], { encoding: "utf8" });
    expect(stderr).toMatch(/^Cannot find package 'esbuild' .*\nIf package\.json names it, .*: write `npm ci`\.\n$/);
    expect(status).toBe(1);
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
});

test("a syntax error is named by file and line", () => {
  const { status, stderr } = synth("\nconst = 1;\n");
  expect(stderr).toMatch(/main\.ts:2: /);
  expect(status).toBe(1);
});

test("a refused stack is named by its mistakes", () => {
  const { status, stderr } = synth(
    'import { App } from "cdktf";\nimport { ApiStack, SecuredApi } from "../../constructs";\nconst stack = new ApiStack(new App(), "refused");\nnew SecuredApi(stack, "Default", { project: "notes", domain: "example.com", scopes: {}, functions: {}, routes: { "GET /x": { scopes: ["gone"], target: "gone" } } } as never);\n',
  );
  expect(stderr).toMatch(/^\[[a-z-]+\] /m);
  expect(stderr).not.toMatch(/undefined/);
  expect(status).toBe(1);
});

test("a package that was installed in another version is loaded anew", () => {
  const own = path.join(folder, "node_modules", "own-package");
  mkdirSync(own, { recursive: true });
  mkdirSync(path.join(folder, "out"), { recursive: true });
  writeFileSync(path.join(folder, "out", "manifest.json"), JSON.stringify({ stacks: {} }));
  for (const version of ["1.0.0", "2.0.0"]) {
    writeFileSync(path.join(own, "package.json"), JSON.stringify({ name: "own-package", version }));
    writeFileSync(path.join(own, "index.js"), `console.error("version ${version}");`);
    expect(synth('import "own-package";\n')).toEqual({ status: 0, stderr: `version ${version}\n` });
  }
});

test("an error of the program points into its source", () => {
  const { status, stderr } = synth('\n\nthrow new TypeError("of the program");\n');
  expect(stderr).toContain("TypeError: of the program");
  expect(stderr).toMatch(/main\.ts:3/);
  expect(status).toBe(1);
});

test("of a token that can't be resolved it is said where it was made, though the quick form doesn't note that", () => {
  const { status, stderr } = synth(
    'import { App, Lazy, TerraformOutput, TerraformStack } from "cdktf";\nconst app = new App();\nconst value = Lazy.stringValue({\n  produce: () => { throw new Error("gone"); } });\nnew TerraformOutput(new TerraformStack(app, "s"), "o", { value });\napp.synth();\n',
  );
  expect(stderr).toContain("Resolution error: gone");
  expect(stderr).toMatch(/Object creation stack:\n(?:.*\n){1,5}.*main\.ts:3:\d+/);
  expect(status).toBe(1);
});

describe("the program that is kept from run to run", () => {
  const own = (): string => path.join(folder, "kept");
  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(own(), name)), { recursive: true });
      writeFileSync(path.join(own(), name), text);
    }
    // What changed within the step of a file system's clock before a run isn't kept.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  };
  /** What the program says, and whether esbuild was needed: without its binary nothing can be bundled. */
  const run = (): { readonly said: string; readonly anew: boolean } => {
    const once = (binary: object): string => {
      const { stderr } = spawnSync(
        process.execPath,
        [path.join(ROOT, "tools", "synth.mjs"), path.join(own(), "m.ts")],
        {
          cwd: ROOT,
          env: { ...process.env, CDKTF_OUTDIR: path.join(own(), "out"), ...binary },
          encoding: "utf8",
        },
      );
      return stderr;
    };
    const kept = once({ ESBUILD_BINARY_PATH: path.join(own(), "no-esbuild") });
    return /^\w+\n$/.test(kept) ? { said: kept, anew: false } : { said: once({}), anew: true };
  };

  test("is bundled anew when a source, a setting or the place that an import leads to has changed, and only then", () => {
    write({
      "m.ts":
        'import { word } from "./word";\nimport { App } from "cdktf";\nnew App().synth();\nconsole.error(word);\n',
      "word/index.ts": 'import { part } from "part";\nexport const word = part;\n',
      "a/part.ts": 'export const part = "one";\n',
      "b/part.ts": 'export const part = "four";\n',
      "tsconfig.json": '{ "compilerOptions": { "paths": { "part": ["./a/part"] } } }',
      "out/manifest.json": "{}",
    });
    expect(run()).toEqual({ said: "one\n", anew: true });
    expect(run()).toEqual({ said: "one\n", anew: false });
    write({ "a/part.ts": 'export const part = "two";\n' });
    expect(run()).toEqual({ said: "two\n", anew: true });
    write({ "word.ts": 'export const word = "three";\n' });
    expect(run()).toEqual({ said: "three\n", anew: true });
    rmSync(path.join(own(), "word.ts"));
    write({ "tsconfig.json": '{ "compilerOptions": { "paths": { "part": ["./b/part"] } } }' });
    expect(run()).toEqual({ said: "four\n", anew: true });
    write({ "tsconfig.json": '{ "extends": "./a/tsconfig.json" }', "a/tsconfig.json": '{ "compilerOptions": {} }' });
    write({ "node_modules/part/package.json": '{ "name": "part", "version": "1.0.0" }' });
    write({ "node_modules/part/index.js": 'exports.part = "five";\n' });
    expect([run(), run()]).toEqual([
      { said: "five\n", anew: true },
      { said: "five\n", anew: true },
    ]);
  });
});

describe("the packages that are kept from run to run", () => {
  const cache = path.join(ROOT, "node_modules", ".cache", "synth");
  const program =
    'import { word } from "./word";\nimport { App } from "cdktf";\nnew App().synth();\nconsole.error(word);\n';
  const kept = (): string[] => readdirSync(cache).filter((name) => name.startsWith("packages."));
  beforeAll(() => writeFileSync(path.join(folder, "word.ts"), 'export const word = "done";\n'));

  test.each([
    ["cut", (text: Buffer) => text.subarray(0, text.length / 2)],
    ["emptied", () => Buffer.alloc(0)],
    [
      "changed in the middle",
      (text: Buffer) => Buffer.concat([text.subarray(0, 999), Buffer.from("~"), text.subarray(1000)]),
    ],
  ] as const)("are made again when the file is %s", (_name, damage) => {
    expect(synth(program)).toEqual({ status: 0, stderr: "done\n" });
    const whole = new Map(kept().map((name) => [name, readFileSync(path.join(cache, name))]));
    for (const [name, text] of whole) writeFileSync(path.join(cache, name), damage(text));
    expect(synth(program)).toEqual({ status: 0, stderr: "done\n" });
    expect(kept().filter((name) => whole.get(name)?.equals(readFileSync(path.join(cache, name))))).toHaveLength(1);
    for (const [name, text] of whole) writeFileSync(path.join(cache, name), text);
  });

  test("lie in the system's temporary folder where node_modules can't be written to", () => {
    const aside = `${cache}.${String(process.pid)}`;
    renameSync(cache, aside);
    try {
      writeFileSync(cache, "a file where the folder should be");
      expect(synth(program)).toEqual({ status: 0, stderr: "done\n" });
    } finally {
      rmSync(cache);
      renameSync(aside, cache);
    }
  });
});

// From Node 22.1 on Node keeps it by itself.
(process.versions.node.startsWith("20.") ? describe : describe.skip)("what V8 compiled of them", () => {
  const cache = path.join(ROOT, "node_modules", ".cache", "synth");
  /** The compiled files that a program's first run makes, once what it was written by is certain. */
  const made = (word: string): string[] => {
    const before = new Set(readdirSync(cache));
    const own = path.join(folder, "compiled");
    mkdirSync(own, { recursive: true });
    const text = `import { App } from "cdktf";\nnew App().synth();\nconst said = () => "${word}";\nconsole.error(said());\n`;
    writeFileSync(path.join(own, "m.ts"), text);
    // What changed within the step of a file system's clock before a run isn't kept.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    expect(run()).toBe(`${word}\n`);
    return readdirSync(cache)
      .filter((name) => name.startsWith("compiled-program.") && !before.has(name))
      .map((name) => path.join(cache, name));
  };
  const run = (): string =>
    spawnSync(process.execPath, [path.join(ROOT, "tools", "synth.mjs"), path.join(folder, "compiled", "m.ts")], {
      cwd: ROOT,
      env: { ...process.env, CDKTF_OUTDIR: path.join(folder, "out") },
      encoding: "utf8",
    }).stderr;
  const stampsOf = (files: readonly string[]): number[] => files.map((file) => statSync(file).mtimeMs);

  test("is kept once, and taken for no other text of the same length", () => {
    const files = made("tick");
    expect(files).toHaveLength(1);
    const stamps = stampsOf(files);
    expect(run()).toBe("tick\n");
    expect(stampsOf(files)).toEqual(stamps);
    expect(made("tock")).toHaveLength(1);
  });

  test.each([
    ["cut", (bytes: Buffer) => bytes.subarray(0, 999)],
    ["emptied", () => Buffer.alloc(0)],
    ["changed in the middle", (bytes: Buffer) => Buffer.from(bytes).fill(7, 500, 600)],
  ])("is made again when the file is %s", (name, damage) => {
    for (const file of made(name)) {
      const damaged = damage(readFileSync(file));
      writeFileSync(file, damaged);
      expect(run()).toBe(`${name}\n`);
      expect(readFileSync(file).equals(damaged)).toBe(false);
    }
    expect.assertions(3);
  });
});

describe("a disk that the stack can't be written to", () => {
  const program =
    'import { App, TerraformStack, TerraformOutput } from "cdktf";\nconst app = new App();\nconst stack = new TerraformStack(app, "big");\nnew TerraformOutput(stack, "o", { value: "x".repeat(200000) });\napp.synth();\n';
  const mounted = (options: string, work: () => void): void => {
    const disk = path.join(folder, "disk");
    mkdirSync(disk, { recursive: true });
    const mount = spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", disk], { encoding: "utf8" });
    if (mount.status !== 0) {
      process.stderr.write(
        `Skipped: a disk of a few kB can't be mounted here: ${mount.stderr || String(mount.error)}\n`,
      );
      return;
    }
    try {
      work();
    } finally {
      spawnSync("umount", [disk]);
    }
  };

  test.each([
    ["full", "size=64k", /can't be written \(ENOSPC\)/],
    ["read-only", "size=64k,ro", /can't be written \(EROFS\)/],
  ])("is %s: that is said in one line, without a stack trace", (_, options, message) => {
    mounted(options, () => {
      const { status, stderr } = synth(program, path.join(folder, "disk", "out"));
      expect(stderr).toMatch(message);
      expect(stderr).toMatch(/CDKTF_OUTDIR names the folder/);
      expect(stderr).not.toContain("    at ");
      expect(status).toBe(1);
    });
  });
});

test("a refused value is explained without a stack trace", () => {
  const { status, stderr } = synth(
    'import { RouteKey } from "../../constructs";\nnew RouteKey("FETCH /x");\nconsole.log("not reached");\n',
  );
  expect(stderr).toMatch(/^\[route-key-shape\]/);
  expect(stderr).not.toContain("    at ");
  expect(status).toBe(1);
});

test.each(["archive", "prebuilt"])(
  "two syntheses at once into one folder end well, and write what one alone writes, all files whole: %s",
  async (LAMBDA_PACKAGING) => {
    const run = async (out: string): Promise<unknown> => {
      const env = { ...process.env, CDKTF_OUTDIR: path.join(folder, out), LAMBDA_PACKAGING };
      const child = spawn(process.execPath, [path.join(ROOT, "tools", "synth.mjs"), "main.ts"], { cwd: ROOT, env });
      const [code] = (await once(child, "exit")) as [unknown];
      return code;
    };
    const alone = `alone-${LAMBDA_PACKAGING}`;
    expect(await run(alone)).toBe(0);
    const expected = [...filesBelow(path.join(folder, alone))];
    expect(expected.length).toBeGreaterThan(5);
    for (const round of ["first", "second"]) {
      // The second round meets what the first has written.
      expect([round, await Promise.all([run("shared"), run("shared")])]).toEqual([round, [0, 0]]);
      const found = filesBelow(path.join(folder, "shared"));
      expect([...found.keys()].sort()).toEqual(expected.map(([file]) => file).sort());
      expect(
        expected.filter(([file, content]) => found.get(file)?.equals(content) !== true).map(([file]) => file),
      ).toEqual([]);
    }
    rmSync(path.join(folder, "shared"), { recursive: true });
  },
  120_000,
);
