import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmdirSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { cleanEnvironment, ROOT } from "../../support/project";

const run = promisify(execFile);

/** What npm says of a package it made. */
export interface Packed {
  readonly filename: string;
  /** Bytes of the tarball. */
  readonly size: number;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

/**
 * Packs with `npm pack`, which builds first: once for all test files of a run, whose folder jest.e2e.config.js makes. Builds write into the
 * checkout, so one waits for the other.
 * @param folder gets the tarball
 * @param of the folder of the package, from the root
 */
export async function pack(folder: string, of = "."): Promise<Packed> {
  const once = process.env["ONCE_PER_RUN"];
  if (once === undefined) throw new Error("Run it with jest.e2e.config.js, which sets ONCE_PER_RUN.");
  const own = path.join(once, of.replaceAll(/\W/g, "_"));
  const packed = await lockedIn(once, () => packedIn(own, of));
  copyFileSync(path.join(own, packed.filename), path.join(folder, packed.filename));
  return packed;
}

async function packedIn(folder: string, of: string): Promise<Packed> {
  const answer = path.join(folder, "packed.json");
  if (!existsSync(answer)) {
    mkdirSync(folder, { recursive: true });
    const options = { cwd: path.join(ROOT, of) };
    const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], options);
    writeFileSync(answer, stdout);
  }
  const [packed] = JSON.parse(readFileSync(answer, "utf8")) as Packed[];
  if (packed === undefined) throw new Error("npm pack made nothing.");
  return packed;
}

/** Does the work when no other test file is at it; the test's own time limit ends the waiting. */
async function lockedIn<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = path.join(folder, "lock");
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      await setTimeout(200);
    }
  }
  try {
    return await work();
  } finally {
    rmdirSync(lock);
  }
}

/** Packages that a consumer brings, and tools: linked, because the AWS bindings alone hold 400 MB. */
const BROUGHT = [
  "cdktf",
  "constructs",
  "@cdktf/provider-aws",
  "@cdktf/provider-archive",
  "typescript",
  "@types/node",
  "undici-types",
];

/**
 * An empty project with the tarballs installed by npm.
 * @param brought packages that it has besides
 */
export async function consumerOf(
  tarballs: readonly string[],
  folder: string,
  brought: readonly string[] = BROUGHT,
): Promise<Consumer> {
  const consumer = await installFrom(["--legacy-peer-deps", ...tarballs], folder);
  for (const name of brought) consumer.link(name);
  return consumer;
}

/** An empty project with what npm installs into it, peers that fit included. */
export async function installFrom(packages: readonly string[], folder: string): Promise<Consumer> {
  mkdirSync(folder);
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  const install = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];
  await run("npm", [...install, ...packages], { cwd: folder });
  return new Consumer(folder);
}

interface Run {
  readonly code: number;
  readonly output: string;
}

export class Consumer {
  constructor(readonly folder: string) {}

  write(name: string, text: string): void {
    writeFileSync(path.join(this.folder, name), text);
  }

  /** Links a package of this project. */
  link(name: string): void {
    const link = path.join(this.folder, "node_modules", name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(ROOT, "node_modules", name), link);
  }

  /** Runs Node in the project. Never rejects: a code other than 0 is an answer too. */
  node(...args: string[]): Promise<Run> {
    return this.nodeWith({}, ...args);
  }

  nodeWith(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Run> {
    return this.nodeIn(".", env, ...args);
  }

  /** In a folder below the project, with more variables. */
  nodeIn(place: string, env: Readonly<Record<string, string>>, ...args: string[]): Promise<Run> {
    const options = { cwd: path.join(this.folder, place), env: cleanEnvironment(env), maxBuffer: 1 << 26 };
    return run(process.execPath, args, options).then(
      ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
        code,
        output: stdout + stderr,
      }),
    );
  }

  /** The compiler's messages; empty when the program compiles. */
  async compile(...options: string[]): Promise<string> {
    const strict = ["--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--target", "es2022"];
    const args = ["node_modules/typescript/bin/tsc", "main.ts", ...strict, "--lib", "es2022", ...options];
    return (await this.node(...args)).output;
  }
}
