output "origin_header" {
  description = "For origin_header of lambda_authorizers: the header's name, and the hash of each live value."
  value = {
    name = var.origin_header_name
    # A hash of 256 random bits tells nobody the value.
    sha256 = [
      for name in compact([var.origin_secret_current, var.origin_secret_previous]) :
      nonsensitive(sha256(aws_secretsmanager_secret_version.origin[name].secret_string))
    ]
  }
}

output "url" {
  description = "Where callers reach the API through the web ACL."
  value = "https://${(
    var.domain_name == null ? aws_cloudfront_distribution.distribution.domain_name : var.domain_name
  )}"
}

output "distribution_id" {
  description = "Of the distribution."
  value       = aws_cloudfront_distribution.distribution.id
}

output "domain_name" {
  description = "The distribution's own name, for records that are made elsewhere."
  value       = aws_cloudfront_distribution.distribution.domain_name
}

output "hosted_zone_id" {
  description = "Of the distribution's own name, for alias records that are made elsewhere."
  value       = aws_cloudfront_distribution.distribution.hosted_zone_id
}

output "web_acl_arn" {
  description = "Of the web ACL."
  value       = aws_cloudfront_distribution.distribution.web_acl_id
}
