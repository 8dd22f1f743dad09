import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { Denial, type Settings } from "../../../posture/claims";

/** Scheme names ignore case and are followed by spaces: RFC 9110, section 11.1 and 11.4. */
const BEARER = /^bearer +/i;

type Source = Settings["identity"];
type Parts = Pick<APIGatewayRequestAuthorizerEventV2, "headers" | "queryStringParameters">;

/**
 * The value under `name`, whatever the case of header names. Two spellings of one header are refused: a proxy and
 * this function might read different ones.
 */
export function headerValue(headers: Parts["headers"], name: string): string | undefined {
  let found: string | undefined;
  for (const key in headers) {
    if (key.length !== name.length || (key !== name && key.toLowerCase() !== name)) continue;
    if (found !== undefined) throw new Denial("identity_source");
    found = headers[key];
  }
  return found;
}

/**
 * The token of a call, not yet looked at. API Gateway joins repeated headers and parameters with commas, which no
 * token holds, so two of them are refused when the token is decoded.
 * @param source `header` in lower case.
 * @throws Denial `identity_source` when there is none, or another scheme than Bearer.
 */
export function readToken(event: Parts, source: Source): string {
  const value: unknown =
    "header" in source ? headerValue(event.headers, source.header) : event.queryStringParameters?.[source.query];
  if (typeof value !== "string") throw new Denial("identity_source");
  const token = "header" in source ? value.replace(BEARER, "") : value;
  if (token === "" || token.includes(" ")) throw new Denial("identity_source");
  return token;
}
