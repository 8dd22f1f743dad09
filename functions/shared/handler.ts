import type { APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { HttpError, methodNotAllowed } from "./errors";
import type { ApiEvent } from "./event";
import { callOf, formatOf, log } from "./log";
import { type Reply, errorReply, render } from "./reply";
import { traceOf } from "./trace";

export type Logic = (event: ApiEvent) => Reply | Promise<Reply>;
export type ApiHandler = (
  event: ApiEvent,
  context?: Pick<Context, "awsRequestId">,
) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * A Lambda handler out of pure logic. An `HttpError` becomes its answer; anything else is logged (without the request:
 * it may hold a token) and answered as a 500 that tells only the request id.
 */
export function httpHandler(logic: Logic): ApiHandler {
  return async (event, context) => {
    const { requestId = context?.awsRequestId ?? "unknown", route } = callOf(event);
    try {
      return render(await logic(event));
    } catch (error) {
      const format = formatOf(event);
      if (error instanceof HttpError) {
        // It may be the format and not the caller: without `requestContext.authorizer.jwt` everybody gets a 401.
        if (format.detail !== undefined)
          log({ level: "error", message: "request denied", requestId, route, ...format });
        return render(errorReply(error, requestId));
      }
      log({ level: "error", message: "unforeseen error", requestId, route, ...format, ...traceOf(error) });
      return render(errorReply(new HttpError(500, "internal_error", "Internal server error"), requestId));
    }
  };
}

/** One function behind several methods of one resource; another method gets 405 with `allow`. */
export function byMethod(methods: Readonly<Record<string, Logic>>): Logic {
  return (event) => {
    const method = event.requestContext.http.method;
    const logic = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (logic === undefined) throw methodNotAllowed(Object.keys(methods));
    return logic(event);
  };
}
