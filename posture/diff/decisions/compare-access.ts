import { decide } from "../../access/index";
import { NamedPaths } from "../../access/named-paths";
import { requestsBetween, routesOf } from "../../access/own-requests";
import { targetOf, type EntryPoint, type Route } from "../../model/index";
import type { Comparison } from "../comparison";
import { NOW, callerClasses, isIam, skippedCallers } from "./callers";
import { differenceOf } from "./difference-of";
import type { AccessComparison, AccessDifference, AskedFor } from "./difference";
import { AlignedModel, type Side } from "./aligned-model";
import { OTHERS, compareEntryPoints } from "./entry-points";

export type Decide = typeof decide;

/** Decides the same requests on both sides of a comparison. */
export class Decisions implements AccessComparison {
  private readonly sides: Readonly<Record<Side, AlignedModel>>;
  private readonly named: NamedPaths;

  /** `decider`: another one than `decide` is for tests. */
  constructor(
    private readonly comparison: Comparison,
    private readonly decider: Decide = decide,
  ) {
    this.sides = { before: new AlignedModel(comparison, "before"), after: new AlignedModel(comparison, "after") };
    this.named = new NamedPaths([comparison.before, comparison.after]);
  }

  /** The routes that answer the same requests on either side; undefined: none does, and everybody gets 404. */
  compare(before: Route | undefined, after: Route | undefined): AccessDifference {
    const routes = {
      before: before && this.sides.before.route(before),
      after: after && this.sides.after.route(after),
    };
    const requests = this.requests(before, after);
    const found = differenceOf(requests ?? [{}], callerClasses(routes, this.sides), (side, asked, credentials) => {
      const route = routes[side];
      const request = { entryPoint: route?.address ?? "", ...asked };
      return route && this.decider(this.sides[side].model, request, credentials, { now: NOW, advice: false });
    });
    // Who was tried shows no gain; that nobody gains may be said only where everybody was tried.
    const skipped = found.gained.length === 0 ? skippedCallers(routes, this.sides) : [];
    return { ...found, unclear: [...found.unclear, ...skipped, ...(requests ? [] : [OTHERS])] };
  }

  /** Policies tell the paths of a route apart, so each is asked for that they may; undefined: they are too many. */
  private requests(before: Route | undefined, after: Route | undefined): readonly AskedFor[] | undefined {
    if (!isIam(before) && !isIam(after)) return [{}];
    const listed = (side: Side, route: Route | undefined) => {
      const api = route && targetOf(route.api);
      return [route, api ? routesOf(this.comparison[side], api.address) : []] as const;
    };
    const found = requestsBetween(listed("before", before), listed("after", after), this.named.at([]));
    return found?.length === 0 ? [{}] : found;
  }

  compareAt(before: EntryPoint, after: EntryPoint): AccessDifference {
    return compareEntryPoints(this.comparison, { before, after }, this.named, this.decider);
  }
}

/** Of callers that are refused: who needs no credentials and who has those that are demanded are told apart. */
export function deniedText(callers: readonly string[]): string {
  return callersText(callers).replace(/^everybody/, "callers without the credentials that it requires");
}

/** `everybody`, or the first of many: `holders of … and 3 more sorts of callers`. */
export function callersText(callers: readonly string[]): string {
  const everybody = callers.find((text) => text.startsWith("everybody"));
  if (everybody === "everybody") return everybody;
  const [first = "nobody", ...rest] =
    everybody === undefined ? callers : [everybody, ...callers.filter((text) => text !== everybody)];
  return rest.length === 0 ? first : `${first} and ${rest.length} more kind${rest.length === 1 ? "" : "s"} of callers`;
}
