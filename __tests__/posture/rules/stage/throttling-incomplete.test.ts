import { throttlingIncomplete } from "../../../../posture/rules/stage/throttling-incomplete";
import { holds } from "../holds";
import { goodStack, stage } from "../support";

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
