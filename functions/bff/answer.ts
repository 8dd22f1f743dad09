import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { Denied } from "./denied";

export type Answer = APIGatewayProxyStructuredResultV2;

/** On every answer: nothing here may be kept by a cache, read as another type, framed, or run as a page of this site. */
const ALWAYS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

export function json(statusCode: number, body: object, cookies: readonly string[] = []): Answer {
  return answer(statusCode, { "content-type": "application/json" }, JSON.stringify(body), cookies);
}

export function redirect(location: string, cookies: readonly string[]): Answer {
  return answer(302, { location }, "", cookies);
}

export function answer(
  statusCode: number,
  headers: Readonly<Record<string, string>>,
  body: string,
  cookies: readonly string[] = [],
  isBase64Encoded = false,
): Answer {
  return { statusCode, headers: { ...headers, ...ALWAYS }, cookies: [...cookies], body, isBase64Encoded };
}

export function denialAnswer({ status, code, options }: Denied, requestId: string): Answer {
  const { cookies = [], headers, redirectTo } = options;
  if (redirectTo !== undefined) return redirect(redirectTo, cookies);
  const made = json(status, { code, requestId }, cookies);
  return { ...made, headers: { ...made.headers, ...headers } };
}
