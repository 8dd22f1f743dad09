import { issuers, SecuredApi } from "../../../constructs";
import { base, scope } from "../parts";

new SecuredApi(scope, "Default", {
  ...base,
  jwtAuthorizers: { partner: issuers.firebase("notes-1a2b3") },
  routes: {
    // refused: is not assignable to type
    "GET /items": { authorizer: "partners", scopes: ["items:read"], target: "items" },
  },
});
