import { targetOf, valueOr } from "../model";
import type { Model, Route } from "../model";
import { compareRoute } from "./compare-route";
import type { Difference } from "./difference";
import type { AccessList, DeclaredPool, DeclaredRoute, DeclaredStage } from "./list";
import { isNamed, leadsToNamed, linkName } from "./names";

/** Where reality differs from an access list: in one direction as well as in the other. */
export function compareAccess(model: Model, list: AccessList): readonly Difference[] {
  return [
    ...list.routes.flatMap((declared) => ofRoute(model, declared)),
    ...undeclared(model, list),
    ...list.stages.flatMap((declared) => ofStage(model, declared)),
    ...list.pools.flatMap((declared) => ofPool(model, declared)),
  ];
}

function routesNamed(model: Model, { api, route }: DeclaredRoute): readonly Route[] {
  return model.routes.filter((one) => valueOr(one.key, undefined) === route && leadsToNamed(one.api, api) !== false);
}

function ofRoute(model: Model, declared: DeclaredRoute): readonly Difference[] {
  const rest = model.restApis.find((api) => isNamed(api, declared.api));
  // Routes of REST APIs are resources and methods: their rules judge them.
  if (rest !== undefined) return [];
  const found = routesNamed(model, declared);
  if (found.length > 0) return found.flatMap((route) => compareRoute(model, route, declared));
  const hidden = model.routes.find((one) => !one.key.known && leadsToNamed(one.api, declared.api) !== false);
  const api = model.apis.find((one) => isNamed(one, declared.api));
  return [
    {
      code: "access-route-missing",
      at: api ?? { address: declared.api },
      route: declared.route,
      certain: hidden === undefined && api?.fromBody !== true,
      declared: "the route",
      found: hidden === undefined ? "no such route" : `a route whose key isn't known yet (${hidden.address})`,
      effect: "Nobody gets in: callers get 404.",
    },
  ];
}

/** Routes beside the declared ones, at an API that the list declares. */
function undeclared(model: Model, list: AccessList): readonly Difference[] {
  const apis = [...new Set(list.routes.map(({ api }) => api))];
  return model.routes.flatMap((route): readonly Difference[] => {
    const api = apis.find((name) => leadsToNamed(route.api, name) === true);
    if (api === undefined || !route.key.known) return [];
    if (list.routes.some((one) => routesNamed(model, one).includes(route))) return [];
    return [
      {
        code: "access-route-undeclared",
        at: route,
        route: route.key.value,
        certain: true,
        declared: "no such route",
        found: `the route ${route.address}`,
        effect: "Whoever its authorization lets in reaches something that nobody declared.",
      },
    ];
  });
}

type Safeguard = readonly [what: string, wanted: boolean, there: boolean | "unknown", effect: string];

function ofStage(model: Model, declared: DeclaredStage): readonly Difference[] {
  const stage = model.stages.find((one) => isNamed(one, declared.stage));
  // A stage of a REST API isn't part of the model.
  if (stage === undefined) return model.resource(declared.stage) !== undefined ? [] : [gone(declared.stage, "stage")];
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
  return missing(stage, safeguards);
}

function ofPool(model: Model, declared: DeclaredPool): readonly Difference[] {
  const pool = model.pools.find((one) => isNamed(one, declared.pool));
  if (pool === undefined) return [gone(declared.pool, "user pool")];
  const active = pool.deletionProtection.known ? pool.deletionProtection.value === "ACTIVE" : "unknown";
  // Plans and states don't tell of prevent_destroy.
  const kept = pool.preventDestroy.known && model.origin.format === "synth" ? pool.preventDestroy.value : true;
  const trigger = pool.triggers.items.find(({ name }) => name === "pre_token_generation");
  const same =
    declared.tokenTrigger === undefined
      ? trigger === undefined
      : trigger === undefined
        ? false
        : leadsToNamed(trigger.function, declared.tokenTrigger);
  const safeguards: readonly Safeguard[] = [
    ["deletion_protection", declared.protected, active, "A mistake can delete the pool and its users."],
    ["prevent_destroy", declared.protected, kept, "A mistaken plan can delete the pool and its users."],
  ];
  const safe = missing(pool, safeguards);
  if (same === true) return safe;
  return [
    ...safe,
    {
      code: "access-trigger",
      at: pool,
      certain: same === false && pool.triggers.missing.length === 0,
      declared: declared.tokenTrigger === undefined ? "no token trigger" : `the token trigger ${declared.tokenTrigger}`,
      found: trigger === undefined ? "no token trigger" : `the token trigger ${linkName(trigger.function)}`,
      effect: "Tokens carry other claims than declared.",
    },
  ];
}

function missing(at: Difference["at"], safeguards: readonly Safeguard[]): readonly Difference[] {
  return safeguards.flatMap(([what, wanted, there, effect]): readonly Difference[] =>
    !wanted || there === true
      ? []
      : [
          {
            code: "access-safeguard",
            at,
            certain: there === false,
            declared: what,
            found: there === false ? `no ${what.replace(/^an? /, "")}` : "what isn't known yet",
            effect,
          },
        ],
  );
}

function gone(address: string, what: string): Difference {
  return {
    code: "access-safeguard",
    at: { address },
    certain: true,
    declared: `the ${what} ${address}`,
    found: "no such resource",
    effect: "Nothing of what was declared for it holds.",
  };
}

/** The API of each declared route, for whoever has to find it. */
export function apiOf(route: Route): string | undefined {
  return targetOf(route.api)?.address;
}
