import { some, type Answer } from "../model";
import { atomsOf } from "./atoms";
import { arnGlobOf, type Element, type Glob } from "./glob";
import { accountOf } from "./principal-match";
import { identityArn } from "./principal";
import type { NamedStatement } from "./named-statements";
import { mayMatch } from "./open-resources";
import type { Patterns, PrincipalPattern, Statement } from "./statement";
import { inWords, type VariableSymbols } from "./variables";

/**
 * One of the three things that a statement is about: actions, resources, principals. Divided into atoms: within one,
 * no statement at hand tells two apart.
 */
export interface Axis {
  /** How many atoms there are. */
  readonly size: number;
  /** Does the statement's list hold an atom, as far as its items are known? */
  holds(statement: Statement, atom: number): boolean;
  /**
   * Has the list items that aren't known, so that a statement which isn't about an atom by those that are may be so all
   * the same, or the reverse for a negated list? Names for what has to turn out to be so for that.
   */
  open(statement: NamedStatement, atom: number): readonly string[] | undefined;
  /** The texts by which its atoms can be told, and which of them each stands for. */
  readonly labels: readonly Label[];
  /** What one atom is called where no label fits. */
  name(atom: number): string;
}

export interface Label {
  readonly text: string;
  readonly atoms: ReadonlySet<number>;
}

const WORD: readonly Element[] = [
  { not: "/:", many: false },
  { not: "/:", many: true },
];
/** Every action is SERVICE:NAME. */
const ACTIONS: readonly Glob[] = [[...WORD, ":", ...WORD]];
/** What can't be done to a single resource is done to `*`. */
const RESOURCES: readonly Glob[] = [["*"], [..."arn:", { not: "", many: true }]];

/** Undefined where dividing takes too long. */
export function actionAxis(statements: readonly Statement[], symbols: VariableSymbols): Axis | undefined {
  return textAxis(
    "action",
    statements,
    (one) => one.actions,
    (text) => symbols.glob(text.toLowerCase(), false),
    ACTIONS,
    (text) => text.toLowerCase(),
  );
}

export function resourceAxis(statements: readonly Statement[], symbols: VariableSymbols): Axis | undefined {
  const open = new Map(statements.flatMap(({ resources: { symbol } }) => (symbol ? [[symbol.text, symbol]] : [])));
  const axis = textAxis(
    "resource",
    statements,
    (one) => one.resources,
    (text, { variables }) => (open.has(text) ? [...text] : arnGlobOf(symbols.glob(text, variables))),
    [...RESOURCES, ...[...open.keys()].map((text) => [...text])],
    (text, { variables }) => `${variables && text.includes("${") ? "" : "literal "}${text}`,
    inWords,
  );
  if (!axis || open.size === 0) return axis;
  return {
    ...axis,
    open(statement, atom) {
      const symbol = open.get(axis.name(atom));
      const own = axis.open(statement, atom);
      if (own !== undefined || !symbol) return own;
      const { list, not, symbol: mine } = statement.resources;
      const takesAway = not || (statement.effect.known && statement.effect.value === "Deny");
      const may = list.items.filter((pattern) => mayMatch(pattern, mine, symbol, takesAway));
      if (may.length === 0) return undefined;
      // Each of a negated list may take it away.
      const names = not ? may : [may.join(" ")];
      return names.map((text) => `${not ? "not " : ""}whether ${text} matches ${symbol.text}`);
    },
  };
}

function textAxis(
  name: string,
  statements: readonly Statement[],
  of: (statement: Statement) => Patterns,
  glob: (text: string, statement: Statement) => Glob,
  universe: readonly Glob[],
  keyOf: (text: string, statement: Statement) => string,
  labelOf: (text: string, statement: Statement) => string = (text) => text,
): Axis | undefined {
  const places = new Map<string, number>();
  const texts: string[] = [];
  const globs: Glob[] = [];
  for (const statement of statements)
    for (const text of of(statement).list.items) {
      const key = keyOf(text, statement);
      if (places.has(key)) continue;
      places.set(key, globs.length);
      texts.push(labelOf(text, statement));
      globs.push(glob(text, statement));
    }
  const atoms = atomsOf(universe, globs);
  if (!atoms) return undefined;
  const within = (statement: Statement): ReadonlySet<number> => {
    const wanted = of(statement).list.items.map((text) => places.get(keyOf(text, statement)) ?? -1);
    return new Set(atoms.flatMap((atom, i) => (wanted.some((one) => atom.in.has(one)) ? [i] : [])));
  };
  const sets = new Map(statements.map((one) => [one, within(one)]));
  const all = [...atoms.keys()];
  const others = statements
    .filter((one) => of(one).not)
    .map((one): Label => {
      const without = sets.get(one) ?? new Set();
      return {
        text: `everything but ${[...new Set(of(one).list.items)].join(", ") || "what isn't known"}`,
        atoms: new Set(all.filter((i) => !without.has(i))),
      };
    });
  return {
    size: atoms.length,
    holds: (statement, atom) => (sets.get(statement)?.has(atom) ?? false) !== of(statement).not,
    open: (statement) => (of(statement).list.missing.length > 0 ? [`${statement.open} ${name}`] : undefined),
    name: (atom) => atoms[atom]?.example ?? "",
    labels: [
      ...texts.map((text, i): Label => ({ text, atoms: new Set(all.filter((n) => atoms[n]?.in.has(i))) })),
      ...others,
    ],
  };
}

/** Whoever isn't named. */
const ELSE: PrincipalPattern = { kind: "everyone", id: "everybody else" };

export function principalAxis(statements: readonly Statement[]): Axis {
  const named = new Map<string, PrincipalPattern>();
  for (const { principals } of statements)
    for (const one of principals?.list.items ?? [])
      if (one.kind !== "everyone") named.set(`${one.kind} ${one.id}`, one);
  const atoms = [...named.values(), ELSE];
  const held = (statement: Statement, atom: PrincipalPattern): boolean => {
    const { principals } = statement;
    if (!principals) return true;
    return principals.list.items.some((pattern) => covers(pattern, atom) !== false) !== principals.not;
  };
  const all = [...atoms.keys()];
  return {
    size: atoms.length,
    holds: (statement, atom) => held(statement, atoms[atom] ?? ELSE),
    open: ({ principals, open }) => ((principals?.list.missing.length ?? 0) > 0 ? [`${open} principal`] : undefined),
    name: (atom) => principalText(atoms[atom] ?? ELSE),
    labels: [
      ...atoms.slice(0, -1).map((one): Label => ({
        text: principalText(one),
        atoms: new Set(all.filter((i) => covers(one, atoms[i] ?? ELSE) === true)),
      })),
      { text: "*", atoms: new Set(all) },
    ],
  };
}

function principalText({ kind, id }: PrincipalPattern): string {
  return kind === "AWS" || kind === "everyone" || kind === "Service" ? id : `${kind} ${id}`;
}

/** Does naming one principal name the other as well: everyone, a whole account, a role whose session it is? */
function covers(wide: PrincipalPattern, narrow: PrincipalPattern): Answer {
  if (wide.kind === "everyone") return wide !== ELSE || narrow === ELSE;
  if (narrow === ELSE || wide.kind !== narrow.kind) return false;
  const account = accountOf(wide.id);
  if (wide.kind === "AWS" && account !== undefined)
    return accountOf(narrow.id) === account || identityArn(narrow.id)?.account === account;
  const [role, session] = [identityArn(wide.id), identityArn(narrow.id)];
  const ofSession =
    role?.session === undefined &&
    session?.session !== undefined &&
    role?.account === session.account &&
    role.name === session.name;
  return some([wide.id === narrow.id, ofSession]);
}
