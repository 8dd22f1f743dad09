import { mtlsBypass } from "../../../../posture/rules/api/mtls-bypass";
import { holds } from "../holds";
import { api, goodStack, stackOf } from "../support";
import type { Resources } from "../support";

const domain: Resources = {
  aws_apigatewayv2_domain_name: {
    own: {
      domain_name: "api.example.com",
      mutual_tls_authentication: { truststore_uri: "s3://bucket/truststore.pem" },
    },
  },
  aws_apigatewayv2_api_mapping: {
    own: {
      api_id: "${aws_apigatewayv2_api.api.id}",
      domain_name: "${aws_apigatewayv2_domain_name.own.domain_name}",
      stage: "${aws_apigatewayv2_stage.stage.name}",
    },
  },
};

holds(mtlsBypass, {
  fires: {
    "the endpoint is left on": [
      stackOf(domain),
      [
        {
          at: "aws_apigatewayv2_api.api",
          says: ["aws_apigatewayv2_domain_name.own", "disable_execute_api_endpoint = true"],
        },
      ],
    ],
  },
  silent: {
    "the endpoint is off": stackOf(domain, api({ disable_execute_api_endpoint: true })),
    "no mutual TLS": goodStack(),
  },
  unknown: { "the endpoint": stackOf(domain, api({ disable_execute_api_endpoint: "${var.off}" })) },
});
