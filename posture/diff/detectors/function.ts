import { targetOf, type Entity, type LambdaFunction, type Link, type Step } from "../../model/index";
import { nameOf } from "../../redact/name";
import { compareValue } from "../compare-values";
import { capitalize, type EntityDiff } from "../entity-diff";

export interface FunctionChange {
  readonly links: readonly [Link<LambdaFunction>, Link<LambdaFunction>];
  readonly path: readonly Step[];
  /** `the function of the authorizer users` */
  readonly what: string;
  /** Code for another function in its place. */
  readonly changed: string;
  /** Code for the same function with other code. */
  readonly code: string;
  readonly consequence: string;
}

/** A function that decides something was exchanged, or does something else now. What, no plan can say. */
export function reportFunction(
  on: EntityDiff<Entity>,
  { links: [was, is], path, what, changed, code, consequence }: FunctionChange,
): void {
  const same = on.comparison.sameLink(was, is, { ...on.pair, path });
  if (same === "unknown") {
    const [why = "its ARN can't be compared"] = [is, was].flatMap((link) =>
      link.kind === "unknown" ? [link.why] : [],
    );
    on.unknown(what, why, undefined, path);
    return;
  }
  if (!same) {
    on.say({
      code: changed,
      summary: `${capitalize(what)} is now another function: ${consequence}.`,
      before: name(on, "before", was, path),
      after: name(on, "after", is, path),
      attributes: on.cites(path),
    });
    return;
  }
  const [before, after] = [targetOf(was), targetOf(is)];
  if (!before || !after) return;
  const place = { before, after, path: ["source_code_hash"] };
  const hash = compareValue(before.codeHash, after.codeHash, place);
  if (hash.is === "same" || before.resource.mode === "data") return;
  on.say({
    code,
    summary:
      hash.is === "changed"
        ? `The code of ${nameOf(after)}, ${what}, changes: ${consequence}.`
        : `Whether the code of ${nameOf(after)}, ${what}, changes is unknown: ${hash.why}.`,
    cause: `${after.address} (source_code_hash)`,
    attributes: [{ address: after.address, attribute: "source_code_hash" }],
  });
}

function name(
  on: EntityDiff<Entity>,
  side: "before" | "after",
  link: Link<LambdaFunction>,
  path: readonly Step[],
): string {
  const target = targetOf(link);
  if (target) return nameOf(target);
  return link.kind === "external" ? on.shown(side, path, link.id) : "(none)";
}
