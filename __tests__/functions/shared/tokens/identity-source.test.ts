import fc from "fast-check";
import { readToken } from "../../../../functions/shared/tokens/identity-source";
import { attempt } from "../../authorizer/support/attempt";
import { Denial } from "../../../../posture/claims";

const tokenText = fc.stringMatching(/^[A-Za-z0-9_.-]{1,60}$/);

const anything = fc.oneof(fc.jsonValue(), fc.string(), fc.array(fc.string()));

describe("where the token is", () => {
  test("a bearer of any case and a bare token give the token", () => {
    const scheme = fc.constantFrom("", "Bearer ", "bearer ", "BEARER ", "bEaReR   ");
    const name = fc.constantFrom("authorization", "Authorization", "AUTHORIZATION");
    fc.assert(
      fc.property(tokenText, scheme, name, (text, prefix, spelling) => {
        expect(readToken({ headers: { [spelling]: prefix + text } }, { header: "authorization" })).toBe(text);
      }),
    );
  });

  const denial = expect.objectContaining({ reason: "identity_source" }) as object;
  test.each<[string, unknown]>([
    ["another scheme", { headers: { authorization: "Basic bearer x" } }],
    ["a scheme that ends with it", { headers: { authorization: "Xbearer x" } }],
    ["a scheme alone", { headers: { authorization: "Bearer " } }],
    ["no header", { headers: {} }],
    ["no headers", {}],
    ["a header of the same length", { headers: { authorizatiom: "x" } }],
    ["two spellings", { headers: { authorization: "x", Authorization: "x" } }],
    ["something else than text", { headers: { authorization: ["x"] } }],
  ])("%s is a denial", (_, event) => {
    expect(attempt(() => readToken(event as never, { header: "authorization" }))).toEqual(denial);
  });

  test("a parameter holds the token as it is, or it is a denial", () => {
    const parameter = (queryStringParameters?: object) =>
      attempt(() => readToken({ headers: {}, queryStringParameters } as never, { query: "token" }));
    expect(parameter({ token: "abc" })).toBe("abc");
    for (const none of [undefined, {}, { token: "" }, { token: "Bearer abc" }]) expect(parameter(none)).toEqual(denial);
  });

  test("whatever the header holds: a part of it without spaces, or a denial", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          fc.string().map((text) => `Bearer ${text}`),
        ),
        (value) => {
          const event = { headers: { authorization: value } } as unknown as Parameters<typeof readToken>[0];
          const found = attempt(() => readToken(event, { header: "authorization" }));
          if (found instanceof Denial) return;
          expect(found).toMatch(/^[^ ]+$/);
          expect(String(value).endsWith(found)).toBe(true);
        },
      ),
    );
  });
});
