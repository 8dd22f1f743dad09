import { corsHeaderMissing } from "../../../../posture/rules/api/cors-header-missing";
import { holds } from "../holds";
import { api, jwt, route, stackOf } from "../support";

const cors = (allow_headers: string[]) =>
  api({ cors_configuration: { allow_origins: ["https://app.example"], allow_methods: ["GET"], allow_headers } });
const at = "aws_apigatewayv2_api.api";

holds(corsHeaderMissing, {
  fires: {
    authorization: [stackOf(cors(["content-type"])), [{ at, says: ["authorization", "allow_headers"] }]],
    "the authorizer's own header": [
      stackOf(cors(["authorization"]), jwt({ identity_sources: ["$request.header.X-Token"] })),
      [{ at, says: ["x-token"] }],
    ],
    "* alone, which doesn't stand for it": [stackOf(cors(["*"])), [{ at, severity: "note" }]],
    "for an IAM route": [
      stackOf(cors([]), route({ authorization_type: "AWS_IAM", authorizer_id: undefined })),
      [{ at }],
    ],
  },
  silent: {
    "a header that a distribution adds": (() => {
      const stack = stackOf(cors(["authorization"]), jwt({ identity_sources: ["$request.header.x-origin"] }));
      const origin = [
        {
          origin_id: "o",
          domain_name: "${aws_apigatewayv2_api.api.api_endpoint}",
          custom_header: [{ name: "X-Origin", value: "v" }],
        },
      ];
      return { ...stack, resource: { ...stack.resource, aws_cloudfront_distribution: { d: { origin } } } };
    })(),
    "it is there": stackOf(cors(["Authorization"])),
    "no route asks for it": stackOf(cors([]), route({ authorization_type: "NONE", authorizer_id: undefined })),
  },
  unknown: { "a header": stackOf(cors(["${var.header}"])) },
});
