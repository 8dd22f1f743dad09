import type { Caller } from "./caller";
import { forbidden } from "./errors";

/**
 * For rules finer than the route's own scopes, which API Gateway checks before the function runs.
 * Passes when the caller has at least one of `scopes`; else 403. No scopes named: nobody passes.
 */
export function requireScope(caller: Caller, ...scopes: readonly string[]): void {
  if (scopes.some((scope) => caller.scopes.has(scope))) return;
  const challenge = `Bearer error="insufficient_scope", scope="${scopes.join(" ")}"`;
  throw forbidden("Insufficient scope", "insufficient_scope", { "www-authenticate": challenge });
}

/** Passes when the caller is in at least one of `groups` (whole names); else 403. No groups named: nobody passes. */
export function requireGroup(caller: Caller, ...groups: readonly string[]): void {
  if (groups.some((group) => caller.groups.has(group))) return;
  const names = groups.join(" or ");
  throw forbidden(`${names.charAt(0).toUpperCase()}${names.slice(1)} access required`, "group_required");
}
