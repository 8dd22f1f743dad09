# What a caller goes on with: each output is that of the resource.
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
  mock_resource "aws_cognito_user_pool_domain" {
    defaults = { cloudfront_distribution = "d1.cloudfront.net", cloudfront_distribution_zone_id = "Z1" }
  }
}

variables {
  project                  = "notes"
  domain                   = "example.com"
  scopes                   = { read = "Read access" }
  web_clients              = { server = { callback_urls = ["https://example.com/callback"], scopes = ["read"], confidential = true } }
  machine_clients          = { importer = { scopes = ["read"], secrets_manager = { name = "importer" } } }
  rotating_machine_clients = { biller = { scopes = ["read"], current = "b", previous = "a" } }
  identity_providers       = { office = { kind = "saml", metadata_url = "https://office.example.com/metadata" } }
  token_trigger            = { claims = {} }
  sign_in_domain = {
    domain          = "auth.example.com"
    certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/1"
  }
  custom_domain = {
    domain_name     = "api.example.com"
    certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/1"
    mapping_key     = "v1"
  }
  vpc_links = { private = { subnet_ids = ["subnet-1"] } }
  http_backends = {
    orders = {
      vpc_link     = "private"
      listener_arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/a/b/c"
    }
  }
  lambda_authorizers = { partner = {} }
  routes = {
    "GET /items"  = { scopes = ["read"], target = "items" }
    "GET /orders" = { authorizer = "partner", target = "orders" }
  }
}

run "ids_arns_and_names_of_what_is_made" {
  command = apply

  assert {
    condition = (
      output.pool_arn == aws_cognito_user_pool.pool[0].arn && output.pool_id == aws_cognito_user_pool.pool[0].id &&
      output.issuer == "https://${aws_cognito_user_pool.pool[0].endpoint}" &&
      output.jwks_uri == "https://${aws_cognito_user_pool.pool[0].endpoint}/.well-known/jwks.json" &&
      output.identity_provider_names == { office = "office" } && output.scopes == { read = "https://api.example.com/read" }
    )
    error_message = "The pool isn't told of."
  }

  assert {
    condition = (
      output.web_client_ids == { server = aws_cognito_user_pool_client.web["server"].id } &&
      output.web_client_secrets == { server = aws_cognito_user_pool_client.web["server"].client_secret } &&
      output.machine_client_ids == {
        importer = aws_cognito_user_pool_client.machine["importer"].id, biller = aws_cognito_user_pool_client.rotating["biller-b"].id
      } &&
      output.machine_client_secrets == {
        importer = aws_cognito_user_pool_client.machine["importer"].client_secret
        biller   = aws_cognito_user_pool_client.rotating["biller-b"].client_secret
      } &&
      output.machine_client_secret_arns == {
        importer = aws_secretsmanager_secret.machine["importer"].arn, biller = aws_secretsmanager_secret.rotating["biller"].arn
      }
    )
    error_message = "The clients aren't told of."
  }

  assert {
    condition = (
      output.sign_in_url == "https://auth.example.com" && output.sign_in_domain_target == "d1.cloudfront.net" &&
      output.sign_in_domain_zone_id == "Z1" && output.api_url == "https://api.example.com/v1" &&
      output.api_domain_target == aws_apigatewayv2_domain_name.domain[0].domain_name_configuration[0].target_domain_name &&
      output.api_domain_zone_id == aws_apigatewayv2_domain_name.domain[0].domain_name_configuration[0].hosted_zone_id &&
      output.distribution_origin.domain_name == "api.example.com" && output.distribution_origin.path == "/v1"
    )
    error_message = "Without these there is no DNS record."
  }

  assert {
    condition = (
      output.api_id == aws_apigatewayv2_api.api[0].id && output.api_arn == aws_apigatewayv2_api.api[0].arn &&
      output.api_execution_arn == aws_apigatewayv2_api.api[0].execution_arn && output.stage_name == "$default" &&
      output.api_endpoint == aws_apigatewayv2_api.api[0].api_endpoint && output.stage_arn == aws_apigatewayv2_stage.stage[0].arn &&
      output.access_log_group_name == aws_cloudwatch_log_group.access_log[0].name &&
      output.access_log_group_arn == aws_cloudwatch_log_group.access_log[0].arn
    )
    error_message = "The API isn't told of."
  }

  assert {
    condition = (
      output.authorizer_ids == {
        cognito-jwt = aws_apigatewayv2_authorizer.jwt[0].id, partner = aws_apigatewayv2_authorizer.lambda["partner"].id
      } &&
      output.integration_ids == {
        items = aws_apigatewayv2_integration.function["items"].id, orders = aws_apigatewayv2_integration.http["orders"].id
      } &&
      output.vpc_link_ids == { private = aws_apigatewayv2_vpc_link.link["private"].id } &&
      output.routes["GET /items"].authorization == "JWT" && output.routes["GET /orders"].authorization == "CUSTOM"
    )
    error_message = "What the API has isn't told of."
  }

  assert {
    condition = (
      output.function_arns == { for name, function in aws_lambda_function.function : name => function.arn } &&
      output.function_roles == { for name, role in aws_iam_role.function : name => role.name } &&
      output.function_log_group_names == { for name in ["items", "partner-authorizer"] : name => "/aws/lambda/notes-${name}" } &&
      output.token_trigger_arn == aws_lambda_function.pre_token_generation[0].arn &&
      output.token_trigger_role == aws_iam_role.pre_token_generation[0].name && length(output.function_roles) == 2
    )
    error_message = "The functions aren't told of."
  }
}
