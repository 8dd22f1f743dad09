import type { Synthesized } from "../terraform/synth";
import { isObject } from "../terraform/plan-changes";
import type { Probe } from "./probe";

/**
 * Does each function run what its construct made of its sources? An override of its package, handler, runtime or role
 * isn't seen by who answers: another function's code under this function's name gives an answer as well.
 */
export function functionChecks({ json, functions }: Pick<Synthesized, "json" | "functions">): readonly Probe[] {
  return functions.map(({ address, made }): Probe => {
    const found = argumentsOf(json, address);
    const changed = Object.entries(made).filter(([name, value]) => found[name] !== value);
    const list = (of: (name: string, value: string) => string): string =>
      changed.map(([name, value]) => of(name, value)).join(", ");
    return {
      route: address,
      caller: "its package",
      expected: changed.length === 0 ? "what its sources were made into" : list((name, value) => `${name} ${value}`),
      observed:
        changed.length === 0
          ? "what its sources were made into"
          : list((name) => `${name} ${found[name] === undefined ? "left out" : String(found[name])}`),
      proof: "by the plan",
      passed: changed.length === 0,
    };
  });
}

function argumentsOf(json: Synthesized["json"], address: string): Readonly<Record<string, unknown>> {
  const [type = "", name = ""] = address.split(".");
  const resources = isObject(json["resource"]) ? json["resource"][type] : undefined;
  const found = isObject(resources) ? resources[name] : undefined;
  return isObject(found) ? found : {};
}
