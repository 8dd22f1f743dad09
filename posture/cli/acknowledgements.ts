import { CODE_TABLES } from "../diff/index";
import { InputError, parse } from "../model/read";
import { acknowledgementsFrom, stackAcknowledgements, type Acknowledgement } from "../rules";
import { CATALOGUE } from "../catalogue";
import { nearestOf } from "../nearest";
import { UsageError, type Host } from "./command";

/** Codes of changes. One reviewed file serves `check` and `diff`; some codes are said by both. */
export const CHANGE_CODES: ReadonlySet<string> = new Set(CODE_TABLES.flatMap(({ codes }) => Object.keys(codes)));

/** Reads the reviewed file of an option; none is given: nothing is acknowledged. Throws UsageError for a code that doesn't exist. */
export async function acknowledgementsIn(file: string | undefined, around: Host): Promise<readonly Acknowledgement[]> {
  if (file === undefined) return [];
  const bytes = await around.read(file);
  const list = (() => {
    try {
      return acknowledgementsFrom(parse(bytes));
    } catch (error) {
      throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  })();
  const codes = [...CHANGE_CODES, ...CATALOGUE.map((entry) => entry.code)];
  for (const { code } of list) {
    if (codes.includes(code)) continue;
    const nearest = nearestOf(code, codes);
    throw new UsageError(`${file}: there is no code ${code}.${nearest === undefined ? "" : ` Is ${nearest} meant?`}`);
  }
  return list;
}

/**
 * Reads what a synthesized stack says was acknowledged in its source, for one that is trusted (`wanted`). Plans and
 * states hold none. Throws InputError for a list that can't be read.
 */
export function acknowledgedByStack(json: unknown, format: string, wanted: boolean): readonly Acknowledgement[] {
  if (!wanted || format !== "synth") return [];
  try {
    return stackAcknowledgements(json);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError(
      "malformed",
      `The synthesized stack's acknowledgements can't be read: ${why} Synthesize it again, or ignore them: --no-stack-acknowledgements`,
    );
  }
}
