import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { Headers, HttpError } from "./errors";

/** What a handler's logic gives back; `body` becomes JSON. */
export interface Reply {
  readonly status: number;
  readonly body: object;
  readonly headers?: Headers;
}

/** The one JSON shape of every error, 4xx and 5xx. `requestId` is the one in the access log and in `apigw-requestid`. */
export interface ErrorBody {
  readonly error: string;
  readonly code: string;
  readonly requestId: string;
}

export const ok = (body: object): Reply => ({ status: 200, body });
export const created = (body: object): Reply => ({ status: 201, body });

export const errorReply = (error: HttpError, requestId: string): Reply => ({
  status: error.status,
  body: { error: error.message, code: error.code, requestId } satisfies ErrorBody,
  headers: error.headers,
});

/** A reply as the payload 2.0 answer that API Gateway sends on. */
export const render = ({ status, body, headers }: Reply): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});
