import {
  apiDomainCertificate,
  apiWithoutAddress,
  mappingStageUnknown,
  vpcLink,
} from "../../../../posture/rules/api/addresses";
import { holds } from "../holds";
import { restMethod } from "../other-routes";
import { api, goodStack, integration, stackOf } from "../support";
import type { Resources } from "../support";

const domain = (certificate_arn: unknown, change: Record<string, unknown> = {}): Resources => ({
  aws_apigatewayv2_domain_name: {
    d: {
      domain_name: "api.example.com",
      domain_name_configuration: [{ certificate_arn, endpoint_type: "REGIONAL", security_policy: "TLS_1_2" }],
      ...change,
    },
  },
});
const mapping = (change: Record<string, unknown> = {}): Resources => ({
  ...domain("arn:aws:acm:eu-west-1:123456789012:certificate/x"),
  aws_apigatewayv2_api_mapping: {
    m: {
      api_id: "${aws_apigatewayv2_api.api.id}",
      domain_name: "${aws_apigatewayv2_domain_name.d.id}",
      stage: "${aws_apigatewayv2_stage.stage.id}",
      ...change,
    },
  },
});
const closed = api({ disable_execute_api_endpoint: true });

describe("api-without-address", () => {
  holds(apiWithoutAddress, {
    fires: {
      "no domain": [stackOf(closed), [{ at: "aws_apigatewayv2_api.api", says: ["nobody can call it"] }]],
      "another API's domain": [
        stackOf(
          { aws_apigatewayv2_api: { other: { name: "other", protocol_type: "HTTP" } } },
          closed,
          mapping({ api_id: "${aws_apigatewayv2_api.other.id}" }),
        ),
        [{ at: "aws_apigatewayv2_api.api" }],
      ],
      "a REST API": [
        restMethod({ authorization: "AWS_IAM" }, { disable_execute_api_endpoint: true }),
        [{ at: "aws_api_gateway_rest_api.rest", says: ["aws_api_gateway_base_path_mapping"] }],
      ],
    },
    silent: {
      "an address": goodStack(),
      "a domain": stackOf(closed, mapping()),
      "a domain, by the argument of its stage": stackOf(
        closed,
        mapping({ api_id: "${aws_apigatewayv2_stage.stage.api_id}" }),
      ),
    },
    unknown: { "whose domain": stackOf(closed, mapping({ api_id: "${var.api}" })) },
  });
});

describe("api-domain-certificate", () => {
  const regional = (certificate_arn: unknown) => stackOf(domain(certificate_arn, { region: "eu-west-1" }));

  holds(apiDomainCertificate, {
    fires: {
      "another region's": [
        regional("arn:aws:acm:us-east-1:123456789012:certificate/x"),
        [{ at: "aws_apigatewayv2_domain_name.d", nearest: "eu-west-1", says: ["us-east-1"] }],
      ],
      "an edge-optimized domain's": [
        stackOf({
          aws_api_gateway_domain_name: {
            d: { domain_name: "a.example", certificate_arn: "arn:aws:acm:eu-west-1:123456789012:certificate/x" },
          },
        }),
        [{ at: "aws_api_gateway_domain_name.d", nearest: "us-east-1" }],
      ],
    },
    silent: {
      "the same region's": regional("arn:aws:acm:eu-west-1:123456789012:certificate/x"),
      "a region that isn't said": stackOf(domain("arn:aws:acm:us-east-1:123456789012:certificate/x")),
      "a certificate that isn't made yet": regional("${aws_acm_certificate.c.arn}"),
    },
  });
});

describe("vpc-link", () => {
  const link = (subnet_ids: unknown) =>
    stackOf({ aws_apigatewayv2_vpc_link: { l: { name: "l", security_group_ids: [], subnet_ids } } });
  const inside = (change: Record<string, unknown>) =>
    stackOf(integration({ integration_type: "HTTP_PROXY", connection_type: "VPC_LINK", ...change }));

  holds(vpcLink, {
    fires: {
      "no subnet": [link([]), [{ at: "aws_apigatewayv2_vpc_link.l", says: ["subnet_ids is empty"] }]],
      "no link": [inside({}), [{ at: "aws_apigatewayv2_integration.items", says: ["connection_id"] }]],
    },
    silent: {
      "a subnet": link(["subnet-1"]),
      "subnets that aren't known yet": link("${var.subnets}"),
      "a link": inside({ connection_id: "abc123" }),
      "a link that isn't made yet": stackOf(
        integration({
          integration_type: "HTTP_PROXY",
          connection_type: "VPC_LINK",
          connection_id: "${aws_apigatewayv2_vpc_link.l.id}",
        }),
        { aws_apigatewayv2_vpc_link: { l: { name: "l", security_group_ids: [], subnet_ids: ["subnet-1"] } } },
      ),
      "a public backend": goodStack(),
      "a link that exists already": {
        ...goodStack(),
        data: { aws_apigatewayv2_vpc_link: { l: { vpc_link_id: "abc123" } } },
      },
    },
    unknown: { "a link": inside({ connection_id: "${var.link}" }) },
  });
});

describe("mapping-stage-unknown", () => {
  holds(mappingStageUnknown, {
    fires: {
      "another name": [
        stackOf(mapping({ stage: "live" })),
        [{ at: "aws_apigatewayv2_api_mapping.m", says: ['"live"', '"$default"'] }],
      ],
    },
    silent: {
      "the stage": stackOf(mapping()),
      "its name": stackOf(mapping({ stage: "$default" })),
      "an API that is elsewhere": stackOf(mapping({ api_id: "abc123", stage: "live" })),
    },
  });
});
