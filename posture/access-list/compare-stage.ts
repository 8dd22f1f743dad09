import { is, valueOr, type Answer, type Model, type Resource, type Stage, type Value } from "../model";
import { missingResource, missingSafeguards, unless, type Difference, type Safeguard } from "./difference";
import type { DeclaredStage } from "./list";
import { isNamed, leadsToNamed, linkName, valueName } from "./names";

/** Where a stage publishes its API, and what is on, held against what was declared. */
export function compareStage(model: Model, declared: DeclaredStage): readonly Difference[] {
  const stage = model.stages.find((one) => isNamed(one, declared.stage));
  if (stage === undefined) return compareRestStage(model, declared);
  const log = stage.accessLog.known ? stage.accessLog.value !== undefined : "unknown";
  const limits = stage.defaults.known ? stage.defaults.value : undefined;
  const throttled = stage.defaults.known ? bothSet(limits?.rate, limits?.burst) : "unknown";
  return [...ofAddress(stage, declared), ...missingSafeguards(stage, safeguards(declared, log, throttled))];
}

/** A stage of a REST API, whose limits are a resource beside it: `aws_api_gateway_method_settings` for every method. */
function compareRestStage(model: Model, declared: DeclaredStage): readonly Difference[] {
  const stage = model.resource(declared.stage);
  if (stage === undefined) return [missingResource("access-safeguard", declared.stage, "stage")];
  const { log, throttled } = restSafeguards(model, stage);
  return missingSafeguards(stage, safeguards(declared, log, throttled));
}

/** What is on at a stage of a REST API. */
export function restSafeguards(model: Model, stage: Resource): { readonly log: Answer; readonly throttled: Answer } {
  const logs = stage.attributes.blocks("access_log_settings");
  const log = logs.items.length > 0 ? true : logs.missing.length > 0 ? "unknown" : false;
  const limits = model
    .ofType("aws_api_gateway_method_settings")
    .filter(({ attributes }) => valueOr(attributes.text("method_path"), "*/*") === "*/*")
    .map((settings): Answer => {
      const at = isOfStage(settings, stage);
      if (at === false) return false;
      const [of] = settings.attributes.blocks("settings").items;
      const set = bothSet(of?.number("throttling_rate_limit"), of?.number("throttling_burst_limit"));
      return at === true || set === false ? set : "unknown";
    });
  return { log, throttled: limits.includes(true) ? true : limits.includes("unknown") ? "unknown" : false };
}

/** Settings name the stage itself, or its name and its API as the stage does. */
function isOfStage(settings: Resource, stage: Resource): Answer {
  const refersTo = (attribute: string, address: string): boolean =>
    settings.attributes.references(attribute).some((reference) => reference.address === address);
  if (refersTo("stage_name", stage.address)) return true;
  const same = (["stage_name", "rest_api_id"] as const).map((attribute): Answer => {
    const [own, theirs] = [settings.attributes.text(attribute), stage.attributes.text(attribute)];
    if (own.known && theirs.known) return own.value === theirs.value;
    return stage.attributes.references(attribute).some(({ address }) => refersTo(attribute, address)) || "unknown";
  });
  return same.includes(false) ? false : same.includes("unknown") ? "unknown" : true;
}

/** A limit that is left out, or 0, is none: or, of 0, refuses every request. */
function bothSet(...limits: readonly (Value<number | undefined> | undefined)[]): Answer {
  const set = limits.map((limit) =>
    limit === undefined ? false : limit.known ? (limit.value ?? 0) > 0 : ("unknown" as const),
  );
  return set.includes(false) ? false : set.includes("unknown") ? "unknown" : true;
}

function safeguards({ accessLog, throttling }: DeclaredStage, log: Answer, throttled: Answer): readonly Safeguard[] {
  return [
    ["an access log", accessLog, log, "Refused calls aren't logged."],
    ["throttling with a rate and a burst", throttling, throttled, "Requests aren't limited, or all are refused."],
  ];
}

function ofAddress(stage: Stage, { api, name }: DeclaredStage): readonly Difference[] {
  const path = (text: string): string => (text === "$default" ? "no stage in the path" : `/${text} before each path`);
  const common = { code: "access-address", at: stage } as const;
  return [
    ...unless(api === undefined || leadsToNamed(stage.api, api), {
      ...common,
      declared: `a stage of ${api ?? ""}`,
      found: `a stage of ${linkName(stage.api)}`,
      effect: "Callers get 404.",
    }),
    ...unless(name === undefined || is(stage.name, name), {
      ...common,
      declared: `the stage ${name ?? ""}`,
      found: `the stage ${valueName(stage.name)}`,
      effect: `Callers that use ${path(name ?? "")} get 404.`,
    }),
  ];
}
