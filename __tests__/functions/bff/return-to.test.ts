import { returnTo } from "../../../functions/bff/return-to";

const ORIGIN = "https://app.example.com";

describe("the way back into the app", () => {
  test.each(["/", "/notes", "/notes?a=1&b=%20#top", "/a/../b", "/a//b", `/${"x".repeat(2047)}`])("takes %j", (path) => {
    expect(returnTo(path, ORIGIN)).toBe(path === "/a/../b" ? "/b" : path);
  });

  test.each([
    undefined,
    "",
    "notes",
    "notes/",
    "https://evil.example.com",
    "//evil.example.com",
    "///evil.example.com",
    "/\\evil.example.com",
    "\\\\evil.example.com",
    "/\t/evil.example.com",
    "/\n/evil.example.com",
    "/.//evil.example.com",
    "/x/..//evil.example.com",
    "/%2e//evil.example.com",
    "javascript:alert(1)",
    " //evil.example.com",
    "/a b",
    "/ä",
    `/${"x".repeat(2048)}`,
  ])("answers %j with /", (path) => expect(returnTo(path, ORIGIN)).toBe("/"));
});
