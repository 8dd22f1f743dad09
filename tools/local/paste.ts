import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Applied, AppliedClient, AppliedRoute } from "./applied";
import { splitScopes, type TokenSource } from "./callers";
import { routeUrl } from "./request";
import { sampleBody } from "./samples";
import { authorizeUrl } from "./sign-in";

/** Quotes a text for a POSIX shell. */
export function shellQuote(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}

/** One curl line for a route; the token is read from a file, so that it stands in no history and no terminal. */
export function curlLine(url: string, route: AppliedRoute, tokenFile: string | undefined): string {
  const body = sampleBody(route);
  return [
    "curl -s",
    ...(route.method === "GET" ? [] : [`-X ${route.method}`]),
    ...(tokenFile === undefined ? [] : [`-H "authorization: Bearer $(cat ${shellQuote(tokenFile)})"`]),
    ...(body === undefined ? [] : [`-H 'content-type: application/json' -d ${shellQuote(JSON.stringify(body))}`]),
    shellQuote(routeUrl(url, route)),
  ].join(" ");
}

/** The client with the callback that is nearest to a person on this machine first. */
function withLocalCallback(client: AppliedClient): AppliedClient {
  const local = client.callbackUrls.find((address) => /^http:\/\/(localhost|127\.0\.0\.1)\b/.test(address));
  return local === undefined ? client : { ...client, callbackUrls: [local] };
}

/**
 * What a person can paste while the stack stays up. Tokens, passwords and the client secret go into files of the run's
 * own folder that only their owner may read; the text names the files.
 */
export async function pasteLines(url: string, applied: Applied, source: TokenSource, folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keep = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return relative(process.cwd(), file);
  };
  const lines: string[] = ["Call the API (tokens are good for as long as the client's settings say):"];
  const web = source.web;
  const user = web === undefined ? undefined : keep("user.token", (await source.user(web.scopes)).access);
  for (const route of applied.routes) {
    const reachable =
      web !== undefined && (route.scopes.length === 0 || splitScopes(web.scopes, route.scopes).with.length > 0);
    lines.push(`  ${curlLine(url, route, route.authorization === "NONE" || !reachable ? undefined : user)}`);
  }
  for (const machine of applied.machineClients) {
    const credentials = keep(
      `${machine.address.split(".").pop() ?? "machine"}.credentials`,
      `${machine.id}:${machine.secret ?? ""}`,
    );
    lines.push(
      "",
      `A machine's token (${machine.address}):`,
      `  curl -s -u "$(cat ${shellQuote(credentials)})" -d grant_type=client_credentials ${shellQuote(`${url}/oauth2/token`)}`,
    );
  }
  if (web !== undefined && source.people.length > 0) {
    const client = withLocalCallback(web);
    const verifier = randomBytes(32).toString("base64url");
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    const proof = keep("pkce.verifier", verifier);
    const people = keep(
      "people.txt",
      `${source.people.map((p) => `${p.group ?? "-"}\t${p.username}\t${p.password}`).join("\n")}\n`,
    );
    const callback = client.callbackUrls[0] ?? "";
    lines.push(
      "",
      `Sign in as a person (names and passwords: ${people}):`,
      `  ${authorizeUrl(url, client, client.scopes, challenge, "local")}`,
      `It leads to ${callback}?code=CODE, which nothing need serve; exchange the code with`,
      `  curl -s -d grant_type=authorization_code -d client_id=${client.id} --data-urlencode redirect_uri=${shellQuote(callback)} -d "code_verifier=$(cat ${shellQuote(proof)})" -d code=CODE ${shellQuote(`${url}/oauth2/token`)}`,
    );
  }
  return lines.join("\n");
}
