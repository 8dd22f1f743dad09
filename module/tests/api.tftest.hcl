# CORS, stage, access log, functions and targets.
mock_provider "aws" {
  # The provider looks at the form of ARNs and ids, and OpenTofu makes them up for a plan already.
  mock_resource "aws_apigatewayv2_api" {
    defaults = { execution_arn = "arn:aws:execute-api:us-east-1:123456789012:mocked" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:us-east-1:123456789012:log-group:mocked" }
  }
  mock_resource "aws_cognito_user_pool" {
    defaults = { id = "us-east-1_mocked", arn = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_mocked" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/mocked" }
  }
  mock_resource "aws_lambda_function" {
    defaults = {
      arn        = "arn:aws:lambda:us-east-1:123456789012:function:mocked"
      invoke_arn = "arn:aws:apigateway:us-east-1:lambda:path/mocked/invocations"
    }
  }
}

variables {
  project         = "notes"
  domain          = "example.com"
  scopes          = { read = "Read access" }
  machine_clients = { importer = { scopes = ["read"] } }
  routes          = { "GET /items" = { scopes = ["read"], target = "items" } }
}

run "cors_and_log_by_default" {
  command = plan

  assert {
    condition = (
      aws_apigatewayv2_api.api[0].cors_configuration[0].allow_origins == toset(["https://example.com"]) &&
      aws_apigatewayv2_api.api[0].cors_configuration[0].allow_methods == toset(["GET"]) &&
      !aws_apigatewayv2_api.api[0].cors_configuration[0].allow_credentials
    )
    error_message = "Pages of other origins may do more than they should."
  }

  assert {
    condition     = aws_cloudwatch_log_group.access_log[0].name == "/aws/vendedlogs/apigateway/notes-api"
    error_message = "The access log lies elsewhere."
  }

  assert {
    condition     = jsondecode(aws_apigatewayv2_stage.stage[0].access_log_settings[0].format).authorizerError == "$context.authorizer.error"
    error_message = "The log doesn't say why callers were refused."
  }
}

run "any_method_opens_cors_to_all" {
  command = plan

  variables {
    routes = { "ANY /{proxy+}" = { authenticated = "items are for every signed-in user", target = "items" } }
  }

  assert {
    condition     = aws_apigatewayv2_api.api[0].cors_configuration[0].allow_methods == toset(["*"])
    error_message = "CORS lacks the methods of an ANY route."
  }
}

run "any_method_with_credentials_is_every_method_by_name" {
  command = plan

  variables {
    cors   = { allow_credentials = true }
    routes = { "ANY /{proxy+}" = { authenticated = "items are for every signed-in user", target = "items" } }
  }

  assert {
    condition = aws_apigatewayv2_api.api[0].cors_configuration[0].allow_methods == toset([
      "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS",
    ])
    error_message = "Browsers take * for a method of that name."
  }
}

run "existing_log_group" {
  command = plan

  variables {
    access_log = { existing_log_group = { arn = "arn:aws:logs:us-east-1:123456789012:log-group:shared:*" } }
  }

  assert {
    condition = (
      length(aws_cloudwatch_log_group.access_log) == 0 &&
      aws_apigatewayv2_stage.stage[0].access_log_settings[0].destination_arn == "arn:aws:logs:us-east-1:123456789012:log-group:shared"
    )
    error_message = "The existing log group isn't used."
  }
}

run "package_of_ones_own" {
  command = plan

  variables {
    functions = { orders = { package = "./functions/hello.zip", memory_size = 512 } }
    routes    = { "GET /items" = { scopes = ["read"], target = "orders" } }
  }

  assert {
    condition = (
      keys(aws_lambda_function.function) == ["orders"] &&
      aws_lambda_function.function["orders"].memory_size == 512 &&
      aws_lambda_function.function["orders"].source_code_hash == filebase64sha256("./functions/hello.zip")
    )
    error_message = "The package isn't used."
  }
}

run "alias_of_a_function" {
  command = plan

  variables {
    lambdas = {
      billing = "arn:aws:lambda:us-east-1:123456789012:function:billing:live"
      plain   = "arn:aws:lambda:us-east-1:123456789012:function:plain"
    }
    routes = { "GET /bills" = { scopes = ["read"], target = "billing" } }
  }

  assert {
    condition = jsonencode({
      for name, permission in aws_lambda_permission.lambda :
      name => [permission.function_name, permission.qualifier, permission.statement_id]
      }) == jsonencode({
      billing = ["arn:aws:lambda:us-east-1:123456789012:function:billing", "live", "AllowApi-notes-api-billing"]
      plain   = ["arn:aws:lambda:us-east-1:123456789012:function:plain", null, "AllowApi-notes-api-plain"]
    })
    error_message = "The permission isn't that of the alias, or is shared."
  }

  assert {
    condition     = aws_apigatewayv2_integration.lambda["billing"].integration_uri == var.lambdas.billing
    error_message = "The API doesn't call the alias."
  }
}

# The policy also names the log group, whose ARN only an apply knows.
run "dead_letters_in_any_partition" {

  variables {
    functions = {
      queued = {
        package                = "functions/hello.zip"
        handler                = "index.handler"
        dead_letter_target_arn = "arn:aws:sqs:us-east-1:123456789012:sns"
      }
      notified = {
        package                = "functions/hello.zip"
        handler                = "index.handler"
        dead_letter_target_arn = "arn:aws-cn:sns:cn-north-1:123456789012:sqs"
      }
    }
    routes = {
      "GET /queued"   = { scopes = ["read"], target = "queued" }
      "GET /notified" = { scopes = ["read"], target = "notified" }
    }
  }

  assert {
    condition = (
      strcontains(aws_iam_role_policy.function["queued"].policy, "sqs:SendMessage") &&
      strcontains(aws_iam_role_policy.function["notified"].policy, "sns:Publish")
    )
    error_message = "A function may not write to its dead letters, or may do more."
  }
}

run "preflights_of_catch_all_routes" {
  command = plan

  variables {
    routes = {
      "$default"           = { scopes = ["read"], target = "items" }
      "ANY /stock/{id}"    = { scopes = ["read"], target = "items" }
      "ANY /open/{proxy+}" = { public = "a catalogue for everybody", target = "items" }
      "ANY /own/{proxy+}"  = { scopes = ["read"], target = "items" }
      "OPTIONS /own/{x+}"  = { public = "answers preflights itself", target = "items" }
    }
  }

  assert {
    condition = toset([
      for key, route in aws_apigatewayv2_route.route : key if route.authorization_type == "NONE"
      ]) == toset([
      "ANY /open/{proxy+}", "OPTIONS /own/{x+}", "OPTIONS /", "OPTIONS /{proxy+}", "OPTIONS /stock/{id}",
    ])
    error_message = "Preflights are refused, or more is open than they need."
  }
}

run "no_preflights_without_cors" {
  command = plan

  variables {
    cors   = { enabled = false }
    routes = { "$default" = { scopes = ["read"], target = "items" } }
  }

  assert {
    condition     = keys(aws_apigatewayv2_route.route) == ["$default"]
    error_message = "There are routes that nobody asked for."
  }
}

run "services_act_by_a_role_of_their_own" {
  command = plan

  variables {
    services = {
      orders = {
        service       = "SQS-SendMessage"
        parameters    = { QueueUrl = "https://sqs.us-east-1.amazonaws.com/123456789012/orders", MessageBody = "$request.body" }
        resource_arns = ["arn:aws:sqs:us-east-1:123456789012:orders"]
      }
    }
    dashboard = true
    routes    = { "POST /orders" = { scopes = ["read"], target = "orders" } }
  }

  assert {
    condition = (
      aws_apigatewayv2_integration.service["orders"].request_parameters.MessageBody == "$request.body" &&
      jsondecode(aws_iam_role_policy.integration["orders"].policy).Statement == [{
        Action = ["sqs:SendMessage"], Effect = "Allow", Resource = ["arn:aws:sqs:us-east-1:123456789012:orders"]
      }]
    )
    error_message = "The role may do other things than send to this queue."
  }

  assert {
    condition     = aws_cloudwatch_dashboard.dashboard[0].dashboard_name == "notes-api"
    error_message = "There is no dashboard."
  }
}
