import { chmodSync, copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { lastLines, run, type Finished } from "../../process/child";
import { Refusal } from "../../process/user-error";
import { leaveOutMissing } from "./missing-modules";
import type { Tool } from "./range";

/** Go's environment: the person's proxy and checksum database hold; what would bend a build doesn't. */
export function goEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // A pattern that is nobody's: no module goes unchecked because a company's are.
  const checked = { GONOSUMDB: "none.invalid", GONOSUMCHECK: "", GOINSECURE: "none.invalid" };
  return { ...env, ...checked, GOWORK: "off", GOFLAGS: "", GO111MODULE: "on", GOOS: "", GOARCH: "" };
}

function said(answer: Finished): string {
  return answer.failure ?? lastLines(answer.stderr || answer.stdout, 6);
}

/** Why nothing can be built here, or undefined if it can. */
export async function whyNoGo(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const answer = await run("go", ["env", "GOSUMDB"], { env: goEnvironment(env), timeout: 60_000 });
  if (/ENOENT/.test(answer.failure ?? "")) return "there is no Go here to build it with";
  if (answer.code !== 0) return `the Go here can't be run: ${said(answer)}`;
  return answer.stdout.trim() === "off" ? "GOSUMDB is off, so that nothing would check its sources" : undefined;
}

/** Fetches a module at its exact version; Go holds it against its checksum database. @returns its folder, read-only */
async function fetchSources(tool: Tool, folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const answer = await run("go", ["mod", "download", "-json", `${tool.module}@v${tool.version}`], {
    cwd: folder,
    env: goEnvironment(env),
    timeout: 120_000,
  });
  const found = /^\{[\s\S]*\}\s*$/.test(answer.stdout)
    ? (JSON.parse(answer.stdout) as Partial<Record<string, string>>)
    : {};
  if (answer.code === 0 && found["Dir"] !== undefined) return found["Dir"];
  throw new Refusal(`the module proxy doesn't give its sources: ${found["Error"] ?? said(answer)}`);
}

/** Copies a folder whose files may be read-only to one that can be written to and removed. */
function copyWritable(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyWritable(source, target);
    else if (entry.isFile()) {
      copyFileSync(source, target);
      chmodSync(target, 0o644);
    }
  }
}

/**
 * Builds a tool from the sources that Go's module proxy has of its exact version.
 * @param folder an empty folder of this build's own
 * @param out the file to write
 * @param until when it has to be done, in milliseconds since 1970; half an hour from now at the latest
 * @returns what had to be left out of it, see `leaveOutMissing`
 * @throws Refusal with the reason
 */
export async function build(
  tool: Tool,
  folder: string,
  out: string,
  env: NodeJS.ProcessEnv,
  until = Infinity,
): Promise<readonly string[]> {
  const sources = join(folder, "sources");
  copyWritable(await fetchSources(tool, folder, env), sources);
  const leftOut = leaveOutMissing(sources);
  const flags = ["-s", "-w", ...(tool.release === undefined ? [] : ["-X", tool.release])].join(" ");
  // Without paths in them, what is compiled serves the next build, whichever folder that takes place in.
  const args = ["build", "-mod=readonly", "-trimpath", "-buildvcs=false", "-ldflags", flags, "-o", out, tool.program];
  const answer = await run("go", args, {
    cwd: sources,
    env: goEnvironment(env),
    timeout: Math.max(1000, Math.min(1_800_000, until - Date.now())),
  });
  if (answer.code !== 0) throw new Refusal(`it can't be built from its sources: ${said(answer)}`);
  return leftOut;
}
