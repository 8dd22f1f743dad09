import { MACHINE_CLIENT, ROTATING_MACHINE_CLIENT, WEB_CLIENT } from "../../../../constructs/identity/shapes/clients";
import { checkProps } from "../../../../constructs/props/shape";
import { expectRefusal } from "../../../support/expect-error";

const web = { callbackUrls: ["https://example.com/callback"], scopes: ["read"] };

test("clients as they should be pass", () => {
  expect(() => checkProps(WEB_CLIENT, web, "api")).not.toThrow();
  expect(() => checkProps(MACHINE_CLIENT, { scopes: ["read"] }, "api")).not.toThrow();
  expect(() => checkProps(ROTATING_MACHINE_CLIENT, { scopes: ["read"], current: "a" }, "api")).not.toThrow();
});

test.each([
  [{ ...web, callbackUrl: "https://example.com" }, "input-unknown", "Did you mean callbackUrls?"],
  [{ ...web, callbackUrls: [] }, "input-value", "callbackUrls"],
  [{ ...web, scopes: ["read", "read"] }, "input-value", "scopes[1]"],
  [{ ...web, openIdScopes: ["opnid"] }, "input-value", 'Did you mean "openid"?'],
  [{ ...web, refreshTokenRotation: { retryGracePeriodSeconds: 61 } }, "refresh-token-rotation", "0 to 60 seconds"],
])("%j is refused", (props, code, text) => expectRefusal(() => checkProps(WEB_CLIENT, props, "api"), code, text));
