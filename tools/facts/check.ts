import type { Bounds, Fact } from "../../posture/aws/fact";
import type { ServiceModel, Shape } from "./models";

/** A fact that needs somebody's eye. */
export interface FactProblem {
  readonly fact: string;
  readonly why: string;
}

export function contradictedFacts(
  facts: Readonly<Record<string, Fact>>,
  models: ReadonlyMap<string, ServiceModel>,
): readonly FactProblem[] {
  return Object.entries(facts).flatMap(([name, { value, model }]) => {
    if (model === undefined) return [];
    const shape = models.get(model.service)?.shapes[model.shape];
    const why =
      shape === undefined ? `${model.service} no longer has ${model.shape}` : against(value, model.shape, shape);
    return why === undefined ? [] : [{ fact: name, why }];
  });
}

/** Facts whose source nobody has read for a year. Days are `YYYY-MM-DD`. */
export function outdatedFacts(facts: Readonly<Record<string, Fact>>, today: string): readonly FactProblem[] {
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  return Object.entries(facts)
    .filter(([, { asOf }]) => asOf < yearAgo)
    .map(([name, { asOf, source }]) => ({ fact: name, why: `read on ${asOf}; read it again: ${source}` }));
}

function against(value: unknown, name: string, shape: Shape): string | undefined {
  if (typeof value === "number")
    return shape.max === value ? undefined : `it is ${value}; ${name} says at most ${shape.max ?? "nothing"}`;
  if (isBounds(value)) {
    const { least, most } = value;
    if (shape.min === least && shape.max === most) return undefined;
    return `it is ${least} to ${most}; ${name} says ${shape.min ?? ""} to ${shape.max ?? ""}`;
  }
  if (Array.isArray(value)) {
    const listed = shape.enum ?? [];
    const [missing, more] = [
      listed.filter((one) => !value.includes(one)),
      value.filter((one) => !listed.includes(String(one))),
    ];
    if (missing.length + more.length === 0) return undefined;
    return `${name} says ${listed.join(", ") || "nothing"}; the fact says ${value.join(", ")}`;
  }
  return `a value of this kind can't be held against ${name}`;
}

function isBounds(value: unknown): value is Bounds {
  return typeof value === "object" && value !== null && "least" in value && "most" in value;
}
