import type { Policies } from "../../iam/index";
import { known } from "../../model/index";

/** Its denials, as if they allowed, so that their difference can be told; what can't be read may deny as well. */
export function denials({ statements, unread }: Policies): Policies {
  return {
    statements: statements
      .filter(({ effect }) => !effect.known || effect.value === "Deny")
      .map((one) => (one.effect.known ? { ...one, effect: known("Allow") } : one)),
    unread,
  };
}
