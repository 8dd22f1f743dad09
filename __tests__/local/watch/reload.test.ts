import { describeDifference } from "../../../local/watch/reload";
import type { Synthesized } from "../../../local/terraform/synth";

const stack = (authorization: string): Synthesized => ({
  name: "api",
  folder: "/nowhere",
  region: "eu-west-1",
  functions: [],
  declared: undefined,
  notes: [],
  json: {
    terraform: { required_providers: { aws: { source: "aws" } } },
    resource: {
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
      aws_apigatewayv2_route: {
        get_items: {
          api_id: "${aws_apigatewayv2_api.api.id}",
          route_key: "GET /items",
          authorization_type: authorization,
        },
      },
    },
  },
});

test("who may call what that couldn't before is told before it is applied", () => {
  const text = describeDifference(stack("AWS_IAM"), stack("NONE"));
  expect(text).toMatchSnapshot();
  expect(text).toMatch(/Who may call it now:\n {2}GET \/items: .+ → .+/);
});

test("where nobody may do more, no route is listed", () => {
  expect(describeDifference(stack("AWS_IAM"), stack("AWS_IAM"))).not.toContain("Who may call it now");
});
