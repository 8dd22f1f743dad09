import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  // refused: Type '"delete"' is not assignable to type '"read" | "write"'
  machineClients: { machine: { scopes: ["delete"] } },
  routes: { "GET /items": { scopes: ["read"], target: "items" } },
});
