import { nearestOf } from "../posture/nearest";

export { nearestOf as nearest };

/**
 * What to write instead of a name that isn't declared: the nearest one, else all of them.
 * @param none what to do where nothing is declared, as a sentence
 */
export function nameOneOf(name: string, names: readonly string[], none: string): string {
  if (names.length === 0) return none;
  const meant = nearestOf(name, names);
  return meant === undefined ? `Name one of ${names.join(", ")}` : `Did you mean "${meant}"?`;
}
