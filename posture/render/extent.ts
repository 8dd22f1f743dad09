import type { ChangeFinding, Extent, Verdict } from "../diff/index";
import { count } from "./style";
import { groupBy } from "../group-by";

/** `nothing broader, as far as the input shows and as far as analysed`: a verdict never claims more than was looked at. */
export function verdictText(verdict: Verdict, { notCompared, unclassified, limit }: Extent): string {
  if (verdict !== "nothing broader") return verdict;
  const bounds = [
    ...(notCompared.length > 0 ? ["as far as the input shows"] : []),
    ...(unclassified.length > 0 || limit !== undefined ? ["as far as analysed"] : []),
  ];
  return [verdict, bounds.join(" and ")].filter(Boolean).join(", ");
}

/** What there is where no finding is: nothing differs at all, or nothing that concerns access. */
export function nothingText(changes: readonly ChangeFinding[], extent: Extent): string {
  if (changes.length > 0) return "";
  if (extent.changed === 0 && extent.limit === undefined)
    return extent.notCompared.length > 0 ? "No change, as far as the input shows" : "No change";
  return "No change of access found";
}

/** What the verdict rests on, a sentence each; empty where everything that differs was looked at and told. */
export function extentLines(extent: Extent): readonly string[] {
  const { notCompared, unclassified, irrelevant, sameEffect, limit, hasSources } = extent;
  return [
    ...(notCompared.length > 0
      ? [
          `Not compared: ${count(notCompared.length, "attribute")} of unknown value, with equal references on both sides.${hasSources ? "" : " --before-source and --after-source compare their text."}`,
        ]
      : []),
    ...(unclassified.length > 0
      ? [`Not analysed: changes of ${unclassified.join(", ")}. What these types decide is not known to posture.`]
      : []),
    ...(limit === undefined ? [] : [`Not analysed: ${limit}.`]),
    ...(irrelevant > 0
      ? [`${count(irrelevant, "changed attribute")} ${irrelevant === 1 ? "decides" : "decide"} nothing about access.`]
      : []),
    ...(sameEffect.length > 0
      ? [
          `${count(sameEffect.length, "attribute")} ${sameEffect.length === 1 ? "is" : "are"} written differently, with the same effect.`,
        ]
      : []),
  ];
}

/** Attributes that were not compared, one line a resource: `aws_iam_role.x: assume_role_policy`. */
export function notComparedLines({ notCompared }: Extent): readonly string[] {
  const byAddress = groupBy(notCompared, ({ address }) => address);
  return Array.from(byAddress, ([address, list]) => `${address}: ${list.map(({ attribute }) => attribute).join(", ")}`);
}
