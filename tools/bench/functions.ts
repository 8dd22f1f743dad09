import { spawnSync } from "node:child_process";
import type { Figure } from "./figure";

/** The JSON that a measure prints. It runs in a process of its own: nothing that was loaded here slows a call down. */
function measured(name: string, ...args: readonly string[]): Readonly<Record<string, number>> {
  const program = [require.resolve("tsx/cli"), `tools/bench/${name}.ts`, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { encoding: "utf8" });
  if (status !== 0) throw new Error(`The measure ${name} ended with ${String(status)}:\n${stderr}`);
  return JSON.parse(stdout) as Readonly<Record<string, number>>;
}

/** Load to first answer in a fresh process, the key set that the authorizer fetches included; by the quickest rounds. */
export function coldStartFigures(rounds: number): readonly Figure[] {
  const { empty = NaN, ...functions } = measured("cold-start", String(rounds));
  return Object.entries(functions).map(([name, fastest]) => ({
    what: `first answer of ${name} in a fresh process`,
    ours: `${fastest.toFixed(1)} ms`,
    peer: "an empty handler",
    // What is added counts: next to an empty handler's millisecond a ratio says little.
    theirs: `${empty.toFixed(1)} ms: ${(fastest - empty).toFixed(1)} ms more`,
    ratio: undefined,
  }));
}

/** A warm call of the bundled authorizer against the bare signature check and other libraries' verifiers. @param jose the folder and version of jose */
export function authorizerFigures(jose?: { readonly folder: string; readonly version: string }): readonly Figure[] {
  const { handler = NaN, ...others } = measured("authorizer", ...(jose === undefined ? [] : [jose.folder]));
  const figure = (name: string, peer: string, goal?: number): Figure => {
    const theirs = others[name] ?? NaN;
    return {
      what: "a warm call of the authorizer",
      ours: `${handler.toFixed(1)} µs`,
      peer,
      theirs: `${theirs.toFixed(1)} µs`,
      ratio: handler / theirs,
      ...(goal !== undefined && { goal }),
    };
  };
  return [
    figure("bare", "the bare RSA check of its token", 1.3),
    figure("library", "aws-jwt-verify, without scopes, groups and routes"),
    ...(jose === undefined ? [] : [figure("jose", `jose ${jose.version}, without scopes, groups and routes`)]),
  ];
}
