import { readSynth } from "../../../../posture/model/read";

const named = (resource: object): readonly string[] =>
  readSynth({ resource }).entryPoints.map(({ id, authorization }) =>
    authorization.kind === "unknown" ? `${id}: ${authorization.why}` : id,
  );
const stack = (template: object) =>
  named({ aws_cloudformation_stack: { s: { template_body: JSON.stringify(template) } } });

describe("what posture doesn't read is named, because callers may get in by it", () => {
  test.each([
    ["a distribution", "awscc_cloudfront_distribution"],
    ["a listener", "awscc_elasticloadbalancingv2_listener_rule"],
    ["a GraphQL API", "awscc_appsync_graph_ql_api"],
    ["an agent gateway", "awscc_bedrockagentcore_gateway"],
    ["a managed policy", "awscc_iam_managed_policy"],
  ])("%s of the Cloud Control provider", (_, type) => {
    expect(named({ [type]: { x: {} } })).toEqual([`${type}.x: who gets in by ${type} isn't read`]);
  });

  test("a type that decides nothing, and one that is read", () => {
    expect(
      named({ awscc_s3_bucket: { x: {} }, awscc_logs_log_group: { x: {} }, awscc_cognito_user_pool: { x: {} } }),
    ).toEqual([]);
  });

  test("a resource of Cloud Control, by its type", () => {
    const one = (type_name: string) =>
      named({ aws_cloudcontrolapi_resource: { x: { type_name, desired_state: "{}" } } });
    expect(one("AWS::ApiGatewayV2::Route")).toEqual([
      "aws_cloudcontrolapi_resource.x: AWS::ApiGatewayV2::Route isn't read",
    ]);
    expect(one("AWS::SNS::Topic")).toEqual([]);
  });

  test("a stack, by what its template holds", () => {
    expect(stack({ Resources: { Topic: { Type: "AWS::SNS::Topic" } } })).toEqual([]);
    expect(stack({ Resources: { Url: { Type: "AWS::Lambda::Url" }, Api: { Type: "AWS::Serverless::Api" } } })).toEqual([
      "aws_cloudformation_stack.s: its template holds AWS::Lambda::Url Url and 1 more, which posture doesn't read",
    ]);
    expect(stack({ Resources: { Inner: { Type: "AWS::CloudFormation::Stack" } } })).toHaveLength(1);
    expect(stack({ Transform: "Ours", Resources: {} })).toEqual([
      "aws_cloudformation_stack.s: its template holds what the transform Ours adds, which posture doesn't read",
    ]);
    expect(named({ aws_cloudformation_stack: { s: { template_url: "https://example.com/t" } } })).toEqual([
      "aws_cloudformation_stack.s: the template at template_url isn't in this input",
    ]);
  });
});
