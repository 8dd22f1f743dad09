import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { EXPORTS } from "./code";

/** Packages whose types a declaration may use: whoever compiles against them has these. */
const BROUGHT = /^(node:|cdktf$|constructs$|@cdktf\/provider-)/;

/** Of the model, few people write anything; its comments are left to the sources, for the package's size. */
const UNCOMMENTED = /^posture.(model|read)/;

/**
 * Writes the declarations that the exports reach, with their comments, where editors read them. The compiler writes more: one for every source file.
 * @throws Error with the compiler's messages
 */
export function writeDeclarations(root: string, out: string): void {
  const all = mkdtempSync(`${out}.types-`);
  try {
    compile(root, all);
    const reached = new Set<string>();
    for (const entry of EXPORTS) reach(path.join(all, `${entry}.d.ts`), reached);
    for (const file of reached) {
      const name = path.relative(all, file);
      const text = readFileSync(file, "utf8");
      mkdirSync(path.dirname(path.join(out, name)), { recursive: true });
      writeFileSync(path.join(out, name), UNCOMMENTED.test(name) ? text.replace(/^ *\/\*\*[^]*?\*\/\n/gm, "") : text);
    }
  } finally {
    rmSync(all, { recursive: true, force: true });
  }
}

function compile(root: string, out: string): void {
  const compiler = createRequire(__filename).resolve("typescript/bin/tsc");
  const args = [compiler, "-p", "tsconfig.build.json", "--outDir", out];
  try {
    execFileSync(process.execPath, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    throw new Error(`The declarations don't compile:\n${String((error as { stdout?: string }).stdout)}`);
  }
}

/** Follows the relative imports, `from "./x"` and `import("./x")`. */
function reach(file: string, reached: Set<string>): void {
  if (reached.has(file)) return;
  reached.add(file);
  const text = readFileSync(file, "utf8");
  for (const [, from = ""] of text.matchAll(/(?:from |import\()"(\.[^"]*)"/g)) {
    const target = path.resolve(path.dirname(file), from);
    const found = [`${target}.d.ts`, path.join(target, "index.d.ts")].find((candidate) => existsSync(candidate));
    if (found === undefined) throw new Error(`${file} imports ${from}, which has no declaration.`);
    reach(found, reached);
  }
  for (const [, from = ""] of text.matchAll(/(?:from |import\()"([^".][^"]*)"/g))
    if (!BROUGHT.test(from))
      throw new Error(
        `${file} uses types of ${from}, which nobody has who installs the package. Move what is exported into a file without them.`,
      );
}
