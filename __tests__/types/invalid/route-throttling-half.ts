import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  routes: {
    // refused: Property 'rateLimit' is missing in type '{ burstLimit: number; }'
    "GET /items": { scopes: ["read"], target: "items", throttling: { burstLimit: 10 } },
  },
});
