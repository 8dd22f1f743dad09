import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  routes: {
    // refused: '"FETCH /items"' does not exist in type
    "FETCH /items": { scopes: ["read"], target: "items" },
  },
});
