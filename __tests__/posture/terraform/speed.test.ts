import { evaluateRules, RULES } from "../../../posture/rules/index";
import { readPlan, readSynth } from "../../../posture/model/read";
import { isWhole, targetOf } from "../../../posture/model/index";
import { fixture } from "../fixtures";

const COUNT = 1000;

type Json = Record<string, unknown>;

/** The plan of the for-each fixture with each route multiplied, in all three places where a plan lists it. */
function largePlan(): unknown {
  const plan = structuredClone(fixture("for-each")) as Json & {
    planned_values: { root_module: { resources: Json[] } };
    resource_changes: Json[];
    configuration: { root_module: { resources: Json[] } };
  };
  const isRoute = (r: Json): boolean => r["type"] === "aws_apigatewayv2_route";
  const copies = (list: Json[]): Json[] => {
    const model = list.find((r) => isRoute(r) && r["index"] === "GET /a");
    const text = JSON.stringify(model);
    const made = Array.from({ length: COUNT }, (_, i) => JSON.parse(text.replaceAll("GET /a", `GET /a${i}`)) as Json);
    return [...list.filter((r) => !isRoute(r)), ...made];
  };
  plan.planned_values.root_module.resources = copies(plan.planned_values.root_module.resources);
  plan.resource_changes = copies(plan.resource_changes);
  const routes = Object.fromEntries(
    Array.from({ length: COUNT }, (_, i) => [`GET /a${i}`, { scopes: ["api/read"], backend: "one" }]),
  );
  return { ...plan, variables: { routes: { value: routes } } };
}

function largeStack(): unknown {
  const stack = structuredClone(fixture("raw-json", "main.tf.json")) as {
    resource: Record<string, Record<string, Json>>;
  };
  const route = stack.resource["aws_apigatewayv2_route"]?.["get_items"];
  stack.resource["aws_apigatewayv2_route"] = Object.fromEntries(
    Array.from({ length: COUNT }, (_, i) => [`r${i}`, { ...route, route_key: `GET /r${i}` }]),
  );
  return stack;
}

/** Milliseconds of this process's own work, the best of five: what other programs do meanwhile counts for little. */
function best(work: () => void): number {
  const times = [0, 1, 2, 3, 4].map(() => {
    const start = process.cpuUsage();
    work();
    return process.cpuUsage(start).user / 1000;
  });
  return Math.min(...times);
}

describe("1,000 routes", () => {
  test("of a plan are read whole, in well under a second", () => {
    const plan = largePlan();
    const { after } = readPlan(plan);
    expect(after.routes).toHaveLength(COUNT);
    for (const route of after.routes) {
      expect(targetOf(route.authorizer)?.address).toBe('aws_apigatewayv2_authorizer.this["users"]');
      expect(targetOf(route.integration)?.address).toBe('aws_apigatewayv2_integration.this["one"]');
      expect(isWhole(route.scopes)).toBe(true);
    }
    expect(best(() => void readPlan(plan))).toBeLessThan(500);
  });

  test("of a synthesized stack are read whole, in well under a second", () => {
    const stack = largeStack();
    expect(readSynth(stack).routes.filter((route) => targetOf(route.authorizer))).toHaveLength(COUNT);
    expect(best(() => void readSynth(stack))).toBeLessThan(500);
  });

  test("are judged in well under a second", () => {
    const model = readSynth(largeStack());
    expect(best(() => void evaluateRules(model, RULES))).toBeLessThan(1000);
  });
});
