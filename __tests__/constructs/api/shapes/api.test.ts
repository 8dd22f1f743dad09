import { CORS, CUSTOM_DOMAIN, ROUTE, STAGE } from "../../../../constructs/api/shapes/api";
import { checkProps, type Shape } from "../../../../constructs/props/shape";
import { expectRefusal } from "../../../support/expect-error";

test.each<[Shape, unknown, string, string]>([
  [ROUTE, { scope: ["read"], target: "items" }, "input-unknown", "Did you mean scopes?"],
  [ROUTE, { scopes: ["read"], target: { name: "a" } }, "input-missing", "target.url"],
  [ROUTE, { scopes: ["read"], target: "items", throttling: { rateLimit: 1 } }, "input-missing", "burstLimit"],
  [ROUTE, { iam: false, target: "items" }, "input-value", "iam"],
  [CORS, { allowOrigins: "https://example.com" }, "input-type", "allowOrigins"],
  [CORS, { allowOrigin: ["https://example.com"] }, "input-unknown", "allowOrigin"],
  [STAGE, { throttling: { burstLimit: 1.5, rateLimit: 1 } }, "stage-limit", "throttling.burstLimit"],
  [
    CUSTOM_DOMAIN,
    { domainName: "api.example.com", existing: true, certificateArn: "a" },
    "input-unknown",
    "certificateArn",
  ],
])("%# is refused", (shape, value, code, text) => expectRefusal(() => checkProps(shape, value, "api"), code, text));

test("false switches CORS off", () => expect(() => checkProps(CORS, false, "api")).not.toThrow());
