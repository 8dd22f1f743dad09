# CloudFront, its web ACL, and the header that closes the way around it.
mock_provider "aws" {
  mock_resource "aws_wafv2_web_acl" {
    defaults = { arn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/mocked/1" }
  }
  mock_resource "aws_secretsmanager_secret" {
    defaults = {
      id  = "arn:aws:secretsmanager:us-east-1:123456789012:secret:mocked"
      arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:mocked"
    }
  }
  mock_resource "aws_cloudfront_distribution" {
    defaults = { domain_name = "d111111abcdef8.cloudfront.net", hosted_zone_id = "Z2FDTNDATAQYW2" }
  }
}

variables {
  name   = "orders"
  origin = { domain_name = "abc.execute-api.us-east-1.amazonaws.com", path = "/v1" }
}

run "a_web_acl_and_the_header_stand_before_the_api" {
  # The header's value is made at apply.
  command = apply

  assert {
    condition = (
      toset([for rule in aws_wafv2_web_acl.acl[0].rule : rule.name]) == toset([
        "AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet",
      ]) &&
      aws_cloudfront_distribution.distribution.web_acl_id == aws_wafv2_web_acl.acl[0].arn
    )
    error_message = "The distribution has another web ACL, or it has other rules."
  }

  assert {
    condition = alltrue([
      for origin in aws_cloudfront_distribution.distribution.origin : origin.origin_path == "/v1" && alltrue([
        for header in origin.custom_header : header.name == "x-origin-verify" && output.origin_header.sha256 == [sha256(header.value)]
      ]) && length(origin.custom_header) == 1
    ])
    error_message = "The origin gets another path or header than the output tells authorizers."
  }

  assert {
    condition     = output.url == "https://d111111abcdef8.cloudfront.net"
    error_message = "Callers don't reach the API by the distribution's own name."
  }
}

run "both_values_are_live_while_the_header_is_changed" {
  command = apply

  variables {
    origin_secret_current  = "2"
    origin_secret_previous = "1"
  }

  assert {
    condition = output.origin_header.sha256 == [
      for name in ["2", "1"] : nonsensitive(sha256(aws_secretsmanager_secret_version.origin[name].secret_string))
    ]
    error_message = "Authorizers don't get both values."
  }

  assert {
    condition = alltrue(flatten([
      for origin in aws_cloudfront_distribution.distribution.origin : [
        for header in origin.custom_header : header.value == aws_secretsmanager_secret_version.origin["2"].secret_string
      ]
    ]))
    error_message = "The distribution doesn't send the new value."
  }
}

run "a_web_acl_and_a_name_of_the_callers_own" {
  command = plan

  variables {
    existing_web_acl = { arn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/all/1" }
    domain_name      = "api.example.com"
    certificate_arn  = "arn:aws:acm:us-east-1:123456789012:certificate/1"
    hosted_zone      = { id = "Z0123456789ABC" }
  }

  assert {
    condition = (
      length(aws_wafv2_web_acl.acl) == 0 && output.url == "https://api.example.com" &&
      keys(aws_route53_record.distribution) == ["A", "AAAA"]
    )
    error_message = "A web ACL is made, or the name or its records are missing."
  }
}

run "values_that_cannot_work_are_refused" {
  command = plan

  variables {
    origin                 = { domain_name = "https://abc.example.com", path = "v1" }
    rate_limit             = 1
    existing_web_acl       = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/all/1" }
    domain_name            = "API.example.com"
    certificate_arn        = "arn:aws:acm:eu-central-1:123456789012:certificate/1"
    price_class            = "PriceClass_300"
    origin_secret_current  = "2026-A"
    origin_secret_previous = "-"
    origin_header_name     = "Authorization"
  }

  expect_failures = [
    var.origin, var.rate_limit, var.existing_web_acl, var.domain_name, var.certificate_arn, var.price_class,
    var.origin_secret_current, var.origin_secret_previous, var.origin_header_name,
  ]
}

run "a_web_acl_that_lets_everything_pass_is_refused" {
  command = plan

  variables {
    managed_rule_groups = {}
  }

  expect_failures = [aws_wafv2_web_acl.acl]
}

run "values_that_cannot_work_together_are_refused" {
  command = plan

  variables {
    hosted_zone            = { id = "Z0123456789ABC" }
    origin_secret_previous = "1"
  }

  expect_failures = [aws_cloudfront_distribution.distribution]
}
