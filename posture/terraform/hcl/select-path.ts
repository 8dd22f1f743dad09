import type { Step } from "../resource";
import { Unresolved, Untyped, isBranch, type ValueNode } from "../value-node";
import { EvaluationError, integerOf, kindOf } from "./kinds";

/**
 * What a path leads to inside a value, by Terraform's rules.
 * @param name what the value goes by: `var.api`
 * @throws EvaluationError where there's nothing, which says what it is that has nothing there
 */
export function selectPath(from: ValueNode | Untyped, steps: readonly Step[], name = "it"): ValueNode | Untyped {
  let here = from;
  for (const [i, step] of steps.entries()) {
    if (here instanceof Unresolved) return here.into ? here.into(steps.slice(i)) : here.part(steps.slice(i));
    if (here instanceof Untyped) {
      const inside = digUntyped(here.value, step);
      here = inside instanceof Unresolved ? inside : new Untyped(inside);
    } else here = inside(here, step, [name, ...steps.slice(0, i)].join("."));
  }
  return here;
}

function inside(tree: ValueNode, step: Step, name: string): ValueNode {
  if (Array.isArray(tree)) {
    if (kindOf(tree as readonly ValueNode[]) === "set")
      throw new EvaluationError(`${name} is a set, which has no indexes`);
    const index = integerOf(step);
    const list = tree as readonly ValueNode[];
    if (index < 0 || index >= list.length) throw new EvaluationError(`${name} has no element ${String(step)}`);
    return list[index];
  }
  if (isBranch(tree)) {
    if (!Object.hasOwn(tree, step)) throw new EvaluationError(`${name} has no attribute ${String(step)}`);
    return tree[step];
  }
  if (tree === null || tree === undefined) throw new EvaluationError(`${name} is null`);
  throw new EvaluationError(`${name} is a ${typeof tree}, which has no attributes`);
}

/** A single block may stand without its list. */
function digUntyped(tree: ValueNode, step: Step): ValueNode {
  if (Array.isArray(tree) && typeof step === "number") return (tree as readonly ValueNode[])[step] ?? unknownPart();
  if (isBranch(tree)) return Object.hasOwn(tree, step) ? tree[step] : step === 0 ? tree : unknownPart();
  return tree instanceof Unresolved ? tree.part([step]) : unknownPart();
}

const unknownPart = (): Unresolved => new Unresolved("known after apply");
