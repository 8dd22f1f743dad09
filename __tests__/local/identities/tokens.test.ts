import { TokenSource } from "../../../local/identities/tokens";
import type { Applied } from "../../../local/terraform/applied";
import { token } from "../support";
import { serving } from "../serving";

const machine = { id: "m", secret: "s", address: "aws_cognito_user_pool_client.m", scopes: ["a/read"] };
const applied = { webClients: [], issuers: [], machineClients: [machine] } as unknown as Applied;

test("a machine's token is fetched once", async () => {
  const { asked, url } = await serving(() => ({
    status: 200,
    body: '{"access_token":"t","token_type":"Bearer","expires_in":60}',
  }));
  const tokens = new TokenSource(url, "/nowhere", applied, []);
  expect([await tokens.machine(machine as never), await tokens.machine(machine as never)]).toEqual(["t", "t"]);
  expect(asked).toHaveLength(1);
});

test("without a client for people, or a refresh token, it is said so", () => {
  const tokens = new TokenSource("http://127.0.0.1:9", "/nowhere", applied, []);
  expect(tokens.web).toBeUndefined();
  expect(() => tokens.user([])).toThrow("no web client to sign in through");
  expect(() => tokens.refreshed({} as never, { access: "a" } as never)).toThrow("no refresh token");
});

test("a token of an issuer whose key isn't here can't be signed again", () => {
  expect(new TokenSource("http://127.0.0.1:9", "/nowhere", applied, []).resigned(token({}), {})).toBeUndefined();
});
