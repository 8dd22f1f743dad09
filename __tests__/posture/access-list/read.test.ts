import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readAccessList } from "../../../posture/access-list";

const GOOD = {
  version: 1,
  routes: [{ api: "api", route: "GET /x", allow: { public: "a greeting" } }],
  stages: [{ stage: "stage", accessLog: true, throttling: true }],
  pools: [{ pool: "pool", protected: true }],
};
const refused = (list: unknown): string => {
  try {
    readAccessList(list);
  } catch (error) {
    return (error as Error).message;
  }
  return "read";
};
const allowing = (allow: unknown) => ({ ...GOOD, routes: [{ api: "api", route: "GET /x", allow }] });

test("a list is read as it is", () => expect(readAccessList(GOOD)).toBe(GOOD));

test.each<[string, unknown, RegExp]>([
  ["no object", [], /^The access list must be an object/],
  ["no version", { ...GOOD, version: undefined }, /version must be 1, not left out/],
  ["a misspelt name", { ...GOOD, routs: [] }, /"routs", which is not known here; is "routes" meant/],
  ["a name that every object has", { ...GOOD, constructor: [] }, /"constructor", which is not known here/],
  ["no list", { ...GOOD, pools: {} }, /pools must be a list/],
  ["no allow", allowing(undefined), /routes\[0\]\.allow must be an object/],
  ["nobody named", allowing({}), /does not say who gets in/],
  ["two ways", allowing({ public: "x", principals: [] }), /public and principals; write exactly one/],
  ["no reason", allowing({ public: " " }), /allow\.public must be a string/],
  ["tokens without either", allowing({ issuer: "p", clients: ["c"] }), /takes scopes, or authenticated/],
  ["tokens with both", allowing({ issuer: "p", clients: ["c"], scopes: ["s"], authenticated: "x" }), /one of them/],
  [
    "a number for a flag",
    { ...GOOD, stages: [{ stage: "s", accessLog: 1, throttling: true }] },
    /accessLog must be true or false/,
  ],
])("%s is refused with what to write", (_name, list, text) => {
  expect(refused(list)).toMatch(text);
});

test("everything that is wrong is said at once", () => {
  expect(refused({ ...GOOD, version: 2, stages: 1, pools: 1 }).split("\n")).toHaveLength(3);
});

describe("the JSON schema", () => {
  interface Schema {
    readonly properties: Readonly<Record<string, Schema>>;
    readonly required: readonly string[];
    readonly items: Schema;
    readonly oneOf: readonly Schema[];
  }
  const schema = JSON.parse(
    readFileSync(join(__dirname, "../../../posture/access-list/access-list.schema.json"), "utf8"),
  ) as Schema;

  test("knows the names that the reader knows", () => {
    const route = schema.properties["routes"]?.items;
    expect(schema.required).toEqual(["version", "routes", "stages", "pools"]);
    expect(route?.required).toEqual(["api", "route", "allow"]);
    for (const way of route?.properties["allow"]?.oneOf ?? []) {
      const sample = Object.fromEntries(
        Object.keys(way.properties).map((name) => [
          name,
          ["clients", "scopes", "groups", "principals", "tokens"].includes(name) ? [] : "x",
        ]),
      );
      expect(refused(allowing(sample))).toBe("read");
      for (const name of way.required)
        expect(refused(allowing(Object.fromEntries(Object.entries(sample).filter(([key]) => key !== name))))).not.toBe(
          "read",
        );
    }
    expect(route?.properties["allow"]?.oneOf).toHaveLength(5);
  });
});
