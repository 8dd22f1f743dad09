import { AccessLog } from "../../../constructs";
import { scope } from "../parts";

// refused: Property 'requestId' is missing
new AccessLog(scope, "log", { apiName: "notes", format: { at: "$context.path" } });
