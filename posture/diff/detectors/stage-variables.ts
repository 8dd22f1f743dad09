import { leadsTo, targetOf } from "../../model/index";
import type { Integration, Model, Stage } from "../../model/index";
import type { EntityDiff, ChangeText } from "../entity-diff";
import { variablesIn } from "../stage-variables";

const VARIABLES = "stage_variables";

/** Stage variables: integrations ask for them, and functions are told all of them. */
export function stageVariables(on: EntityDiff<Stage>): void {
  const { before, after } = on.pair;
  for (const name of new Set([...namesOf(before), ...namesOf(after)]))
    on.value(
      (stage) => stage.resource.attributes.text(VARIABLES, name),
      { path: [VARIABLES, name], what: `the stage variable ${name} of stage ${after.address}` },
      (was, is) => told(on, name, was, is),
    );
}

function namesOf({ resource }: Stage): readonly string[] {
  const { values } = resource.attributes.plain();
  const map = (values as Readonly<Record<string, unknown>> | undefined)?.[VARIABLES];
  return typeof map === "object" && map !== null ? Object.keys(map) : [];
}

function told(on: EntityDiff<Stage>, name: string, was = "nothing", is = "nothing"): ChangeText {
  const { after } = on.pair;
  const integrations = integrationsOf(on.comparison.after, after);
  const asking = integrations.filter(({ uri }) => uri.known && variablesIn(uri.value ?? "").includes(name));
  const [first] = asking;
  const code = "stage-variable-changed";
  const path = [VARIABLES, name];
  const changed = `The variable ${name} of stage ${after.address} is ${on.shown("after", path, is)} (was: ${on.shown("before", path, was)})`;
  if (first && asking.some(({ uri }) => uri.known && isInHost(uri.value ?? "", name)))
    return {
      code,
      kind: "broadened",
      summary: `${changed}, and with it the host of ${first.address}: that host gets the callers' tokens.`,
    };
  if (first && asking.every(({ uri }) => uri.known && /^https?:/.test(uri.value ?? "")))
    return { code, kind: "neutral", summary: `${changed}, and with it the path of ${first.address}.` };
  if (first) return { code, kind: "unknown", summary: `${changed}, and with it what ${first.address} calls.` };
  const isOpen = integrations.some(({ type, uri }) => !uri.known || !type.known || type.value !== "HTTP_PROXY");
  return isOpen
    ? { code, kind: "unknown", summary: `${changed}: what a function or a mapping makes of it was not analysed.` }
    : { code, kind: "neutral", summary: `${changed}; no address of an integration asks for it.` };
}

function integrationsOf(model: Model, stage: Stage): readonly Integration[] {
  const api = targetOf(stage.api);
  return model.integrations.filter((one) => api === undefined || leadsTo(one.api, api) !== false);
}

function isInHost(uri: string, name: string): boolean {
  return variablesIn(/^(?:https?:\/\/)?([^/?#]+)/.exec(uri)?.[1] ?? "").includes(name);
}
