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
