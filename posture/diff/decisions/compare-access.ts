import { decide, type Decision } from "../../access/index";
import type { EntryPoint, Route } from "../../model/index";
import type { Comparison } from "../comparison";
import { NOW, callerClasses, skippedCallers } from "./callers";
import type { AccessComparison, AccessDifference, AskedFor } from "./difference";
import { alignModel, type Side, type AlignedModel } from "./aligned-model";
import { compareEntryPoints } from "./entry-points";

export type Decide = typeof decide;

/** Decides the same requests on both sides of a comparison. */
export class Decisions implements AccessComparison {
  private readonly sides: Readonly<Record<Side, AlignedModel>>;

  /** `judge`: who decides; another one than `decide` is for tests. */
  constructor(
    private readonly comparison: Comparison,
    private readonly evaluateRules: Decide = decide,
  ) {
    this.sides = { before: alignModel(comparison, "before"), after: alignModel(comparison, "after") };
  }

  /** The routes that answer the same requests on either side; undefined: none does, and everybody gets 404. */
  compare(before: Route | undefined, after: Route | undefined): AccessDifference {
    const routes = {
      before: before && this.sides.before.route(before),
      after: after && this.sides.after.route(after),
    };
    const [gained, lost, unclear] = [new Set<string>(), new Set<string>(), new Set<string>()];
    for (const { text, credentials } of callerClasses(routes, this.sides)) {
      const [was, is] = (["before", "after"] as const).map((side) => {
        const route = routes[side];
        const own = credentials[side];
        if (!route || !own) return "deny";
        const request = { entryPoint: route.address };
        return answerOf(this.evaluateRules(this.sides[side].model, request, own, { now: NOW }));
      });
      if (was === is) continue;
      if (was === "unknown" || is === "unknown") unclear.add(text);
      else (is === "allow" ? gained : lost).add(text);
      // Whoever is let in with nothing is everybody: the others follow.
      if (text === "everybody" && was !== "unknown" && is !== "unknown") break;
    }
    // Who was tried shows no gain; that nobody gains may be said only where everybody was tried.
    if (gained.size === 0) for (const text of skippedCallers(routes, this.sides)) unclear.add(text);
    return { gained: [...gained], lost: [...lost], unclear: [...unclear] };
  }

  compareAt(before: EntryPoint, after: EntryPoint, asked: AskedFor = {}): AccessDifference {
    return compareEntryPoints(this.comparison, { before, after }, asked, this.evaluateRules);
  }
}

/** Steps that come after somebody was let in: what stands behind the route, and how often it may be called. */
const BEHIND = new Set(["handler", "throttling"]);

function answerOf({ outcome, steps }: Decision): Decision["outcome"] {
  const failed = steps.some(({ check, result }) => result === "fail" && !BEHIND.has(check));
  if (failed) return "deny";
  return outcome === "deny" ? (steps.some(({ result }) => result === "unknown") ? "unknown" : "allow") : outcome;
}

/** Of callers that are refused: who needs no credentials and who has those that are demanded are told apart. */
export function deniedText(callers: readonly string[]): string {
  return callers.includes("everybody") ? "callers without the credentials that it requires" : callersText(callers);
}

/** `everybody`, or the first of many: `holders of … and 3 more sorts of callers`. */
export function callersText(callers: readonly string[]): string {
  if (callers.includes("everybody")) return "everybody";
  const [first = "nobody", ...rest] = callers;
  return rest.length === 0 ? first : `${first} and ${rest.length} more kind${rest.length === 1 ? "" : "s"} of callers`;
}
