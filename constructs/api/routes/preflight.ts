import { RouteKey } from "../route-key";

/**
 * The routes that preflights need beside the API's own, without authorization and each with an integration that answers 2xx.
 *
 * With CORS configured, API Gateway answers a preflight itself, unless a route catches `OPTIONS`: `$default` and `ANY` do, and their
 * authorizer then refuses it, because a browser sends no token along. A more specific route goes first, so an `OPTIONS` route of the same
 * path takes it instead; `OPTIONS /{proxy+}` for `$default`, and `OPTIONS /`, which a greedy variable does not catch.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html (Configuring CORS for an HTTP API with a $default route and
 * an authorizer), https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html (Routing API requests)
 *
 * @param keys every route of the API
 * @param closed those of them that ask for authorization
 */
export function preflightRoutes(keys: readonly string[], closed: readonly string[]): string[] {
  const taken = new Set(keys.map(shape));
  const wanted = closed
    .map((key) => new RouteKey(key))
    .filter(({ method }) => method === "ANY")
    .flatMap(({ text, path }) => (text === "$default" ? ["OPTIONS /", "OPTIONS /{proxy+}"] : [`OPTIONS ${path}`]));
  const added: string[] = [];
  for (const key of wanted) {
    if (taken.has(shape(key))) continue;
    taken.add(shape(key));
    added.push(key);
  }
  return added;
}

/** `OPTIONS /items/{id}` and `OPTIONS /items/{name}` are one route to API Gateway. */
const shape = (key: string): string => key.replace(/\{[^}+]+(\+?)\}/g, "{$1}");
