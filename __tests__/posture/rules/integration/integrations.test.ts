import {
  integrationDuplicate,
  integrationOfAnotherApi,
  payloadFormat,
} from "../../../../posture/rules/integration/integrations";
import { holds } from "../holds";
import { goodStack, stackOf, integration } from "../support";
import type { Resources } from "../support";

describe("integration-duplicate", () => {
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
});

describe("integration-of-another-api", () => {
  const other: Resources = { aws_apigatewayv2_api: { other: { name: "other", protocol_type: "HTTP" } } };

  holds(integrationOfAnotherApi, {
    fires: {
      "another API's": [
        stackOf(other, integration({ api_id: "${aws_apigatewayv2_api.other.id}" })),
        [{ at: "aws_apigatewayv2_route.get_items", says: ["aws_apigatewayv2_api.other"] }],
      ],
    },
    silent: { "its own API's": goodStack() },
    unknown: { "whose integration it is": stackOf(integration({ api_id: "${var.api}" })) },
  });
});

describe("payload-format", () => {
  const at = "aws_apigatewayv2_integration.items";

  holds(payloadFormat, {
    fires: {
      "left out": [
        goodStack(integration({ payload_format_version: undefined })),
        [{ at, nearest: "2.0", severity: "note", says: ["1.0, which is what the provider writes"] }],
      ],
      "1.0": [goodStack(integration({ payload_format_version: "1.0" })), [{ at, nearest: "2.0" }]],
      "2.0 for a backend": [
        goodStack(integration({ integration_type: "HTTP_PROXY", integration_uri: "https://backend.example" })),
        [{ at, severity: "error", nearest: "1.0" }],
      ],
    },
    silent: {
      "2.0": goodStack(),
      "1.0 for a backend": goodStack(
        integration({
          integration_type: "HTTP_PROXY",
          integration_uri: "https://backend.example",
          payload_format_version: "1.0",
        }),
      ),
    },
    unknown: { "the format": goodStack(integration({ payload_format_version: "${var.format}" })) },
  });
});
