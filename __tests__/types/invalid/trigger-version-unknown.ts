import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  // refused: '"V4_0"' is not assignable to type 'TokenTriggerVersion
  tokenTrigger: { version: "V4_0" },
  routes: { "GET /items": { scopes: ["read"], target: "items" } },
});
