import { integrationDuplicate } from "../../../../posture/rules/integration/integration-duplicate";
import { holds } from "../holds";
import { goodStack, stackOf } from "../support";
import type { Resources } from "../support";

const again = (change: Record<string, unknown>): Resources => ({
  aws_apigatewayv2_integration: {
    again: { ...goodStack().resource["aws_apigatewayv2_integration"]?.["items"], ...change },
  },
});

holds(integrationDuplicate, {
  fires: {
    "twice to one function": [
      stackOf(again({})),
      [{ at: "aws_apigatewayv2_integration.again", says: ["aws_apigatewayv2_integration.items"] }],
    ],
  },
  silent: {
    once: goodStack(),
    "in two ways": stackOf(again({ timeout_milliseconds: 1000 })),
    "to a backend": stackOf(again({ integration_type: "HTTP_PROXY", integration_uri: "https://backend.example" })),
  },
});
