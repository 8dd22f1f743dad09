import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { buildSync } from "esbuild";
import { changesBetween, compare } from "../../../posture/diff/index";
import { parse, readPlan } from "../../../posture/model/read";
import { leastTimes } from "../../../tools/bench/compare-plans";
import { STYLES, changesOf, largePlan } from "../../../tools/bench/large-plan";
import { temporaryFolder } from "../../support/folder";
import { ROOT } from "../../support/project";

const COUNT = 1000;
const folder = temporaryFolder("speed");

function plansOf(style: (typeof STYLES)[number], count = COUNT) {
  return ["api/read", "api/write"].map((scope) => new TextEncoder().encode(largePlan(style, count, scope)));
}

describe.each(STYLES)("two plans of 1,000 routes written %s", (style) => {
  const texts = plansOf(style);
  const [base, head] = texts.map((text) => readPlan(parse(text)).after);
  if (!base || !head) throw new Error("there are two plans");

  test("differ where they should", () => {
    expect(base.routes).toHaveLength(COUNT);
    const changes = changesBetween(base, head);
    expect(changes).toHaveLength(changesOf(COUNT));
    // Both plans create everything: nothing in them is new.
    expect(changes.filter(({ cause }) => cause?.includes("is new"))).toEqual([]);
  });

  test("have few terms, each made once, and only the routes that differ are looked into", () => {
    for (const model of [base, head])
      expect(new Set(model.routes.map(({ terms }) => terms)).size).toBeLessThanOrEqual(2);
    expect(compare(base, head).changedRoutes).toHaveLength(COUNT / 100);
  });

  // Bundled as it ships, as whole processes: the least work of some, since programs beside them disturb it.
  test("are read and compared in a few times the time of parsing them", () => {
    const program = path.join(folder(), "compare.cjs");
    const entryPoints = [path.join(ROOT, "tools", "bench", "compare-plans.ts")];
    buildSync({ entryPoints, outfile: program, bundle: true, platform: "node", logLevel: "silent" });
    const files = texts.map((text, i) => {
      const file = path.join(folder(), `${style}-${String(i)}.json`);
      writeFileSync(file, text);
      return file;
    });
    const work = (what: string): number =>
      (JSON.parse(execFileSync(process.execPath, [program, what, ...files], { encoding: "utf8" })) as { work: number })
        .work;
    let [parsing, comparing] = [Infinity, Infinity];
    for (let round = 0; round < 8 && !(comparing / parsing < 2); round++) {
      parsing = Math.min(parsing, work("parse"));
      comparing = Math.min(comparing, work("compare"));
    }
    // Parsing included: 1.7 to 1.9 beside a load of twelve.
    expect(comparing / parsing).toBeLessThan(2.5);
  });
});

test("routes that grow fourfold take no more than about four times as long", () => {
  const time = (count: number): number => leastTimes(plansOf("one-by-one", count), 3).comparing;
  expect(time(COUNT) / time(COUNT / 4)).toBeLessThan(9);
});
