import { relative, resolve, join } from "node:path";
import { valueOr } from "../../posture/model";
import type { Emulator } from "../emulator/emulator";
import { describeError } from "../../process/user-error";
import type { Session } from "../session/session";
import type { Deployed } from "../session/stack-run";
import type { Program } from "../terraform/stacks";
import { updateCode } from "./function-code";
import { reload } from "./reload";
import { FileWatch } from "./watch-files";
import { existsSync, statSync } from "node:fs";
import { build } from "esbuild";

interface Watched {
  readonly stack: Deployed;
  readonly source: Deployed["functions"][number];
  /** The function's name in AWS. */
  readonly name: string;
  inputs: ReadonlySet<string>;
}

/** A program whose stacks are deployed. */
interface WatchedProgram {
  readonly program: Program;
  /** Files of its own; nothing of installed packages. */
  readonly inputs: readonly string[];
}

/**
 * Gives functions their new code when their sources are saved, and applies a program that changed in place. What doesn't
 * compile leaves the last good state running and is named by file and line.
 * @param width of the terminal, in characters
 * @returns what ends it
 */
export async function watchSources(session: Session, print: (line: string) => void, width = 100): Promise<() => void> {
  const watched: Watched[] = [];
  const programs: WatchedProgram[] = [];
  const look = async (): Promise<void> => {
    const functions = await Promise.all(session.stacks.map(functionsOf));
    watched.splice(0, watched.length, ...functions.flat());
    const used = new Set(session.runs.flatMap(({ program }) => program ?? []));
    const found = await Promise.all(
      [...used].map(async (program) => ({ program, inputs: await programInputs(program) })),
    );
    programs.splice(0, programs.length, ...found);
    files.add([...watched, ...programs].flatMap(({ inputs }) => [...inputs]));
  };
  let work = Promise.resolve();
  const files = new FileWatch((changed) => {
    work = work.then(() => handle(changed)).catch((error: unknown) => print(describeError(error)));
  });
  const handle = async (changed: ReadonlySet<string>): Promise<void> => {
    const concerned = watched.filter(({ inputs }) => [...changed].some((file) => inputs.has(file)));
    await Promise.all(concerned.map((one) => renew(one, session.emulator, files, print)));
    for (const { program, inputs } of [...programs])
      if (inputs.some((file) => changed.has(file))) {
        await reload(session, program, print, width);
        // A program that doesn't compile any more is watched as it was.
        await look().catch(() => undefined);
      }
  };
  await look();
  return () => files.close();
}

async function functionsOf(stack: Deployed): Promise<readonly Watched[]> {
  const found = stack.functions.map(async (source) => {
    const entity = stack.posture.model.functions.find(({ address }) => address === source.address);
    const name = valueOr(entity?.name ?? NONE, undefined);
    return name === undefined ? [] : [{ stack, source, name, inputs: new Set(await inputsOf(source.entry)) }];
  });
  return (await Promise.all(found)).flat();
}

/** What a program is made of, and what it is configured by. */
async function programInputs({ entry }: Program): Promise<readonly string[]> {
  const file = resolve(entry ?? "main.ts");
  return [...(await inputsOf(file)), resolve("cdktf.json")];
}

const NONE = { known: true, value: undefined } as const;

async function renew(one: Watched, emulator: Emulator, files: FileWatch, print: (line: string) => void): Promise<void> {
  const began = Date.now();
  try {
    await updateCode(emulator.url, one.stack.region, one.name, one.source);
    print(`✓ ${one.name}: code updated (${String(Date.now() - began)} ms)`);
    one.inputs = new Set(await inputsOf(one.source.entry));
    files.add([...one.inputs]);
  } catch (error) {
    print(
      `✗ ${relative(process.cwd(), one.source.entry)}: not updated; the function keeps its previous code.\n${message(error)}`,
    );
  }
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The project's own files that a program or function is made of; packages change with an installation only. */
export async function inputsOf(entry: string): Promise<readonly string[]> {
  const isFolder = existsSync(entry) && statSync(entry).isDirectory();
  const names = ["index.ts", "index.mts", "index.js", "index.mjs"].map((name) => join(entry, name));
  const file = isFolder ? (names.find((name) => existsSync(name)) ?? entry) : entry;
  const { metafile } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    packages: "external",
    logLevel: "silent",
    outdir: "nowhere",
  });
  return Object.keys(metafile.inputs).map((name) => resolve(name));
}
