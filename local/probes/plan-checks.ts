import { is, leadsTo, targetOf, valueOr } from "../../posture/model/index";
import type { Api, LambdaFunction, Model, Pool, Route, Stage } from "../../posture/model/index";
import { permissionAllows } from "../../posture/model/permissions";
import { BEHAVIOUR_GAPS } from "../emulator/emulator-gaps";
import type { Probe } from "./probe";

const BY_PLAN = { proof: "by the plan" } as const;

/** Throttling: both limits set, since a limit that is left out reaches AWS as 0 and every call gets 429. */
function throttling(stage: Stage, synth: Model): Probe {
  const base = { ...BY_PLAN, route: `every route of ${stage.address}`, caller: "too many requests" };
  const own = synth.origin.format === "folder" && synth.stages.find(({ address }) => address === stage.address);
  // The provider stores a block of zeros where HCL has none; without one the account's limits apply.
  if (own && own.defaults.known && own.defaults.value === undefined)
    return {
      ...base,
      expected: "429 above the account's limits",
      observed: "no default_route_settings",
      passed: undefined,
    };
  const defaults = valueOr(stage.defaults, undefined);
  const [rate, burst] = [defaults?.rate, defaults?.burst].map((limit) =>
    limit === undefined ? undefined : valueOr(limit, undefined),
  );
  const set = rate !== undefined && rate > 0 && burst !== undefined && burst > 0;
  return {
    ...base,
    expected: "429 above a set rate and burst",
    observed: `rate ${rate === undefined ? "not set" : `${String(rate)}/s`}, burst ${String(burst ?? "not set")}`,
    passed: set,
    note: BEHAVIOUR_GAPS.throttling.here,
  };
}

const LOGGED = ["$context.requestId", "$context.authorizer.error", "$context.error.message"] as const;

function accessLog(stage: Stage): Probe {
  const format = valueOr(stage.accessLog, undefined)?.format;
  const text = format === undefined ? undefined : valueOr(format, undefined);
  const missing = LOGGED.filter((name) => text?.includes(name) !== true);
  return {
    ...BY_PLAN,
    route: `every route of ${stage.address}`,
    caller: "a refused request",
    expected: "logged with its reason",
    observed:
      text === undefined
        ? "access logging is off"
        : missing.length === 0
          ? "the format has authorizer.error"
          : `not logged: ${missing.join(", ")}`,
    passed: text === undefined ? undefined : missing.length === 0,
    note: BEHAVIOUR_GAPS.accessLogs.here,
  };
}

/** Does a permission let API Gateway invoke a function, limited to that API? */
function permission(route: string, caller: string, called: LambdaFunction, api: Api, model: Model): Probe {
  const found = model.permissions.find(
    (candidate) =>
      leadsTo(candidate.function, called) === true &&
      leadsTo(candidate.source, api) === true &&
      permissionAllows(candidate, {
        principal: "apigateway.amazonaws.com",
        source: { kind: "resource", target: api },
      }) === true,
  );
  return {
    ...BY_PLAN,
    route,
    caller,
    expected: `may invoke ${called.address} for this API only`,
    observed: found?.address ?? "no such permission",
    passed: found !== undefined,
    note: BEHAVIOUR_GAPS.permissions.here,
  };
}

/** What AWS takes, in milliseconds: "Integration" in the API reference of API Gateway V2. An integration without a timeout has the most. */
const TIMEOUTS = { least: 50, most: 30_000 } as const;

/** AWS cuts off what takes longer than an integration's timeout; here nothing is. */
function timeout(route: Route): readonly Probe[] {
  const limit = valueOr(
    targetOf(route.integration)?.resource.attributes.number("timeout_milliseconds") ?? NONE,
    undefined,
  );
  if (limit === undefined || limit === 0 || limit === TIMEOUTS.most) return [];
  const base = { route: valueOr(route.key, route.address), caller: "an answer that takes longer" };
  if (limit < TIMEOUTS.least || limit > TIMEOUTS.most)
    return [
      {
        ...BY_PLAN,
        ...base,
        expected: `a timeout of ${String(TIMEOUTS.least)} to ${String(TIMEOUTS.most)} ms`,
        observed: `${String(limit)} ms, which AWS refuses`,
        passed: false,
      },
    ];
  const { onAws, here, proof } = BEHAVIOUR_GAPS.integrationTimeout;
  return [{ ...base, expected: `${onAws}, ${String(limit)} ms`, observed: `here: ${here}`, proof, passed: undefined }];
}

const NONE = { known: true, value: undefined } as const;

/** The permissions of the functions that answer at a route, and of the one that decides there. */
function permissions(route: Route, model: Model): readonly Probe[] {
  const api = targetOf(route.api);
  const integration = targetOf(route.integration);
  const lambda = targetOf(route.authorizer)?.lambda;
  const functions = [
    ["API Gateway", integration === undefined ? undefined : targetOf(integration.function)],
    ["API Gateway, its authorizer", lambda === undefined ? undefined : targetOf(lambda.function)],
  ] as const;
  return functions.flatMap(([caller, called]) =>
    api === undefined || called === undefined
      ? []
      : [permission(valueOr(route.key, route.address), caller, called, api, model)],
  );
}

/**
 * A pool keeps its users by two locks: AWS's deletion protection and Terraform's prevent_destroy, which only the
 * synthesized stack tells. A stack that has neither has chosen so; one without the other is a mistake.
 */
function protection(pool: Pool, synth: Model): Probe {
  const aws = is(pool.deletionProtection, "ACTIVE") === true;
  const base = { ...BY_PLAN, route: pool.address, caller: "a plan that would destroy it" };
  const locked = aws ? "deletion_protection ACTIVE" : "deletion_protection INACTIVE";
  // A module can't let its callers choose prevent_destroy, so HCL is held to AWS's lock alone.
  if (synth.origin.format === "folder")
    return { ...base, expected: "deletion_protection", observed: locked, passed: aws || undefined };
  const own = synth.pools.find((candidate) => candidate.address === pool.address);
  const terraform = own !== undefined && is(own.preventDestroy, true) === true;
  return {
    ...base,
    expected: "deletion_protection and prevent_destroy",
    observed: `${locked}, ${terraform ? "prevent_destroy" : "no prevent_destroy"}`,
    passed: aws || terraform ? aws && terraform : undefined,
  };
}

/** What no request to the AWS emulator can show, read from what was applied. */
export function planChecks(state: Model, synth: Model): readonly Probe[] {
  return [
    ...state.stages.flatMap((stage) => [throttling(stage, synth), accessLog(stage)]),
    ...state.routes.flatMap((route) => [...permissions(route, state), ...timeout(route)]),
    ...state.pools.filter((pool) => pool.managed).map((pool) => protection(pool, synth)),
  ];
}

/** What only AWS itself can show; named so that nobody takes a passed run for more than it is. */
export function onlyOnAws(state: Model): readonly Probe[] {
  const jwt = state.routes.some((route) => is(route.authorization, "JWT") === true);
  // A page sees neither status nor body of an answer without these headers.
  const pages = state.apis.some((api) => valueOr(api.cors, undefined) !== undefined);
  const disabled = state.apis.some((api) => is(api.endpointDisabled, true) === true);
  const rows = [
    ...(jwt
      ? ([
          ["every JWT route", "nobody", BEHAVIOUR_GAPS.wwwAuthenticate],
          ["every JWT route", "token without exp", BEHAVIOUR_GAPS.noExpiry],
          ["every JWT route", "refreshed token", BEHAVIOUR_GAPS.refreshGroups],
        ] as const)
      : []),
    ...(pages ? ([["every route", "a page of an allowed origin", BEHAVIOUR_GAPS.deniedCors]] as const) : []),
    ["every route", "access log", BEHAVIOUR_GAPS.accessLogs] as const,
    ...(disabled ? ([["every route", "the execute-api address", BEHAVIOUR_GAPS.disabledEndpoint]] as const) : []),
  ];
  return rows.map(([route, caller, defect]) => ({
    route,
    caller,
    expected: defect.onAws,
    observed: `here: ${defect.here}`,
    proof: "only on AWS",
    passed: undefined,
  }));
}
