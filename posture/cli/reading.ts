import { isFolder, parse, readAny, readFolder, type Reading } from "../model/read";
import type { Host } from "./command";

/** What an input is read to, and its JSON where it is a file. */
export interface Input {
  readonly reading: Reading;
  /** Undefined for a folder. */
  readonly json?: unknown;
}

/** Reads a plan, a state, a synthesized stack, or a folder of `.tf` files. Throws InputError and UsageError. */
export async function readInput(place: string, around: Host): Promise<Input> {
  if (place !== "-" && isFolder(place)) return { reading: { format: "folder", current: await readFolder(place) } };
  const json = parse(await around.read(place));
  return { reading: readAny(json), json };
}
