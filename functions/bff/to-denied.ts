import { traceOf } from "../shared/trace";
import { AwsError } from "../shared/aws/aws-error";
import { Denied } from "./denied";
import { SignInError } from "./token-endpoint";

/** Any failure as what the browser is told of it, and the log: AWS by service, status and code, the unforeseen by kind and place. */
export function toDenied(error: unknown): Denied {
  if (error instanceof Denied) return error;
  if (error instanceof SignInError) return error.toDenied();
  if (error instanceof AwsError) {
    const { service, status, code } = error;
    if (!error.isTransient) return new Denied(500, "internal_error", { cause: { service, status, code } });
    const headers = { "retry-after": "1" };
    return new Denied(503, "upstream_unavailable", { cause: { service, status, code }, headers });
  }
  return new Denied(500, "internal_error", { cause: traceOf(error) });
}
