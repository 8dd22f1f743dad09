import { mkdirSync, renameSync, rmSync } from "node:fs";
import * as path from "node:path";
import { writeAction } from "./action";
import { ENTRIES, writeCommand, writeConstructs, writePosture } from "./code";
import { writeDeclarations } from "./declarations";
import { writeFunctions } from "./functions";

export const ROOT = path.resolve(__dirname, "../..");

/** What is published, and how each is written into a folder. */
export const PACKAGES = {
  /** `cognito-http-api`: the constructs, and the functions that they refer to. */
  constructs: {
    out: path.join(ROOT, "dist"),
    write: async (draft: string): Promise<void> => {
      await writeDeclarations(ROOT, ENTRIES.constructs, path.join(draft, "constructs", "index.d.ts"));
      await writeConstructs(ROOT, draft);
      await writeCommand(ROOT, draft);
      writeFunctions(ROOT, draft);
    },
  },
  /** `aws-api-posture`. */
  posture: {
    out: path.join(ROOT, "posture", "dist"),
    write: async (draft: string): Promise<void> => {
      await writeDeclarations(ROOT, ENTRIES.posture, path.join(draft, "index.d.ts"));
      await writePosture(ROOT, draft);
    },
  },
  /** The GitHub action, which release tags hold built. */
  action: {
    out: path.join(ROOT, "action", "dist"),
    write: (draft: string): Promise<void> => writeAction(ROOT, draft),
  },
} as const;

/**
 * Writes what a package holds besides its documents. The folder is replaced as a whole, and only when everything compiled.
 * @throws Error with the compiler's messages
 */
export async function buildPackage(name: keyof typeof PACKAGES): Promise<void> {
  const { out, write } = PACKAGES[name];
  const draft = `${out}.${String(process.pid)}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  try {
    await write(draft);
    rmSync(out, { recursive: true, force: true });
    renameSync(draft, out);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
