import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  routes: {
    // refused: Property 'target' is missing
    "GET /items": { scopes: ["read"] },
  },
});
