import fc from "fast-check";
import { decide } from "../../../posture/access/index";
import { compare, differenceIn, verdictOf } from "../../../posture/diff/index";
import type { Model } from "../../../posture/model/index";
import { runs } from "../../support/runs";
import { CALLERS, REQUESTS, credentialsOf } from "../access/oracle-elsewhere";
import { NOW } from "../access/stacks";
import { elsewhere, elsewhereModel as read } from "../access/stacks-elsewhere";
import type { Elsewhere } from "../access/stacks-elsewhere";

const PARAMETERS = {
  numRuns: runs(30),
};

/** Two stacks that differ in one part, or two: where everything differs, some finding always is broader. */
const pair = fc
  .tuple(elsewhere, elsewhere)
  .chain(([one, other]) =>
    fc
      .subarray(Object.keys(one) as (keyof Elsewhere)[], { minLength: 1, maxLength: 2 })
      .map((parts): readonly [Elsewhere, Elsewhere] => [
        one,
        { ...one, ...Object.fromEntries(parts.map((part) => [part, other[part]])) },
      ]),
  );

const verdict = (before: Model, after: Model): string =>
  verdictOf(differenceIn(compare(before, after)).findings, { allowed: ["breaking"] });

/** The first request that is refused before and let in after. */
function opened(before: Model, after: Model): string | undefined {
  for (const request of REQUESTS)
    for (const caller of CALLERS) {
      const [was, is] = [before, after].map((model) => {
        const credentials = credentialsOf(model, caller);
        return credentials && decide(model, request, credentials, { now: NOW, advice: false }).outcome;
      });
      if (was === "deny" && is === "allow") return JSON.stringify([request, caller]);
    }
  return undefined;
}

describe("of REST APIs, function URLs, load balancers, AppSync, identity pools, preflights and what limits them", () => {
  it("where nothing broader is said, nobody who was refused is let in; alike has no finding", () => {
    let silent = 0;
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const [before, after] = [read(one), read(other)];
        expect(differenceIn(compare(before, read(one))).findings).toEqual([]);
        if (verdict(before, after) !== "nothing broader") return;
        silent++;
        expect(opened(before, after)).toBeUndefined();
      }),
      PARAMETERS,
    );
    expect(silent).toBeGreaterThan(PARAMETERS.numRuns / 20);
  });
});
