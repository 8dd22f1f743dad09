import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  // refused: '{ memorySize: number; }' is not assignable to type 'string | NodeFunctionOptions'
  functions: { items: { memorySize: 512 } },
  routes: { "GET /items": { scopes: ["read"], target: "items" } },
});
