import { accessOf, callerText } from "../../access/index";
import { targetOf, valueOr, type Entity, type Model, type Route } from "../../model/index";
import type { ChangeReport } from "../change";
import type { Comparison } from "../comparison";
import { keyOf, routeOf } from "../changed-routes";

/**
 * What a route of a WebSocket API means that comes or goes while its API stays; undefined for any other route. Who is
 * connected was let in by `$connect`, or by nobody where there is none; a message is answered by the route of its own
 * key, else by `$default`, else by an error.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
 */
export function socketRoute(comparison: Comparison, route: Route, side: "before" | "after"): ChangeReport | undefined {
  const api = targetOf(route.api);
  const partner = api && (side === "before" ? comparison.becomes(api) : comparison.was(api));
  if (!api || !partner || valueOr(api.protocol, undefined) !== "WEBSOCKET" || !route.key.known) return undefined;
  const [own, others] = [comparison[side], routesOf(comparison[side === "before" ? "after" : "before"], partner)];
  const isNew = side === "after";
  const callers = callerText(accessOf(own, route).caller);
  const said = (kind: ChangeReport["kind"], means: string): ChangeReport => ({
    code: isNew ? "route-added" : "route-removed",
    ...(kind && { kind }),
    at: route,
    ...routeOf(route),
    summary: `${keyOf(route)} is ${isNew ? "new" : "removed"}: ${means}.`,
    [side]: callers,
  });
  const hidden = others.find(({ key }) => !key.known);
  const key = route.key.value;
  if (key === "$connect") {
    if (hidden) return said("unknown", `whether ${hidden.address} is the API's $connect on the other side isn't known`);
    const { kind } = accessOf(own, route).caller;
    if (kind === "everybody")
      return said("neutral", isNew ? "everybody may connect, as before" : "everybody may still connect");
    if (!isNew) return said("broadened", `everybody may connect (was: ${callers}), and send to the API's other routes`);
    return said(
      kind === "unknown" ? "unknown" : "narrowed",
      `connections are for ${callers}; everybody could connect before`,
    );
  }
  if (key === "$disconnect")
    return said("neutral", `what it leads to is ${isNew ? "told" : "no longer told"} when a connection ends`);
  const fallback = key === "$default" ? undefined : others.find((one) => valueOr(one.key, undefined) === "$default");
  if (isNew) return undefined;
  if (fallback) return said("neutral", `$default answers its messages`);
  return hidden
    ? said("unknown", `whether ${hidden.address} answers its messages isn't known`)
    : said("breaking", "who sends to it gets an error");
}

const routesOf = (model: Model, api: Entity): readonly Route[] =>
  model.routes.filter((one) => targetOf(one.api)?.address === api.address);
