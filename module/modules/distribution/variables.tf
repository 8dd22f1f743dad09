variable "name" {
  description = "Begins the names of the web ACL and of the secrets: the project of the API."
  type        = string
  nullable    = false
}

variable "origin" {
  description = "Where CloudFront reaches the API, as its output distribution_origin says: the host, and the path of its stage or mapping."
  type = object({
    domain_name = string
    path        = optional(string)
  })
  nullable = false

  validation {
    condition = (
      can(regex("^[^/:]+$", var.origin.domain_name)) &&
      (var.origin.path == null ? true : can(regex("^(/[^/]+)+$", var.origin.path)))
    )
    error_message = "[distribution-origin] origin.domain_name must be a host without a scheme, and origin.path begin with a slash: /v1."
  }
}

variable "web_acl" {
  description = "Rules of the web ACL: AWS's baseline rule groups unless named, and the requests of one address in five minutes."
  type = object({
    # By name, evaluated in the order of the alphabet; count: rules that let requests pass and count them.
    managed_rule_groups = optional(map(object({ count = optional(set(string), []) })), {
      AWSManagedRulesAmazonIpReputationList = {}
      AWSManagedRulesCommonRuleSet          = {}
      AWSManagedRulesKnownBadInputsRuleSet  = {}
    })
    rate_limit = optional(number)
  })
  default  = {}
  nullable = false

  validation {
    condition     = length(var.web_acl.managed_rule_groups) > 0 || var.web_acl.rate_limit != null
    error_message = "[web-acl-empty] web_acl would let every request pass: name a rule group or a rate_limit."
  }

  validation {
    condition     = var.web_acl.rate_limit == null ? true : var.web_acl.rate_limit >= 10 && var.web_acl.rate_limit <= 2000000000
    error_message = "[web-acl-rate] web_acl.rate_limit must be 10 to 2000000000 requests of one address in five minutes."
  }
}

variable "existing_web_acl" {
  description = "A web ACL with the scope CLOUDFRONT that is managed elsewhere; none is made then."
  type        = object({ arn = string })
  default     = null

  validation {
    condition = (
      var.existing_web_acl == null ? true :
      can(regex("^arn:[^:]+:wafv2:us-east-1:[^:]+:global/webacl/[^/]+/[^/]+$", var.existing_web_acl.arn))
    )
    error_message = "[web-acl-arn] existing_web_acl.arn must be arn:aws:wafv2:us-east-1:ACCOUNT:global/webacl/NAME/ID."
  }
}

variable "custom_domain" {
  description = "Where callers reach the distribution: a name, its certificate in us-east-1, and the zone for its records."
  type = object({
    domain_name     = string
    certificate_arn = string
    hosted_zone     = optional(object({ id = string }))
  })
  default = null

  validation {
    condition     = var.custom_domain == null ? true : can(regex("^(\\*\\.)?([a-z0-9-]+\\.)+[a-z0-9-]+$", var.custom_domain.domain_name))
    error_message = "[api-domain] custom_domain.domain_name must be a host in lowercase letters, without a scheme: api.example.com."
  }

  validation {
    condition     = var.custom_domain == null ? true : split(":", "${var.custom_domain.certificate_arn}::::")[3] == "us-east-1"
    error_message = "[distribution-certificate] custom_domain.certificate_arn must be the ARN of an ACM certificate in us-east-1."
  }
}

variable "price_class" {
  description = "Edge locations: PriceClass_100, PriceClass_200 or PriceClass_All."
  type        = string
  default     = "PriceClass_All"
  nullable    = false

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.price_class)
    error_message = "[input-value] price_class must be PriceClass_100, PriceClass_200 or PriceClass_All."
  }
}

variable "origin_secret" {
  description = "The random header that authorizers ask for. To change it: the next one as previous, then both swapped, then current alone."
  type = object({
    # 1 to 16 of a-z and 0-9, never used before.
    current     = optional(string, "1")
    previous    = optional(string)
    header_name = optional(string, "x-origin-verify")
    # Secrets Manager's own key if left out; in us-east-1.
    kms_key_id = optional(string)
  })
  default  = {}
  nullable = false

  validation {
    condition = alltrue([
      for name in compact([var.origin_secret.current, var.origin_secret.previous]) : can(regex("^[a-z0-9]{1,16}$", name))
    ]) && var.origin_secret.current != var.origin_secret.previous
    error_message = "[rotation-generation] origin_secret.current and previous must be two names of 1 to 16 of a-z and 0-9, e.g. 2026a."
  }

  validation {
    condition     = can(regex("^[a-z0-9-]+$", var.origin_secret.header_name)) && var.origin_secret.header_name != "authorization"
    error_message = "[origin-header] origin_secret.header_name must be the name of a header in lowercase, other than authorization."
  }
}

variable "tags" {
  description = "On every resource that takes tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
