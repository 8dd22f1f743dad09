import { targetOf, leadsTo, type Stage, type Model } from "../../model/index";
import { breaking, broadened, unknown, neutral, type Detector, type Reporter } from "../change";
import type { Comparison } from "../comparison";
import { EntityDiff } from "../entity-diff";
import { isMatched } from "../pairs";
import { nameOf } from "../../redact/name";
import { stageVariables, type Asker } from "../stage-variables";

/** The stages of an API: each is a URL of its own, and callers get what was deployed to it. */
export const stages: Detector = {
  source:
    "API Gateway: Stages for HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html",
  codes: {
    "stage-added": broadened("An API gets one more stage"),
    "stage-removed": breaking("A stage of an API is removed: its callers fail"),
    "stage-renamed": breaking("The URLs of a stage change: callers of the old ones fail"),
    "stage-auto-deploy-off": unknown("Changes of an API no longer reach callers automatically"),
    "stage-auto-deploy-on": neutral("Changes of an API reach callers at once"),
    "stage-variable-changed": {
      title: "A stage variable changes what answers routes, or what functions receive",
      kinds: ["broadened", "neutral", "unknown"],
    },
    "stage-unknown": unknown("A stage's settings aren't known before apply"),
  },
  detect(comparison, report) {
    for (const pair of comparison.stages) {
      const { before, after } = pair;
      if (isMatched(pair)) {
        const on = new EntityDiff(comparison, report, pair, "stage-unknown");
        settings(on);
        variablesOfStage(on);
      } else alone(comparison, report, before, after);
    }
  },
};

/** Of an API that is new or gone with its stage, the API's own finding says so. */
function alone(comparison: Comparison, report: Reporter, before: Stage | undefined, after: Stage | undefined): void {
  const [old, now] = [before && targetOf(before.api), after && targetOf(after.api)];
  const link = (after ?? before)?.api;
  // Of an API that isn't part of the input, or not known, no other finding speaks.
  const what =
    link?.kind === "external" ? `The API ${link.id}, which isn't part of this input,` : "An API that isn't known";
  if (after?.resource.mode === "managed" && (link?.kind === "external" || link?.kind === "unknown"))
    report({
      at: after,
      code: "stage-added",
      summary: `${what} now answers under the stage ${nameOf(after)}, with limits and logs of its own.`,
      attributes: [{ address: after.address, attribute: "*" }],
    });
  if (before?.resource.mode === "managed" && (link?.kind === "external" || link?.kind === "unknown"))
    report({
      at: before,
      code: "stage-removed",
      summary: `${what} no longer answers under the stage ${nameOf(before)}.`,
      attributes: [{ address: before.address, attribute: "*" }],
    });
  if (after && now && comparison.was(now))
    report({
      at: after,
      code: "stage-added",
      summary: `The API ${nameOf(now)} now answers under the stage ${nameOf(after)}, with limits and logs of its own.`,
      attributes: [{ address: after.address, attribute: "*" }],
    });
  if (before && old && comparison.becomes(old))
    report({
      at: before,
      code: "stage-removed",
      summary: `The API ${nameOf(old)} no longer answers under the stage ${nameOf(before)}.`,
      attributes: [{ address: before.address, attribute: "*" }],
    });
}

function settings(on: EntityDiff<Stage>): void {
  const { before, after } = on.pair;
  on.value(
    (stage) => stage.name,
    { path: ["name"], what: `the name of stage ${nameOf(after)}` },
    () => ({
      code: "stage-renamed",
      summary: `The stage ${nameOf(before)} is now ${nameOf(after)}: execute-api URLs change, and callers of the old ones fail.`,
    }),
  );
  on.flag((stage) => stage.autoDeploy, {
    path: ["auto_deploy"],
    what: `automatic deployment of stage ${nameOf(after)}`,
    on: {
      code: "stage-auto-deploy-on",
      summary: `Changes of the API reach callers of the stage ${nameOf(after)} as soon as they are applied.`,
    },
    off: {
      code: "stage-auto-deploy-off",
      summary: `Changes of the API reach callers of the stage ${nameOf(after)} only with a deployment: what is applied is not what they get until then.`,
    },
  });
}

/** The variables of an HTTP or WebSocket API's stage. */
export function variablesOfStage(on: EntityDiff<Stage>): void {
  const place = { code: "stage-variable-changed", path: "stage_variables", stage: on.pair.after.address };
  stageVariables(on, place, askersOf(on.comparison.after, on.pair.after));
}

function askersOf(model: Model, stage: Stage): readonly Asker[] {
  const api = targetOf(stage.api);
  return model.integrations.filter((one) => api === undefined || leadsTo(one.api, api) !== false);
}
