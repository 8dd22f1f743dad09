import { mtlsBypass } from "../../../../posture/rules/api/mtls-bypass";
import { holds } from "../holds";
import { api, goodStack, mutualTlsDomain, stackOf } from "../support";
import type { Stack } from "../support";
import { restMethod } from "../other-routes";

/** A REST API behind a domain whose callers need a client certificate. */
const atRest = (more: Record<string, unknown> = {}): Stack => {
  const { resource } = restMethod({ authorization: "NONE" }, more);
  return {
    resource: {
      ...resource,
      aws_api_gateway_domain_name: {
        own: {
          domain_name: "rest.example.com",
          mutual_tls_authentication: { truststore_uri: "s3://bucket/truststore.pem" },
        },
      },
      aws_api_gateway_base_path_mapping: {
        own: {
          api_id: "${aws_api_gateway_rest_api.rest.id}",
          domain_name: "${aws_api_gateway_domain_name.own.domain_name}",
        },
      },
    },
  };
};

holds(mtlsBypass, {
  fires: {
    "the endpoint is left on": [
      stackOf(mutualTlsDomain),
      [
        {
          at: "aws_apigatewayv2_api.api",
          says: ["aws_apigatewayv2_domain_name.own", "disable_execute_api_endpoint = true"],
        },
      ],
    ],
    "the endpoint of a REST API is left on": [
      atRest(),
      [{ at: "aws_api_gateway_rest_api.rest", says: ["rest.example.com requires client certificates"] }],
    ],
  },
  silent: {
    "the endpoint of a REST API is off": atRest({ disable_execute_api_endpoint: true }),
    "the endpoint of a REST API is inside a VPC": atRest({ endpoint_configuration: { types: ["PRIVATE"] } }),
    "the endpoint is off": stackOf(mutualTlsDomain, api({ disable_execute_api_endpoint: true })),
    "no mutual TLS": goodStack(),
  },
  unknown: { "the endpoint": stackOf(mutualTlsDomain, api({ disable_execute_api_endpoint: "${var.off}" })) },
});
