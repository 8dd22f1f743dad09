import { claimOf, denyType, type Claims } from "./claim-types";
import type { AuthorizerContext } from "./config";
import { passableGroups, scopesOf } from "./granted";
import type { GrantClaims } from "./requirements";

/** Not empty, no control character. */
const PLAIN = /^[^\u0000-\u001f\u007f]+$/;

export interface ContextClaims extends GrantClaims {
  readonly user: string;
  readonly tenant: string;
}

/** @throws Denial `claim_type` when the claim is there but no plain text */
function text(claims: Claims, name: string): string | undefined {
  const value = claimOf(claims, name);
  if (value === undefined) return undefined;
  if (typeof value !== "string" || !PLAIN.test(value)) denyType(name, "must be a string without control characters");
  return value;
}

/**
 * What the handler gets to know: strings, because API Gateway passes nothing else unharmed; absent values are left out,
 * and so are groups that a handler would misread (`passableGroups`).
 * @throws Denial `claim_type`
 */
export function contextOf(claims: Claims, names: ContextClaims): AuthorizerContext {
  const context: AuthorizerContext = {};
  const userId = text(claims, names.user);
  const tenantId = text(claims, names.tenant);
  const groups = passableGroups(claims, names.groups);
  const scopes = scopesOf(claims, names.scopes);
  if (userId !== undefined) context.userId = userId;
  if (tenantId !== undefined) context.tenantId = tenantId;
  if (groups.length > 0) context.roles = groups.join(",");
  if (scopes.length > 0) context.scopes = scopes.join(" ");
  return context;
}
