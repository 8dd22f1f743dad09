import { callersOf, splitScopes } from "../../../local/identities/callers";
import type { TokenSource } from "../../../local/identities/tokens";
import { decode } from "../../../local/identities/tamper-token";
import type { AppliedClient, AppliedRoute } from "../../../local/terraform/applied";
import { route, token } from "../support";

test("scopes of a client are told apart by the route's demand", () => {
  expect(splitScopes(["openid", "r", "w"], ["w"])).toEqual({ with: ["w"], without: ["openid", "r"] });
  expect(splitScopes(["r"], ["admin"])).toEqual({ with: [], without: ["r"] });
  expect(splitScopes(["a", "b"], ["b", "a"])).toEqual({ with: ["a"], without: [] });
});

describe("the callers of a route", () => {
  const web = { address: "aws_cognito_user_pool_client.web", scopes: ["openid", "r", "w"] } as unknown as AppliedClient;
  const machine = { address: "module.m.aws_cognito_user_pool_client.job", scopes: ["w"] } as unknown as AppliedClient;
  const source = (more: Partial<Record<keyof TokenSource, unknown>> = {}): TokenSource =>
    ({
      web,
      people: [{ username: "ann" }, { username: "bob", group: "admin" }],
      user: (scopes: readonly string[], person?: { group?: string }) =>
        Promise.resolve({
          access: token({ scope: scopes.join(" "), of: person?.group }),
          id: token({ token_use: "id" }),
          refresh: "refresh",
        }),
      refreshed: () => Promise.resolve({ access: token({ scope: "refreshed" }) }),
      machine: () => Promise.resolve(token({ scope: "machine" })),
      resigned: (good: string, change: object) => token({ ...decode(good).claims, ...change }),
      ...more,
    }) as unknown as TokenSource;

  /** Each by name, with what tells its token from the others. */
  const told = async (of: Partial<AppliedRoute>, from = source(), accepted = () => true, machines = [machine]) =>
    (await callersOf(route("GET /items", of), from, machines, accepted)).map(
      ({ name, token: shown, flaw, impossible }) =>
        [name, flaw, impossible, shown === undefined ? undefined : claimsOf(shown)].filter(Boolean).join("; "),
    );
  const claimsOf = (shown: string): string => {
    if (!shown.includes(".")) return shown;
    const { scope, of, aud, client_id, iss, exp, sub, token_use } = decode(shown).claims;
    const late = Number(exp) * 1000 < Date.now() ? "expired" : "";
    const own = String(iss).endsWith("us-east-1_abc") ? "" : "foreign";
    return [token_use, scope, of, aud, client_id, own, late, sub === "ann" ? "" : sub].filter(Boolean).join(" ");
  };

  test.each<[string, Partial<AppliedRoute>, Parameters<typeof told>[1]?]>([
    ["with a scope", { scopes: ["w"] }],
    ["without a scope", {}],
    ["with a scope of nobody", { scopes: ["x"] }],
    ["with every scope", { scopes: ["openid", "r", "w"] }],
    ["that is open", { authorization: "NONE" }],
    ["that a function guards", { authorization: "CUSTOM" }],
    ["that asks for a signature", { authorization: "AWS_IAM" }],
    ["of an MCP server", { authorization: "NONE", resource: "https://mcp.example" }],
    ["where the pool's key isn't there", {}, source({ resigned: () => undefined })],
    ["of an MCP server where the pool's key isn't there", { authorization: "NONE", resource: "https://mcp.example" }, source({ resigned: () => undefined })], // prettier-ignore
    ["where there are no people", { authorization: "CUSTOM" }, source({ people: [] })],
    ["where there is no web client", {}, source({ web: undefined })],
    ["where no refresh or ID tokens are given", {}, source({ user: () => Promise.resolve({ access: token({}) }) })],
  ])("%s", async (_, of, from = source()) => expect(await told(of, from)).toMatchSnapshot());

  test("without anybody are nobody and what is no token", async () => {
    expect(await told({}, source({ web: undefined }), () => true, [])).toEqual(["nobody", "no JWT; not-a-token"]);
  });

  test("spoil a token that the route accepts, else one with the scope", async () => {
    const spoilt = async (accepted: (caller: { name: string }) => boolean) =>
      (await callersOf(route("GET /items", { scopes: ["w"] }), source(), [machine], accepted))
        .filter(({ flaw }) => flaw !== undefined)
        .map((caller) => claimsOf(caller.token ?? ""));
    const none = "00000000-0000-0000-0000-000000000000";
    expect(await spoilt(({ name }) => name === "job")).toEqual([
      `access machine ${none}`,
      "access machine",
      "access machine",
    ]);
    expect(await spoilt(() => false)).toEqual([`access openid w ${none}`, "access openid w", "access openid w"]);
  });
});
