import { leadsTo, valueOr, type Model, type Route, type Stage, type Throttle } from "../../model";
import { quote } from "../../redact/quote";
import type { Step } from "../../access/steps/types";

/** Why a 429, as far as the stage's settings tell. */
export function throttleStep(model: Model, route: Route | undefined, stageName: string | undefined): Step {
  const check = "throttling";
  const stages = model.stages.filter(
    (stage) =>
      (stageName === undefined || valueOr(stage.name, stageName) === stageName) &&
      (!route || route.api.kind !== "resource" || leadsTo(stage.api, route.api.target) !== false),
  );
  const [stage] = stages;
  if (!stage)
    return { check, result: "note", text: "No stage of this configuration answered, so its limits aren't known here." };
  const own = route?.key.known ? settingsOf(stage, route.key.value) : undefined;
  const limits = own ?? (stage.defaults.known ? stage.defaults.value : undefined);
  const where =
    own && route?.key.known
      ? `${stage.address}, route_settings of ${quote(route.key.value)}`
      : `${stage.address}, default_route_settings`;
  if (!stage.defaults.known)
    return { check, result: "unknown", text: `The limits of ${stage.address} aren't known before apply.` };
  if (!limits)
    return {
      check,
      result: "note",
      text: `${stage.address} sets no limits, so the account's apply (10,000 requests a second by default, shared by all APIs of the region).`,
      remedy: "Ask for a higher account limit, or find out who calls that often.",
    };
  return said(limits, where);
}

function said(limits: Throttle, where: string): Step {
  const [rate, burst] = [limits.rate, limits.burst];
  if (!rate.known || !burst.known)
    return { check: "throttling", result: "unknown", text: `The limits (${where}) aren't known before apply.` };
  // A settings block sends limits that are left out as 0.
  if (!rate.value || !burst.value)
    return {
      check: "throttling",
      result: "fail",
      status: 429,
      text: `The limit is 0 (${where}: rate ${String(rate.value ?? "left out")}, burst ${String(burst.value ?? "left out")}): every call gets 429.`,
      remedy: "Set throttling_rate_limit and throttling_burst_limit wherever there is a settings block.",
    };
  return {
    check: "throttling",
    result: "fail",
    status: 429,
    text: `More than ${String(rate.value)} requests a second, or ${String(burst.value)} at once (${where}).`,
    remedy: "Let callers retry with backoff, or raise the limit.",
  };
}

function settingsOf(stage: Stage, key: string): Throttle | undefined {
  return stage.routeSettings.items.find((settings) => valueOr(settings.routeKey, undefined) === key);
}
