import { existsSync } from "node:fs";
import * as path from "node:path";
import { ROOT } from "./project";

/** A linter on the PATH, or built into `.work/toolchain/bin`; undefined where there is none. */
export function linterHere(name: "actionlint" | "checkov" | "tflint" | "zizmor"): string | undefined {
  const ending = process.platform === "win32" ? ".exe" : "";
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), path.join(ROOT, ".work", "toolchain", "bin")];
  return folders.map((one) => path.join(one, name + ending)).find((file) => path.isAbsolute(file) && existsSync(file));
}

/** Why what needs a linter is skipped. */
export const noLinter = (name: string): string => `${name} is neither on the PATH nor in .work/toolchain/bin`;
