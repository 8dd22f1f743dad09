import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../process/user-error";
import type { AppliedRoute } from "./applied";

/** An HTTP answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body if it is JSON. */
  readonly json: unknown;
}

/**
 * The address of a route at the AWS emulator: the path form works with every client, the host form needs DNS. The stage
 * $default is left out, as on AWS; curl before version 8 also signs a path with a $ in it wrongly.
 */
export function routeUrl(url: string, route: AppliedRoute): string {
  const stage = route.stage === "$default" ? "" : `/${encodeURIComponent(route.stage)}`;
  return `${url}/_aws/execute-api/${route.apiId}${stage}${route.path}`;
}

/** Milliseconds: functions end by their own timeouts, so only a machine that is out of breath takes this long. */
const PATIENCE = 180_000;
/** A connection that broke before its answer came; a busy machine may do that to any of them. */
const BROKEN = new Set(["ECONNRESET", "EPIPE", "ETIMEDOUT", "UND_ERR_SOCKET", "UND_ERR_CONNECT_TIMEOUT"]);

/**
 * `fetch` of something that is meant once: where the connection breaks it is asked again, with the id by which the AWS emulator knows a call that it
 * has answered already (AWS's own SDKs send it with every call). Redirects are answers.
 * @throws UserError where no answer comes within three minutes, or the connection breaks three times
 */
export function fetchOnce(url: string | URL, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("amz-sdk-invocation-id", randomUUID());
  return patiently(url, { ...init, headers }, (answer) => answer);
}

async function patiently<T>(
  url: string | URL,
  init: RequestInit,
  read: (answer: Response) => T | Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read(await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE), ...init }));
    } catch (error) {
      const { message, cause } = error as Error & { readonly cause?: { readonly code?: string } };
      const code = cause?.code ?? message;
      if (!BROKEN.has(code) || attempt === 3)
        throw new UserError("no-response", `${init.method ?? "GET"} ${String(url)} got no answer: ${code}.`);
      await sleep(attempt * 200);
    }
  }
}

/**
 * Calls a route, or anything else that may be asked twice.
 * @throws UserError as `fetchOnce`
 */
export async function request(url: string, init: RequestInit): Promise<Answer> {
  const { answer, text } = await patiently(url, init, async (answer) => ({ answer, text: await answer.text() }));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: answer.status, headers: answer.headers, text, json };
}
