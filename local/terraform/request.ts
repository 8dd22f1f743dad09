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

/** @throws UserError where no answer comes within 30 s, or the connection breaks */
export async function request(url: string, init: RequestInit): Promise<Answer> {
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(30_000), ...init });
    text = await answer.text();
  } catch (error) {
    const { message, cause } = error as Error & { readonly cause?: { readonly code?: string } };
    throw new UserError("no-response", `${init.method ?? "GET"} ${url} got no answer: ${cause?.code ?? message}.`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: answer.status, headers: answer.headers, text, json };
}
