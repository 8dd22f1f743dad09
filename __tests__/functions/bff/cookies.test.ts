import * as fc from "fast-check";
import { cookiesOf, isId, loginCookie, readId, surplusLogins } from "../../../functions/bff/cookies";

test("reads one well-made id out of cookies", () => {
  const id = "a".repeat(43);
  expect(readId([`__Host-session=${id}`], "__Host-session")).toBe(id);
  expect(readId([`x=1; __Host-session=${id}`], "__Host-session")).toBe(id);
  expect(readId([`x__Host-session=${id}`], "__Host-session")).toBeUndefined();
  expect(readId([`__Host-session=${id}; __Host-session=${id}`], "__Host-session")).toBeUndefined();
  expect(readId([], "__Host-session")).toBeUndefined();
});

test.each(["a".repeat(42), `${"a".repeat(43)}=`, `.${"a".repeat(43)}`, "é".repeat(43), ["a".repeat(43)], undefined])(
  "%p is no id that was made here",
  (value) => expect(isId(value)).toBe(false),
);

test("keeps the eight newest logins with the one that begins, whatever other cookies there are", () => {
  const logins = [..."abcdefghij"].map((letter) => loginCookie(letter.repeat(43)));
  const others = [`theme=dark`, "a".repeat(43), `__Host-login-short=1`, `x__Host-login-${"z".repeat(43)}=1`];
  const sent = (count: number) => [[...others, ...logins.slice(0, count).map((name) => `${name}=1`)].join("; ")];
  expect([7, 8, 10].map((count) => surplusLogins(sent(count)))).toEqual([[], logins.slice(0, 1), logins.slice(0, 3)]);
});

test("finds cookies where they are", () => {
  expect(cookiesOf({ cookies: ["a=1"], headers: { cookie: "b=2" } })).toEqual(["a=1"]);
  expect(cookiesOf({ headers: { cookie: "b=2; c=3" } })).toEqual(["b=2; c=3"]);
  expect(cookiesOf({ headers: {} })).toEqual([]);
});

test("whatever a browser sends, an id is read where one cookie of that name holds one, and nowhere else", () => {
  const id = fc.stringMatching(/^[A-Za-z0-9_-]{43}$/);
  const name = fc.constantFrom("__Host-session", "__Host-Session", "x__Host-session", "__Host-session2", "theme", "");
  const value = fc.oneof(id, fc.string({ maxLength: 50 }), fc.constant(""));
  const header = fc.array(fc.tuple(name, value, fc.constantFrom(";", "; ", " ;", ";;")), { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(header, { maxLength: 3 }), (headers) => {
      const sent = headers.map((cookies) => cookies.map(([key, text, end]) => `${key}=${text}${end}`).join(""));
      // What stands in a value after ";" is a cookie of its own.
      const own = sent
        .flatMap((text) => text.split(";"))
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith("__Host-session="))
        .map((pair) => pair.slice("__Host-session=".length));
      const [only] = own;
      const expected = own.length === 1 && isId(only) ? only : undefined;
      expect(readId(sent, "__Host-session")).toBe(expected);
      expect(readId([sent.join(";")], "__Host-session")).toBe(expected);
    }),
    { numRuns: 500 },
  );
});
