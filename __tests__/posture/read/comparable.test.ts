import { UNKNOWN, comparable, disagreements, readPlan, readSynth } from "../../../posture/read";
import { fixture } from "../fixtures";

const synth = readSynth(fixture("raw-json", "main.tf.json"));
const plan = readPlan(fixture("raw-json")).after;

describe("a synthesized stack and the plan of the same stack", () => {
  it("give the same model where both know", () => {
    expect(disagreements(synth, plan)).toEqual([]);
  });

  it("know enough for that to mean something", () => {
    const routes = comparable(plan)["routes"] ?? {};
    expect(Object.keys(routes)).toHaveLength(3);
    expect(JSON.stringify(routes)).not.toContain(UNKNOWN);
    expect(JSON.stringify(comparable(synth)["routes"])).toBe(JSON.stringify(routes));
    expect(JSON.stringify(comparable(synth)["stages"])).toContain("requestId");
  });

  it("contradict each other as soon as one fact differs", () => {
    const changed = structuredClone(fixture("raw-json", "main.tf.json")) as {
      resource: Record<string, Record<string, Record<string, unknown>>>;
    };
    const route = changed.resource["aws_apigatewayv2_route"]?.["get_items"];
    if (!route) throw new Error("the fixture has no get_items");
    delete route["authorization_type"];
    expect(disagreements(readSynth(changed), plan)).toEqual([
      expect.stringContaining('authorization: "NONE" here, "JWT" there'),
    ]);
  });

  it("differ in what only one can tell: prevent_destroy and construct paths", () => {
    expect(synth.pools[0]?.preventDestroy).toEqual({ known: true, value: true });
    expect(plan.pools[0]?.preventDestroy.known).toBe(false);
    expect(synth.routes[0]?.constructPath).toBe("demo/routes/get_items");
  });
});
