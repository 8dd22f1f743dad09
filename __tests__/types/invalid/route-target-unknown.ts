import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  routes: {
    // refused: Type '"itmes"' is not assignable to type
    "GET /items": { scopes: ["read"], target: "itmes" },
  },
});
