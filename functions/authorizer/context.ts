import { claim, type Claims } from "./claims";
import type { AuthorizerContext } from "./config";
import { Refusal } from "./refusal";

/** Not empty, no control character. */
const PLAIN = /^[^\u0000-\u001f\u007f]+$/;

/** @throws Refusal `claim_type` when the claim is there but no plain text */
function text(claims: Claims, name: string): string | undefined {
  const value = claim(claims, name);
  if (value === undefined) return undefined;
  if (typeof value !== "string" || !PLAIN.test(value)) throw new Refusal("claim_type");
  return value;
}

/**
 * What the handler gets to know: strings, because API Gateway passes nothing else unharmed; absent values are left out.
 * @throws Refusal `claim_type`
 */
export function contextOf(
  claims: Claims,
  names: { readonly user: string; readonly tenant: string },
  scopes: readonly string[],
  groups: readonly string[],
): AuthorizerContext {
  const context: AuthorizerContext = {};
  const userId = text(claims, names.user);
  const tenantId = text(claims, names.tenant);
  if (userId !== undefined) context.userId = userId;
  if (tenantId !== undefined) context.tenantId = tenantId;
  if (groups.length > 0) context.roles = groups.join(",");
  if (scopes.length > 0) context.scopes = scopes.join(" ");
  return context;
}
