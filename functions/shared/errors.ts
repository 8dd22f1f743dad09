import { CodedError } from "../../posture/claims/coded-error";

/** The stable code of each error; clients branch on this, people read the message. */
export type ErrorCode =
  | "bad_request"
  | "missing_body"
  | "invalid_json"
  | "invalid_field"
  | "unauthorized"
  | "method_not_allowed"
  | "body_too_large"
  | "unsupported_media_type"
  | "internal_error";

export type Headers = Readonly<Record<string, string>>;

/** An error the caller is told about: an HTTP status, a stable code and a message without internals. */
export class HttpError extends CodedError<ErrorCode> {
  override readonly name = "HttpError";

  constructor(
    readonly status: number,
    code: ErrorCode,
    message: string,
    readonly headers: Headers = {},
  ) {
    super(code, message);
  }
}

export const badRequest = (message: string, code: ErrorCode = "bad_request") => new HttpError(400, code, message);

/** No caller, or one that can't be named. The header is what RFC 6750 section 3 asks of every 401. */
export const unauthorized = () => new HttpError(401, "unauthorized", "Unauthorized", { "www-authenticate": "Bearer" });

/** `allow`: the methods the resource has (RFC 9110 section 15.5.6 demands the header). */
export const methodNotAllowed = (allow: readonly string[]) =>
  new HttpError(405, "method_not_allowed", "Method not allowed", { allow: allow.join(", ") });

export const tooLarge = (maxBytes: number) =>
  new HttpError(413, "body_too_large", `The body is longer than ${maxBytes} bytes`);

export const unsupportedMediaType = (message: string) => new HttpError(415, "unsupported_media_type", message);
