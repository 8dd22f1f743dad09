import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  defaults: { iam: true },
  routes: {
    // refused: is not assignable to type
    "GET /items": { scopes: ["admin"], target: "items" },
  },
});
