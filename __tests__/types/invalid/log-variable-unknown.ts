import { AccessLog } from "../../../constructs";
import { scope } from "../parts";

new AccessLog(scope, "log", {
  apiName: "notes",
  // refused: '"$context.requestPath"' is not assignable to type
  format: { requestId: "$context.requestId", at: "$context.requestPath" },
});
