import type { Step } from "../resource";
import { Unresolved, Untyped, isBranch, type ValueNode } from "../value-node";
import { EvaluationError, integerOf, kindOf } from "./kinds";

/** What a path leads to inside a value, by Terraform's rules. Throws EvaluationError where there's nothing. */
export function selectPath(from: ValueNode | Untyped, steps: readonly Step[]): ValueNode | Untyped {
  let here = from;
  for (const [i, step] of steps.entries()) {
    if (here instanceof Unresolved) return here.into ? here.into(steps.slice(i)) : here.part(steps.slice(i));
    if (here instanceof Untyped) {
      const inside = digUntyped(here.value, step);
      here = inside instanceof Unresolved ? inside : new Untyped(inside);
    } else here = inside(here, step);
  }
  return here;
}

function inside(tree: ValueNode, step: Step): ValueNode {
  if (Array.isArray(tree)) {
    if (kindOf(tree as readonly ValueNode[]) === "set") throw new EvaluationError("a set has no indexes");
    const index = integerOf(step);
    const list = tree as readonly ValueNode[];
    if (index < 0 || index >= list.length) throw new EvaluationError("an index leads nowhere");
    return list[index];
  }
  if (isBranch(tree)) {
    if (!Object.hasOwn(tree, step)) throw new EvaluationError(`there is no ${String(step)} in it`);
    return tree[step];
  }
  throw new EvaluationError("an index into something that has no parts");
}

/** A single block may stand without its list. */
function digUntyped(tree: ValueNode, step: Step): ValueNode {
  if (Array.isArray(tree) && typeof step === "number") return (tree as readonly ValueNode[])[step] ?? unknownPart();
  if (isBranch(tree)) return Object.hasOwn(tree, step) ? tree[step] : step === 0 ? tree : unknownPart();
  return tree instanceof Unresolved ? tree.part([step]) : unknownPart();
}

const unknownPart = (): Unresolved => new Unresolved("known after apply");
