import { admits, type Credentials, type Decision } from "../../access/index";
import type { Side } from "./aligned-model";
import type { CallerClass } from "./callers";
import type { AccessDifference, AskedFor } from "./difference";

type Answers = Map<string, Set<AskedFor>>;

/**
 * Asks every request by every sort of caller on both sides; `decide`: what it is answered, undefined: nothing answers. An
 * example stands beside those whose answer differs for some of the requests only.
 */
export function differenceOf(
  requests: readonly AskedFor[],
  classes: readonly CallerClass[],
  decide: (side: Side, request: AskedFor, credentials: Credentials) => Decision | undefined,
): AccessDifference {
  const [gained, lost, unclear]: readonly Answers[] = [new Map(), new Map(), new Map()];
  for (const request of requests)
    for (const { text, credentials } of classes) {
      const [was, is] = (["before", "after"] as const).map((side) => {
        const own = credentials[side];
        const decision = own && decide(side, request, own);
        return decision ? admits(decision) : false;
      });
      if (was === is) continue;
      const found = was === "unknown" || is === "unknown" ? unclear : is === true ? gained : lost;
      found?.set(text, (found.get(text) ?? new Set()).add(request));
      // Whoever is let in with nothing is everybody: the others follow.
      if (text === "everybody" && found !== unclear) break;
    }
  const texts = (found: Answers | undefined): readonly string[] =>
    [...(found ?? [])].map(([text, at]) => {
      const [{ method, path } = {}] = at;
      return at.size === requests.length ? text : `${text} (for example ${method ?? ""} ${path ?? ""})`;
    });
  return { gained: texts(gained), lost: texts(lost), unclear: texts(unclear) };
}
