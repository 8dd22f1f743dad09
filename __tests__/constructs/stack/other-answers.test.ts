import { otherAnswers } from "../../../constructs/stack/other-answers";

const FUNCTION = {
  filename: "items.zip",
  handler: "index.handler",
  runtime: "nodejs22.x",
  environment: { variables: { TABLE: "notes" } },
};
const INTEGRATION = { connection_type: "VPC_LINK", connection_id: "${aws_apigatewayv2_vpc_link.main.id}" };
const says = (type: string, was: object, change: object): string =>
  otherAnswers({ [type]: { one: { ...was } } }, { resource: { [type]: { one: { ...was, ...change } } } }).join(" ");
const of = (change: object, was: object = FUNCTION): string => says("aws_lambda_function", was, change);

test.each([
  ["a zip", { filename: "other.zip" }, /^filename is another than declared \(items\.zip\): other\.zip\.$/],
  ["a bucket", { s3_bucket: "code", s3_key: "x.zip" }, /s3_bucket .*\(left out\): code\. s3_key/],
  ["an image", { image_uri: "1.dkr.ecr.eu-west-1.amazonaws.com/x", package_type: "Image" }, /image_uri.*package_type/],
  ["a version of the object", { s3_object_version: "2" }, /s3_object_version/],
  ["what the image runs", { image_config: { command: ["other"] } }, /image_config/],
  ["a handler", { handler: "index.other" }, /handler/],
  ["a runtime", { runtime: "python3.13" }, /runtime/],
  [
    "a variable",
    { environment: { variables: { TABLE: "other" } } },
    /^The environment variable TABLE has another value/,
  ],
  ["variables in a block", { environment: [{ variables: {} }] }, /^The environment variable TABLE is gone\.$/],
  ["no variables", { environment: undefined }, /TABLE is gone/],
])("another function answers by %s", (_name, change, sentence) => {
  expect(of(change)).toMatch(sentence);
  // Values may be secrets.
  expect(of(change)).not.toContain("notes");
});

test.each([
  ["layers", ["arn:aws:lambda:eu-west-1:123456789012:layer:a:1"], ["arn:aws:lambda:eu-west-1:123456789012:layer:b:1"]],
  ["vpc_config", { subnet_ids: ["subnet-1"] }, undefined],
  ["architectures", ["arm64"], ["x86_64"]],
  ["dead_letter_config", { target_arn: "a" }, { target_arn: "b" }],
  ["file_system_config", { arn: "a" }, { arn: "b" }],
  ["kms_key_arn", "a", "b"],
])("%s that an option set are another", (argument, was, now) => {
  expect(of({ [argument]: now }, { ...FUNCTION, [argument]: was })).toMatch(new RegExp(`^${argument} is another`));
  // Of what no option said, the rules tell.
  expect(of({ [argument]: now })).toBe("");
});

test.each<[string, object, RegExp]>([
  ["aws_apigatewayv2_integration", { connection_id: "other" }, /connection_id/],
  ["aws_apigatewayv2_integration", { connection_type: "INTERNET" }, /connection_type/],
  ["aws_apigatewayv2_integration", { request_parameters: { "overwrite:path": "/x" } }, /request_parameters/],
  ["aws_apigatewayv2_integration", { timeout_milliseconds: 50 }, /waits 50 ms for an answer \(declared: 30000\)/],
  ["aws_apigatewayv2_vpc_link", { subnet_ids: ["subnet-9"] }, /subnet_ids/],
  ["aws_apigatewayv2_integration", { integration_method: "GET" }, /integration_method/],
  ["aws_apigatewayv2_integration", { tls_config: { server_name_to_verify: "a" } }, /tls_config/],
  ["aws_apigatewayv2_vpc_link", { security_group_ids: ["sg-9"] }, /security_group_ids/],
  ["aws_lambda_alias", { function_version: "1" }, /function_version/],
  ["aws_lambda_alias", { function_name: "other" }, /function_name/],
  ["aws_lambda_alias", { routing_config: { additional_version_weights: { 2: 0.5 } } }, /routing_config/],
])("%s with %j leads elsewhere", (type, change, sentence) => {
  expect(says(type, INTEGRATION, change)).toMatch(sentence);
});

test("what tells the function nothing else passes", () => {
  const harmless = { memory_size: 1024, description: "x", tags: { a: "b" }, tracing_config: { mode: "Active" } };
  expect(of(harmless)).toBe("");
  expect(of({ environment: { variables: { TABLE: "notes", MORE: "1" } } })).toBe("");
  expect(says("aws_apigatewayv2_integration", INTEGRATION, { timeout_milliseconds: 30_000, description: "x" })).toBe(
    "",
  );
  expect(otherAnswers({ aws_lambda_function: { one: FUNCTION } }, { resource: {} })).toEqual([]);
});

test("a resource of another provider is apart from the others, unless all go there", () => {
  const resources = (provider: (name: string) => string | undefined) => ({
    aws_lambda_function: Object.fromEntries(
      ["a", "b"].map((name) => [name, { ...FUNCTION, provider: provider(name) }]),
    ),
  });
  const found = (now: (name: string) => string | undefined) =>
    otherAnswers({ aws_lambda_function: { a: FUNCTION } }, { resource: resources(now) });
  expect(found((name) => (name === "a" ? "aws.other" : undefined))).toEqual([
    expect.stringMatching(/^provider is another than declared \(aws\): aws\.other\./),
  ]);
  expect(found(() => "aws.other")).toEqual([]);
  expect(found(() => "aws")).toEqual([]);
});
