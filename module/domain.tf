# Generated from the constructs by `npm run module`: change those, not this file.

# Where callers reach the API; its own address is closed beside it unless disable_execute_api_endpoint is false.
resource "aws_apigatewayv2_domain_name" "domain" {
  count = var.custom_domain != null ? 1 : 0

  domain_name = var.custom_domain.name
  tags        = var.tags

  domain_name_configuration {
    certificate_arn = var.custom_domain.certificate_arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_api_mapping" "domain" {
  count = var.custom_domain != null ? 1 : 0

  api_id          = aws_apigatewayv2_api.api.id
  api_mapping_key = var.custom_domain.path
  domain_name     = aws_apigatewayv2_domain_name.domain[0].id
  stage           = aws_apigatewayv2_stage.stage.id
}

resource "aws_route53_record" "domain" {
  count = (var.custom_domain == null ? false : var.custom_domain.zone != null) ? 1 : 0

  name    = var.custom_domain.name
  type    = "A"
  zone_id = var.custom_domain.zone.id

  alias {
    evaluate_target_health = false
    name                   = aws_apigatewayv2_domain_name.domain[0].domain_name_configuration[0].target_domain_name
    zone_id                = aws_apigatewayv2_domain_name.domain[0].domain_name_configuration[0].hosted_zone_id
  }
}
