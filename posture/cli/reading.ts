import type { Sources } from "../diff/index";
import { expressionTexts, isFolder, parse, readAny, readFolder, type Reading } from "../model/read";
import type { Model } from "../model/model";
import { UsageError, type Host } from "./command";

/** What an input is read to, and its JSON where it is a file. */
export interface Input {
  readonly reading: Reading;
  /** Undefined for a folder. */
  readonly json?: unknown;
}

/** The one file that a command is called with. @throws UsageError with an example of a call */
export function onlyFile(files: readonly string[], example: string): string {
  const [file, ...more] = files;
  if (file === undefined) throw new UsageError(`Which file? ${example}`);
  if (more.length > 0) throw new UsageError(`One file at a time: ${files.join(", ")}.`);
  return file;
}

/** What there is in an input, or, of a plan, what there was before it. @throws UsageError where it has no before */
export function sideOf(reading: Reading, before: boolean, file: string): Model {
  if (!before) return reading.current;
  if (reading.format !== "plan") throw new UsageError(`--before is for plans; ${file} is a ${reading.format}.`);
  return reading.before;
}

/** Reads a plan, a state, a synthesized stack, or a folder of `.tf` files. Throws InputError and UsageError. */
export async function readInput(place: string, around: Host): Promise<Input> {
  if (place !== "-" && isFolder(place)) return { reading: { format: "folder", current: await readFolder(place) } };
  const json = parse(await around.read(place));
  return { reading: readAny(json), json };
}

/** Both sides where both are folders, which are sources themselves. */
export function bothFolders(base: string | undefined, head: string | undefined): readonly [string, string] | undefined {
  const isSource = (place: string | undefined): place is string =>
    place !== undefined && place !== "-" && isFolder(place);
  return isSource(base) && isSource(head) ? [base, head] : undefined;
}

/** What expressions say in the folders of both sides' configuration. Throws InputError. */
export async function sourcesOf(before: string, after: string): Promise<Sources> {
  return { before: await expressionTexts(before), after: await expressionTexts(after) };
}
