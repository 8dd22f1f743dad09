# Who may call what. Mocks need Terraform 1.7; nothing here reaches AWS.
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
  scopes          = { read = "Read access", write = "Write access", admin = "Administration" }
  web_clients     = { web = { callback_urls = ["https://example.com/callback"], scopes = ["read"] } }
  machine_clients = { importer = { scopes = ["write"] } }
  routes          = { "GET /items" = { scopes = ["read"], target = "items" } }
}

run "each_way_to_say_who_may_call" {
  command = plan

  variables {
    routes = {
      "GET /hello" = { public = "a greeting for everybody", target = "hello" }
      "GET /items" = { scopes = ["read"], target = "items" }
      "GET /me"    = { authenticated = "the handler shows the caller's own claims only", target = "profile" }
      "POST /jobs" = { iam = true, target = "items" }
    }
  }

  assert {
    condition = {
      for key, route in aws_apigatewayv2_route.route : key => route.authorization_type
      } == {
      "GET /hello" = "NONE"
      "GET /items" = "JWT"
      "GET /me"    = "JWT"
      "POST /jobs" = "AWS_IAM"
    }
    error_message = "A route isn't guarded as it says."
  }

  assert {
    condition     = aws_apigatewayv2_route.route["GET /items"].authorization_scopes == toset(["https://api.example.com/read"])
    error_message = "The scope isn't the resource server's."
  }

  assert {
    condition     = aws_apigatewayv2_route.route["GET /hello"].authorizer_id == null
    error_message = "A public route names an authorizer."
  }

  assert {
    condition     = toset(keys(aws_apigatewayv2_integration.function)) == toset(["hello", "items", "profile"])
    error_message = "There isn't one integration for each function that a route leads to."
  }
}

run "route_keys_that_aws_takes" {
  command = plan

  variables {
    routes = {
      "$default"            = { authenticated = "items are for every signed-in user", target = "items" }
      "GET /"               = { authenticated = "items are for every signed-in user", target = "items" }
      "ANY /{proxy+}"       = { authenticated = "items are for every signed-in user", target = "items" }
      "GET /a-b/{id}/c.d"   = { authenticated = "items are for every signed-in user", target = "items" }
      "OPTIONS /a/{rest+}"  = { public = "preflights carry no token", target = "items" }
      "DELETE /items/{key}" = { authenticated = "items are for every signed-in user", target = "items" }
    }
  }

  assert {
    condition     = length(setsubtract(keys(var.routes), keys(aws_apigatewayv2_route.route))) == 0
    error_message = "A route is missing."
  }
}

run "clients_that_are_managed_elsewhere" {
  command = plan

  variables {
    web_clients         = {}
    machine_clients     = {}
    accepted_client_ids = { portal = "1example23456789" }
    routes              = { "GET /items" = { scopes = ["admin"], target = "items" } }
  }

  assert {
    condition     = aws_apigatewayv2_authorizer.jwt[0].jwt_configuration[0].audience == toset(["1example23456789"])
    error_message = "The client isn't in the audience."
  }
}

run "throttling_of_one_route_and_of_all" {
  command = plan

  variables {
    routes = {
      "GET /items"  = { scopes = ["read"], target = "items" }
      "POST /items" = { scopes = ["write"], target = "items", throttling = { burst_limit = 5, rate_limit = 2 } }
    }
  }

  assert {
    condition = [
      for settings in aws_apigatewayv2_stage.stage[0].route_settings :
      [settings.route_key, settings.throttling_burst_limit, settings.throttling_rate_limit]
    ] == [["POST /items", 5, 2]]
    error_message = "The route's own throttling is wrong."
  }

  assert {
    condition = (
      aws_apigatewayv2_stage.stage[0].default_route_settings[0].throttling_burst_limit == 200 &&
      aws_apigatewayv2_stage.stage[0].default_route_settings[0].throttling_rate_limit == 100
    )
    error_message = "The stage's throttling is wrong."
  }
}

run "nulls_in_lists_and_maps_are_left_out" {
  variables {
    routes = {
      "GET /partner" = { authorizer = "partner", target = "items", requires = { issuer_groups = ["staff", null] } }
      "ANY /mcp" = {
        target = "tools"
        mcp = {
          resource        = "https://api.example.com/mcp"
          scopes          = ["read", null]
          tools           = { list = ["read", null], drop = null, wipe = [null], ping = [] }
          allowed_origins = ["https://app.example.com", null]
        }
      }
      "GET /old" = { iam = true, target = "old" }
    }
    lambda_authorizers = {
      partner = { issuers = [null, { issuer = "https://partner.example.com", audience = ["notes"] }] }
    }
    functions = {
      tools = {
        s3 = { bucket = "code", key = "tools.zip" }
        policy_statements = [
          null, { actions = ["s3:GetObject", null], resources = ["arn:aws:s3:::code/*"], conditions = { StringEquals = null } },
        ]
      }
    }
    http_backends = { old = { url = "https://old.example.com" } }
    integrations = {
      old = { request_parameters = { "overwrite:path" = null, "append:header.from" = "api" }, response_parameters = { "500" = null } }
    }
    cors   = { allow_origins = ["https://example.com", null], expose_headers = ["etag", null] }
    alarms = { actions = ["arn:aws:sns:us-east-1:123456789012:alarms", null] }
  }

  assert {
    condition = (
      length(jsondecode(aws_lambda_function.function["partner-authorizer"].environment[0].variables.AUTHORIZER_CONFIG).issuers) == 1
    )
    error_message = "A null among issuers must be left out."
  }
  assert {
    condition = (
      sort(keys(jsondecode(aws_lambda_function.function["mcp-gate"].environment[0].variables.MCP_CONFIG).tools)) == tolist(["list", "ping"])
    )
    error_message = "A tool whose scopes are nothing but nulls can be called."
  }
  assert {
    condition     = tolist(aws_apigatewayv2_api.api[0].cors_configuration[0].expose_headers) == tolist(["etag"])
    error_message = "A null among headers must be left out."
  }
  assert {
    condition = (
      aws_apigatewayv2_integration.http["old"].request_parameters == tomap({ "append:header.from" = "api" }) &&
      length(aws_apigatewayv2_integration.http["old"].response_parameters) == 0
    )
    error_message = "Parameters that are null must be left out."
  }
  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.alarm : alarm.alarm_actions == toset(["arn:aws:sns:us-east-1:123456789012:alarms"])
    ])
    error_message = "A null among actions must be left out."
  }
  assert {
    condition     = length(jsondecode(aws_iam_role_policy.function["tools"].policy).Statement) == 2
    error_message = "A null among statements must be left out."
  }
}
