import { movedBlocks, movesOf } from "../../../cli/hcl/module-addresses";

const at = (path: string, more: object = {}): object => ({ ...more, "//": { metadata: { path } } });

const STACK = {
  resource: {
    aws_cognito_user_pool: { pool: at("s/Default/Default/pool/Resource") },
    aws_cognito_user_group: { power_user: at("s/Default/Default/groups/power-user/Resource") },
    aws_apigatewayv2_route: {
      get_items_by_id: at("s/Default/routes/get_items_by_id/Resource", { route_key: "GET /items/{id}" }),
    },
    aws_apigatewayv2_authorizer: {
      partner: at("s/Default/authorizers/partner/Resource", { authorizer_type: "JWT" }),
    },
    aws_lambda_function: { create_note: at("s/Default/functions/create-note/Resource") },
    aws_lambda_permission: {
      create_note: at("s/Default/integrations/create-note/permission/create-note"),
      billing: at("s/Default/integrations/billing/permission/billing"),
    },
    aws_apigatewayv2_integration: {
      old: at("s/Default/integrations/old/old", { integration_type: "HTTP_PROXY" }),
      billing: at("s/Default/integrations/billing/billing", { integration_type: "AWS_PROXY" }),
    },
  },
} as never;

test("keys are those that the maps of the module have", () => {
  expect(Object.fromEntries(movesOf(STACK).map((move) => [move.stack, move.module]))).toEqual({
    "aws_cognito_user_pool.pool": "aws_cognito_user_pool.pool[0]",
    "aws_cognito_user_group.power_user": 'aws_cognito_user_group.group["power-user"]',
    "aws_apigatewayv2_route.get_items_by_id": 'aws_apigatewayv2_route.route["GET /items/{id}"]',
    "aws_apigatewayv2_authorizer.partner": 'aws_apigatewayv2_authorizer.named["partner"]',
    "aws_lambda_function.create_note": 'aws_lambda_function.function["create-note"]',
    "aws_lambda_permission.create_note": 'aws_lambda_permission.function["create-note"]',
    "aws_lambda_permission.billing": 'aws_lambda_permission.lambda["billing"]',
    "aws_apigatewayv2_integration.old": 'aws_apigatewayv2_integration.http["old"]',
    "aws_apigatewayv2_integration.billing": 'aws_apigatewayv2_integration.lambda["billing"]',
  });
});

test("the way back is the same blocks the other way round", () => {
  const there = movedBlocks(STACK, { name: "api", back: false });
  const back = movedBlocks(STACK, { name: "api", back: true });
  expect(there).toContain(
    "moved {\n  from = aws_cognito_user_pool.pool\n  to   = module.api.aws_cognito_user_pool.pool[0]\n}",
  );
  expect(back).toContain(
    "moved {\n  from = module.api.aws_cognito_user_pool.pool[0]\n  to   = aws_cognito_user_pool.pool\n}",
  );
  expect(back.split("moved {")).toHaveLength(there.split("moved {").length);
});

test("a Lambda authorizer, its function and its permission, rotating clients, alarms, services and roles have places", () => {
  const stack = {
    resource: {
      aws_apigatewayv2_authorizer: { keys: at("s/Default/authorizers/keys/Resource", { authorizer_type: "REQUEST" }) },
      aws_lambda_function: { keys_authorizer: at("s/Default/authorizers/keys/authorizer/Resource") },
      aws_lambda_permission: { keys_authorizer: at("s/Default/authorizers/keys/permission/authorizer") },
      aws_cognito_user_pool_client: {
        ledger_2026a: at("s/Default/Default/rotating-machine-clients/ledger/2026a/Resource"),
      },
      aws_secretsmanager_secret: { ledger: at("s/Default/Default/rotating-machine-clients/ledger/secret/Resource") },
      aws_cloudwatch_metric_alarm: { latency: at("s/Default/Default/latency") },
      aws_cloudwatch_dashboard: { dashboard: at("s/Default/dashboard/Resource") },
      aws_apigatewayv2_integration: {
        orders: at("s/Default/integrations/orders/orders", { integration_subtype: "SQS-SendMessage" }),
      },
      aws_iam_role: {
        orders_integration: at("s/Default/integrations/orders/role/orders_integration"),
        pool_sms: at("s/Default/Default/pool/sms/Resource"),
      },
    },
  } as never;
  expect(movesOf(stack).map(({ module }) => module)).toEqual([
    'aws_apigatewayv2_authorizer.lambda["keys"]',
    'aws_lambda_function.function["keys-authorizer"]',
    'aws_lambda_permission.authorizer["keys"]',
    'aws_cognito_user_pool_client.rotating["ledger-2026a"]',
    'aws_secretsmanager_secret.rotating["ledger"]',
    'aws_cloudwatch_metric_alarm.alarm["latency"]',
    "aws_cloudwatch_dashboard.dashboard[0]",
    'aws_apigatewayv2_integration.service["orders"]',
    'aws_iam_role.integration["orders"]',
    "aws_iam_role.sms[0]",
  ]);
});

test("what the module has no place for is named", () => {
  const stack = { resource: { aws_sqs_queue: { jobs: at("s/jobs"), more: at("s/more") } } } as never;
  expect(() => movesOf(stack)).toThrow("aws_sqs_queue.jobs, aws_sqs_queue.more");
});
