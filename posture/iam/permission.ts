import type { Axis, Label } from "./axis";
import type { Condition, Statement } from "./statement";

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
  /** The conditions on which it is allowed on the side that allows more. */
  readonly conditions: readonly Condition[];
  /** Those on which it is allowed on the other side, where only the conditions differ. */
  readonly otherwise: readonly Condition[];
  /** The statement that allows it, or that denied it before. */
  readonly by: Statement;
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
  for (const wholly of [true, false]) {
    const left = points.filter((point) => point.wholly === wholly);
    for (const by of allowing) {
      if (by.effect.known && by.effect.value !== "Allow") continue;
      for (const piece of piecesOf(by, axes)) {
        const here = left.filter(
          (point) =>
            piece.action.atoms.has(point.action) &&
            piece.resource.atoms.has(point.resource) &&
            axes.principal.holds(by, point.principal),
        );
        if (here.length === 0) continue;
        const otherwise = wholly ? [] : conditionsOf(others, here, axes);
        const principals = by.principals
          ? labelsFor(
              axes.principal,
              here.map((one) => one.principal),
            )
          : [undefined];
        for (const principal of principals) {
          const one: Permission = {
            action: narrowest(
              axes.action,
              here.map((point) => point.action),
              piece.action,
            ),
            resource: narrowest(
              axes.resource,
              here.map((point) => point.resource),
              piece.resource,
            ),
            ...(principal !== undefined && { principal }),
            wholly,
            conditions: by.conditions.items,
            otherwise,
            by,
          };
          const same = here.map((point) => `${point.action},${point.resource}`).join(" ");
          const key = `${String(wholly)} ${same} ${principal ?? ""}`;
          const known = found.get(key);
          // Two statements that give the same, or two words for it: the shorter one.
          if (!known || textOf(one).length < textOf(known).length) found.set(key, one);
        }
      }
    }
  }
  const texts = new Map([...found.values()].map((one) => [`${String(one.wholly)} ${textOf(one)}`, one]));
  return withoutRepeats([...texts.values()]);
}

function textOf({ action, resource, principal = "" }: Permission): string {
  return `${action} ${resource} ${principal}`;
}

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
    return list.items.flatMap((text) => axis.labels.find((one) => one.text.toLowerCase() === text.toLowerCase()) ?? []);
  };
  const actions = labels(axes.action, statement.actions);
  return labels(axes.resource, statement.resources).flatMap((resource) =>
    actions.map((action): Piece => ({ action, resource })),
  );
}

/** The label of the fewest atoms that has all of these; the statement's own where none has fewer. */
function narrowest(axis: Axis, atoms: readonly number[], own: Label): string {
  let best = own;
  for (const label of axis.labels)
    if (isBetter(label, best) && atoms.every((atom) => label.atoms.has(atom))) best = label;
  return best.text;
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
    .filter((label) => label.atoms.size > 0 && [...label.atoms].every((atom) => all.has(atom)))
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
    .filter(
      (one) =>
        one.conditions.items.length > 0 &&
        points.some(
          ({ action, resource, principal }) =>
            axes.action.holds(one, action) &&
            axes.resource.holds(one, resource) &&
            axes.principal.holds(one, principal),
        ),
    )
    .flatMap(({ conditions }) => conditions.items);
}

/** The same said of one pattern and again of a narrower one on the same is said once. */
function withoutRepeats(all: readonly Permission[]): readonly Permission[] {
  return all.filter(
    (one) =>
      !all.some(
        (other) =>
          other !== one &&
          other.wholly === one.wholly &&
          other.principal === one.principal &&
          other.action === one.action &&
          other.resource === "*" &&
          one.resource !== "*",
      ),
  );
}
