import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { EXPORTS } from "./code";

/** Packages whose types a declaration may use: whoever compiles against them has these. */
const BROUGHT = /^(node:|cdktf$|constructs$|@cdktf\/provider-)/;

/**
 * Writes one file of declarations for each export, with what it reaches and nothing else. Of each comment on a member the first sentence and the
 * default stay, for editors; of posture none do. The rest is in the sources: comments are more than half of the declarations.
 * @throws Error with the compiler's messages
 */
export async function writeDeclarations(root: string, out: string): Promise<void> {
  const all = mkdtempSync(`${out}.types-`);
  try {
    compile(root, all);
    const bundle = await rollup({
      input: Object.fromEntries(EXPORTS.map((entry) => [entry, path.join(all, `${entry}.d.ts`)])),
      external: (from) => BROUGHT.test(from),
      plugins: [dts()],
      onwarn: ({ message }) => {
        throw new Error(
          `${message}\nWho installs the package may not have what these types come from. Move what is exported into a file without them.`,
        );
      },
    });
    await bundle.write({ dir: out, format: "es", entryFileNames: "[name].d.ts", chunkFileNames: "[name].d.ts" });
    await bundle.close();
    for (const entry of EXPORTS) {
      const file = path.join(out, `${entry}.d.ts`);
      const text = readFileSync(file, "utf8");
      writeFileSync(file, text.replace(COMMENT, entry.startsWith("posture") ? () => "" : shortened));
    }
  } finally {
    rmSync(all, { recursive: true, force: true });
  }
}

const COMMENT = /^( *)\/\*\*((?:(?!\*\/)[^])*)\*\/\n/gm;

function shortened(_: string, indent: string, comment: string): string {
  if (indent === "") return "";
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
