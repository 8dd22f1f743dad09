import { leadsTo, targetOf, type Model, type Route } from "../../posture/model";

/**
 * The routes that changed resources concern, by address. A route's own resources concern that route; whatever else
 * changes (an API, a stage, a pool, a client, a policy) may concern every route.
 */
export function affectedRoutes(changed: readonly string[], model: Model): ReadonlySet<string> {
  const concerned = new Set<string>();
  for (const address of changed) {
    const own = routesBehind(address, model) ?? model.routes;
    for (const route of own) concerned.add(route.address);
  }
  return concerned;
}

/** Undefined where it isn't one route's own. */
function routesBehind(address: string, model: Model): readonly Route[] | undefined {
  const route = model.routes.find((one) => one.address === address);
  if (route !== undefined) return [route];
  const integration = model.integrations.find((one) => one.address === address);
  if (integration !== undefined) return model.routes.filter((one) => leadsTo(one.integration, integration) !== false);
  const permission = model.permissions.find((one) => one.address === address);
  const fn =
    model.functions.find((one) => one.address === address) ??
    (permission === undefined ? undefined : targetOf(permission.function));
  if (fn === undefined) return undefined;
  const behind = model.routes.filter((one) => {
    const target = targetOf(one.integration);
    const lambda = targetOf(one.authorizer)?.lambda;
    return (
      (target !== undefined && leadsTo(target.function, fn) === true) ||
      (lambda !== undefined && leadsTo(lambda.function, fn) === true)
    );
  });
  // A function that no route leads to shapes tokens, or something else that every route may need.
  return behind.length === 0 ? undefined : behind;
}
