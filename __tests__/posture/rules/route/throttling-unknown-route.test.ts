import { throttlingUnknownRoute } from "../../../../posture/rules/route/throttling-unknown-route";
import { holds } from "../holds";
import { goodStack, stage } from "../support";

const settings = (route_key: string) =>
  goodStack(stage({ route_settings: [{ route_key, throttling_burst_limit: 5, throttling_rate_limit: 5 }] }));

holds(throttlingUnknownRoute, {
  fires: { "a misspelt key": [settings("GET /item"), [{ at: "aws_apigatewayv2_stage.stage", nearest: "GET /items" }]] },
  silent: { "a key of the API": settings("GET /items"), none: goodStack() },
  unknown: { "the key": settings("${var.key}") },
});
