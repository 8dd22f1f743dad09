/**
 * A text of which parts aren't known or differ from call to call. `segment`: at least one character, none of them a
 * slash or colon. `rest`: any text, also an empty one. `open`: one text that exists but isn't known yet; left out, the
 * gap stands for every text that calls may put there.
 */
interface Gap {
  readonly gap: "segment" | "rest";
  readonly open?: boolean;
  /** Address of the resource whose ARN the template begins with, in one of that ARN's gaps. */
  readonly of?: string;
}
export type Template = readonly (string | Gap)[];

/**
 * One element of a pattern: a character, or one (`many`: any number, none included) of those that aren't in `not`.
 * A pattern is a list of them and matches whole texts.
 */
export type Element = string | { readonly not: string; readonly many: boolean };
export type Glob = readonly Element[];

const ONE: Element = { not: "", many: false };
const MANY: Element = { not: "", many: true };

/** Stands where an IAM pattern holds a policy variable of which nothing is known; equal variables, equal characters. */
const VARIABLE = 0xe100;

/** `*` is any text, slashes and colons included, `?` one character; nothing else is special. */
export function globOf(pattern: string): Glob {
  return [...pattern].map((character) => (character === "*" ? MANY : character === "?" ? ONE : character));
}

/**
 * The pattern of a Resource element. A `*` that ends a segment of the ARN may go on past colons, one inside a segment
 * may not; in the last part, which may hold colons itself, it always may.
 * IAM JSON policy elements: Resource https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function arnGlobOf(glob: Glob): Glob {
  let colons = 0;
  return glob.map((element, i): Element => {
    if (element === ":") colons += 1;
    if (typeof element === "string" || !element.many) return element;
    const next = glob[i + 1];
    const ends = next === undefined || next === ":" || (typeof next === "object" && next.many);
    return ends || colons >= 5 ? element : { not: `${element.not}:`, many: true };
  });
}

/** The texts that a template may stand for. `Open` gaps become characters of their own, which only wildcards match. */
export function globOfTemplate(template: Template): Glob {
  let open = 0;
  return template.flatMap((part): readonly Element[] => {
    if (typeof part === "string") return [...part];
    if (part.open) return [String.fromCharCode(VARIABLE + 0x200 + open++)];
    return part.gap === "rest"
      ? [MANY]
      : [
          { not: "/:", many: false },
          { not: "/:", many: true },
        ];
  });
}

/** The same with every gap as wide as it can be. */
export function looseGlobOf(template: Template): Glob {
  return globOfTemplate(template.map((part) => (typeof part === "string" ? part : { gap: part.gap })));
}

/** Has the template parts that exist but aren't known yet? */
export function isOpen(template: Template): boolean {
  return template.some((part) => typeof part !== "string" && part.open === true);
}

/** Does the pattern match this very text? */
export function matches(glob: Glob, text: string): boolean {
  let places = closed(glob, new Set([0]));
  for (const character of text) places = closed(glob, step(glob, places, character));
  return places.has(glob.length);
}

/** Where in the pattern one may be after one more character. */
export function step(glob: Glob, places: Iterable<number>, character: string): Set<number> {
  const next = new Set<number>();
  for (const place of places) {
    const element = glob[place];
    if (element === undefined) continue;
    if (typeof element === "string") {
      if (element === character) next.add(place + 1);
    } else if (!element.not.includes(character)) next.add(element.many ? place : place + 1);
  }
  return next;
}

/** What may be left out is also passed. */
export function closed(glob: Glob, places: Set<number>): Set<number> {
  for (const place of places) {
    const element = glob[place];
    if (typeof element === "object" && element.many) places.add(place + 1);
  }
  return places;
}

/** Is there a text that both patterns match? */
export function overlap(one: Glob, other: Glob): boolean {
  const width = other.length + 1;
  const end = one.length * width + other.length;
  const queue = [0];
  const seen = new Uint8Array((one.length + 1) * width);
  for (const at of queue) {
    if (at === end) return true;
    const i = Math.floor(at / width);
    const [a, b] = [one[i], other[at % width]];
    const [aGoesOn, bGoesOn] = [goesOn(a), goesOn(b)];
    // What may be left out is passed; a character that both take leads on in each, or stays where any number is taken.
    if (aGoesOn) reach(at + width);
    if (bGoesOn) reach(at + 1);
    if (a !== undefined && b !== undefined && share(a, b)) reach(at + (aGoesOn ? 0 : width) + (bGoesOn ? 0 : 1));
  }
  return false;

  function reach(at: number): void {
    if (seen[at] === 1) return;
    seen[at] = 1;
    queue.push(at);
  }
}

const goesOn = (element: Element | undefined): boolean => typeof element === "object" && element.many;

/** Is there a character that both take? There are more than any two patterns leave out. */
function share(a: Element, b: Element): boolean {
  if (typeof a === "string") return typeof b === "string" ? a === b : !b.not.includes(a);
  return typeof b === "object" || !a.not.includes(b);
}

/** For people: gaps as `*`. */
export function templateText(template: Template): string {
  return template.map((part) => (typeof part === "string" ? part : "*")).join("");
}
