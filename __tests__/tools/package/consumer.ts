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
  mkdirSync(folder);
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  const install = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps"];
  await run("npm", [...install, ...tarballs], { cwd: folder });
  for (const name of brought) {
    const link = path.join(folder, "node_modules", name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(ROOT, "node_modules", name), link);
  }
  return new Consumer(folder);
}

export class Consumer {
  constructor(readonly folder: string) {}

  write(name: string, text: string): void {
    writeFileSync(path.join(this.folder, name), text);
  }

  /** Runs Node in the project. Never rejects: a code other than 0 is an answer too. */
  async node(...args: string[]): Promise<{ readonly code: number; readonly output: string }> {
    const options = { cwd: this.folder, env: cleanEnvironment(), maxBuffer: 1 << 26 };
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
