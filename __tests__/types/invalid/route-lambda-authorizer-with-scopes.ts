import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  lambdaAuthorizers: { staff: {} },
  routes: {
    // refused: is not assignable to type
    "GET /items": { authorizer: "staff", scopes: ["read"], target: "items" },
  },
});
