import { callsOf, fitting, programsWithPage, serveFrontEnd } from "../../../local/front-end/front-end";
import type { Deployed } from "../../../local/session/stack-run";
import { runExitTasks } from "../../../process/cleanup";
import { freePort } from "../../../process/port";
import { serving } from "../serving";
import { route } from "../support";

const client = (name: string, callbackUrls: readonly string[], secret?: string) => ({
  address: `aws_cognito_user_pool_client.${name}`,
  id: name,
  poolId: "p",
  secret,
  scopes: ["openid", "api/read"],
  callbackUrls,
});
const stack = (name: string, origins: readonly string[], ...clients: readonly ReturnType<typeof client>[]): Deployed =>
  ({
    stack: name,
    applied: {
      webClients: clients,
      routes: [
        route("GET /hello", { authorization: "NONE", cors: { origins, methods: ["GET"] } }),
        route("GET /items", { scopes: ["api/read"], cors: { origins, methods: ["GET"] } }),
        route("POST /items", { scopes: ["api/write"], cors: { origins, methods: ["GET"] } }),
      ],
    },
    posture: {
      model: {
        clients: clients.map(({ address }) => ({
          address,
          logoutUrls: { items: ["https://example.com/logout", "http://localhost:3000/logout"] },
        })),
      },
    },
  }) as unknown as Deployed;
const PAGE = "http://localhost:3000";

test("a client returns to this machine; one whose pages CORS allows comes first, then one that returns to the root", () => {
  const main = stack("main", ["https://example.com"], client("web", [`${PAGE}/callback`]));
  const page = stack("page", [PAGE], client("web", ["https://example.com/", `${PAGE}/`]));
  expect(fitting([main])).toMatchObject({ stack: { stack: "main" }, isAllowed: false });
  expect(fitting([main, page])).toMatchObject({ stack: { stack: "page" }, isAllowed: true });
  const both = stack("both", ["*"], client("deep", [`${PAGE}/deep`]), client("root", [`${PAGE}/`]));
  expect(fitting([both])?.client.id).toBe("root");
});

test("neither a confidential client nor one of another host fits", () => {
  const others = [client("secret", [`${PAGE}/`], "s"), client("far", ["https://example.com/"])];
  expect(fitting([stack("main", [PAGE], ...others)])).toBeUndefined();
});

test("the page calls a route that lets its tokens in, and one that refuses them", () => {
  const web = client("web", [`${PAGE}/`]);
  expect(callsOf(stack("main", [], web).applied.routes, web)).toEqual([
    { method: "GET", path: "/items", scope: "api/read" },
    { method: "POST", path: "/items", scope: "api/write", body: "{}" },
  ]);
});

test("where CORS doesn't allow the page, it answers at the client's callback and hands calls on by its own address", async () => {
  const api = await serving(({ path }) => ({ status: 200, body: path }));
  const origin = `http://localhost:${String(await freePort())}`;
  const main = stack("main", ["https://example.com"], client("web", [`${origin}/callback`]));
  const { notes } = await serveFrontEnd(api.url, [main]);
  try {
    expect(notes).toEqual([expect.stringContaining(`CORS of main doesn't allow ${origin}`)]);
    const read = async (path: string) => (await fetch(`${origin}${path}`)).text();
    expect(await read("/callback?code=x")).toContain("<title>");
    expect(JSON.parse(await read("/config.json"))).toMatchObject({
      clientId: "web",
      apiOrigin: origin,
      redirectUri: `${origin}/callback`,
      calls: [{ path: "/items" }, { path: "/items" }],
    });
    expect(await read("/items")).toBe("/_aws/execute-api/abc/items");
  } finally {
    await runExitTasks();
  }
});

test.each([true, false])(
  "of two APIs the page calls the one that its calls were chosen of (CORS allows it: %s)",
  async (isAllowed) => {
    const emulator = await serving(({ path }) => ({ status: 200, body: path }));
    const origin = `http://localhost:${String(await freePort())}`;
    const other = { apiId: "webhooks", cors: { origins: ["https://example.com"], methods: ["POST"] } };
    const api = { apiId: "items", cors: { origins: isAllowed ? [origin] : [], methods: ["GET"] } };
    const main = stack("main", [], client("web", [`${origin}/`]));
    const routes = [
      route("POST /hook", { ...other, authorization: "NONE" }),
      route("POST /job", { ...other, authorization: "AWS_IAM" }),
      route("GET /items", { ...api, scopes: ["api/read"] }),
    ];
    await serveFrontEnd(emulator.url, [{ ...main, applied: { ...main.applied, routes } }]);
    try {
      const config = (await (await fetch(`${origin}/config.json`)).json()) as Record<"apiOrigin", string>;
      expect(config).toMatchObject({ calls: [{ path: "/items" }] });
      expect(await (await fetch(`${config.apiOrigin}/items`)).text()).toBe("/_aws/execute-api/items/items");
    } finally {
      await runExitTasks();
    }
  },
);

test("where CORS allows the page, denials pass through a proxy that adds the headers", async () => {
  const emulator = await serving(({ path }) => ({ status: 401, body: path }));
  const origin = `http://localhost:${String(await freePort())}`;
  const main = stack("main", [origin], client("web", [`${origin}/`]));
  const { notes } = await serveFrontEnd(emulator.url, [main]);
  try {
    expect(notes).toEqual([expect.stringContaining("A proxy stands between page and API")]);
    const { apiOrigin, signInUrl } = (await (await fetch(`${origin}/config.json`)).json()) as Record<string, string>;
    for (const [from, asked, path] of [
      [apiOrigin, "/hello", "/_aws/execute-api/abc/hello"],
      [signInUrl, "/oauth2/token", "/oauth2/token"],
    ] as const) {
      const call = (headers: Record<string, string>) => fetch(`${String(from)}${asked}`, { headers });
      const answer = await call({ origin });
      expect(await answer.text()).toBe(path);
      expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
      const other = await call({ origin: "https://other.example" });
      expect(other.headers.get("access-control-allow-origin")).toBeNull();
    }
    expect((await fetch(`${origin}/gone`)).status).toBe(404);
  } finally {
    await runExitTasks();
  }
});

test("without a client that fits, it is said what to write", async () => {
  await expect(serveFrontEnd("http://127.0.0.1:1", [stack("main", [])])).rejects.toThrow(/callback URL like/);
});

describe("the programs beside the main one", () => {
  const own = "examples/sign-in-page/main.ts";
  const asked = { frontEnd: true, stack: undefined, also: ["other.ts"] };

  test("the page's own is the last, where a page is asked for", () => {
    expect(programsWithPage(asked, false)).toEqual(["other.ts", own]);
  });

  test.each([
    ["no page is asked for", { ...asked, frontEnd: false }, false],
    ["a program is named", { ...asked, stack: "mine.ts" }, false],
    ["it is named itself", { ...asked, also: [own] }, false],
    ["the package is installed, without its examples", asked, true],
  ])("not the page's own where %s", (_, options, isInstalled) => {
    expect(programsWithPage(options, isInstalled)).toEqual(options.also);
  });
});
