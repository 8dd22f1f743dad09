import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  routes: {
    // refused: Type 'boolean' is not assignable to type 'string'
    "GET /items": { public: true, target: "items" },
  },
});
