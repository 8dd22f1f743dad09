import { accessListOf, compareAccess, type AccessList } from "../../../posture/access-list";
import { differenceText } from "../../../posture/access-list/difference";
import { readSynth } from "../../../posture/model/read";
import type { Model } from "../../../posture/index";
import { stackOf, type Resources } from "../rules/support";

type Differences = ReturnType<typeof compareAccess>;

/** The differences of a model to a list. A snapshot holds every word of them, which a test may look at in part. */
export function compared(model: Model, list: AccessList): Differences {
  const found = compareAccess(model, list);
  const words = found.map((one) => wordsOf(one));
  if (words.length > 0) expect(words).toMatchSnapshot();
  return found;
}

const wordsOf = (one: Differences[number]): string =>
  `${one.code}${one.certain ? "" : "?"} ${one.at.address}: ${differenceText(one)}`;

/** What is found where a list that was written of one state meets another. */
export const differences = (declared: Resources, found: Resources): readonly string[] => {
  const { routes } = accessListOf(readSynth(stackOf(declared)));
  return textsOf({ version: 1, routes, stages: [], pools: [] }, found);
};
export const textsOf = (list: AccessList, found: Resources): readonly string[] =>
  compareAccess(readSynth(stackOf(found)), list).map((one) => wordsOf(one));
