import { cognitoSignIn } from "../../../functions/bff/oauth";
import { challengeOf } from "../../../functions/bff/secrets";
import { CONFIG, ORIGIN } from "./world";

const secret = { get: async () => "s", renew: async () => "s" };
const TOKENS = { access_token: "a", id_token: "i", refresh_token: "r", token_type: "Bearer", expires_in: 300 };

function signIn(...answers: (() => Response)[]) {
  const forms: [string, Record<string, string>][] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    forms.push([url, Object.fromEntries(new URLSearchParams(String(init.body)))]);
    return (answers.shift() ?? (() => Response.json(TOKENS)))();
  }) as unknown as typeof globalThis.fetch;
  return { forms, made: cognitoSignIn(CONFIG, secret, { fetch, wait: async () => undefined, random: () => 0 }) };
}

test("asks for a code with PKCE, state and nonce", () => {
  const url = new URL(signIn().made.authorizeUrl({ state: "s", nonce: "n", verifier: "v" }));
  expect(url.origin + url.pathname).toBe(`${CONFIG.signInUrl}/oauth2/authorize`);
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: "code",
    client_id: CONFIG.clientId,
    redirect_uri: `${ORIGIN}/auth/callback`,
    scope: CONFIG.scopes,
    state: "s",
    nonce: "n",
    code_challenge: challengeOf("v"),
    code_challenge_method: "S256",
  });
});

test("signs out to the app's own page", () => {
  const url = new URL(signIn().made.logoutUrl());
  expect(url.pathname).toBe("/logout");
  expect(Object.fromEntries(url.searchParams)).toEqual({ client_id: CONFIG.clientId, logout_uri: `${ORIGIN}/` });
});

test("redeems a code once, and never tries it a second time", async () => {
  const { made, forms } = signIn(() => new Response("<html>", { status: 503 }));
  await expect(made.redeem("c", "v")).rejects.toMatchObject({ status: 503 });
  expect(forms).toEqual([
    [
      `${CONFIG.signInUrl}/oauth2/token`,
      { grant_type: "authorization_code", code: "c", redirect_uri: `${ORIGIN}/auth/callback`, code_verifier: "v" },
    ],
  ]);
});

test("refreshes and revokes again after an uncertain answer", async () => {
  const { made, forms } = signIn(() => new Response("", { status: 503 }));
  expect(await made.refresh("r0")).toEqual({ accessToken: "a", idToken: "i", refreshToken: "r", expiresIn: 300 });
  expect(forms.map(([, form]) => form)).toEqual(Array(2).fill({ grant_type: "refresh_token", refresh_token: "r0" }));
  const revoking = signIn(
    () => new Response("", { status: 503 }),
    () => new Response(""),
  );
  await revoking.made.revoke("r0");
  expect(revoking.forms).toEqual(Array(2).fill([`${CONFIG.signInUrl}/oauth2/revoke`, { token: "r0" }]));
});

test("keeps the refresh token where none comes back", async () => {
  const { made } = signIn(() => Response.json({ ...TOKENS, refresh_token: undefined }));
  expect((await made.refresh("r0")).refreshToken).toBeUndefined();
});

test.each([{ access_token: "" }, { token_type: 7 }, { expires_in: 0 }, { expires_in: "300" }])(
  "an answer with %j is no answer",
  async (change) => {
    const { made } = signIn(() => Response.json({ ...TOKENS, ...change }));
    await expect(made.redeem("c", "v")).rejects.toMatchObject({ code: "unreadable_answer", status: 200 });
  },
);
