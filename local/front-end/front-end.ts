import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "esbuild";
import { onExit } from "../../process/cleanup";
import { freePort, LOOPBACK } from "../../process/port";
import type { Options } from "../args";
import { IS_INSTALLED, ROOT } from "../../process/terraform-working-directory";
import { UserError } from "../../process/user-error";
import { BEHAVIOUR_GAPS } from "../emulator/emulator-gaps";
import type { Deployed } from "../session/stack-run";
import { groupBy } from "../../posture/group-by";
import { sampleBody } from "../probes/expected-responses";
import type { AppliedClient, AppliedRoute } from "../terraform/applied";
import { withCors } from "./cors";

/** The page that is served; its stack is applied beside the others. */
const PAGE = join(ROOT, "examples", "sign-in-page");

/** The programs that are applied beside the main one: the page's own too where a page is asked for, unless a program is named or it is there already. */
export function programsWithPage(
  { frontEnd, stack, also }: Pick<Options, "frontEnd" | "stack" | "also">,
  isInstalled = IS_INSTALLED,
): readonly string[] {
  const page = relative(process.cwd(), join(PAGE, "main.ts"));
  const isBeside = frontEnd && !isInstalled && stack === undefined && !also.includes(page);
  return isBeside ? [...also, page] : also;
}

/** A client whose users return to a page of this machine. */
interface Fitting {
  readonly stack: Deployed;
  readonly client: AppliedClient;
  readonly callback: URL;
  /** Of the one API that the page calls. */
  readonly routes: readonly AppliedRoute[];
  /** Does its CORS let the page read answers? */
  readonly isAllowed: boolean;
}

/** Where the page is, and what the run adds for it. */
export interface FrontEnd {
  readonly origin: string;
  /** What is put right on the way between page and API; for people. */
  readonly notes: readonly string[];
}

/**
 * The client whose users return to an address of this machine, with the API that its page calls. APIs whose CORS allows the page come first,
 * then clients that return to the root, then APIs with more for the page to call.
 * @param stacks whose clients are looked at
 */
export function fitting(stacks: readonly Deployed[]): Fitting | undefined {
  const found = stacks.flatMap((stack) => {
    const apis = [...groupBy(stack.applied.routes, ({ apiId }) => apiId).values()];
    return stack.applied.webClients
      .filter(({ secret }) => secret === undefined)
      .flatMap((client) =>
        client.callbackUrls
          .filter((url) => /^http:\/\/(localhost|127\.0\.0\.1):\d+\//.test(url))
          .flatMap((url) =>
            (apis.length === 0 ? [[]] : apis).map((routes): Fitting => {
              const callback = new URL(url);
              const origins = routes.flatMap(({ cors }) => cors?.origins ?? []);
              const isAllowed = origins.includes(callback.origin) || origins.includes("*");
              return { stack, client, callback, routes, isAllowed };
            }),
          ),
      );
  });
  const rank = ({ isAllowed, callback, routes, client }: Fitting): number =>
    (isAllowed ? 0 : 8) + (callback.pathname === "/" ? 0 : 4) - callsOf(routes, client).length;
  return found.sort((one, other) => rank(one) - rank(other))[0];
}

/** A route that the client's tokens are let in at, and one that they are refused at, or else another that they are let in at. */
export function callsOf(routes: readonly AppliedRoute[], client: AppliedClient): readonly PageCall[] {
  const guarded = routes.filter(({ authorization }) => authorization === "JWT" || authorization === "CUSTOM");
  const isGranted = ({ scopes }: AppliedRoute): boolean => scopes.some((scope) => client.scopes.includes(scope));
  const granted = guarded.filter((route) => route.scopes.length === 0 || isGranted(route));
  const refused = guarded.filter((route) => !granted.includes(route));
  return [...granted.slice(0, 1), ...refused, ...granted.slice(1)].slice(0, 2).map((route) => {
    const body = sampleBody(route);
    return {
      method: route.method,
      path: route.stage === "$default" ? route.path : `/${route.stage}${route.path}`,
      scope: route.scopes[0] ?? "",
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
  });
}

interface PageCall {
  readonly method: string;
  readonly path: string;
  readonly scope: string;
  readonly body?: string;
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
      "No applied client fits the page: it needs a client without a secret and a callback URL like http://localhost:3000/.",
      IS_INSTALLED
        ? "Add that callback URL to a web client, and http://localhost:3000 to the API's CORS origins."
        : "Add that callback URL to a web client, or leave --stack out: examples/sign-in-page is then applied beside it.",
    );
  const { stack, client, callback, routes, isAllowed } = found;
  const { origin } = callback;
  const [route] = routes;
  if (route === undefined) throw new UserError("usage", `${stack.stack} has no route to call.`);
  const api = isAllowed ? await listen(proxyOf(url, route)) : origin;
  const signIn = await listen(proxyOf(url, undefined, origin));
  const logout = stack.posture.model.clients
    .find(({ address }) => address === client.address)
    ?.logoutUrls.items.find((one) => one.startsWith(`${origin}/`));
  const config = {
    signInUrl: signIn,
    clientId: client.id,
    apiOrigin: api,
    scopes: client.scopes,
    redirectUri: callback.href,
    ...(logout !== undefined && { logoutUri: logout }),
    calls: callsOf(routes, client),
  };
  const own = new Set(["/", callback.pathname, ...(logout === undefined ? [] : [new URL(logout).pathname])]);
  await listen(
    await pageOf(config, own, isAllowed ? undefined : `${url}/_aws/execute-api/${route.apiId}`),
    Number(callback.port),
  );
  const allowed = route.cors?.origins ?? [];
  return {
    origin,
    notes: isAllowed
      ? [
          `A proxy stands between page and API: ${BEHAVIOUR_GAPS.deniedCors.here}, and on AWS ${BEHAVIOUR_GAPS.deniedCors.onAws}.`,
        ]
      : [
          `CORS of ${stack.stack} doesn't allow ${origin} (it allows ${allowed.join(", ") || "no origin"}): on AWS browsers refuse the answers to this page. Here it calls the API through its own address.`,
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
  const { name, value } = route?.originHeader ?? {};
  // As the distribution in front of the API does.
  const added = name === undefined || value === undefined ? {} : { [name]: value };
  return createServer((request, response) => {
    hand(request, response, `${url}${before}${request.url ?? "/"}`, allowed, added).catch(() => {
      response.writeHead(502).end();
    });
  });
}

async function hand(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
  allowed: readonly string[],
  added: Readonly<Record<string, string>> = {},
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = new Headers(added);
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

/**
 * The page's files from memory; nothing is written beside its sources.
 * @param own paths at which the page itself answers
 * @param api where other paths are handed on to
 */
async function pageOf(config: object, own: ReadonlySet<string>, api: string | undefined): Promise<Server> {
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
    const { pathname } = new URL(request.url ?? "/", "http://page");
    const found = files.get(own.has(pathname) ? "/" : pathname);
    if (found === undefined) {
      if (api === undefined) return void response.writeHead(404).end();
      return void hand(request, response, `${api}${request.url ?? "/"}`, []).catch(() => response.writeHead(502).end());
    }
    response
      .writeHead(200, { "content-type": `${found[0]}; charset=utf-8`, "cache-control": "no-store" })
      .end(found[1]);
  });
}
