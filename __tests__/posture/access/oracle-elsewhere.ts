import type { AccessRequest, Credentials } from "../../../posture/access/index";
import type { Model } from "../../../posture/model/index";
import { NOW } from "./stacks";
import { POOL, URL_ACTIONS } from "./stacks-elsewhere";
import type { Elsewhere, Statement, UrlAction } from "./stacks-elsewhere";

/** A request, and which entry point it is for. */
export type Request = AccessRequest & { readonly at: "rest" | "http" | "url" | "listener" | "rule" | "field" };
export const REQUESTS: readonly Request[] = [
  ...["/items", "/other"].flatMap((path) =>
    ["GET", "POST"].flatMap((method) => [
      { at: "rest" as const, api: "rest", method, path },
      { at: "rest" as const, method, path, host: "api.example" },
    ]),
  ),
  ...["GET", "POST", "OPTIONS"].map((method) => ({ at: "http" as const, api: "http", method, path: "/items" })),
  { at: "url", entryPoint: "aws_lambda_function_url.u" },
  { at: "listener", entryPoint: "aws_lb_listener.l" },
  { at: "rule", entryPoint: "aws_lb_listener_rule.r" },
  { at: "field", entryPoint: "aws_appsync_resolver.r" },
];

/** What a caller sends. */
export interface Caller {
  readonly as: "nobody" | "caller" | "guest" | "user" | "id token" | "read token" | "other token" | "other pool";
  readonly key?: boolean;
  readonly certificate?: boolean;
}
const KINDS = ["nobody", "caller", "guest", "user", "id token", "read token", "other token", "other pool"] as const;
export const CALLERS: readonly Caller[] = [
  ...KINDS.map((as): Caller => ({ as })),
  { as: "nobody", key: true },
  { as: "caller", key: true, certificate: true },
  { as: "nobody", key: true, certificate: true },
];

/** The credentials of a caller; undefined: nobody can have them. */
export function credentialsOf(model: Model, { as, key, certificate }: Caller): Credentials | undefined {
  const more = { ...(key === true && { apiKey: true }), ...(certificate === true && { certificate: true }) };
  const token = (own: object, pool = POOL): Credentials => ({
    kind: "token",
    claims: {
      iss: `https://cognito-idp.eu-west-1.amazonaws.com/${pool}`,
      sub: "s",
      iat: NOW - 60,
      exp: NOW + 3600,
      ...own,
    },
    ...more,
  });
  switch (as) {
    case "nobody":
      return { kind: "none", ...more };
    case "caller":
      return { kind: "principal", principal: "aws_iam_role.caller", ...more };
    case "guest":
    case "user": {
      const [pool] = model.ofType("aws_cognito_identity_pool");
      const kind = as === "guest" ? "guests" : "signed-in";
      return pool && { kind: "principal", principal: { kind, pool, called: as }, ...more };
    }
    case "id token":
      return token({ token_use: "id", aud: "web" });
    case "read token":
      return token({ token_use: "access", client_id: "web", scope: "read" });
    case "other token":
      return token({ token_use: "access", client_id: "web", scope: "write" });
    case "other pool":
      return token({ token_use: "id", aud: "web" }, "eu-west-1_B");
  }
}

/**
 * Decides by the words of the documents alone, written without a look at posture/access. Undefined: the documents leave
 * it open, or nothing of the kind is there.
 */
export function oracle(stack: Elsewhere, request: Request, caller: Caller): "allow" | "deny" | undefined {
  const yes = (allowed: boolean): "allow" | "deny" => (allowed ? "allow" : "deny");
  switch (request.at) {
    case "rest":
      return rest(stack, request, caller);
    case "http": {
      const { cors, options, catchAll } = stack.http;
      if (request.method === "OPTIONS") {
        if (options) return "allow";
        // A guarded route that takes OPTIONS refuses preflights; where none does, CORS answers them.
        if (catchAll === "GET /{proxy+}") return yes(cors);
      }
      if (catchAll === "GET /{proxy+}" && request.method !== "GET") return "deny";
      return yes(caller.as === "caller" && identityAllows(stack, "execute-api:Invoke", request));
    }
    case "url": {
      const everybody = (action: UrlAction) => stack.permissions.includes(action);
      if (stack.url === "NONE") return everybody("lambda:InvokeFunction") ? "allow" : undefined;
      if (caller.as !== "caller") return "deny";
      // It takes both. What the function's own policy lets everybody do is left to other tests.
      if (URL_ACTIONS.some((action) => identityDenies(stack, action, request))) return "deny";
      if (stack.permissions.length > 0) return undefined;
      return yes(URL_ACTIONS.every((action) => identityAllows(stack, action, request)));
    }
    case "listener":
      return yes(!stack.balancer.signIn);
    case "rule":
      return stack.balancer.openRule ? "allow" : undefined;
    case "field":
      return field(stack, request, caller);
  }
}

function field(stack: Elsewhere, request: Request, { as, key }: Caller): "allow" | "deny" {
  const fits = {
    API_KEY: key === true,
    AWS_IAM: byIam(stack, request, as),
    AMAZON_COGNITO_USER_POOLS: as === "id token" || as === "read token" || as === "other token",
  }[stack.graphql.main];
  return fits ? "allow" : "deny";
}

function byIam(stack: Elsewhere, request: Request, as: Caller["as"]): boolean {
  return as === "guest" || as === "user"
    ? hasRole(stack, as)
    : as === "caller" && identityAllows(stack, "appsync:GraphQL", request);
}

/** An identity pool gives its role to whom the role's trust policy lets in, and to guests only where it has them. */
function hasRole({ pool: { guests, trusts } }: Elsewhere, as: "guest" | "user"): boolean {
  return as === "guest" ? guests && trusts === "unauthenticated" : trusts === "authenticated";
}

function rest(stack: Elsewhere, request: Request, { as, key, certificate }: Caller): "allow" | "deny" | undefined {
  const { methods, policy, secure } = stack;
  // Of a name behind which no method is known, nothing says that this API answers there.
  if (request.host !== undefined && methods.every((method) => method === undefined)) return undefined;
  if (request.host !== undefined && secure && certificate !== true) return "deny";
  const items = request.path === "/items";
  const [get, any, proxy] = methods;
  // A resource that matches whole goes before a greedy one, and a method before ANY.
  const guard = items ? ((request.method === "GET" ? get : undefined) ?? any ?? proxy) : proxy;
  if (guard === undefined) return "deny";
  const isAllowed = policy.allows === "all" || (policy.allows === "items" && items && request.method === "GET");
  if (guard === "signature") {
    // Their role may use AppSync alone; what the API's own policy lets everybody do is left to other tests.
    if (as === "guest" || as === "user") return hasRole(stack, as) && isAllowed ? undefined : "deny";
    if (as !== "caller" || policy.deniesCaller) return "deny";
    if (identityDenies(stack, "execute-api:Invoke", request)) return "deny";
    if (identityAllows(stack, "execute-api:Invoke", request)) return "allow";
    return isAllowed ? undefined : "deny";
  }
  // A policy that only denies one role lets nobody in, and no policy at all keeps nobody out.
  if (!isAllowed && (policy.allows !== "nothing said" || policy.deniesCaller)) return "deny";
  if (guard === "open") return "allow";
  if (guard === "key") return key === true ? "allow" : "deny";
  return as === (guard === "scope" ? "read token" : "id token") ? "allow" : "deny";
}

const covers = ({ Action, Resource, only }: Statement, action: string, request: Request): boolean =>
  (Action === "*" || Action === action || (Action === "lambda:*" && action.startsWith("lambda:"))) &&
  (Resource === "*" || (action === "execute-api:Invoke" && request.method === "GET" && request.path === "/items")) &&
  only !== "somebody else";

function identityDenies({ statements, boundary = [] }: Elsewhere, action: string, request: Request): boolean {
  return [...statements, ...boundary].some((one) => one.Effect === "Deny" && covers(one, action, request));
}

function identityAllows(stack: Elsewhere, action: string, request: Request): boolean {
  const { statements, boundary } = stack;
  const allows = (list: readonly Statement[]) =>
    list.some((one) => one.Effect === "Allow" && covers(one, action, request));
  return !identityDenies(stack, action, request) && allows(statements) && (boundary === undefined || allows(boundary));
}
