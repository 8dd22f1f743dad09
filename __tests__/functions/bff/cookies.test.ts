import { cookiesOf, readId } from "../../../functions/bff/cookies";

it("reads one well-made id out of cookies", () => {
  const id = "a".repeat(43);
  expect(readId([`__Host-session=${id}`], "__Host-session")).toBe(id);
  expect(readId([`x=1; __Host-session=${id}`], "__Host-session")).toBe(id);
  expect(readId([`x__Host-session=${id}`], "__Host-session")).toBeUndefined();
  expect(readId([`__Host-session=${id}; __Host-session=${id}`], "__Host-session")).toBeUndefined();
  expect(readId([], "__Host-session")).toBeUndefined();
});

it("finds cookies where they are", () => {
  expect(cookiesOf({ cookies: ["a=1"], headers: { cookie: "b=2" } })).toEqual(["a=1"]);
  expect(cookiesOf({ headers: { cookie: "b=2; c=3" } })).toEqual(["b=2; c=3"]);
  expect(cookiesOf({ headers: {} })).toEqual([]);
});
