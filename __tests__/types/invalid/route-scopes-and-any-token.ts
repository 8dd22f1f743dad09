import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  routes: {
    // refused: is not assignable to type
    "GET /items": { scopes: ["read"], authenticated: "own claims", target: "items" },
  },
});
