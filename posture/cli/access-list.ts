import { accessRules, DIFFERENCES, IDLE_OVERRIDE, OVERRIDE, readAccessList } from "../access-list";
import type { Rule } from "../rules";
import { parse } from "../model/read";
import { UsageError, type Host } from "./command";

/** Codes that only a check against an access list gives, or synth. */
export const ACCESS_CODES: ReadonlySet<string> = new Set([
  ...Object.keys(DIFFERENCES),
  OVERRIDE.code,
  IDLE_OVERRIDE.code,
]);

/** The rules of the access list in a file; none without a file. Throws UsageError for a list that can't be read. */
export async function accessRulesIn(file: string | undefined, around: Host): Promise<readonly Rule[]> {
  if (file === undefined) return [];
  const bytes = await around.read(file);
  try {
    return accessRules(readAccessList(parse(bytes)));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
