import { cpSync, existsSync, rmSync } from "node:fs";
import * as path from "node:path";
import { readFolder, readPlan } from "../../../../posture/model/read";
import type { Model } from "../../../../posture/index";
import { fixture } from "../../fixtures";
import { temporaryFolder } from "../../../support/folder";
import { differences } from "./differences";

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
    const { wrong, compared } = differences(read, planned);
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
