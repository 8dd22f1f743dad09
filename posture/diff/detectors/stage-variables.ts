import { leadsTo, targetOf } from "../../model/index";
import type { Model, Stage } from "../../model/index";
import type { EntityDiff } from "../entity-diff";
import { stageVariables } from "../stage-variables";
import type { Asker } from "../stage-variables";

/** The variables of an HTTP or WebSocket API's stage. */
export function variablesOfStage(on: EntityDiff<Stage>): void {
  const place = { code: "stage-variable-changed", path: "stage_variables", stage: on.pair.after.address };
  stageVariables(on, place, askersOf(on.comparison.after, on.pair.after));
}

function askersOf(model: Model, stage: Stage): readonly Asker[] {
  const api = targetOf(stage.api);
  return model.integrations.filter((one) => api === undefined || leadsTo(one.api, api) !== false);
}
