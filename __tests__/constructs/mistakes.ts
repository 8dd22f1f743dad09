import { ConfigurationErrors, SecuredApi, type SecuredApiProps } from "../../constructs";
import { testStack } from "../support/synth";

export const BASE = {
  project: "notes",
  domain: "example.com",
  scopes: { read: "Read access", write: "Write access" },
  webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } },
  functions: { items: "functions/items" },
  routes: { "GET /items": { scopes: ["read"], target: "items" } },
  packaging: "prebuilt",
};

/** The mistakes in props that no compiler saw. */
export function mistakes(
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

export const places = (props: object) => mistakes(props).map(({ code, prop }) => `${code} ${prop ?? "-"}`);
