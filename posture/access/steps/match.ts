import type { Value } from "../../model";

/** What requests are matched to: a route, a method of a REST API, an operation of an OpenAPI body. */
export interface WithRouteKey {
  /** `GET /items`, `$default` */
  readonly key: Value<string>;
  readonly method: Value<string | undefined>;
  readonly path: Value<string | undefined>;
  /** Of a REST API. */
  readonly rest?: boolean;
}

/**
 * How well a route's path fits a request, segment by segment; smaller fits better. Undefined: not at all. A greedy
 * variable wants something at a REST API. At an HTTP API `ANY /{proxy+}` takes every request, `/` too: AWS's tutorial says
 * so and asks for the root. Whether `/items/{proxy+}` takes `/items/` no page says: `isUndocumented`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-private-integration.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-set-up-simple-proxy.html
 */
export function pathSpecificity(route: string, path: string, greedyWants = false): readonly number[] | undefined {
  const pattern = segments(route);
  const asked = segments(path);
  const ranks: number[] = [];
  for (const [i, part] of pattern.entries()) {
    if (/^\{[^}]+\+\}$/.test(part)) {
      const rest = asked.slice(i);
      return rest.length > 0 && !(greedyWants && rest.join("") === "") ? [...ranks, GREEDY] : undefined;
    }
    const found = asked[i];
    if (found === undefined || found === "") return part === found ? ranks : undefined;
    if (/^\{[^}]+\}$/.test(part)) ranks.push(VARIABLE);
    else if (part === found) ranks.push(LITERAL);
    else return undefined;
  }
  return asked.length === pattern.length ? ranks : undefined;
}

/** A greedy variable of an HTTP API that nothing is left for, behind a prefix: AWS doesn't document whether it takes that. */
export function isUndocumented({ path, rest = false }: WithRouteKey, asked: string): boolean {
  const prefix = path.known ? /^(\/.+\/)\{[^}]+\+\}$/.exec(path.value ?? "")?.[1] : undefined;
  return !rest && prefix !== undefined && asked.endsWith("/") && segments(prefix).length === segments(asked).length;
}

const [LITERAL, VARIABLE, GREEDY, DEFAULT] = [0, 1, 2, 3] as const;

const segments = (path: string): string[] => path.replace(/^\//, "").split("/");

/**
 * The routes that take a request, the one that API Gateway picks first: a full match, then a greedy variable, then
 * `$default`; within one path the method itself before ANY.
 * Create routes for HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 * Routes whose key isn't known are left out.
 */
export function matchingRoutes<T extends WithRouteKey>(
  routes: readonly T[],
  method: string,
  path: string,
): readonly T[] {
  const ranked = routes.flatMap((route) => {
    const rank = rankOf(route, method, path);
    return rank ? [{ route, rank }] : [];
  });
  return ranked.sort((a, b) => inOrder(a.rank, b.rank)).map(({ route }) => route);
}

function rankOf(route: WithRouteKey, method: string, path: string): readonly number[] | undefined {
  if (!route.key.known) return undefined;
  if (route.key.value === "$default") return [DEFAULT];
  if (!route.method.known || !route.path.known || route.path.value === undefined) return undefined;
  const own = route.method.value === method;
  if (!own && route.method.value !== "ANY") return undefined;
  const ranks = pathSpecificity(route.path.value, path, route.rest);
  if (!ranks) return undefined;
  // Greedy or not comes before everything else, then the segments from the left, then the method.
  return [ranks.at(-1) === GREEDY ? GREEDY : LITERAL, ...ranks, own ? 0 : 1];
}

function inOrder(a: readonly number[], b: readonly number[]): number {
  // Of two greedy routes the longer prefix is the more specific one: its literal meets the other's `{proxy+}`.
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
