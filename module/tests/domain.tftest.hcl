# A domain of one's own.
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

run "none_unless_asked_for" {
  command = plan

  assert {
    condition = (
      length(aws_apigatewayv2_domain_name.domain) == 0 && length(aws_apigatewayv2_api_mapping.domain) == 0 &&
      length(aws_route53_record.domain) == 0 && output.api_domain_target == null
    )
    error_message = "There is a domain that nobody asked for."
  }

  assert {
    condition     = !aws_apigatewayv2_api.api[0].disable_execute_api_endpoint
    error_message = "The API's only address is closed."
  }
}

run "domain_with_its_record" {
  command = plan

  variables {
    custom_domain = {
      domain_name     = "api.example.com"
      certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/1"
      hosted_zone     = { id = "Z0123456789ABCDEFGHIJ" }
      mapping_key     = "v1"
    }
  }

  assert {
    condition     = aws_apigatewayv2_api.api[0].disable_execute_api_endpoint
    error_message = "The API's own address is a way around the domain."
  }

  assert {
    condition = (
      aws_apigatewayv2_domain_name.domain[0].domain_name_configuration[0].security_policy == "TLS_1_2" &&
      aws_apigatewayv2_api_mapping.domain[0].api_mapping_key == "v1" &&
      aws_route53_record.domain[0].zone_id == "Z0123456789ABCDEFGHIJ" && output.api_url == "https://api.example.com/v1"
    )
    error_message = "The domain doesn't lead to the API."
  }
}

run "record_of_ones_own_and_an_open_endpoint" {
  command = plan

  variables {
    custom_domain = {
      domain_name     = "api.example.com"
      certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/1"
    }
    disable_execute_api_endpoint = false
  }

  assert {
    condition = (
      length(aws_route53_record.domain) == 0 && aws_apigatewayv2_api_mapping.domain[0].api_mapping_key == null &&
      !aws_apigatewayv2_api.api[0].disable_execute_api_endpoint && output.api_url == "https://api.example.com"
    )
    error_message = "What was said isn't done."
  }
}
