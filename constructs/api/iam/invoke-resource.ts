import type { RouteKey } from "../route-key";

/** The paths that a route takes, as a pattern over concrete paths. */
const shape = (key: RouteKey): RegExp => new RegExp(`^${pattern(key.path, (greedy) => (greedy ? ".+" : "[^/]+"))}$`);

function pattern(path: string, variable: (greedy: boolean) => string): string {
  return path
    .split(/(\{[^}]+\})/)
    .map((part) => (part.startsWith("{") ? variable(part.endsWith("+}")) : part.replace(/[.*+?^$()|[\]\\{}]/g, "\\$&")))
    .join("");
}

function sample(path: string, variable: string, greedy: string): string {
  return path.replace(/\{[^}]+\+\}/g, greedy).replace(/\{[^}]+\}/g, variable);
}

/**
 * What an `execute-api:Invoke` permission names for a route: `METHOD/path`, with `*` for each variable of the path and for the method ANY.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 * (Resource format: `arn:aws:execute-api:region:account-id:api-id/stage-name/HTTP-VERB/resource-path-specifier`)
 */
export function invokeResource(key: RouteKey): string {
  return `${key.method === "ANY" ? "*" : key.method}${sample(key.path, "*", "*")}`;
}

/**
 * Whether a permission for one route also covers calls of another: IAM's `*` stands for any text, slashes included
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html), so `GET/items/*` covers `GET /items/{id}/history`.
 */
export function covers(granted: RouteKey, other: RouteKey): boolean {
  if (granted.method !== "ANY" && other.method !== "ANY" && granted.method !== other.method) return false;
  const covered = new RegExp(`^${pattern(granted.path, () => ".*")}$`);
  if (covered.test(sample(other.path, "x", "x/y"))) return true;
  const across = sample(granted.path, "x/y", "x");
  return !shape(granted).test(across) && shape(other).test(across);
}
