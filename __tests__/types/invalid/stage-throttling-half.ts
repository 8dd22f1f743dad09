import { Stage } from "../../../constructs";
import { api, scope } from "../parts";

// refused: Property 'burstLimit' is missing in type '{ rateLimit: number; }'
new Stage(scope, "stage", { api, accessLog: false, throttling: { rateLimit: 10 } });
