import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "../../process/child";
import { alone } from "../../process/lock";
import type { Progress } from "../../process/progress";
import { Refusal } from "../../process/user-error";
import { parseVersion, terraformEnvironment } from "../../process/terraform";
import { openRunFolder, ROOT } from "../../process/terraform-working-directory";
import { build, whyNoGo } from "./go";
import { idOf, variableOf, type Tool } from "./range";

/** What is built is kept here; git-ignored. */
export const TOOLCHAIN = join(ROOT, ".work", "toolchain");

/** A tool that can be run here, or why it can't. */
export type Obtained =
  | {
      readonly tool: Tool;
      readonly binary: string;
      /** Where it comes from, for the person to read. */
      readonly origin: string;
    }
  | { readonly tool: Tool; readonly reason: string };

/** The version in what a tool prints of itself; undefined if it is another tool. */
export function versionIn(tool: Pick<Tool, "name">, output: string): string | undefined {
  if (tool.name === "tflint") return /^TFLint version (\S+)/m.exec(output)?.[1];
  if (tool.name === "actionlint") return /^v?(\d\S*)\n(?:installed|built)/.exec(output)?.[1];
  const parsed = parseVersion(output);
  return parsed?.flavour === (tool.name === "opentofu" ? "tofu" : "terraform") ? parsed.version : undefined;
}

async function versionOf(tool: Tool, binary: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const answer = await run(binary, [tool.linter === true ? "--version" : "version"], {
    env: terraformEnvironment(env),
    timeout: 60_000,
  });
  return answer.code === 0 ? versionIn(tool, answer.stdout) : undefined;
}

/** Every file on the PATH that may be the tool. */
export function candidates(tool: Tool, env: NodeJS.ProcessEnv): readonly string[] {
  const ending = process.platform === "win32" ? ".exe" : "";
  const names = tool.name === "opentofu" ? [idOf(tool), `tofu-${tool.version}`, "tofu"] : [idOf(tool), tool.name];
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name + ending)))
    .filter((file) => existsSync(file));
}

async function person(tool: Tool, env: NodeJS.ProcessEnv): Promise<Obtained | undefined> {
  const variable = variableOf(tool);
  const named = env[variable] ?? "";
  if (named !== "") {
    const version = await versionOf(tool, named, env);
    if (version === tool.version) return { tool, binary: named, origin: variable };
    throw new Refusal(
      `${variable} names ${named}, which ${version === undefined ? `is no ${tool.name} that can be run` : `is ${version}`}.`,
      `Let it name ${tool.name} ${tool.version}, or unset it.`,
    );
  }
  for (const binary of candidates(tool, env)) {
    const version = await versionOf(tool, binary, env);
    if (version === tool.version || (tool.linter === true && version !== undefined))
      return { tool, binary, origin: "the PATH" };
  }
  return undefined;
}

interface Kept {
  readonly leftOut: readonly string[];
}

/** What a built tool lacks, for the person to read. */
function lacking({ leftOut }: Kept): string {
  return leftOut.length === 0
    ? ""
    : `, without the backends ${leftOut.join(", ")}, whose sources the module proxy has not`;
}

/**
 * Gets a tool at its exact version: the one that the person names or has on the PATH, else what was built before, else
 * built with Go from what its module proxy serves and its checksum database vouches for. A build that fails or is
 * interrupted leaves nothing behind.
 * @param until when a build has to be done, in milliseconds since 1970
 * @throws Refusal only where the person names a tool that is another one
 */
export async function obtain(
  tool: Tool,
  progress: Progress,
  until = Infinity,
  env: NodeJS.ProcessEnv = process.env,
  toolchain: string = TOOLCHAIN,
): Promise<Obtained> {
  const own = await person(tool, env);
  if (own !== undefined) return own;
  const ending = process.platform === "win32" ? ".exe" : "";
  const name = idOf(tool);
  const [binary, note] = [join(toolchain, "bin", name + ending), join(toolchain, "bin", `${name}.json`)];
  const kept = async (origin: string): Promise<Obtained | undefined> => {
    if (!existsSync(binary) || !existsSync(note) || (await versionOf(tool, binary, env)) !== tool.version)
      return undefined;
    return { tool, binary, origin: origin + lacking(JSON.parse(readFileSync(note, "utf8")) as Kept) };
  };
  const before = await kept("built before");
  if (before !== undefined) return before;
  const noGo = await whyNoGo(env);
  if (noGo !== undefined)
    return { tool, reason: `it is neither named by ${variableOf(tool)} nor on the PATH, and ${noGo}` };
  const started = Date.now();
  if (until <= started) return { tool, reason: "the time for builds is over (--build-minutes)" };
  const make = async (): Promise<Obtained> => {
    const meanwhile = await kept("built before");
    if (meanwhile !== undefined) return meanwhile;
    const folder = openRunFolder(toolchain);
    try {
      const fresh = join(folder, "built", name + ending);
      mkdirSync(join(folder, "built"));
      const leftOut = await build(tool, folder, fresh, env, until);
      const version = await versionOf(tool, fresh, env);
      if (version !== tool.version) throw new Refusal(`what was built says it is ${version ?? "something else"}`);
      mkdirSync(join(toolchain, "bin"), { recursive: true });
      writeFileSync(join(folder, "note.json"), `${JSON.stringify({ leftOut } satisfies Kept)}\n`);
      // The note first: a binary without it counts for nothing.
      renameSync(join(folder, "note.json"), note);
      renameSync(fresh, binary);
      return {
        tool,
        binary,
        origin: `built with Go in ${String(Math.round((Date.now() - started) / 1000))} s${lacking({ leftOut })}`,
      };
    } catch (error) {
      if (error instanceof Refusal) return { tool, reason: error.message };
      throw error;
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  };
  return progress.step(`build ${idOf(tool)} with Go`, () =>
    alone(join(toolchain, "lock"), () => undefined, make, 1800),
  );
}
