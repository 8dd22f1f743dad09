import * as fc from "fast-check";

import { upstreamUrl } from "../../../functions/bff/upstream-path";

describe("the API's address", () => {
  const url = (rawPath: string, query = "") => upstreamUrl({ rawPath }, query, "https://api.example.com/v1");
  const sent = (rawPath: string) =>
    upstreamUrl(
      { rawPath, requestContext: { domainName: "abc.lambda-url.eu-central-1.on.aws" } },
      "",
      "https://api.example.com/v1",
    );

  test.each([
    ["/api/items", "", "https://api.example.com/v1/items"],
    ["/api/items/", "a=1&a=2", "https://api.example.com/v1/items/?a=1&a=2"],
    ["/api/items/café", "", "https://api.example.com/v1/items/caf%C3%A9"],
    ["/api/items/a b", "q=a%20b", "https://api.example.com/v1/items/a%20b?q=a%20b"],
    ["/api/items/100%", "", "https://api.example.com/v1/items/100%25"],
    ["/api/items/50% off", "", "https://api.example.com/v1/items/50%25%20off"],
    ["/api/items/%41", "", "https://api.example.com/v1/items/%2541"],
    ["/api/items/%zz", "", "https://api.example.com/v1/items/%25zz"],
    ["/api/items/a+b;c=d,e&f$g!h'i(j)*", "", "https://api.example.com/v1/items/a+b;c=d,e&f$g!h'i(j)*"],
    ['/api/items/"<>^`{|}', "", "https://api.example.com/v1/items/%22%3C%3E%5E%60%7B%7C%7D"],
    ["/api/a@b:c", "", "https://api.example.com/v1/a@b:c"],
  ])("for %s?%s is %s", (path, query, expected) => expect(url(path, query)).toBe(expected));

  test.each([
    "/api",
    "/apix/items",
    "/api//evil.example.com/x",
    "/api/../admin",
    "/api/a/../../admin",
    "/api/%2e%2e/admin",
    "/api/%2E./admin",
    // URL parsers drop a blank at the end of an address.
    "/api/.. ",
    "/api/..%20",
    "/api/a/../.. ",
    // Servlet containers drop what follows the semicolon, and go up.
    "/api/..;/admin",
    "/api/..;a=1/admin",
    "/api/.;/admin",
    "/api/%2e%2e%3b/admin",
    "/api/%252e%252e/admin",
    "/api/a%2fb",
    "/api/a%5cb",
    "/api/\\evil.example.com",
    "/api/a%00b",
    "/api/a%0d%0ab",
    "/api/%2525252e%2525252e/admin",
    "/api/a\ud800b",
    "/api/a%3fb",
    "/api/a#b",
  ])("for %s is refused, decoded or as it was sent", (path) => {
    expect(() => url(path)).toThrow("bad_path");
    expect(() => sent(path)).toThrow("bad_path");
  });

  test.each([
    ["/api/items/caf%C3%A9", "https://api.example.com/v1/items/caf%C3%A9"],
    ["/api/items/a%20b", "https://api.example.com/v1/items/a%20b"],
    ["/api/items/100%25", "https://api.example.com/v1/items/100%25"],
    ["/api/items/%2541", "https://api.example.com/v1/items/%2541"],
    ["/api/items/%41", "https://api.example.com/v1/items/A"],
  ])("for %s of a function URL, whose path is as it was sent, is %s", (path, expected) => {
    expect(sent(path)).toBe(expected);
    const proxy = decodeURIComponent(path.slice("/api/".length));
    expect(upstreamUrl({ rawPath: path, pathParameters: { proxy } }, "", "https://api.example.com/v1")).toBe(expected);
  });

  test.each([
    ["abc.lambda-url.eu-central-1.on.aws.evil.example.com", undefined, "https://api.example.com/v1/%2541"],
    ["abc.execute-api.eu-central-1.amazonaws.com", "%41", "https://api.example.com/v1/%2541"],
    ["abc.execute-api.eu-central-1.amazonaws.com", "A", "https://api.example.com/v1/A"],
    [undefined, "/api", "https://api.example.com/v1/A"],
  ])("takes /api/%%41 of the host %s with the parameter %s for %s", (domainName, proxy, expected) => {
    const event = {
      rawPath: "/api/%41",
      requestContext: domainName === undefined ? {} : { domainName },
      ...(proxy !== undefined && { pathParameters: { proxy } }),
    };
    expect(upstreamUrl(event, "", "https://api.example.com/v1/")).toBe(expected);
  });

  test("for a path that doesn't begin with a slash is refused", () =>
    expect(() => url("x/api/items")).toThrow("bad_path"));

  test("of the API's root is the stage", () => expect(url("/api/")).toBe("https://api.example.com/v1/"));

  test.each(["...", "a..", "..a", "a. "])("takes %p for a name", (name) =>
    expect(url(`/api/${name}/x`)).toBe(`https://api.example.com/v1/${encodeURIComponent(name)}/x`),
  );

  test("for a path that says to be as it was sent, and isn't, is refused", () =>
    expect(() => sent("/api/100%")).toThrow("bad_path"));

  test("names the same segments to the API as the browser meant, whichever way the path comes", () => {
    const segment = fc.string({ unit: "grapheme", minLength: 1 });
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), (segments) => {
        const decoded = `/api/${segments.join("/")}`;
        const outcome = [() => url(decoded), () => sent(`/api/${segments.map(encodeURIComponent).join("/")}`)].map(
          (run) => {
            try {
              return run();
            } catch {
              return undefined;
            }
          },
        );
        // A slash in a segment is another segment once it is decoded.
        if (segments.some((text) => text.includes("/"))) return;
        expect(outcome[0]).toBe(outcome[1]);
        if (outcome[0] === undefined) return;
        const path = new URL(outcome[0]).pathname.slice("/v1/".length);
        expect(path.split("/").map(decodeURIComponent)).toEqual(segments);
      }),
    );
  });
});
