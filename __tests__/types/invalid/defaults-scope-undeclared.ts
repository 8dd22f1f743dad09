import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  // refused: is not assignable to type
  defaults: { scopes: ["admin"] },
  routes: {},
});
