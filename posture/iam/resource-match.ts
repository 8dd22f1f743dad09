import { atomsOf, type Atom } from "./atoms";
import { arnGlobOf, globOfTemplate, isOpen, looseGlobOf, matches, overlap, type Glob, type Template } from "./glob";
import { not, some, type Answer } from "../model";
import type { Patterns, Statement } from "./statement";
import { substituteVariables, type Context } from "./variables";

/**
 * The resources that are asked about, divided by which patterns match them: within one part every statement speaks of
 * all or of none, so far as is known.
 */
export class AskedResources {
  readonly parts: readonly Atom[];
  private readonly patterns = new Map<string, { readonly at: number; readonly sure: boolean; readonly may: boolean }>();
  /** False where dividing takes too long; then nothing is known of any pattern but `*`. */
  private readonly divided: boolean;

  constructor(asked: Template, statements: readonly Statement[], context: Context) {
    const globs: Glob[] = [];
    // What the pattern could match, if what isn't known yet turned out to suit it.
    const loose = isOpen(asked) ? looseGlobOf(asked) : undefined;
    for (const { resources, variables } of statements)
      for (const text of resources.list.items) {
        const key = keyOf(text, variables);
        if (this.patterns.has(key)) continue;
        const filled = substituteVariables(text, true, variables, context);
        const glob = filled && arnGlobOf(filled.glob);
        const may = glob !== undefined && loose !== undefined && overlap(glob, loose);
        this.patterns.set(key, { at: glob ? globs.length : -1, sure: filled?.sure ?? true, may });
        if (glob) globs.push(glob);
      }
    const [only] = asked;
    const concrete = asked.length === 1 && typeof only === "string" ? only : undefined;
    const parts =
      concrete === undefined
        ? atomsOf([globOfTemplate(asked)], globs)
        : [
            {
              in: new Set(globs.flatMap((glob, i) => (matches(glob, concrete) ? [i] : []))),
              example: concrete,
            },
          ];
    this.divided = parts !== undefined;
    this.parts = parts ?? [{ in: new Set(), example: "" }];
  }

  /** Does a statement's list of resources hold this part? */
  holds({ resources, variables }: Statement, part: Atom): Answer {
    return listHolds(resources, (text) => this.matched(text, variables, resources.not, part));
  }

  private matched(text: string, variables: boolean, without: boolean, part: Atom): Answer {
    if (text === "*") return true;
    const pattern = this.patterns.get(keyOf(text, variables));
    // A variable without a value matches nothing. What a NotResource makes of it, AWS doesn't document.
    if (!pattern || pattern.at < 0) return without ? "unknown" : false;
    if (!this.divided) return "unknown";
    if (part.in.has(pattern.at)) return pattern.sure || "unknown";
    return pattern.may ? "unknown" : false;
  }
}

const keyOf = (text: string, variables: boolean): string => `${String(variables)} ${text}`;

/** A list, or everything but it. */
export function listHolds({ not: without, list }: Patterns, matched: (text: string) => Answer): Answer {
  const found = some(list.items.map(matched));
  const answer = found === false && list.missing.length > 0 ? "unknown" : found;
  return without ? not(answer) : answer;
}
