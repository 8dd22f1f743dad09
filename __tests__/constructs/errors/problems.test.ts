import { ConfigurationErrors, SecuredApi, type SecuredApiProps } from "../../../constructs";
import { testStack } from "../../support/synth";

const BASE = {
  project: "notes",
  domain: "example.com",
  scopes: { read: "Read access", write: "Write access" },
  webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } },
  functions: { items: "functions/items" },
  routes: { "GET /items": { scopes: ["read"], target: "items" } },
  packaging: "prebuilt",
};

/** The mistakes in props that no compiler saw. */
function mistakes(
  props: object,
): { readonly code: string; readonly prop: string | undefined; readonly text: string }[] {
  try {
    new SecuredApi(testStack(), "Default", { ...BASE, ...props } as unknown as SecuredApiProps<string, string>);
  } catch (error) {
    const all = error instanceof ConfigurationErrors ? error.errors : [error];
    return all.map((one) => {
      const { code, prop, message, name } = one as ConfigurationErrors;
      if (name !== "ConfigurationError") throw one;
      return { code, prop, text: message };
    });
  }
  throw new Error("It was accepted.");
}

const places = (props: object) => mistakes(props).map(({ code, prop }) => `${code} ${prop ?? "-"}`);

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
