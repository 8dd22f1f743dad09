import { authorizationCode, hiddenFields } from "../../../local/identities/sign-in";
import { serving, type Answer } from "../serving";

test("hidden fields of the sign-in form are read and decoded", () => {
  const html = `<input type="hidden" name="state" value="a&amp;b&#x27;"><input type="text" name="username" value="x"><input type="hidden" name="np">`;
  expect(hiddenFields(html)).toEqual({ state: "a&b'", np: "" });
});

const PERSON = { username: "ann", password: "secret", group: undefined } as never;
const CALLBACK = "https://example.com/callback";
const FORM = '<form action="/login?x=1"><input type="hidden" name="csrf" value="c"></form>';

/** A sign-in page that leads to the callback over so many addresses. */
async function signedIn(hops: number, answer: string) {
  const { url, asked } = await serving(({ method, path }): Answer => {
    if (path === "/page") return { status: 200, body: FORM, headers: { "set-cookie": ["a=1; Path=/", "b=2"] } };
    const step = method === "POST" ? 0 : Number(path.slice(1));
    const location = step < hops ? `/${String(step + 1)}` : answer;
    return { status: 302, body: "", headers: { location, "set-cookie": `a=${String(step + 2)}` } };
  });
  return { asked, code: await authorizationCode(`${url}/page`, CALLBACK, "s", PERSON).catch(String) };
}

test.each([0, 1, 4])("a person who signs in is sent on to the callback over %i addresses", async (hops) => {
  const { asked, code } = await signedIn(hops, `${CALLBACK}?code=abc&state=s`);
  expect(code).toBe("abc");
  expect(asked.map(({ path }) => path)).toEqual([
    "/page",
    "/login?x=1",
    ...[1, 2, 3, 4].slice(0, hops).map((n) => `/${String(n)}`),
  ]);
  expect(asked[1]).toMatchObject({ method: "POST", body: "csrf=c&username=ann&password=secret" });
  expect(asked[1]?.headers["cookie"]).toBe("a=1; b=2");
  // A cookie that is set anew is the newer one.
  if (hops > 1) expect(asked[3]?.headers["cookie"]).toBe("a=3; b=2");
});

test.each([
  [5, `${CALLBACK}?code=abc&state=s`, "The sign-in of ann ended at 302 instead of the callback."],
  [0, `${CALLBACK}?error=denied`, "The sign-in failed: error=denied"],
  [0, `${CALLBACK}?code=abc&state=other`, "The sign-in returned another state than it was given."],
])("after %i addresses to %s it is said what went wrong", async (hops, answer, said) => {
  expect((await signedIn(hops, answer)).code).toContain(said);
});

test("what the sign-in page says of a wrong password is told", async () => {
  const { url } = await serving(({ path }) => ({
    status: 200,
    body: path === "/page" ? FORM : '<p class="error">Wrong.</p>',
  }));
  await expect(authorizationCode(`${url}/page`, CALLBACK, "s", PERSON)).rejects.toThrow(
    "ended at 200 instead of the callback: Wrong.",
  );
});
