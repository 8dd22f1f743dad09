import { integrationPathVariable, integrationUnreachable } from "../../../../posture/rules/integration/backends";
import { holds } from "../holds";
import { goodStack, over, stackOf } from "../support";
import type { Stack } from "../support";

const AT = "aws_apigatewayv2_integration.back";
const backend = (integration_uri: string, route_key = "GET /back/{id}", change: Record<string, unknown> = {}): Stack =>
  stackOf({
    aws_apigatewayv2_integration: {
      back: {
        api_id: "${aws_apigatewayv2_api.api.id}",
        integration_type: "HTTP_PROXY",
        integration_method: "ANY",
        integration_uri,
        ...change,
      },
    },
    aws_apigatewayv2_route: {
      back: {
        api_id: "${aws_apigatewayv2_api.api.id}",
        route_key,
        authorization_type: "AWS_IAM",
        target: "integrations/${aws_apigatewayv2_integration.back.id}",
      },
    },
  });

describe("integration-unreachable", () => {
  const rest = (uri: string): Stack =>
    stackOf({ aws_api_gateway_integration: { m: { rest_api_id: "a", type: "HTTP_PROXY", http_method: "GET", uri } } });

  holds(integrationUnreachable, {
    fires: {
      localhost: [backend("https://localhost:8443/a"), [{ at: AT, says: ["localhost", "VPC link"] }]],
      "a private address, written as a number": [backend("https://167772161/"), [{ at: AT, says: ["10.0.0.1"] }]],
      "a REST API's": [rest("http://10.0.0.1/a"), [{ at: "aws_api_gateway_integration.m", says: ["uri leads to"] }]],
    },
    silent: {
      "a public name": backend("https://backend.example.com/a"),
      "a listener behind a VPC link": backend("https://10.0.0.1/", "GET /back/{id}", {
        connection_type: "VPC_LINK",
        connection_id: "abc",
      }),
      "a host that a stage variable names": backend("https://${stageVariables.host}/a"),
      "functions alone": goodStack(),
    },
  });
});

describe("integration-path-variable", () => {
  const read = (text: string) => ({ request_parameters: { "append:header.x": text } });

  holds(integrationPathVariable, {
    fires: {
      "another name": [
        backend("https://b.example.com/{key}"),
        [{ at: AT, says: ["{key}", "GET /back/{id}", "{id} only"] }],
      ],
      "a path without any": [backend("https://b.example.com/{id}", "GET /a"), [{ at: AT, says: ["has no variable"] }]],
      "the plus of the route's key": [
        backend("https://b.example.com/{proxy+}", "ANY /{proxy+}"),
        [{ at: AT, says: ["{proxy+}"] }],
      ],
      "a mapping": [
        backend("https://b.example.com/", "GET /a/{id}", read("$request.path.name")),
        [{ at: AT, says: ["$request.path.name", "{id} only"] }],
      ],
      "nothing between the brackets": [backend("https://b.example.com/{}"), [{ at: AT, says: ["Take {} out."] }]],
    },
    silent: {
      "its own": backend("https://b.example.com/{id}", "GET /back/{id}", read("$request.path.id")),
      "a greedy one": backend("https://b.example.com/{proxy}", "ANY /{proxy+}"),
      "the whole path": backend("https://b.example.com/", "GET /a", read("$request.path")),
      "a route whose key isn't known": backend("https://b.example.com/{id}", "${var.key}"),
      "functions alone": goodStack(over("aws_lambda_function", "items", {})),
    },
  });
});
