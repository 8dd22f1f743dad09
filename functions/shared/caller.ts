import { unauthorized } from "./errors";
import type { ApiEvent, AuthorizerContext } from "./event";
import { parseGroups, parseRoles, parseScopes } from "./lists";

interface CallerBase {
  /** Who calls: the token's `sub`, the Lambda authorizer's `userId`, or the IAM principal's ARN. Never empty. */
  readonly id: string;
  /** The name the user signs in with; null for machines and where the authorizer doesn't say. */
  readonly username: string | null;
  readonly clientId: string | null;
  /** "access" or "id" for Cognito's tokens; null where there is no token or it doesn't say. */
  readonly tokenUse: string | null;
  readonly tenantId: string | null;
  readonly groups: ReadonlySet<string>;
  readonly scopes: ReadonlySet<string>;
}

interface JwtCaller extends CallerBase {
  readonly kind: "jwt";
  /** The claims as API Gateway gives them: mostly strings, arrays as `[a b]`. */
  readonly claims: Readonly<Record<string, unknown>>;
}

interface LambdaCaller extends CallerBase {
  readonly kind: "lambda";
  readonly context: Readonly<Record<string, unknown>>;
}

/** Signed with SigV4. IAM decided already; there are no groups and no scopes. */
interface IamCaller extends CallerBase {
  readonly kind: "iam";
  readonly accountId: string | null;
}

export type Caller = JwtCaller | LambdaCaller | IamCaller;

export interface CallerOptions {
  /** The claim that lists a JWT caller's groups; `cognito:groups` by default. */
  readonly groupsClaim?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** The caller that the route's authorizer let in. Without exactly one authorizer that names a caller: 401. */
export function caller(event: ApiEvent, options: CallerOptions = {}): Caller {
  const { jwt, lambda, iam } = fieldsOf(event.requestContext?.authorizer) as AuthorizerContext;
  if ([jwt, lambda, iam].filter((context) => context != null).length !== 1) throw unauthorized();
  if (jwt) return jwtCaller(fieldsOf(jwt.claims), jwt.scopes, options.groupsClaim ?? "cognito:groups");
  return lambda ? lambdaCaller(fieldsOf(lambda)) : iamCaller(fieldsOf(iam));
}

/** Whether the route has an authorizer at all; a public route has none. */
export const isPublic = (event: ApiEvent): boolean => event.requestContext?.authorizer == null;

function jwtCaller(claims: Fields, routeScopes: unknown, groupsClaim: string): JwtCaller {
  return {
    kind: "jwt",
    id: named(claims, "sub"),
    username: text(claims, "username") ?? text(claims, "cognito:username"),
    clientId: text(claims, "client_id"),
    tokenUse: text(claims, "token_use"),
    tenantId: null,
    groups: parseGroups(own(claims, groupsClaim)),
    // Some issuers say `scp`; the list beside the claims is there only on routes that demand scopes.
    scopes: parseScopes(own(claims, "scope") ?? own(claims, "scp") ?? routeScopes),
    claims,
  };
}

function lambdaCaller(context: Fields): LambdaCaller {
  return {
    kind: "lambda",
    id: named(context, "userId"),
    username: text(context, "username"),
    clientId: text(context, "clientId"),
    tokenUse: text(context, "tokenUse"),
    tenantId: text(context, "tenantId"),
    groups: parseRoles(own(context, "roles")),
    scopes: parseScopes(own(context, "scopes")),
    context,
  };
}

function iamCaller(iam: Fields): IamCaller {
  const nothing: ReadonlySet<string> = new Set();
  return {
    kind: "iam",
    id: named(iam, "userArn"),
    username: null,
    clientId: null,
    tokenUse: null,
    tenantId: null,
    groups: nothing,
    scopes: nothing,
    accountId: text(iam, "accountId"),
  };
}

const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});

/** Own properties only: a claim named like a method of every object must not answer for an absent one. */
const own = (fields: Fields, name: string): unknown =>
  Object.hasOwn(fields, name) ? (fields[name] ?? undefined) : undefined;

function text(fields: Fields, name: string): string | null {
  const value = own(fields, name);
  return typeof value === "string" && value !== "" ? value : null;
}

function named(fields: Fields, name: string): string {
  const value = text(fields, name);
  if (value === null) throw unauthorized();
  return value;
}
