import { importIdProblem } from "../../../constructs/stack/import-ids";

test.each([
  ["aws_cognito_user_pool", "eu-central-1_AbCdEfGhI"],
  ["aws_cognito_user_pool_client", "eu-central-1_AbCdEfGhI/4client"],
  ["aws_cognito_resource_server", "eu-central-1_AbCdEfGhI|https://api.example.com"],
  ["aws_apigatewayv2_route", "abc123/def456"],
  ["aws_lambda_permission", "notes-items/AllowApi"],
  ["aws_iam_role_policy", "role:policy"],
  ["aws_cloudwatch_log_group", "/aws/vendedlogs/api"],
  ["aws_sqs_queue", "anything"],
])("%s is imported by %s", (type, id) => expect(importIdProblem(type, id)).toBeUndefined());

test.each([
  ["aws_cognito_user_pool", "my-pool", "POOL_ID"],
  ["aws_cognito_user_pool_client", "4client", "POOL_ID/CLIENT_ID"],
  ["aws_apigatewayv2_route", "abc123", "API_ID/ROUTE_ID"],
  ["aws_cognito_user_pool_domain", "https://auth.example.com", "without a scheme"],
  ["aws_iam_role", "arn:aws:iam::123456789012:role/a", "ROLE_NAME"],
  ["aws_sqs_queue", " ", "empty"],
])("%s isn't by %j", (type, id, text) => expect(importIdProblem(type, id)).toContain(text));
