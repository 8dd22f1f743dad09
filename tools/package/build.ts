import { mkdirSync, renameSync, rmSync } from "node:fs";
import * as path from "node:path";
import { writeCode } from "./code";
import { writeDeclarations } from "./declarations";
import { writeFunctions } from "./functions";

export const ROOT = path.resolve(__dirname, "../..");

/**
 * Writes what the npm package holds besides its documents: code, declarations, and the bundled functions.
 * @param out replaced as a whole, and only when everything compiled
 * @throws Error with the compiler's messages
 */
export async function buildPackage(out: string): Promise<void> {
  const draft = `${out}.${String(process.pid)}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  try {
    await writeDeclarations(ROOT, draft);
    writeCode(ROOT, draft);
    writeFunctions(ROOT, draft);
    rmSync(out, { recursive: true, force: true });
    renameSync(draft, out);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
