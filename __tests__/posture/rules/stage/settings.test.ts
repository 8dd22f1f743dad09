import {
  stageNotDeployed,
  throttlingIncomplete,
  throttlingUnknownRoute,
} from "../../../../posture/rules/stage/settings";
import { holds } from "../holds";
import { api, goodStack, stage, without } from "../support";

describe("stage-not-deployed", () => {
  holds(stageNotDeployed, {
    fires: {
      neither: [
        goodStack(stage({ auto_deploy: undefined })),
        [{ at: "aws_apigatewayv2_stage.stage", says: ["auto_deploy = true"] }],
      ],
      "a WebSocket API's stage with neither": [
        goodStack({ ...api({ protocol_type: "WEBSOCKET" }), ...stage({ auto_deploy: false }) }),
        [{ at: "aws_apigatewayv2_stage.stage", says: ["aws_apigatewayv2_deployment"] }],
      ],
      "no stage": [
        without(goodStack(), "aws_apigatewayv2_stage.stage"),
        [{ at: "aws_apigatewayv2_api.api", severity: "warning", says: ["no stage"] }],
      ],
    },
    silent: {
      auto_deploy: goodStack(),
      "auto_deploy of a WebSocket API's stage": goodStack(api({ protocol_type: "WEBSOCKET" })),
      "an API without routes": without(goodStack(), "aws_apigatewayv2_stage.stage", "aws_apigatewayv2_route.get_items"),
      "a deployment": goodStack(stage({ auto_deploy: false, deployment_id: "abc123" })),
    },
    unknown: { auto_deploy: goodStack(stage({ auto_deploy: "${var.auto}" })) },
  });
});

describe("throttling-incomplete", () => {
  const at = "aws_apigatewayv2_stage.stage";

  holds(throttlingIncomplete, {
    fires: {
      "a rate without burst": [
        goodStack(stage({ default_route_settings: { throttling_rate_limit: 100 } })),
        [{ at, says: ["throttling_burst_limit at 0", "429"] }],
      ],
      neither: [
        goodStack(stage({ default_route_settings: { detailed_metrics_enabled: true } })),
        [{ at, says: ["throttling_burst_limit and throttling_rate_limit"] }],
      ],
      "for one route": [
        goodStack(stage({ route_settings: [{ route_key: "GET /items", throttling_burst_limit: 5 }] })),
        [{ at, says: ['"GET /items"', "throttling_rate_limit"] }],
      ],
    },
    silent: { both: goodStack(), "no block": goodStack(stage({ default_route_settings: undefined })) },
    unknown: {
      "a number": goodStack(
        stage({ default_route_settings: { throttling_burst_limit: 5, throttling_rate_limit: "${var.rate}" } }),
      ),
    },
  });
});

describe("throttling-unknown-route", () => {
  const settings = (route_key: string) =>
    goodStack(stage({ route_settings: [{ route_key, throttling_burst_limit: 5, throttling_rate_limit: 5 }] }));

  holds(throttlingUnknownRoute, {
    fires: {
      "a misspelt key": [settings("GET /item"), [{ at: "aws_apigatewayv2_stage.stage", nearest: "GET /items" }]],
    },
    silent: { "a key of the API": settings("GET /items"), none: goodStack() },
    unknown: { "the key": settings("${var.key}") },
  });
});
