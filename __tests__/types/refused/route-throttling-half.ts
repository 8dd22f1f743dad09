import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  routes: {
    // refused: Property 'rate' is missing in type '{ burst: number; }'
    "GET /items": { scopes: ["read"], target: "items", throttling: { burst: 10 } },
  },
});
