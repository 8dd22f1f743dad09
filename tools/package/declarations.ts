import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { CDKTF, type Edition } from "./editions";

/** Packages whose types a declaration may use: whoever compiles against them has these. */
const BROUGHT = /^(node:|cdktf$|constructs$|@cdktf\/provider-)/;

/**
 * Writes one file of declarations for an entry, with what it reaches and nothing else, every comment included.
 * @param entry a source, from the root: `posture/index.ts`
 * @param file the file to write
 * @param edition whose modules it imports
 * @throws Error with the compiler's messages
 */
export async function writeDeclarations(
  root: string,
  entry: string,
  file: string,
  { moduleOf }: Edition = CDKTF,
): Promise<void> {
  const all = mkdtempSync(`${dirname(file)}.types-`);
  try {
    compile(root, all);
    const bundle = await rollup({
      input: join(all, entry.replace(/\.ts$/, ".d.ts")),
      external: (from) => BROUGHT.test(from),
      plugins: [dts()],
      onwarn: ({ message }) => {
        throw new Error(
          `${message}\nWho installs the package may not have what these types come from. Move what is exported into a file without them.`,
        );
      },
    });
    await bundle.write({ file, format: "es", paths: moduleOf });
    await bundle.close();
  } finally {
    rmSync(all, { recursive: true, force: true });
  }
}

function compile(root: string, out: string): void {
  const compiler = join(dirname(createRequire(__filename).resolve("typescript-7/package.json")), "bin", "tsc");
  const args = [compiler, "-p", "tsconfig.build.json", "--outDir", out];
  try {
    execFileSync(process.execPath, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    throw new Error(`The declarations don't compile:\n${String((error as { stdout?: string }).stdout)}`);
  }
}
