import { SecuredApi } from "../../../constructs";
import { BASE, mistakes, places } from "../mistakes";
import { testStack } from "../../support/synth";

test("mistakes in every part are told together, each with the prop as it was written", () => {
  expect(
    places({
      groups: { "a b": { description: "x", precedence: 1 } },
      webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["reed"] } },
      functions: { items: { entry: "functions/items", memorySize: 1 }, none: "functions/none" },
      lambdaAuthorizers: { staff: {} },
      cors: { allowOrigins: ["https://example.com/"] },
      routes: {
        "GET /items": { scopes: ["wrte"], target: "items" },
        "POST /items": { scopes: ["write"], target: "itms" },
        "get /items": { scopes: ["read"], target: "items" },
        "GET /staff": { authorizer: "stff", target: "items" },
        "PUT /staff": { authorizer: "staff", requires: { groups: ["x"], scopes: ["reed"] }, target: "items" },
        "GET /open": { target: "items" },
      },
      accessLog: { retentionInDays: 31 },
    }).sort(),
  ).toEqual(
    [
      'group-name groups["a b"]',
      "scope-unknown webClients.web.scopes[0]",
      "function-memory functions.items.memorySize",
      "function-entry functions.none.entry",
      "cors-origin cors.allowOrigins[0]",
      'scope-unknown routes["GET /items"].scopes[0]',
      'route-target routes["POST /items"].target',
      'route-key-shape routes["get /items"]',
      'route-authorizer routes["GET /staff"].authorizer',
      'route-requires-group routes["PUT /staff"].requires.groups[0]',
      'scope-unknown routes["PUT /staff"].requires.scopes[0]',
      'route-open routes["GET /open"]',
      "log-retention accessLog.retentionInDays",
    ].sort(),
  );
});

test("what follows from another mistake isn't told", () => {
  // The function can't be made, so no route can lead to it; the pool can't, so no client can be in it.
  expect(places({ functions: { items: "functions/none" } })).toEqual(["function-entry functions.items.entry"]);
  expect(places({ pool: { tier: "LITE", threatProtection: "audit" } })).toEqual([
    "threat-protection-tier pool.threatProtection",
  ]);
});

test("the message has a paragraph for each, and one alone is thrown as it is", () => {
  const [first] = mistakes({ routes: { "GET /items": { scopes: ["reed"], target: "items" } } });
  expect(first?.text).toBe(
    '[scope-unknown] routes["GET /items"].scopes[0] (auth-api/Default/routes): no scope "reed" is declared. Did you mean "read"?',
  );
  let both: unknown;
  try {
    new SecuredApi(testStack(), "Default", { ...BASE, domain: "https://example.com", project: "My App" } as never);
  } catch (error) {
    both = error;
  }
  expect((both as Error).message.split("\n\n")).toHaveLength(2);
  expect((both as Error).message).toContain('[api-domain] domain (auth-api/Default): "https://example.com"');
});

describe("all-at-once", () => {
  test.each([
    [{ tags: ["a"] }, "input-type tags"],
    [{ tags: { "aws:team": "a" } }, 'tag-key tags["aws:team"]'],
    [{ domain: "https://example.com" }, "api-domain domain"],
    [{ domain: "münchen.example" }, "api-domain domain"],
    [{ anyThing: 1 }, "input-unknown anyThing"],
    [{ scopes: { read: "" } }, "scope-name scopes.read"],
    [{ scopes: { read: "x".repeat(257) } }, "scope-name scopes.read"],
    [{ scopes: { "a/b": "x", read: "Read" } }, 'scope-name scopes["a/b"]'],
  ])("%p is refused", (props, expected) => expect(places(props)).toContain(expected));
});

test("what was refused of a part, its rules don't say again in another way", () => {
  const made = (callbackUrls: readonly string[]) => () => {
    const webClients = { web: { callbackUrls, scopes: ["reed"] } };
    return new SecuredApi(testStack(), "Default", { ...BASE, webClients } as never);
  };
  expect(made([])).toThrow("[input-value] webClients.web.callbackUrls");
  expect(made([])).not.toThrow("client-callback-");
  expect(made(["http://example.com/callback"])).toThrow("[client-callback-insecure] webClients.web");
});
