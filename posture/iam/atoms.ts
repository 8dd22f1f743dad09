import { closed, step, type Glob } from "./glob";

/** Texts that the same of some patterns match: which ones, by their number, and the shortest such text. */
export interface Atom {
  readonly in: ReadonlySet<number>;
  readonly example: string;
}

/**
 * More steps of single patterns than policies that people write need; about half a second. Patterns with many wildcards
 * that cross each other need ever more.
 */
const MOST_STEPS = 2_000_000;

/** Stands for every character that no pattern names. */
const OTHER = "x";
const OTHERS = [OTHER, "a", "b", "c", "0", "\ue000"];

/**
 * Divides the texts of a universe (those that one of its patterns matches) by which of the given patterns match them.
 * Exact: two texts of one atom are matched by the same patterns, and no atom is empty. So whatever is asked of sets of
 * texts made from these patterns (is one inside another, what do they share, what does one add) can be asked of atoms.
 * Undefined where that takes more steps than are worth it.
 */
export function atomsOf(universe: readonly Glob[], patterns: readonly Glob[]): readonly Atom[] | undefined {
  const globs = [...universe, ...patterns];
  const found = new Map<string, Atom>();
  const start: Places = new Map(globs.map((glob, i) => [i, closed(glob, new Set([0]))]));
  const queue: State[] = [{ places: start, text: "" }];
  const seen = new Set([keyOf(start)]);
  let steps = 0;
  for (const state of queue) {
    const ended = [...state.places].flatMap(([i, own]) => (own.has(globs[i]?.length ?? -1) ? [i] : []));
    if (ended.some((i) => i < universe.length)) {
      const ends = ended.flatMap((i) => (i < universe.length ? [] : [i - universe.length]));
      const key = ends.join(" ");
      if (!found.has(key)) found.set(key, { in: new Set(ends), example: state.text });
    }
    const places = [...state.places.values()].reduce((sum, own) => sum + own.size, 0);
    for (const character of charactersAt(globs, state.places)) {
      steps += places;
      if (steps > MOST_STEPS) return undefined;
      const next = new Map<number, ReadonlySet<number>>();
      for (const [i, own] of state.places) {
        // Where the universe ends, so do its texts.
        if (i >= universe.length && next.size === 0) break;
        const glob = globs[i] ?? [];
        const there = closed(glob, step(glob, own, character));
        if (there.size > 0) next.set(i, there);
      }
      if (next.size === 0) continue;
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ places: next, text: state.text + character });
    }
  }
  return [...found.values()];
}

/** Where in each pattern one may be; those that can't match any more are left out, so that many patterns cost little. */
type Places = ReadonlyMap<number, ReadonlySet<number>>;

interface State {
  readonly places: Places;
  readonly text: string;
}

/** Each character that a pattern may need next, and one for all others. */
function charactersAt(globs: readonly Glob[], places: Places): ReadonlySet<string> {
  const characters = new Set<string>();
  let free = false;
  for (const [i, own] of places)
    for (const place of own) {
      const element = globs[i]?.[place];
      if (typeof element === "string") characters.add(element);
      else if (element !== undefined) {
        free = true;
        for (const character of element.not) characters.add(character);
      }
    }
  if (free) characters.add(OTHERS.find((one) => !characters.has(one)) ?? unused(characters));
  return characters;
}

function unused(characters: ReadonlySet<string>): string {
  for (let code = 0xe001; ; code++) if (!characters.has(String.fromCharCode(code))) return String.fromCharCode(code);
}

function keyOf(places: Places): string {
  let key = "";
  for (const [i, own] of places) key += `${i}:${[...own].sort((a, b) => a - b).join(",")};`;
  return key;
}
