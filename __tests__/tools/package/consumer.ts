import { execFile } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
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
 * Runs `npm pack`, which builds first.
 * @param of the folder of the package, from the root
 */
export async function pack(folder: string, of = "."): Promise<Packed> {
  const cwd = path.join(ROOT, of);
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd });
  const [packed] = JSON.parse(stdout) as Packed[];
  if (packed === undefined) throw new Error("npm pack made nothing.");
  return packed;
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
