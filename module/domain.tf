# Where callers reach the API; its own address is closed beside it unless disable_execute_api_endpoint is false.

locals {
  # At most one; and the record's kinds.
  domains     = local.checked_custom_domain[*]
  own_domains = [for domain in local.domains : domain if !domain.existing]
  zones       = flatten([for domain in local.domains : domain.hosted_zone[*]])
}

resource "aws_apigatewayv2_domain_name" "domain" {
  count = length(local.own_domains)

  domain_name = local.domains[0].domain_name
  tags        = local.checked_tags

  domain_name_configuration {
    certificate_arn                        = local.domains[0].certificate_arn
    endpoint_type                          = "REGIONAL"
    ip_address_type                        = var.ip_address_type
    ownership_verification_certificate_arn = local.domains[0].ownership_verification_certificate_arn
    security_policy                        = "TLS_1_2"
  }

  dynamic "mutual_tls_authentication" {
    for_each = local.domains[0].mutual_tls[*]

    content {
      truststore_uri     = mutual_tls_authentication.value.truststore_uri
      truststore_version = mutual_tls_authentication.value.truststore_version
    }
  }
}

resource "aws_apigatewayv2_api_mapping" "domain" {
  count = length(local.domains)

  api_id          = aws_apigatewayv2_api.api[0].id
  api_mapping_key = local.domains[0].mapping_key
  domain_name     = length(local.own_domains) == 0 ? local.domains[0].domain_name : aws_apigatewayv2_domain_name.domain[0].id
  stage           = aws_apigatewayv2_stage.stage[0].id
}

resource "aws_apigatewayv2_api_mapping" "further" {
  for_each = length(local.own_domains) == 0 ? {} : local.own_domains[0].mappings

  api_id          = aws_apigatewayv2_api.api[0].id
  api_mapping_key = each.key
  domain_name     = aws_apigatewayv2_domain_name.domain[0].id
  stage = (
    each.value == local.checked_api.stage.name ? aws_apigatewayv2_stage.stage[0].id : aws_apigatewayv2_stage.further[each.value].id
  )
}

resource "aws_route53_record" "domain" {
  count = length(local.zones)

  name    = local.domains[0].domain_name
  type    = "A"
  zone_id = local.zones[0].id

  alias {
    evaluate_target_health = false
    name                   = aws_apigatewayv2_domain_name.domain[0].domain_name_configuration[0].target_domain_name
    zone_id                = aws_apigatewayv2_domain_name.domain[0].domain_name_configuration[0].hosted_zone_id
  }
}

# A target without IPv6 would give the record nothing to answer.
resource "aws_route53_record" "domain_ipv6" {
  count = coalesce(var.ip_address_type, "ipv4") == "dualstack" ? length(local.zones) : 0

  name    = local.domains[0].domain_name
  type    = "AAAA"
  zone_id = local.zones[0].id

  alias {
    evaluate_target_health = false
    name                   = aws_apigatewayv2_domain_name.domain[0].domain_name_configuration[0].target_domain_name
    zone_id                = aws_apigatewayv2_domain_name.domain[0].domain_name_configuration[0].hosted_zone_id
  }
}
