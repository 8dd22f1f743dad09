import type { Axis, Label } from "./axis";
import { statementText, type Condition, type Statement } from "./statement";
import { inWords } from "./variables";

/** Something that somebody may do now, or no longer. */
export interface Permission {
  /** Patterns as the policies write them. */
  readonly action: string;
  readonly resource: string;
  /** Whom it is about; undefined in policies of the holder itself. */
  readonly principal?: string;
  /**
   * True where no request was allowed before (or, of what is lost, none is any more). False where only the conditions
   * differ.
   */
  readonly wholly: boolean;
  /** True where some of what the patterns stand for is allowed on both sides, by other statements. */
  readonly inPart: boolean;
  /** True where some of what the patterns stand for isn't allowed even on the side that allows more: it denies that. */
  readonly withheld: boolean;
  /** The conditions on which it is allowed on the side that allows more. */
  readonly conditions: readonly Condition[];
  /** Those on which it is allowed on the other side, where only the conditions differ. */
  readonly otherwise: readonly Condition[];
  /** The statement that allows it, on the side that allows more. */
  readonly by: Statement;
  /** The statement that denies it on the other side, where one does. */
  readonly denied?: Statement;
  /** The statements that deny some of it, on conditions, on the side that allows more. */
  readonly except: readonly Statement[];
}

/** One action on one resource by one principal, by the numbers of their atoms. */
export interface Point {
  readonly action: number;
  readonly resource: number;
  readonly principal: number;
  readonly wholly: boolean;
}

interface Axes {
  readonly action: Axis;
  readonly resource: Axis;
  readonly principal: Axis;
}

/**
 * Says in the policies' own words what points are: by the statements that allow them, with the narrowest pattern that
 * holds all of them.
 */
export function permissionsOf(
  points: readonly Point[],
  allowing: readonly Statement[],
  others: readonly Statement[],
  axes: Axes,
): readonly Permission[] {
  const found = new Map<string, Permission>();
  // Of two that give the same, the one that the other side hasn't: its conditions are what is new.
  const theirs = new Set(others.map(statementText));
  const isTheirs = (one: Statement) => Number(theirs.has(statementText(one)));
  const newFirst = [...allowing].sort((a, b) => isTheirs(a) - isTheirs(b));
  for (const wholly of [true, false]) {
    const left = points.filter((point) => point.wholly === wholly);
    for (const by of newFirst) {
      if (by.effect.known && by.effect.value !== "Allow") continue;
      for (const piece of piecesOf(by, axes)) {
        const here = left.filter(
          (point) =>
            piece.action.atoms.has(point.action) &&
            piece.resource.atoms.has(point.resource) &&
            axes.principal.holds(by, point.principal),
        );
        for (const { denied, except, points } of byDenials(here, allowing, others, axes))
          for (const one of said({ by, piece, denied, except, points, wholly }, allowing, others, axes)) {
            const same = points.map((point) => `${point.action},${point.resource}`).join(" ");
            const key = `${String(wholly)} ${same} ${one.principal ?? ""} ${by.at.address}`;
            const known = found.get(key);
            // Two statements that give the same, or two words for it: the shorter one.
            if (!known || textOf(one).length < textOf(known).length) found.set(key, one);
          }
      }
    }
  }
  const texts = new Map(
    [...found.values()].map((one) => [`${String(one.wholly)} ${textOf(one)} ${one.by.at.address}`, one]),
  );
  return withoutRepeats([...texts.values()]);
}

interface Found {
  readonly by: Statement;
  readonly piece: Piece;
  readonly denied: Statement | undefined;
  readonly except: readonly Statement[];
  readonly points: readonly Point[];
  readonly wholly: boolean;
}

function said(
  { by, piece, denied, except, points, wholly }: Found,
  own: readonly Statement[],
  others: readonly Statement[],
  axes: Axes,
): Permission[] {
  const otherwise = wholly ? [] : conditionsOf(others, points, axes);
  const [action, resource] = [
    narrowest(
      axes.action,
      points.map((point) => point.action),
      piece.action,
    ),
    narrowest(
      axes.resource,
      points.map((point) => point.resource),
      piece.resource,
    ),
  ];
  const all = new Set(points.map((point) => `${point.action},${point.resource}`));
  const denials = own.filter((one) => isDenial(one) && isUnconditional(one));
  const isWithheld = (a: number, r: number) =>
    points.every(({ principal }) => denials.some((one) => isAbout(one, { action: a, resource: r, principal }, axes)));
  const rest = [...action.atoms].flatMap((a) =>
    [...resource.atoms]
      .filter((r) => axes.action.holds(by, a) && axes.resource.holds(by, r) && !all.has(`${a},${r}`))
      .map((r) => denials.length > 0 && isWithheld(a, r)),
  );
  const named = new Set(points.map(({ principal }) => principal));
  const spared = [...Array(axes.principal.size).keys()].some(
    (principal) =>
      !named.has(principal) &&
      points.every((point) => denials.some((one) => isAbout(one, { ...point, principal }, axes))),
  );
  const principals = by.principals
    ? labelsFor(
        axes.principal,
        points.map((one) => one.principal),
      )
    : [undefined];
  return principals.map((principal) => ({
    action: action.text,
    resource: resource.text,
    ...(principal !== undefined && { principal }),
    wholly,
    inPart: rest.includes(false),
    withheld: rest.includes(true) || (spared && principal === "everybody else"),
    conditions: conditionsIn(by),
    otherwise,
    by,
    except,
    ...(denied && { denied }),
  }));
}

/** Points by the statement of the other side that denies them, and those of their own side. */
function byDenials(points: readonly Point[], own: readonly Statement[], others: readonly Statement[], axes: Axes) {
  const mine = own.filter(isDenial);
  const texts = new Set(mine.map(statementText));
  // What denies it on both sides is no difference.
  const theirs = others.filter((one) => isDenial(one) && !texts.has(statementText(one)));
  const found = new Map<string, Pick<Found, "denied" | "except"> & { readonly points: Point[] }>();
  for (const point of points) {
    const denied = theirs.find((one) => isAbout(one, point, axes));
    const except = mine.filter((one) => isAbout(one, point, axes));
    const key = [denied, ...except].map((one) => (one ? [...theirs, ...mine].indexOf(one) : -1)).join(" ");
    const known = found.get(key);
    if (known) known.points.push(point);
    else found.set(key, { denied, except, points: [point] });
  }
  return found.values();
}

const textOf = ({ action, resource, principal = "" }: Permission): string => `${action} ${resource} ${principal}`;

interface Piece {
  readonly action: Label;
  readonly resource: Label;
}

/** Each pattern of its actions with each of its resources; what is negated is one piece. */
function piecesOf(statement: Statement, axes: Axes): readonly Piece[] {
  const labels = (axis: Axis, { not, list }: Statement["actions"]): readonly Label[] => {
    const whole = [...Array(axis.size).keys()].filter((atom) => axis.holds(statement, atom));
    if (not || list.missing.length > 0)
      return [{ text: `everything but ${[...new Set(list.items)].join(", ")}`, atoms: new Set(whole) }];
    return list.items.flatMap((item) => {
      const text = inWords(item, statement).toLowerCase();
      return axis.labels.find((one) => one.text.toLowerCase() === text) ?? [];
    });
  };
  const actions = labels(axes.action, statement.actions);
  return labels(axes.resource, statement.resources).flatMap((resource) =>
    actions.map((action): Piece => ({ action, resource })),
  );
}

/** A statement's conditions in words. */
function conditionsIn(statement: Statement): readonly Condition[] {
  return statement.conditions.items.map(({ values, ...one }) => ({
    ...one,
    values: { ...values, items: values.items.map((text) => inWords(text, statement)) },
  }));
}

/** The label of the fewest atoms that has all of these; the statement's own where none has fewer. */
function narrowest(axis: Axis, atoms: readonly number[], own: Label): Label {
  let best = own;
  for (const label of axis.labels)
    if (isBetter(label, best) && atoms.every((atom) => label.atoms.has(atom))) best = label;
  return best;
}

function isBetter(label: Label, than: Label): boolean {
  if (label.atoms.size !== than.atoms.size) return label.atoms.size < than.atoms.size;
  return label.text.length < than.text.length;
}

/** Labels that together are these atoms, the widest first. */
function labelsFor(axis: Axis, atoms: readonly number[]): readonly string[] {
  const left = new Set(atoms);
  const all = new Set(atoms);
  const found: string[] = [];
  const fitting = axis.labels
    .filter((label) => [...label.atoms].every((atom) => all.has(atom)))
    .sort((a, b) => b.atoms.size - a.atoms.size);
  for (const label of fitting) {
    if (![...label.atoms].some((atom) => left.has(atom))) continue;
    for (const atom of label.atoms) left.delete(atom);
    found.push(label.text);
  }
  return [...found, ...[...left].map((atom) => axis.name(atom))];
}

/** The conditions of the statements of the other side that allow some of these points. */
function conditionsOf(statements: readonly Statement[], points: readonly Point[], axes: Axes): readonly Condition[] {
  return statements
    .filter(({ effect }) => !effect.known || effect.value === "Allow")
    .filter((one) => one.conditions.items.length > 0 && points.some((point) => isAbout(one, point, axes)))
    .flatMap(conditionsIn);
}

const isDenial = ({ effect }: Statement): boolean => effect.known && effect.value === "Deny";

const isUnconditional = ({ conditions }: Statement): boolean =>
  conditions.items.length === 0 && conditions.missing.length === 0;

function isAbout(statement: Statement, { action, resource, principal }: Omit<Point, "wholly">, axes: Axes): boolean {
  return (
    axes.action.holds(statement, action) &&
    axes.resource.holds(statement, resource) &&
    axes.principal.holds(statement, principal)
  );
}

/** The same said of one pattern and again of a narrower one on the same is said once. */
function withoutRepeats(all: readonly Permission[]): readonly Permission[] {
  return all.filter(
    (one) =>
      !all.some(
        (other) =>
          other !== one &&
          other.by.at.address === one.by.at.address &&
          other.wholly === one.wholly &&
          other.principal === one.principal &&
          other.action === one.action &&
          other.resource === "*" &&
          one.resource !== "*",
      ),
  );
}
