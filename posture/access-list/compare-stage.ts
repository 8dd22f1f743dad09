import type { Model, Stage } from "../model";
import { missingResource, type Difference } from "./difference";
import type { DeclaredStage } from "./list";
import { isNamed, leadsToNamed, linkName, valueName } from "./names";
import { missingSafeguards, type Safeguard } from "./safeguards";

/** Where a stage publishes its API, and what is on, held against what was declared. */
export function compareStage(model: Model, declared: DeclaredStage): readonly Difference[] {
  const stage = model.stages.find((one) => isNamed(one, declared.stage));
  // A stage of a REST API isn't part of the model.
  if (stage === undefined)
    return model.resource(declared.stage) !== undefined
      ? []
      : [missingResource("access-safeguard", declared.stage, "stage")];
  const log = stage.accessLog.known ? stage.accessLog.value !== undefined : "unknown";
  const limits = stage.defaults.known ? stage.defaults.value : undefined;
  const positive = [limits?.rate, limits?.burst].map((limit) =>
    limit === undefined ? false : limit.known ? (limit.value ?? 0) > 0 : "unknown",
  );
  const throttled = !stage.defaults.known || positive.includes("unknown") ? "unknown" : !positive.includes(false);
  const safeguards: readonly Safeguard[] = [
    ["an access log", declared.accessLog, log, "Refusals leave no trace."],
    [
      "throttling with a rate and a burst",
      declared.throttling,
      throttled,
      "Requests aren't limited, or all are refused.",
    ],
  ];
  return [...ofAddress(stage, declared), ...missingSafeguards(stage, safeguards)];
}

function ofAddress(stage: Stage, { api, name }: DeclaredStage): readonly Difference[] {
  const differs = (certain: boolean, declared: string, found: string, effect: string): Difference => ({
    code: "access-address",
    at: stage,
    certain,
    declared,
    found,
    effect,
  });
  const same = api === undefined ? true : leadsToNamed(stage.api, api);
  const path = (text: string): string => (text === "$default" ? "no stage in the path" : `/${text} before each path`);
  return [
    ...(same === true
      ? []
      : [differs(same === false, `a stage of ${api ?? ""}`, `a stage of ${linkName(stage.api)}`, "Callers get 404.")]),
    ...(name === undefined || (stage.name.known && stage.name.value === name)
      ? []
      : [
          differs(
            stage.name.known,
            `the stage ${name}`,
            `the stage ${valueName(stage.name)}`,
            `Callers that use ${path(name)} get 404.`,
          ),
        ]),
  ];
}
