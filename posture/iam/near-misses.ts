import { valueOr } from "../model";
import type { Model } from "../model";
import { matchesAction } from "./evaluate";
import { policiesOf } from "./policies";
import type { Identity } from "./principal";
import { listHolds } from "./resource-match";
import type { Statement } from "./statement";

/** Statements that allow an action on something else: the nearest to what was meant. */
export function nearMisses(model: Model, identity: Identity, action: string): readonly Statement[] {
  return policiesOf(model, identity).statements.filter(
    ({ effect, actions }) =>
      valueOr(effect, undefined) === "Allow" && listHolds(actions, (text) => matchesAction(text, action)) === true,
  );
}
