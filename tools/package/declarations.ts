import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { EXPORTS } from "./code";

/** Packages whose types a declaration may use: whoever compiles against them has these. */
const BROUGHT = /^(node:|cdktf$|constructs$|@cdktf\/provider-)/;

/**
 * Writes the declarations that the exports reach; the compiler writes more, one for every source file. Of each comment the first sentence and the
 * default stay, for editors; of posture none do. The rest is in the sources: comments are more than half of the declarations.
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
      writeFileSync(path.join(out, name), text.replace(COMMENT, name.startsWith("posture") ? () => "" : shortened));
    }
  } finally {
    rmSync(all, { recursive: true, force: true });
  }
}

const COMMENT = /^( *)\/\*\*((?:(?!\*\/)[^])*)\*\/\n/gm;

function shortened(_: string, indent: string, comment: string): string {
  const text = comment.replace(/\n *\*/g, "\n").trim();
  const fallback = /@default [^@]*/.exec(text)?.[0].replace(/\s+/g, " ").trim() ?? "";
  const [paragraph = ""] = text.split(/\n *\n|@\w+/);
  const flowing = paragraph.replace(/\s+/g, " ").trim();
  const [sentence] = /^.*?\.(?= |$)/.exec(flowing) ?? [flowing];
  const kept = [sentence, fallback].filter((part) => part !== "").join(" ");
  return kept === "" ? "" : `${indent}/** ${kept} */\n`;
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
