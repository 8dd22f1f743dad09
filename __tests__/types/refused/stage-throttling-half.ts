import { Stage } from "../../../constructs";
import { api, scope } from "../parts";

// refused: Property 'burst' is missing in type '{ rate: number; }'
new Stage(scope, "stage", { api, accessLog: false, throttling: { rate: 10 } });
