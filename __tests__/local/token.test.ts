import type { SessionFile } from "../../local/session/session-file";
import { TokenSource } from "../../local/identities/tokens";
import { token } from "../../local/token";

const machine = (name: string, scopes: readonly string[]) => ({
  address: `aws_cognito_user_pool_client.${name}`,
  id: `id-${name}`,
  poolId: "pool",
  secret: "secret",
  scopes,
  callbackUrls: [],
});
const stack = (name: string, machines: readonly ReturnType<typeof machine>[]) =>
  ({
    stack: name,
    people: [{ username: "local-admin@example.com", password: "x", group: "admin" }],
    applied: { machineClients: machines, webClients: [], routes: [] },
  }) as unknown as SessionFile["stacks"][number];
const READ = "https://api.example/read";
const session = (...stacks: SessionFile["stacks"]): SessionFile => ({
  url: "http://127.0.0.1:9",
  stateFolder: "",
  stacks,
});
const one = session(
  stack("api", [machine("importer", [READ, "https://other.example/read", "https://api.example/write"])]),
);

const asked: string[] = [];
beforeEach(() => {
  asked.length = 0;
  jest.spyOn(globalThis, "fetch").mockImplementation((_url, init) => {
    asked.push(String((init?.body as URLSearchParams).get("scope")));
    return Promise.resolve(new Response(JSON.stringify({ access_token: "a.b.c" })));
  });
});
afterEach(() => jest.restoreAllMocks());

test.each(["importer", "aws_cognito_user_pool_client.importer", "id-importer"])(
  "a machine is named by %s",
  async (name) => {
    expect(await token(["--as", name, "--scopes", "write"], one)).toBe("a.b.c");
    expect(asked).toEqual(["https://api.example/write"]);
  },
);

test("scopes may be whole or short, separated by commas or spaces; all without any", async () => {
  await token(["--as", "importer", "--scopes", `${READ},write`], one);
  await token(["--as", "importer"], one);
  expect(asked).toEqual([
    `${READ} https://api.example/write`,
    `${READ} https://other.example/read https://api.example/write`,
  ]);
});

test("a user signs in at the page, and isn't taken for a machine", async () => {
  const web = { ...machine("web", [READ]), callbackUrls: ["https://example.com/callback"] };
  const { stacks } = one;
  const [first] = stacks;
  if (first === undefined) throw new Error("one stack");
  const signedIn = session({ ...first, applied: { ...first.applied, webClients: [web] } });
  jest
    .mocked(fetch)
    .mockImplementation((address) =>
      Promise.resolve(new Response(String(address).includes("/oauth2/authorize") ? "is closed" : "", { status: 503 })),
    );
  await expect(token(["--as", "admin"], signedIn)).rejects.toThrow("The sign-in page answered 503: is closed");
});

test.each([
  [[], one, /--as is missing/],
  [["--as", "nobody"], one, /There is no user or machine client "nobody"/],
  [["--as", "importer", "--scopes", "read"], one, /has more than one scope "read"/],
  [["--as", "importer", "--scopes", "admin"], one, /has no scope "admin"/],
  [["--as", "importer", "--id"], one, /A machine client has no ID token/],
  [["--as", "admin"], session(stack("a", []), stack("b", [])), /"admin" is in a and b: choose with --stack/],
])("%j is refused with the reason", async (argv, given, text) => {
  await expect(token(argv, given)).rejects.toThrow(text);
  expect(asked).toEqual([]);
});

test.each<[readonly string[], SessionFile, string]>([
  [["--as", "nobody"], one, "There are: local-admin@example.com, importer."],
  [["--as", "nobody"], session(), "There are: none."],
  [["--as", "importer", "--id"], one, "Leave --id out."],
  [
    ["--as", "importer", "--scopes", "admin"],
    one,
    `It has: ${READ}, https://other.example/read, https://api.example/write.`,
  ],
])("%j is told what there is", async (argv, given, remedy) => {
  await expect(token(argv, given)).rejects.toMatchObject({ code: "usage", remedy });
});

test("a user's tokens: the access token, or with --id the ID token, which openid gives", async () => {
  const tokens = jest.spyOn(TokenSource.prototype, "user").mockResolvedValue({ access: "a", id: "i" } as never);
  expect([await token(["--as", "admin"], one), await token(["--as", "admin", "--id"], one)]).toEqual(["a", "i"]);
  tokens.mockResolvedValue({ access: "a" } as never);
  await expect(token(["--as", "admin", "--id"], one)).rejects.toMatchObject({
    code: "usage",
    message: "There is no ID token without the scope openid.",
    remedy: "Add openid to --scopes.",
  });
});
