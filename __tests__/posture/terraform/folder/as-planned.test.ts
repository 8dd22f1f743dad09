import { cpSync, existsSync, rmSync } from "node:fs";
import * as path from "node:path";
import { readFolder, readPlan } from "../../../../posture/model/read";
import type { Model, Resource } from "../../../../posture/index";
import { fixture } from "../../fixtures";
import { temporaryFolder } from "../../../support/folder";

const FIXTURES = path.join(__dirname, "..", "..", "fixtures");
const STYLES = [
  "counted",
  "existing-pool",
  "for-each",
  "module-style",
  "nested-modules",
  "one-by-one",
  "peer-mistakes",
  "raw-json",
  "rest-beside",
];
const folder = temporaryFolder("as-planned");

describe.each(STYLES)("%s read from its folder, held against what Terraform planned", (style) => {
  let read: Model;
  const planned = readPlan(fixture(style)).after;
  beforeAll(async () => {
    const own = path.join(folder(), style);
    cpSync(path.join(FIXTURES, style), own, { recursive: true });
    if (existsSync(path.join(own, "plan.json"))) rmSync(path.join(own, "plan.json"));
    read = await readFolder(own);
  });

  test("has the same instances", () => {
    const addresses = (model: Model): string[] =>
      model.resources
        .filter(({ mode }) => mode === "managed")
        .map(({ address }) => address)
        .sort();
    expect(addresses(read)).toEqual(addresses(planned));
  });

  test("says the same of every argument that both know", () => {
    const wrong: object[] = [];
    let compared = 0;
    for (const resource of read.resources) {
      const there = planned.resource(resource.address);
      if (!there) continue;
      for (const [name, value] of argumentsOf(resource)) {
        const other = there.attributes.value(name);
        if (!other.known) continue;
        compared++;
        if (!holds(value, other.value)) wrong.push({ address: resource.address, name, value, planned: other.value });
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(10);
  });

  test("links what the plan links to the same", () => {
    const wrong: object[] = [];
    for (const route of read.routes) {
      const there = planned.routes.find(({ address }) => address === route.address);
      for (const kind of ["api", "authorizer", "integration"] as const) {
        const [own, other] = [route[kind], there?.[kind]].map((link) =>
          link?.kind === "resource" ? link.target.address : link?.kind,
        );
        // A plan may hide what a configuration shows.
        if (other !== "unknown" && own !== other) wrong.push({ address: route.address, kind, own, other });
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** The arguments that are known as a whole. */
function argumentsOf({ attributes }: Resource): [string, unknown][] {
  const whole = attributes as unknown as { whole(): Record<string, unknown> };
  return Object.keys(whole.whole()).flatMap((name): [string, unknown][] => {
    const value = attributes.value(name);
    return value.known && value.value !== undefined ? [[name, value.value]] : [];
  });
}

/** A configuration leaves out what the provider fills in, writes sets in any order and numbers as texts. */
function holds(written: unknown, planned: unknown): boolean {
  if (Array.isArray(planned)) {
    const items = Array.isArray(written) ? written : [written];
    return items.length === planned.length && items.every((item) => planned.some((other) => holds(item, other)));
  }
  if (Array.isArray(written)) return written.length === 1 ? holds(written[0], planned) : written.length === 0;
  if (typeof written === "object" && written !== null)
    return (
      typeof planned === "object" &&
      planned !== null &&
      Object.entries(written).every(
        ([name, value]) => value === null || holds(value, (planned as Record<string, unknown>)[name]),
      )
    );
  // The provider writes policies anew.
  if (typeof written === "string" && /^\s*[{[]/.test(written) && typeof planned === "string")
    return holds(JSON.parse(written), JSON.parse(planned));
  return written === null || String(written) === String(planned) || (String(written) === "" && planned === null);
}
