import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  // refused: 'machineClient' does not exist in type
  machineClient: { machine: { scopes: ["read"] } },
  routes: { "GET /items": { scopes: ["read"], target: "items" } },
});
