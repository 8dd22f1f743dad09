import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  // refused: is not assignable to type
  defaults: { public: "everything is open" },
  routes: { "GET /items": { scopes: ["read"], target: "items" } },
});
