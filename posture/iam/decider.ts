import type { Answer, Resource } from "../model";
import { conditionHolds } from "./condition";
import { statementText, type NamedStatement } from "./named-statements";
import type { Statement } from "./statement";
import type { Context } from "./variables";

/** A statement that is about the point in question; `open`: what has to turn out to be so for that, by name. */
export interface MatchedStatement {
  readonly statement: NamedStatement;
  readonly open: readonly string[];
}

/** What became of one permission. */
export interface Verdict {
  readonly gained: Answer;
  readonly lost: Answer;
  /** Gained without having been allowed in any request before; lost so that no request is allowed any more. */
  readonly gainedWholly: boolean;
  readonly lostWholly: boolean;
  /** What is open is the side that allows less: the other one allows it whatever turns out to be so. */
  readonly sure?: { readonly gained: boolean; readonly lost: boolean };
  /** Why it can't be said, where it can't, and where that stands. */
  readonly open?: { readonly why: string; readonly at?: Resource };
}

/** More than this many unknown parts at one point are all taken to be able to make a difference. */
const MOST_OPEN = 8;

const NOTHING: Verdict = { gained: false, lost: false, gainedWholly: false, lostWholly: false };

/** Compares what statements make of requests, for points at which it is settled which statements are about them. */
export class Decider {
  constructor(private readonly requestsFor: (statements: readonly Statement[]) => readonly Context[] | undefined) {}

  compare(before: readonly (readonly MatchedStatement[])[], after: readonly (readonly MatchedStatement[])[]): Verdict {
    const all = [...before, ...after].flat();
    if (!all.some(({ statement: { effect } }) => !effect.known || effect.value === "Allow")) return NOTHING;
    const requests = this.requestsFor(all.map(({ statement }) => statement));
    const left = openAt(before.flat(), after.flat()) ?? { why: "its conditions can't be compared" };
    if (!requests) return { ...NOTHING, gained: "unknown", lost: "unknown", open: left };
    let [gained, lost]: [Answer, Answer] = [false, false];
    let [everBefore, everAfter] = [false, false];
    const sure = { gained: true, lost: true };
    for (const request of requests) {
      const names = new Set<string>();
      const was = before.map((layer) => readyFor(layer, request, names));
      const is = after.map((layer) => readyFor(layer, request, names));
      const worlds = worldsOf([...names]);
      if (!worlds) return { ...NOTHING, gained: "unknown", lost: "unknown", open: left };
      const answers = worlds.map((world) => [allows(was, world), allows(is, world)] as const);
      const [came, went] = [answers.map(([b, a]) => !b && a), answers.map(([b, a]) => b && !a)];
      gained = wider(gained, came);
      lost = wider(lost, went);
      if (came.some(Boolean)) sure.gained &&= answers.every(([, a]) => a);
      if (went.some(Boolean)) sure.lost &&= answers.every(([b]) => b);
      everBefore ||= answers.some(([b]) => b);
      everAfter ||= answers.some(([, a]) => a);
    }
    const open = gained === "unknown" || lost === "unknown";
    return { gained, lost, gainedWholly: !everBefore, lostWholly: !everAfter, ...(open && { sure, open: left }) };
  }
}

/** True once it is so in all worlds of a request, unknown while it is so in some. */
function wider(so: Answer, worlds: readonly boolean[]): Answer {
  if (so === true || worlds.every(Boolean)) return true;
  return so === "unknown" || worlds.some(Boolean) ? "unknown" : false;
}

/** One statement in one request: what has to be so for it to apply. */
interface Ready {
  readonly effect: string;
  readonly needs: readonly string[];
}

function readyFor(layer: readonly MatchedStatement[], request: Context, names: Set<string>): readonly Ready[] {
  return layer.flatMap(({ statement, open }): readonly Ready[] => {
    const needs: string[] = [...open];
    const { conditions, variables, effect } = statement;
    for (const condition of conditions.items) {
      const holds = conditionHolds(condition, variables, request);
      if (holds === false) return [];
      if (holds === "unknown") needs.push(`${statement.open} ${JSON.stringify(condition)}`);
    }
    if (conditions.missing.length > 0) needs.push(`${statement.open} condition`);
    for (const name of needs) names.add(name.replace(/^not /, ""));
    if (effect.known) return [{ effect: effect.value, needs }];
    const name = `${statement.open} effect`;
    names.add(name);
    // Either the one or the other.
    return [
      { effect: "Allow", needs: [...needs, name] },
      { effect: "Deny", needs: [...needs, `not ${name}`] },
    ];
  });
}

/** Everything that what isn't known may turn out to be. */
function worldsOf(names: readonly string[]): readonly ReadonlySet<string>[] | undefined {
  if (names.length > MOST_OPEN) return undefined;
  return Array.from(
    { length: 2 ** names.length },
    (_, bits) => new Set(names.map((name, i) => ((bits & (1 << i)) !== 0 ? name : `not ${name}`))),
  );
}

function allows(layers: readonly (readonly Ready[])[], world: ReadonlySet<string>): boolean {
  const applies = ({ needs }: Ready) => needs.every((name) => world.has(name));
  return layers.every(
    (layer) =>
      layer.some((one) => one.effect === "Allow" && applies(one)) &&
      !layer.some((one) => one.effect === "Deny" && applies(one)),
  );
}

/** The unknown part that makes the difference: one that isn't on both sides, where there is one. */
function openAt(before: readonly MatchedStatement[], after: readonly MatchedStatement[]): Verdict["open"] {
  const texts = [before, after].map((side) => new Set(side.map(({ statement }) => statementText(statement))));
  const found = [...before, ...after].flatMap(({ statement }) => {
    const why = whyOpen(statement);
    if (why === undefined) return [];
    const both = texts.every((side) => side.has(statementText(statement)));
    const at = statement.through?.at(-1) ?? statement.at.resource;
    return [{ why, both, ...(at && { at }) }];
  });
  const [name] = [...before, ...after].flatMap(({ open }) => open);
  return (
    found.find(({ both }) => !both) ?? found[0] ?? (name === undefined ? undefined : { why: name.replace(/^not /, "") })
  );
}

function whyOpen({ effect, conditions, actions, resources, principals }: NamedStatement): string | undefined {
  return [
    ...(effect.known ? [] : [effect.why]),
    ...conditions.missing,
    ...conditions.items.flatMap(({ values }) => values.missing),
    ...[actions, resources, ...(principals ? [principals] : [])].flatMap(({ list }) => list.missing),
    ...(resources.symbol
      ? [`which resources these are is known only after apply, from ${resources.symbol.from.join(" and ")}`]
      : []),
  ][0];
}
