import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import * as path from "node:path";
import { lastLines, run } from "../../process/child";
import { ROOT } from "../../process/terraform-working-directory";
import { UserError } from "../../process/user-error";

export interface Wheel {
  /** `1.44.5` */
  readonly version: string;
  readonly data: Uint8Array;
}

/**
 * Gets the newest botocore from PyPI by pip into `.work/facts`, which git ignores. Needs a Python with pip.
 * @throws UserError when pip can't be run, or gets nothing
 */
export async function newestWheel(env: NodeJS.ProcessEnv = process.env): Promise<Wheel> {
  const folder = path.join(ROOT, ".work", "facts");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const python = env["PYTHON"] ?? (process.platform === "win32" ? "python" : "python3");
  const args = [
    "-m",
    "pip",
    "download",
    "botocore",
    "--no-deps",
    "--only-binary",
    ":all:",
    "--quiet",
    "--dest",
    folder,
  ];
  const { code, stderr } = await run(python, args, { timeout: 300_000 });
  const file = readdirSync(folder).find((name) => name.endsWith(".whl"));
  if (code !== 0 || file === undefined)
    throw new UserError(
      "botocore",
      `pip got no botocore (${lastLines(stderr, 2) || `${python} ended with ${String(code)}`}).`,
      "Install Python 3 with pip, name it in the variable PYTHON, or pass a wheel: npm run facts -- --wheel FILE.",
    );
  return readWheel(path.join(folder, file));
}

/** @throws UserError when the file's name isn't that of a wheel of botocore */
export function readWheel(file: string): Wheel {
  const version = /^botocore-(\d+(?:\.\d+)+)-.*\.whl$/.exec(path.basename(file))?.[1];
  if (version === undefined)
    throw new UserError(
      "botocore",
      `${file} is no wheel of botocore.`,
      "Get one with: python3 -m pip download botocore --no-deps, which names it botocore-VERSION-….whl.",
    );
  return { version, data: readFileSync(file) };
}
