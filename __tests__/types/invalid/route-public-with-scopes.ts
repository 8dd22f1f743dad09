import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  routes: {
    // refused: Type 'string[]' is not assignable to type 'undefined'
    "GET /items": { public: "a greeting", scopes: ["read"], target: "items" },
  },
});
