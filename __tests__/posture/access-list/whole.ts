import { compareAccess, type AccessList } from "../../../posture/access-list";
import { differenceText } from "../../../posture/access-list/difference";
import type { Model } from "../../../posture/index";

type Differences = ReturnType<typeof compareAccess>;

/** The differences of a model to a list. A snapshot holds every word of them, which a test may look at in part. */
export function compared(model: Model, list: AccessList): Differences {
  const found = compareAccess(model, list);
  const words = found.map((one) => `${one.code}${one.certain ? "" : "?"} ${one.at.address}: ${differenceText(one)}`);
  if (words.length > 0) expect(words).toMatchSnapshot();
  return found;
}
