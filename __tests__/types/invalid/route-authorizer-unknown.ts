import { SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  lambdaAuthorizers: { staff: {} },
  routes: {
    // refused: '"stuff"' is not assignable to type '"staff"'
    "GET /items": { authorizer: "stuff", target: "items" },
  },
});
