import { payloadFormat } from "../../../../posture/rules/integration/payload-format";
import { holds } from "../holds";
import { goodStack, integration } from "../support";

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
