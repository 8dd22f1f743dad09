import { FACTS } from "../../../posture/aws";
import { readOn } from "../../../posture/aws/fact";
import { RETIREMENTS, providerFor, successorOf } from "../../../posture/aws/runtimes";

/** Where a fact holds an empty text, list or object. */
function hollow(value: unknown, at = ""): readonly string[] {
  if (value === "") return [at];
  if (typeof value !== "object" || value === null || value instanceof RegExp) return [];
  const parts = Object.entries(value);
  return parts.length === 0
    ? [at]
    : parts.flatMap(([name, part]) => [...(name === "" ? [at] : []), ...hollow(part, `${at}.${name}`)]);
}

describe("facts about AWS", () => {
  test.each(Object.entries(FACTS))("%s has a source with an address, and a day on which it was read", (_, fact) => {
    expect(fact.source).toMatch(/^\S.+ https:\/\/\S+$/);
    expect(fact.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(Date.parse(fact.asOf)).not.toBeNaN();
  });

  test.each(Object.entries(FACTS))("%s leaves nothing empty", (_, fact) => {
    expect(hollow(fact.value)).toEqual([]);
  });

  test("hold every group, each under its name, with its place in AWS's models", () => {
    const placed = Object.entries(FACTS).map(
      ([name, { model: at }]) => `${name}${at ? `: ${at.service} ${at.shape}` : ""}`,
    );
    expect(placed).toMatchSnapshot();
  });
});

describe("fact", () => {
  test("is a value with its page, its day, and where a model says the same", () => {
    expect(readOn("2026-01-02")(7, "page https://x")).toEqual({
      value: 7,
      source: "page https://x",
      asOf: "2026-01-02",
    });
    expect(readOn("2026-01-02")(7, "p", { service: "lambda", shape: "S" }).model).toEqual({
      service: "lambda",
      shape: "S",
    });
  });
});

describe("runtimes", () => {
  test("each ends on a day, is blocked no sooner, and leads to one that is still there", () => {
    for (const { deprecated, blocked = deprecated, next } of Object.values(RETIREMENTS)) {
      for (const day of [deprecated, blocked]) expect(new Date(`${day}T00:00Z`).toISOString().slice(0, 10)).toBe(day);
      expect(blocked >= deprecated).toBe(true);
      if (next !== undefined) expect(RETIREMENTS[next]?.deprecated ?? "9").toMatch(/^(9|20(2[6-9]|3\d))/);
    }
    expect(providerFor("nodejs24.x")).toBe("6.19.0");
    expect(successorOf({ deprecated: "", next: "a", provider: "6" })).toBe(
      'Set runtime = "a"; the AWS provider takes it from 6 on.',
    );
    expect(successorOf({ deprecated: "" })).toContain("newest runtime");
  });
});

/** The shapes of botocore's models that hold the facts of one service: `npm run facts` compares them. */
const shapes = (service: string) =>
  Object.values(FACTS).flatMap(({ model }) => (model?.service === service ? [model.shape] : []));

describe("api-gateway", () => {
  test("its limits name their place in the API's model", () =>
    expect(shapes("apigatewayv2").length).toBeGreaterThan(0));
});

describe("cognito", () => {
  test("its limits name their place in the API's model", () => expect(shapes("cognito-idp").length).toBeGreaterThan(0));
});

describe("lambda", () => {
  test("its limits name their place in the API's model", () => expect(shapes("lambda").length).toBeGreaterThan(0));
});
