import { readFileSync } from "node:fs";
import { resolve } from "node:path";

type Json = Record<string, unknown>;
type Listed = { root_module: { resources: Json[] } };
type Plan = Json & { planned_values: Listed; resource_changes: Json[]; configuration: Listed };

/** Every so many routes demand another scope on the head. */
const EVERY = 100;

/** How routes are written: one resource with for_each, or a resource for each. */
export const STYLES = ["for-each", "one-by-one"] as const;
export type Style = (typeof STYLES)[number];

/** A route of the fixture, and how its copies are told apart. */
const MODELS: Readonly<Record<Style, { address: string; copy: (text: string, i: number) => string }>> = {
  "for-each": {
    address: 'aws_apigatewayv2_route.this["GET /a"]',
    copy: (text, i) => text.replaceAll("GET /a", `GET /a${i}`),
  },
  "one-by-one": {
    address: "aws_apigatewayv2_route.list",
    copy: (text, i) =>
      text
        .replaceAll("aws_apigatewayv2_route.list", `aws_apigatewayv2_route.list${i}`)
        .replaceAll('"name":"list"', `"name":"list${i}"`)
        .replace(/("route_key":(?:\{"constant_value":)?"[^"]*)/g, `$1${i}`),
  },
};

/** How many changes there are between a plan whose `scope` is the fixture's and one of another. */
export const changesOf = (routes: number): number => 2 * Math.ceil(routes / EVERY);

/** The text of a real plan, one route of which is multiplied, in every place where a plan lists it. Some demand `scope`. */
export function largePlan(style: Style, routes: number, scope: string): string {
  const file = resolve("__tests__", "posture", "fixtures", style, "plan.json");
  const plan = JSON.parse(readFileSync(file, "utf8")) as Plan;
  const { address, copy } = MODELS[style];
  const isRoute = (r: Json): boolean => r["type"] === "aws_apigatewayv2_route";
  const copies = (list: Json[]): Json[] => {
    const found = list.find((r) => r["address"] === address);
    if (!found) return list;
    const text = JSON.stringify(found);
    const route = (i: number): Json => {
      const mine =
        i % EVERY === 0 ? text.replace(/("authorization_scopes":\[)"[^"]*"/g, `$1${JSON.stringify(scope)}`) : text;
      return JSON.parse(copy(mine, i)) as Json;
    };
    return [...list.filter((r) => !isRoute(r)), ...Array.from({ length: routes }, (_, i) => route(i))];
  };
  for (const listed of [plan.planned_values, plan.configuration])
    listed.root_module.resources = copies(listed.root_module.resources);
  plan.resource_changes = copies(plan.resource_changes);
  if (style === "one-by-one") return JSON.stringify(plan);
  const each = { scopes: [scope], backend: "one" };
  const value = Object.fromEntries(Array.from({ length: routes }, (_, i) => [`GET /a${i}`, each]));
  return JSON.stringify({ ...plan, variables: { routes: { value } } });
}
