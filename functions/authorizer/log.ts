import type { Refusal } from "./refusal";

/** Refusals that are the operator's to mend, not the caller's. */
const OPERATOR: readonly string[] = ["configuration", "keys_unavailable", "internal", "route_arn"];

/**
 * One line of JSON: reason code, request id, route key. Never the token, a claim or a header.
 * @param event not trusted to have the shape of an event
 */
export function logRefusal(refusal: Refusal, event: unknown): void {
  const { routeKey, requestContext } = (event ?? {}) as {
    routeKey?: unknown;
    requestContext?: { requestId?: unknown };
  };
  const level = OPERATOR.includes(refusal.reason) ? "error" : "info";
  console.log(
    JSON.stringify({
      level,
      message: "authorizer denied the call",
      reason: refusal.reason,
      detail: refusal.detail,
      requestId: requestContext?.requestId,
      routeKey,
    }),
  );
}
