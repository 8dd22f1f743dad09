import { readIdToken } from "../../../functions/bff/id-token";
import { CONFIG, idToken, NOW } from "./world";

const read = (claims: Record<string, unknown>) => readIdToken(idToken({ nonce: "n", ...claims }), CONFIG, "n", NOW);

test("says who signed in, and null for what the token lacks", () => {
  expect(read({ name: "Demo" })).toEqual({ sub: "user-1", email: "demo@example.com", name: "Demo" });
  expect(read({ email: 7 })).toEqual({ sub: "user-1", email: null, name: null });
});

test.each<[string, unknown]>([
  ["iss", "https://evil.example.com"],
  ["aud", "another-client"],
  ["aud", [CONFIG.clientId]],
  ["token_use", "access"],
  ["exp", NOW],
  ["exp", "tomorrow"],
  ["nonce", "m"],
  ["nonce", undefined],
  ["sub", ""],
  ["sub", 7],
])("with %s %j is denied, and the log names the claim alone", (claim, value) => {
  const denied = expect.objectContaining({
    status: 401,
    code: "sign_in_failed",
    options: { cause: { service: "cognito", claim } },
  }) as Error;
  expect(() => read({ [claim]: value })).toThrow(denied);
});

test("that is no token is denied without being quoted", () => {
  let caught: unknown;
  try {
    readIdToken("hunter2", CONFIG, "n", NOW);
  } catch (error) {
    caught = error;
  }
  expect(caught).toMatchObject({
    status: 401,
    code: "sign_in_failed",
    options: { cause: { service: "cognito", detail: "fewer than three parts between dots" } },
  });
  expect(JSON.stringify(caught)).not.toContain("hunter2");
});
