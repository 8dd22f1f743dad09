import { changesBetween, compare } from "../../../posture/diff/index";
import { parse, readPlan } from "../../../posture/model/read";
import { turns } from "../../../tools/bench/compare-plans";
import { STYLES, changesOf, largePlan } from "../../../tools/bench/large-plan";

const COUNT = 1000;

function plansOf(style: (typeof STYLES)[number], count = COUNT) {
  return ["api/read", "api/write"].map((scope) => new TextEncoder().encode(largePlan(style, count, scope)));
}

/** Which share of the values lies at or below the one that is returned: 0.5 for the median. */
function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? NaN;
}

describe.each(STYLES)("two plans of 1,000 routes written %s", (style) => {
  const texts = plansOf(style);
  const [base, head] = texts.map((text) => readPlan(parse(text)).after);
  if (!base || !head) throw new Error("there are two plans");

  it("differ where they should", () => {
    expect(base.routes).toHaveLength(COUNT);
    expect(changesBetween(base, head)).toHaveLength(changesOf(COUNT));
  });

  it("have few terms, each made once, and only the routes that differ are looked into", () => {
    for (const model of [base, head])
      expect(new Set(model.routes.map(({ terms }) => terms)).size).toBeLessThanOrEqual(2);
    expect(compare(base, head).alteredRoutes).toHaveLength(COUNT / 100);
  });

  // npm run bench states the goal. A busy machine slows both, but not evenly: each round is its own measure, and a quarter of them have to keep it.
  it("are read and compared in about the time of parsing them", () => {
    const { parsing, comparing } = turns(texts, 15);
    const ratios = comparing.map((all, i) => all / (parsing[i] ?? NaN)).slice(5);
    // Measured at 2 to 4.5 on a machine that does ten other things: this catches what grows with the square of the routes.
    expect(quantile(ratios, 0.25)).toBeLessThan(6);
  });
});

it("routes that grow threefold take no more than about three times as long", () => {
  const time = (count: number): number => quantile(turns(plansOf("one-by-one", count), 9).comparing.slice(3), 0);
  expect(time(3 * COUNT) / time(COUNT)).toBeLessThan(7);
});
