import type { Denial } from "../../posture/claims";
import { callOf, log } from "../shared/log";

/** Denials that are the operator's to fix, not the caller's. */
const OPERATOR: readonly string[] = ["configuration", "keys_unavailable", "internal", "route_arn", "route_key"];

/**
 * One line a denial: reason, the claim's name, request id, route. Never the token, a claim's value or a header.
 * @param event not trusted to have the shape of an event
 */
export function logDenial({ reason, claim, detail }: Denial, event: unknown): void {
  const level = OPERATOR.includes(reason) ? "error" : "info";
  log({ level, message: "authorizer denied the call", ...callOf(event), reason, claim, detail });
}
