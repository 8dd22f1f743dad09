import { mkdirSync, renameSync, rmSync } from "node:fs";
import * as path from "node:path";
import { writeAction } from "./action";
import { ENTRIES, writeCommand, writeConstructs, writeLocalRun, writeModule, writePosture } from "./code";
import { writeDeclarations } from "./declarations";
import { CDKTF, CDKTN, type Edition, writeCdktnDocuments } from "./editions";
import { writeFunctions } from "./functions";

const ROOT = path.resolve(__dirname, "../..");

/** What is published, and how each is written into a folder. */
export const PACKAGES = {
  /** `cognito-http-api`: the constructs, and the functions that they refer to. */
  constructs: {
    out: path.join(ROOT, "dist"),
    write: (draft: string): Promise<void> => writeEdition(draft, CDKTF),
  },
  /** `cognito-http-api-cdktn`: the same for cdktn, as a whole folder to pack. */
  cdktn: {
    out: path.join(ROOT, "tools", "package", "dist", "cdktn"),
    write: async (draft: string): Promise<void> => {
      await writeEdition(path.join(draft, "dist"), CDKTN);
      writeCdktnDocuments(ROOT, draft);
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

async function writeEdition(out: string, edition: Edition): Promise<void> {
  mkdirSync(path.join(out, "constructs"), { recursive: true });
  await writeDeclarations(ROOT, ENTRIES.constructs, path.join(out, "constructs", "index.d.ts"), edition);
  await writeConstructs(ROOT, out, edition);
  await writeCommand(ROOT, out, edition);
  writeModule(ROOT, out);
  await writeLocalRun(ROOT, out, edition);
  writeFunctions(ROOT, out);
}

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
