import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  routes: {
    // refused: Type '"raed"' is not assignable to type '"read" | "write"'
    "GET /items": { scopes: ["raed"], target: "items" },
  },
});
