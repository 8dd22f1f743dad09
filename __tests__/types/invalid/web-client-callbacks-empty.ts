import { WebClient } from "../../../constructs";
import { catalogue, pool, scope } from "../parts";

// refused: Source has 0 element(s) but target requires 1
new WebClient(scope, "web", { pool, catalogue, name: "web", scopes: ["read"], callbackUrls: [] });
