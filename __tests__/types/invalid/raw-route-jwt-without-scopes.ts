import { Route } from "../../../constructs";
import { api, jwt, scope } from "../parts";

const target = { url: "https://backend.example.com", name: "backend" };
// refused: Type 'JwtAuthorizer' is not assignable to type 'RequestAuthorizer'
new Route(scope, "any", { api, key: "GET /a", target, authorization: { authorizer: jwt } });
