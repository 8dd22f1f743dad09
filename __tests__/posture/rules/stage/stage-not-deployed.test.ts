import { stageNotDeployed } from "../../../../posture/rules/stage/stage-not-deployed";
import { holds } from "../holds";
import { goodStack, stage } from "../support";

holds(stageNotDeployed, {
  fires: {
    neither: [
      goodStack(stage({ auto_deploy: undefined })),
      [{ at: "aws_apigatewayv2_stage.stage", says: ["auto_deploy = true"] }],
    ],
  },
  silent: {
    auto_deploy: goodStack(),
    "a deployment": goodStack(stage({ auto_deploy: false, deployment_id: "abc123" })),
  },
  unknown: { auto_deploy: goodStack(stage({ auto_deploy: "${var.auto}" })) },
});
