import { authorizerResponseFormat } from "../../../../posture/rules/authorizer/authorizer-response-format";
import { holds } from "../holds";
import { goodStack, lambdaAuthorizer, stackOf } from "../support";

const at = "aws_apigatewayv2_authorizer.lambda";

holds(authorizerResponseFormat, {
  fires: {
    "simple responses in format 1.0": [
      stackOf(lambdaAuthorizer({ authorizer_payload_format_version: "1.0" })),
      [{ at, says: ["1.0", "2.0"] }],
    ],
    "no format": [
      stackOf(lambdaAuthorizer({ authorizer_payload_format_version: undefined })),
      [{ at, says: ["names no payload format"] }],
    ],
    "format 2.0, and nothing said about simple responses": [
      stackOf(lambdaAuthorizer({ enable_simple_responses: undefined })),
      [{ at, severity: "note", says: ["500"] }],
    ],
  },
  silent: {
    "simple responses in format 2.0": stackOf(lambdaAuthorizer()),
    "policies in format 1.0": stackOf(
      lambdaAuthorizer({ authorizer_payload_format_version: "1.0", enable_simple_responses: false }),
    ),
    "a JWT authorizer": goodStack(),
  },
  unknown: { "the format": stackOf(lambdaAuthorizer({ authorizer_payload_format_version: "${var.version}" })) },
});
