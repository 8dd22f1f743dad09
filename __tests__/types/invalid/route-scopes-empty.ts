import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  routes: {
    // refused: Type '[]' is not assignable
    "GET /items": { scopes: [], target: "items" },
  },
});
