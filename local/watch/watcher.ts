import { relative } from "node:path";
import { valueOr } from "../../posture/model";
import type { Emulator } from "../emulator/emulator";
import type { Deployed } from "../session/stack-run";
import { updateCode } from "./function-code";
import { inputsOf } from "./inputs";
import { FileWatch } from "./watch-files";

interface Watched {
  readonly stack: Deployed;
  readonly source: Deployed["functions"][number];
  /** The function's name in AWS. */
  readonly name: string;
  inputs: ReadonlySet<string>;
}

/** Where a program's sources lie, and what is done when one of them changes. */
export interface WatchedProgram {
  readonly inputs: readonly string[];
  readonly reload: () => Promise<void>;
}

/**
 * Gives functions their new code when their sources are saved, and hands a program's changes on. A source that doesn't
 * compile leaves the last good code in place and is named by file and line.
 * @returns what ends it
 */
export async function watchSources(
  emulator: Emulator,
  stacks: readonly Deployed[],
  program: WatchedProgram | undefined,
  print: (line: string) => void,
): Promise<() => void> {
  const watched: Watched[] = [];
  for (const stack of stacks)
    for (const source of stack.functions) {
      const name = valueOr(
        stack.posture.model.functions.find(({ address }) => address === source.address)?.name ?? NONE,
        undefined,
      );
      if (name !== undefined) watched.push({ stack, source, name, inputs: new Set(await inputsOf(source.entry)) });
    }
  let work = Promise.resolve();
  const files = new FileWatch((changed) => {
    work = work.then(() => handle(changed)).catch((error: unknown) => print(problem(error)));
  });
  const handle = async (changed: ReadonlySet<string>): Promise<void> => {
    const concerned = watched.filter(({ inputs }) => [...changed].some((file) => inputs.has(file)));
    await Promise.all(concerned.map((one) => renew(one, emulator, files, print)));
    if (concerned.length === 0 && program?.inputs.some((file) => changed.has(file)) === true) await program.reload();
  };
  files.add([...watched.flatMap(({ inputs }) => [...inputs]), ...(program?.inputs ?? [])]);
  return () => files.close();
}

const NONE = { known: true, value: undefined } as const;

async function renew(one: Watched, emulator: Emulator, files: FileWatch, print: (line: string) => void): Promise<void> {
  const began = Date.now();
  try {
    await updateCode(emulator.url, one.stack.region, one.name, one.source);
    print(`✓ ${one.name} has its new code (${String(Date.now() - began)} ms)`);
    one.inputs = new Set(await inputsOf(one.source.entry));
    files.add([...one.inputs]);
  } catch (error) {
    print(`✗ ${relative(process.cwd(), one.source.entry)}: the last good code stays.\n${problem(error)}`);
  }
}

function problem(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
