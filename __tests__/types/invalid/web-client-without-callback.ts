import { WebClient } from "../../../constructs";
import { catalogue, pool, scope } from "../parts";

// refused: Property 'callbackUrls' is missing
new WebClient(scope, "web", { pool, catalogue, name: "web", scopes: ["read"] });
