/**
 * A text of which parts aren't known or may differ from call to call. `segment`: at least one character, none of them a
 * slash or colon. `rest`: any text, also an empty one.
 */
export type Gap = "segment" | "rest";
export type Template = readonly (string | { readonly gap: Gap })[];

const ONE = { one: true } as const;
const MANY = { many: true } as const;
const REST = { rest: true } as const;
type Symbol = string | typeof ONE | typeof MANY | typeof REST;

function symbols(template: Template): readonly Symbol[] {
  return template.flatMap((part): readonly Symbol[] => {
    if (typeof part === "string") return [...part];
    return part.gap === "segment" ? [ONE, MANY] : [REST];
  });
}

/**
 * How an IAM pattern meets a text: `all` whatever stands in the gaps, `some` for some of it, `none`.
 * `*` is any text, slashes and colons included, `?` one character; nothing else is special.
 * IAM JSON policy elements: Resource https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function meets(pattern: string, template: Template): "all" | "some" | "none" {
  const text = symbols(template);
  if (walk([...pattern], text, false)) return "all";
  return walk([...pattern], text, true) ? "some" : "none";
}

/** Goes through both at once, each pair of places once; `loose`: a gap may be whatever the pattern needs. */
function walk(pattern: readonly string[], text: readonly Symbol[], loose: boolean): boolean {
  let places = new Set([0]);
  // Row by row over the text: `places` holds where in the pattern one may be before each symbol.
  for (const symbol of text) places = step(pattern, closed(pattern, places), symbol, loose);
  return closed(pattern, places).has(pattern.length);
}

/** A star may also stand for nothing. */
function closed(pattern: readonly string[], places: ReadonlySet<number>): Set<number> {
  const all = new Set(places);
  for (const place of all) if (pattern[place] === "*") all.add(place + 1);
  return all;
}

function step(pattern: readonly string[], places: ReadonlySet<number>, symbol: Symbol, loose: boolean): Set<number> {
  const next = new Set<number>();
  for (const place of places) {
    const wanted = pattern[place];
    if (wanted === "*") next.add(place);
    else if (typeof symbol === "string") {
      if (wanted === "?" || wanted === symbol) next.add(place + 1);
    } else if (loose && symbol === ONE && fits(wanted, symbol)) next.add(place + 1);
    // What may be empty, or go on for as long as the pattern likes.
    if (loose && typeof symbol !== "string" && symbol !== ONE)
      for (const one of run(pattern, place, symbol)) next.add(one);
  }
  return next;
}

/** Every place that a gap of any length leads to. */
function run(pattern: readonly string[], from: number, symbol: Symbol): Set<number> {
  const reached = new Set([from]);
  for (const place of reached) {
    if (pattern[place] === "*" || fits(pattern[place], symbol)) reached.add(place + 1);
  }
  return reached;
}

function fits(wanted: string | undefined, symbol: Symbol): boolean {
  return wanted !== undefined && (symbol === REST || (wanted !== "/" && wanted !== ":"));
}

/** For people: gaps as `*`. */
export function templateText(template: Template): string {
  return template.map((part) => (typeof part === "string" ? part : "*")).join("");
}
