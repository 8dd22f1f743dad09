import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  // refused: '"nodejs20.x"' is not assignable to type 'NodeRuntime
  functions: { items: { entry: "functions/items", runtime: "nodejs20.x" } },
  routes: { "GET /items": { scopes: ["read"], target: "items" } },
});
