import { Route } from "../../../constructs";
import { api, scope } from "../parts";

const target = { url: "https://backend.example.com", name: "backend" };
// refused: Property 'authorization' is missing
new Route(scope, "open", { api, key: "GET /a", target });
