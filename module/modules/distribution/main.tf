# CloudFront with a web ACL in front of an HTTP API, which takes no web ACL itself. The provider has to be in us-east-1, where AWS keeps
# what CloudFront uses of AWS WAF and ACM.
#
# The API's own address leads around the web ACL. Routes whose Lambda authorizer has origin_header refuse what comes by it; routes with JWT
# authorizers, iam or public stay open there: posture names them, web-acl-bypassed.

locals {
  managed_rule_groups = [for name, count in var.managed_rule_groups : { name = name, count = count }]
  generations         = toset(compact([var.origin_secret_current, var.origin_secret_previous]))
}

resource "aws_wafv2_web_acl" "acl" {
  # checkov:skip=CKV2_AWS_31: a log of every request has a price, and holds what callers send; make one beside the module call
  count = var.existing_web_acl == null ? 1 : 0

  name  = "${var.name}-api"
  scope = "CLOUDFRONT"
  tags  = var.tags

  default_action {
    allow {}
  }

  dynamic "rule" {
    for_each = var.rate_limit == null ? [] : [var.rate_limit]

    content {
      name     = "rate"
      priority = 0

      action {
        block {}
      }

      statement {
        rate_based_statement {
          aggregate_key_type = "IP"
          limit              = rule.value
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = "rate"
        sampled_requests_enabled   = false
      }
    }
  }

  dynamic "rule" {
    for_each = local.managed_rule_groups

    content {
      name     = rule.value.name
      priority = rule.key + 1

      override_action {
        none {}
      }

      statement {
        managed_rule_group_statement {
          name        = rule.value.name
          vendor_name = "AWS"

          dynamic "rule_action_override" {
            for_each = rule.value.count

            content {
              name = rule_action_override.value

              action_to_use {
                count {}
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = rule.value.name
        sampled_requests_enabled   = false
      }
    }
  }

  # Sampled requests would show all headers, tokens included.
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "${var.name}-api"
    sampled_requests_enabled   = false
  }

  lifecycle {
    precondition {
      condition     = length(var.managed_rule_groups) > 0 || var.rate_limit != null
      error_message = "[web-acl-empty] The web ACL would let every request pass: name one of managed_rule_groups, or a rate_limit."
    }
  }
}

resource "aws_secretsmanager_secret" "origin" {
  # checkov:skip=CKV_AWS_149: the caller says it, by origin_secret_kms_key_id
  # checkov:skip=CKV2_AWS_57: it changes with origin_secret_current, so that the distribution and the authorizers change with it
  for_each = local.generations

  description = "The value of ${var.origin_header_name} that the distribution adds to each request"
  kms_key_id  = var.origin_secret_kms_key_id
  name        = "${var.name}-origin-${each.key}"
  # Worth nothing once it is retired; and a name is free again at once.
  recovery_window_in_days = 0
  tags                    = var.tags
}

resource "aws_secretsmanager_secret_version" "origin" {
  for_each = aws_secretsmanager_secret.origin

  secret_id = each.value.id
  # 256 bits, made when the version is. uuid() says another value at each plan.
  secret_string = replace("${uuid()}${uuid()}", "-", "")

  lifecycle {
    ignore_changes = [secret_string]
  }
}

resource "aws_cloudfront_distribution" "distribution" {
  # checkov:skip=CKV_AWS_86: API Gateway logs each call; make a log of CloudFront's beside the module call
  # checkov:skip=CKV_AWS_174: TLS 1.2 with a domain of its own; the distribution's own name takes what AWS decides
  # checkov:skip=CKV_AWS_305: an API has no root object
  # checkov:skip=CKV_AWS_310: there is one API, and nothing to fail over to
  # checkov:skip=CKV_AWS_374: the caller's web ACL decides about countries
  # checkov:skip=CKV2_AWS_32: an API's answers are no pages
  # checkov:skip=CKV2_AWS_42: the caller says it, by domain_name
  # checkov:skip=CKV2_AWS_47: AWSManagedRulesKnownBadInputsRuleSet is among the defaults
  aliases         = var.domain_name == null ? null : [var.domain_name]
  comment         = "${var.name}-api"
  enabled         = true
  http_version    = "http2and3"
  is_ipv6_enabled = true
  price_class     = var.price_class
  tags            = var.tags
  web_acl_id      = var.existing_web_acl == null ? one(aws_wafv2_web_acl.acl[*].arn) : var.existing_web_acl.arn

  origin {
    domain_name = var.origin.domain_name
    origin_id   = "api"
    origin_path = var.origin.path

    custom_header {
      name  = var.origin_header_name
      value = aws_secretsmanager_secret_version.origin[var.origin_secret_current].secret_string
    }

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  # AWS's policies CachingDisabled, and AllViewerExceptHostHeader: API Gateway needs Host to be its own.
  default_cache_behavior {
    allowed_methods          = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
    cache_policy_id          = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    cached_methods           = ["GET", "HEAD"]
    compress                 = false
    origin_request_policy_id = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
    target_origin_id         = "api"
    # A redirect would come too late: the token was sent already.
    viewer_protocol_policy = "https-only"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    acm_certificate_arn            = var.certificate_arn
    cloudfront_default_certificate = var.domain_name == null ? true : null
    minimum_protocol_version       = var.domain_name == null ? null : "TLSv1.2_2021"
    ssl_support_method             = var.domain_name == null ? null : "sni-only"
  }

  lifecycle {
    precondition {
      condition     = (var.domain_name == null) == (var.certificate_arn == null) && (var.hosted_zone == null || var.domain_name != null)
      error_message = "[distribution-certificate] domain_name needs certificate_arn; and certificate_arn and hosted_zone need domain_name."
    }

    precondition {
      condition     = var.origin_secret_current != var.origin_secret_previous
      error_message = "[rotation-generation] origin_secret_current and origin_secret_previous must be two generations."
    }
  }
}

resource "aws_route53_record" "distribution" {
  for_each = var.hosted_zone == null ? toset([]) : toset(["A", "AAAA"])

  name    = var.domain_name
  type    = each.key
  zone_id = var.hosted_zone.id

  alias {
    evaluate_target_health = false
    name                   = aws_cloudfront_distribution.distribution.domain_name
    zone_id                = aws_cloudfront_distribution.distribution.hosted_zone_id
  }
}
