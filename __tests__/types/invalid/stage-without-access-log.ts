import { Stage } from "../../../constructs";
import { api, scope } from "../parts";

// refused: Property 'accessLog' is missing
new Stage(scope, "stage", { api });
