import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  routes: {
    // refused: is not assignable to type 'SecuredRoute<
    "GET /items": { target: "items" },
  },
});
