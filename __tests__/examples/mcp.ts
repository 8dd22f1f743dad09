import { NotesClient } from "../../examples/mcp/client";
import { poolKey, resign } from "../../local/identities/tamper-token";
import { authorizationCode } from "../../local/identities/sign-in";
import type { AppliedStack } from "./applied-stack";
import { personOf } from "./people-and-machines";

const SERVER = "https://api.example.com/mcp";
const CALLBACK = "http://localhost:8765/callback";

/** The official client, against the AWS emulator: what it asked for, in order, and where it had to sign in. */
function clientOf(applied: AppliedStack) {
  const { callers, aws } = applied;
  const { url, stateFolder } = aws.emulator;
  const route = callers.routes.find(({ key }) => key === "ANY /mcp");
  const [client] = callers.webClients;
  if (route === undefined || client === undefined) throw new Error("The example has no MCP route or no client.");
  const asked: string[] = [];
  const signIns: URL[] = [];
  /** The names of AWS lead to the emulator, which knows no `resource`: its tokens are bound here, by the pool's own key. */
  const emulated: typeof fetch = async (input, init) => {
    const { pathname, search, hostname } = new URL(String(input instanceof Request ? input.url : input));
    asked.push(`${init?.method ?? "GET"} ${pathname}`);
    const api = hostname === "api.example.com";
    const answer = await fetch(`${url}${api ? `/_aws/execute-api/${route.apiId}` : ""}${pathname}${search}`, init);
    if (pathname !== "/oauth2/token") return answer;
    const body = (await answer.json()) as Record<string, string>;
    const resource = new URLSearchParams(String(init?.body)).get("resource");
    // Made with the pool's first token.
    const key = poolKey(stateFolder, client.poolId, "access");
    const token = key && resign(String(body["access_token"]), key, { aud: resource });
    if (token === undefined) throw new Error("The pool's key was not found.");
    return Response.json({ ...body, access_token: token }, { status: answer.status });
  };
  const signIn = async (address: URL): Promise<string> => {
    signIns.push(address);
    const page = `${url}${address.pathname}${address.search}`;
    return authorizationCode(page, CALLBACK, undefined, await personOf(applied));
  };
  const notes = new NotesClient({
    server: SERVER,
    clientId: client.id,
    redirectUrl: CALLBACK,
    signIn,
    fetch: emulated,
  });
  return { notes, asked, signIns };
}

/** What a client of the official library meets at the applied example. */
export function mcp(applied: () => AppliedStack): void {
  test("it finds out where to sign in, calls a tool, and is refused another until it has the scope", async () => {
    const { notes, asked, signIns } = clientOf(applied());
    try {
      expect(await notes.call("who_am_i")).toMatch(/^You are [0-9a-f-]{36}$/);
      expect([...new Set(asked)].slice(0, 4)).toEqual([
        "POST /mcp",
        "GET /.well-known/oauth-protected-resource/mcp",
        "GET /.well-known/oauth-authorization-server/mcp",
        "POST /oauth2/token",
      ]);
      const [first] = signIns;
      expect(first?.pathname).toBe("/oauth2/authorize");
      expect(Object.fromEntries(first?.searchParams ?? [])).toMatchObject({
        resource: SERVER,
        code_challenge_method: "S256",
        scope: "https://api.example.com/read",
      });
      expect(await notes.call("add_note", { text: "milk" })).toMatch(/^Noted for [0-9a-f-]{36}: milk$/);
      // The token without the scope was refused, and the person was asked once more.
      expect(signIns.map(({ searchParams }) => searchParams.get("scope")?.includes("/write"))).toEqual([false, true]);
    } finally {
      await notes.close();
    }
  }, 60_000);

  test("who shows no token is refused with the way to the metadata", async () => {
    const { callers, aws } = applied();
    const route = callers.routes.find(({ key }) => key === "ANY /mcp");
    const address = `${aws.emulator.url}/_aws/execute-api/${route?.apiId ?? ""}/mcp`;
    const nobody = await fetch(address, { method: "POST", body: "{}" });
    expect([nobody.status, nobody.headers.get("www-authenticate")]).toEqual([
      401,
      'Bearer resource_metadata="https://api.example.com/.well-known/oauth-protected-resource/mcp", scope="https://api.example.com/read"',
    ]);
  });
}
