import { explain, type Asked, type Explanation, type Signed } from "../../../../posture/explain";
import { whole } from "../whole";
import { readSynth } from "../../../../posture/model/read";

export const ARN = "arn:aws:execute-api:eu-west-1:123456789012:abc";
export const role = (name: string, change: object = {}) => ({
  [name]: { name, arn: `arn:aws:iam::123456789012:role/${name}`, assume_role_policy: "{}", ...change },
});

export const allow = (resource: unknown = `${ARN}/*`, change: object = {}) => ({
  Effect: "Allow",
  Action: "execute-api:Invoke",
  Resource: resource,
  ...change,
});

export const policy = (...statements: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** A stack with two routes behind IAM, `GET /report` and `GET /items/{id}`, and whatever is given. */
export function stack(resource: object, data: object = {}) {
  const key = (route: string, type = "AWS_IAM") => ({
    api_id: "${aws_apigatewayv2_api.api.id}",
    route_key: route,
    authorization_type: type,
    target: "integrations/${aws_apigatewayv2_integration.backend.id}",
  });
  return readSynth({
    data,
    resource: {
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP", execution_arn: ARN } },
      aws_apigatewayv2_stage: { stage: { api_id: "${aws_apigatewayv2_api.api.id}", name: "$default" } },
      aws_apigatewayv2_integration: {
        backend: {
          api_id: "${aws_apigatewayv2_api.api.id}",
          integration_type: "HTTP_PROXY",
          integration_uri: "https://backend.example",
        },
      },
      aws_apigatewayv2_route: {
        report: key("GET /report"),
        item: key("GET /items/{id}"),
        open: key("GET /open", "NONE"),
      },
      ...resource,
    },
  });
}

/** What is said of a request that `aws_iam_role.reader` signs. */
export function ask(
  resource: object,
  asked: Asked = { routeKey: "GET /report" },
  signed: Partial<Signed> = {},
  data: object = {},
): Explanation {
  return whole(
    explain(stack(resource, data), asked, undefined, { signed: { principal: "aws_iam_role.reader", ...signed } }),
  );
}
