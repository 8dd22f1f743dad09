import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { onExit } from "../../process/cleanup";
import { freePort, LOOPBACK } from "../../process/port";
import { IS_INSTALLED, ROOT } from "../../process/terraform-working-directory";
import { UserError } from "../../process/user-error";
import { BEHAVIOUR_GAPS } from "../emulator/emulator-gaps";
import type { Deployed } from "../session/stack-run";
import type { AppliedRoute } from "../terraform/applied";
import { withCors } from "./cors";

/** The page that is served; its stack is applied beside the others unless one of them fits. */
export const PAGE = join(ROOT, "examples", "sign-in-page");

/** A client whose users return to a page at the root of this machine's own address. */
interface Fitting {
  readonly stack: Deployed;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly origin: string;
}

/** Where the page is, and what the run adds for it. */
export interface FrontEnd {
  readonly origin: string;
  /** What is put right on the way between page and API; for people. */
  readonly notes: readonly string[];
}

/** Stacks with a client for people whose callback is the root of an address of this machine. */
function fitting(stacks: readonly Deployed[]): Fitting | undefined {
  for (const stack of stacks)
    for (const client of stack.applied.webClients) {
      const callback = client.callbackUrls.find((url) => /^http:\/\/(localhost|127\.0\.0\.1):\d+\/$/.test(url));
      if (callback !== undefined && client.secret === undefined)
        return { stack, clientId: client.id, scopes: client.scopes, origin: new URL(callback).origin };
    }
  return undefined;
}

/**
 * Serves examples/sign-in-page against what was applied, at the address that the client's callback names.
 * @throws UserError where no client fits, or the port is taken
 */
export async function serveFrontEnd(url: string, stacks: readonly Deployed[]): Promise<FrontEnd> {
  const found = fitting(stacks);
  if (found === undefined)
    throw new UserError(
      "usage",
      "No applied client fits the page: it needs a client without a secret and the callback URL http://localhost:3000/.",
      IS_INSTALLED
        ? "Add that callback URL to a web client, and http://localhost:3000 to the API's CORS origins."
        : "Add that callback URL to a web client, or leave --stack out: examples/sign-in-page is then applied beside it.",
    );
  const { stack, clientId, scopes, origin } = found;
  const route = stack.applied.routes[0];
  if (route === undefined) throw new UserError("usage", `${stack.stack} has no route to call.`);
  const api = await listen(proxyOf(url, route));
  const signIn = await listen(proxyOf(url, undefined, origin));
  const config = { signInUrl: signIn, clientId, apiOrigin: api, scopes };
  const { port } = new URL(origin);
  await listen(await pageOf(config), Number(port));
  const allowed = route.cors?.origins ?? [];
  return {
    origin,
    notes: [
      `A proxy stands between page and API: ${BEHAVIOUR_GAPS.deniedCors.here}, and on AWS ${BEHAVIOUR_GAPS.deniedCors.onAws}.`,
      ...(allowed.includes(origin) || allowed.includes("*")
        ? []
        : [
            `CORS of ${stack.stack} doesn't allow ${origin} (it allows ${allowed.join(", ") || "no origin"}): browsers refuse the answers.`,
          ]),
    ],
  };
}

async function listen(server: Server, wished?: number): Promise<string> {
  const port = await freePort(wished);
  await new Promise<void>((resolve) => server.listen(port, LOOPBACK, resolve));
  onExit(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://${LOOPBACK}:${String(port)}`;
}

/** Hands requests on to an API (without its id in the path), or to the whole AWS emulator. */
function proxyOf(url: string, route: AppliedRoute | undefined, origin?: string): Server {
  const before = route === undefined ? "" : `/_aws/execute-api/${route.apiId}`;
  const allowed = route === undefined ? [origin ?? ""] : (route.cors?.origins ?? []);
  return createServer((request, response) => {
    hand(request, response, `${url}${before}${request.url ?? "/"}`, allowed).catch(() => {
      response.writeHead(502).end();
    });
  });
}

async function hand(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
  allowed: readonly string[],
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && !["host", "connection", "content-length", "transfer-encoding"].includes(name))
      headers.set(name, String(value));
  const method = request.method ?? "GET";
  const body = chunks.length === 0 || method === "GET" || method === "HEAD" ? undefined : Buffer.concat(chunks);
  const answer = await fetch(target, { method, headers, redirect: "manual", ...(body !== undefined && { body }) });
  const content = Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, withCors(answer, request.headers.origin, allowed));
  response.end(content);
}

/** The page's files from memory; nothing is written beside its sources. */
async function pageOf(config: object): Promise<Server> {
  const { outputFiles } = await build({
    entryPoints: [join(PAGE, "page.ts")],
    bundle: true,
    format: "esm",
    write: false,
    logLevel: "silent",
  });
  const files = new Map<string, readonly [type: string, content: string]>([
    ["/", ["text/html", readFileSync(join(PAGE, "index.html"), "utf8")]],
    ["/style.css", ["text/css", readFileSync(join(PAGE, "style.css"), "utf8")]],
    ["/page.js", ["text/javascript", outputFiles[0]?.text ?? ""]],
    ["/config.json", ["application/json", JSON.stringify(config)]],
  ]);
  return createServer((request, response) => {
    const found = files.get(new URL(request.url ?? "/", "http://page").pathname);
    if (found === undefined) return void response.writeHead(404).end();
    response
      .writeHead(200, { "content-type": `${found[0]}; charset=utf-8`, "cache-control": "no-store" })
      .end(found[1]);
  });
}
