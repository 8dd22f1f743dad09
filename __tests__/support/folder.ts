import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

/** A folder for the tests of one file, removed when they are over. Call it at the top of the file. */
export function temporaryFolder(prefix: string): () => string {
  let folder: string | undefined;
  beforeAll(() => {
    folder = mkdtempSync(path.join(realpathSync(tmpdir()), `${prefix}-`));
  });
  afterAll(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });
  return () => {
    if (folder === undefined) throw new Error("The folder is there once the tests run, not while they are declared.");
    return folder;
  };
}
