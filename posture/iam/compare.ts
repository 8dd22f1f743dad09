import { actionAxis, principalAxis, resourceAxis, type Axis } from "./axis";
import { Decider, type Verdict } from "./decider";
import { permissionsOf, type Permission, type Point } from "./permission";
import { requestsFor } from "./request-space";
import { withSymbols } from "./open-resources";
import { canonical, namedStatements, statementText } from "./named-statements";
import type { CompareOptions, NamedStatement } from "./named-statements";
import { ALL, type Policies } from "./statement";
import type { Resource } from "../model";
import { VariableSymbols } from "./variables";

/** What decides for somebody on one side: each of these has to allow it, and each may deny it (policies, a boundary). */
export type Layers = readonly Policies[];

export interface PolicyDifference {
  readonly gained: readonly Permission[];
  readonly lost: readonly Permission[];
  /** Why more may be gained, or lost, than is told: a clause; undefined where nothing is left open. */
  readonly unknown?: {
    readonly why: string;
    readonly gained: boolean;
    readonly lost: boolean;
    /** Gained, or lost, as far as it is open: is what the other side allows known? */
    readonly certain: { readonly gained: boolean; readonly lost: boolean };
    /** The policies, or arguments of holders, that aren't known. */
    readonly at: readonly Resource[];
  };
}

const SAME: PolicyDifference = { gained: [], lost: [] };

/**
 * What somebody may do after, and couldn't before, and the reverse: the difference of what two sets of statements allow,
 * not of their texts. Exact for actions, resources and principals, and for conditions as far as requests can be told
 * apart by them; what isn't known is gained or lost only if it is so whatever it turns out to be.
 */
export function comparePolicies(before: Layers, after: Layers, options: CompareOptions = {}): PolicyDifference {
  const sides = {
    before: before.map((one) => namedStatements(one, "before", options)),
    after: after.map((one) => namedStatements(one, "after", options)),
  };
  if (canonical(sides.before) === canonical(sides.after)) return SAME;
  return difference(withSymbols(sides, options));
}

type Sides = Readonly<Record<"before" | "after", readonly (readonly NamedStatement[])[]>>;

function difference(sides: Sides): PolicyDifference {
  const statements = [...sides.before, ...sides.after].flat();
  const symbols = new VariableSymbols();
  const axes = {
    action: actionAxis(statements, symbols),
    resource: resourceAxis(statements, symbols),
    principal: principalAxis(statements),
  };
  if (!axes.action || !axes.resource) return left("the policies are too large to be compared");
  return new Comparison(sides, { ...axes, action: axes.action, resource: axes.resource }, symbols).difference();
}

function left(why: string): PolicyDifference {
  return { ...SAME, unknown: { why, gained: true, lost: true, certain: { gained: false, lost: false }, at: [] } };
}

interface Axes {
  readonly action: Axis;
  readonly resource: Axis;
  readonly principal: Axis;
}

class Comparison {
  private readonly verdicts = new Map<string, Verdict>();
  private readonly decider: Decider;

  constructor(
    private readonly sides: Sides,
    private readonly axes: Axes,
    symbols: VariableSymbols,
  ) {
    this.decider = new Decider((statements) => requestsFor(statements, symbols));
  }

  difference(): PolicyDifference {
    const gained: Point[] = [];
    const lost: Point[] = [];
    let why: string | undefined;
    const at = new Map<string, Resource>();
    const opened: { readonly point: Omit<Point, "wholly">; readonly verdict: Verdict }[] = [];
    for (const point of this.points()) {
      const verdict = this.at(point);
      if (verdict.gained === true) gained.push({ ...point, wholly: verdict.gainedWholly });
      if (verdict.lost === true) lost.push({ ...point, wholly: verdict.lostWholly });
      if (verdict.open !== undefined) opened.push({ point, verdict });
    }
    const { before, after } = this.sides;
    // What limits what policies allow (a boundary) allows nothing by itself.
    const found = {
      gained: permissionsOf(gained, after[0] ?? [], before.flat(), this.axes),
      lost: permissionsOf(lost, before[0] ?? [], after.flat(), this.axes),
    };
    const open = { gained: false, lost: false };
    const certain = { gained: true, lost: true };
    for (const { point, verdict } of opened) {
      const left = (["gained", "lost"] as const).filter((way) => {
        if (verdict[way] !== "unknown") return false;
        const sure = verdict.sure?.[way] === true;
        certain[way] &&= sure;
        // "Is now allowed * on *" says it already, whatever of that was allowed before.
        return !(sure && found[way].some((one) => this.isIn(point, one)));
      });
      for (const way of left) open[way] = true;
      if (left.length === 0) continue;
      why ??= verdict.open?.why;
      if (verdict.open?.at) at.set(verdict.open.at.address, verdict.open.at);
    }
    return {
      ...found,
      ...((open.gained || open.lost) && {
        unknown: { why: why ?? "a part of it isn't known", ...open, certain, at: [...at.values()] },
      }),
    };
  }

  /** Is a point one of those that a permission's words stand for? */
  private isIn({ action, resource, principal }: Omit<Point, "wholly">, permission: Permission): boolean {
    const within = (axis: Axis, text: string, atom: number) =>
      axis.labels.some((label) => label.text === text && label.atoms.has(atom));
    return (
      permission.principal === undefined &&
      within(this.axes.action, permission.action, action) &&
      within(this.axes.resource, permission.resource, resource) &&
      this.axes.principal.holds(permission.by, principal)
    );
  }

  private *points(): Generator<Omit<Point, "wholly">> {
    const { action, resource, principal } = this.axes;
    for (let p = 0; p < principal.size; p++)
      for (let a = 0; a < action.size; a++)
        for (let r = 0; r < resource.size; r++) yield { principal: p, action: a, resource: r };
  }

  private at({ action, resource, principal }: Omit<Point, "wholly">): Verdict {
    const { axes } = this;
    const reach = (one: NamedStatement): readonly string[] | undefined => {
      const parts = [
        [axes.action, action, one.actions.not],
        [axes.resource, resource, one.resources.not],
        [axes.principal, principal, one.principals?.not === true],
      ] as const;
      const open: string[] = [];
      for (const [axis, atom, not] of parts) {
        const holds = axis.holds(one, atom);
        // An unknown item may add to what a list holds, or, in a negated one, take away.
        const why = holds === not ? axis.open(one, atom) : undefined;
        if (why !== undefined) open.push(...why);
        else if (!holds) return undefined;
      }
      return open;
    };
    const side = (layers: readonly (readonly NamedStatement[])[]) =>
      layers.map((layer) =>
        layer.flatMap((statement) => {
          const open = reach(statement);
          return open === undefined ? [] : [{ statement, open }];
        }),
      );
    const [before, after] = [side(this.sides.before), side(this.sides.after)];
    const key = JSON.stringify(
      [before, after].map((layers) =>
        layers.map((layer) => layer.map(({ statement, open }) => this.number(statement, open)).sort()),
      ),
    );
    let verdict = this.verdicts.get(key);
    if (!verdict) this.verdicts.set(key, (verdict = this.decider.compare(before, after)));
    return verdict;
  }

  private readonly numbers = new Map<string, number>();
  private readonly known = new Map<NamedStatement, Map<string, number>>();

  /** Equal statements count as one: only effect and conditions are left to tell them apart. */
  private number(statement: NamedStatement, needs: readonly string[]): number {
    const open = needs.join(" and ");
    let own = this.known.get(statement);
    if (!own) this.known.set(statement, (own = new Map()));
    let number = own.get(open);
    if (number === undefined) {
      const { principals: _, ...any } = statement;
      const text = statementText({ ...any, actions: ALL, resources: ALL }) + open;
      number = this.numbers.get(text) ?? this.numbers.size;
      this.numbers.set(text, number);
      own.set(open, number);
    }
    return number;
  }
}
