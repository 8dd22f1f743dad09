import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { changesBetween } from "../../posture/changes";
import { parse, readPlan } from "../../posture/read";
import { median } from "./interleave";

const ROUTES = 1000;

type Json = Record<string, unknown>;
type Listed = { root_module: { resources: Json[] } };

/** Every so many routes demand another scope on the head. */
const EVERY = 100;

/**
 * A real plan whose one route is multiplied, in every place where a plan lists it. Some demand `scope` in place of what
 * the others do.
 */
function largePlan(scope: string): string {
  const file = resolve("__tests__", "posture", "fixtures", "for-each", "plan.json");
  const plan = JSON.parse(readFileSync(file, "utf8")) as Json & { planned_values: Listed; resource_changes: Json[] };
  const isRoute = (r: Json): boolean => r["type"] === "aws_apigatewayv2_route";
  const copies = (list: Json[]): Json[] => {
    const text = JSON.stringify(list.find((r) => isRoute(r) && r["index"] === "GET /a"));
    const route = (i: number): Json => {
      const mine = i % EVERY === 0 ? scope : "api/read";
      return JSON.parse(text.replaceAll("GET /a", `GET /a${i}`).replaceAll("api/read", mine)) as Json;
    };
    return [...list.filter((r) => !isRoute(r)), ...Array.from({ length: ROUTES }, (_, i) => route(i))];
  };
  plan.planned_values.root_module.resources = copies(plan.planned_values.root_module.resources);
  plan.resource_changes = copies(plan.resource_changes);
  const each = { scopes: [scope], backend: "one" };
  const routes = Object.fromEntries(Array.from({ length: ROUTES }, (_, i) => [`GET /a${i}`, each]));
  return JSON.stringify({ ...plan, variables: { routes: { value: routes } } });
}

/** Reading and comparing two plans of 1,000 routes, against the time that parsing their JSON takes by itself. */
export function comparePlans(rounds: number): Record<string, string> {
  const texts = [largePlan("api/read"), largePlan("api/write")].map((text) => Buffer.from(text));
  const timed = (work: () => void): number => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  const parsing: number[] = [];
  const work: number[] = [];
  let found = 0;
  for (let round = 0; round < rounds + 3; round++) {
    const json: unknown[] = [];
    const parsed = timed(() => json.push(...texts.map((text) => parse(text))));
    const [base, head] = json;
    const compared = timed(() => (found = changesBetween(readPlan(base).after, readPlan(head).after).length));
    // The first rounds compile.
    if (round >= 3) {
      parsing.push(parsed);
      work.push(compared);
    }
  }
  const expected = (2 * ROUTES) / EVERY;
  if (found !== expected) throw new Error(`${found} changes found in place of ${expected}`);
  const ratio = median(work) / median(parsing);
  return {
    [`reading and comparing two plans of ${ROUTES} routes`]: `${median(work).toFixed(1)} ms, ${ratio.toFixed(2)} × parsing their JSON (${median(parsing).toFixed(1)} ms)`,
  };
}

if (require.main === module) console.log(JSON.stringify(comparePlans(Number(process.argv[2]))));
