import { accessLogOff } from "../../../../posture/rules/stage/access-log-off";
import { holds } from "../holds";
import { goodStack, stage } from "../support";

holds(accessLogOff, {
  fires: {
    none: [
      goodStack(stage({ access_log_settings: undefined })),
      [{ at: "aws_apigatewayv2_stage.stage", says: ["/aws/vendedlogs/"] }],
    ],
  },
  silent: { "a log": goodStack() },
});
