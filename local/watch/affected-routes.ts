import { leadsTo, targetOf, type Model } from "../../posture/model";
import { restMethodsBehind } from "../terraform/rest-routes";

/**
 * The routes that changed resources concern, by address. A route's own resources concern that route; whatever else
 * changes (an API, a stage, a pool, a client, a policy) may concern every route.
 */
export function affectedRoutes(changed: readonly string[], model: Model): ReadonlySet<string> {
  const concerned = new Set<string>();
  const all = [...addressesOf(model.routes), ...restMethodsBehind(model)];
  for (const address of changed) for (const route of routesBehind(address, model) ?? all) concerned.add(route);
  return concerned;
}

/** Undefined where it isn't one route's own. */
function routesBehind(address: string, model: Model): readonly string[] | undefined {
  if (model.routes.some((one) => one.address === address)) return [address];
  const integration = model.integrations.find((one) => one.address === address);
  if (integration !== undefined)
    return addressesOf(model.routes.filter((one) => leadsTo(one.integration, integration) !== false));
  const permission = model.permissions.find((one) => one.address === address);
  const fn =
    model.functions.find((one) => one.address === address) ??
    (permission === undefined ? undefined : targetOf(permission.function));
  if (fn === undefined) return undefined;
  const routes = model.routes.filter((one) => {
    const target = targetOf(one.integration);
    const lambda = targetOf(one.authorizer)?.lambda;
    return (
      (target !== undefined && leadsTo(target.function, fn) === true) ||
      (lambda !== undefined && leadsTo(lambda.function, fn) === true)
    );
  });
  const behind = [...addressesOf(routes), ...restMethodsBehind(model, fn)];
  // A function that no route leads to shapes tokens, or something else that every route may need.
  return behind.length === 0 ? undefined : behind;
}

function addressesOf(entities: readonly { readonly address: string }[]): readonly string[] {
  return entities.map(({ address }) => address);
}
