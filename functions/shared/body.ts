import { badRequest, tooLarge, unsupportedMediaType } from "./errors";
import type { ApiEvent } from "./event";

/** A JSON object as it was sent. Read it through `fields.ts`: own properties only, types checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** 64 KiB by default; API Gateway itself lets 10 MB through. */
export const MAX_BODY_BYTES = 64 * 1024;

export interface BodyOptions {
  /** @default 65,536 bytes */
  readonly maxBytes?: number;
  /** What no body at all means. @default 400 `missing_body` */
  readonly whenMissing?: JsonObject;
  /** Takes JSON under whatever content-type it was sent, as `curl -d` sends it. @default 415 for a type that isn't JSON */
  readonly anyType?: boolean;
}

/** The JSON object in a request's body. 400 without a body or when it isn't one, 415 when it says to be something else, 413 when too long. */
export function jsonBody(
  event: ApiEvent,
  { maxBytes = MAX_BODY_BYTES, whenMissing, anyType = false }: BodyOptions = {},
): JsonObject {
  if (typeof event.body !== "string" || event.body === "") {
    if (whenMissing !== undefined) return whenMissing;
    throw badRequest("A JSON body is required", "missing_body");
  }
  if (!anyType) requireJson(event);
  requirePlain(event);
  return parseObject(event.isBase64Encoded === true ? decode(event.body, maxBytes) : limited(event.body, maxBytes));
}

/** A body without a content-type may be taken for what it looks like: RFC 9110, section 8.3. */
function requireJson(event: ApiEvent): void {
  const type = header(event, "content-type").toLowerCase().split(";")[0]?.trim() ?? "";
  if (type !== "" && !/^application\/(?:[\w.+-]+\+)?json$/.test(type)) {
    throw unsupportedMediaType("The content-type must be application/json");
  }
}

function requirePlain(event: ApiEvent): void {
  const problem = encodingProblem(event);
  if (problem !== undefined) throw unsupportedMediaType(problem);
}

/**
 * What makes a body something else than plain UTF-8 to whoever goes by its headers, undefined when nothing does. Parsers allow blanks around
 * `=` and take the last of two charsets, so each parameter that begins like one counts.
 */
export function encodingProblem(event: Pick<ApiEvent, "headers">): string | undefined {
  const [, ...parameters] = header(event, "content-type").toLowerCase().split(";");
  const charsets = parameters.map((text) => text.trim()).filter((text) => text.startsWith("charset"));
  if (!charsets.every((text) => /^charset\s*=\s*("?)utf-?8\1$/.test(text))) return "The charset must be utf-8";
  if (!["", "identity"].includes(header(event, "content-encoding").trim().toLowerCase()))
    return "A content-encoding is not supported; send the body as it is";
  return undefined;
}

/** HTTP APIs give header names in lower case and join repeated ones by commas; other ways to call a function don't. */
function header(event: Pick<ApiEvent, "headers">, name: string): string {
  const found = Object.entries(event.headers ?? {}).filter(([key]) => key.toLowerCase() === name);
  return found.map(([, value]) => value).join();
}

function limited(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text, "utf8") > maxBytes) throw tooLarge(maxBytes);
  return text;
}

function decode(base64: string, maxBytes: number): string {
  // Four characters carry three bytes: too long a text needn't be decoded to be refused.
  if (Buffer.byteLength(base64, "base64") > maxBytes) throw tooLarge(maxBytes);
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64))
    throw badRequest("The body is not valid base64");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, "base64"));
  } catch {
    throw badRequest("The body is not valid UTF-8", "invalid_json");
  }
}

function parseObject(text: string): JsonObject {
  let parsed: unknown;
  try {
    // RFC 8259, section 8.1: a byte order mark may be ignored.
    parsed = JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text);
  } catch {
    throw badRequest("The body is not valid JSON", "invalid_json");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw badRequest("The body must be a JSON object", "invalid_json");
  }
  return parsed as JsonObject;
}
