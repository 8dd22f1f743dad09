variable "name" {
  description = "Begins the names of the web ACL and of the secrets: the project of the API."
  type        = string
  nullable    = false
}

variable "origin" {
  description = "Where CloudFront reaches the API, as its output distribution_origin says: the host, and the path of its stage or mapping."
  type = object({
    domain_name = string
    path        = string
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

variable "managed_rule_groups" {
  description = "AWS's rule groups by name, evaluated in the order of the alphabet; the rules listed only count requests."
  type        = map(set(string))
  default = {
    AWSManagedRulesAmazonIpReputationList = []
    AWSManagedRulesCommonRuleSet          = []
    AWSManagedRulesKnownBadInputsRuleSet  = []
  }
  nullable = false
}

variable "rate_limit" {
  description = "The requests of one address in five minutes that the web ACL lets pass; any number unless named."
  type        = number
  default     = null

  validation {
    condition     = var.rate_limit == null ? true : var.rate_limit >= 10 && var.rate_limit <= 2000000000
    error_message = "[web-acl-rate] rate_limit must be 10 to 2000000000 requests of one address in five minutes."
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

variable "domain_name" {
  description = "Where callers reach the distribution, api.example.com; its own name unless named."
  type        = string
  default     = null

  validation {
    condition     = var.domain_name == null ? true : can(regex("^(\\*\\.)?([a-z0-9-]+\\.)+[a-z0-9-]+$", var.domain_name))
    error_message = "[api-domain] domain_name must be a host in lowercase letters, without a scheme: api.example.com."
  }
}

variable "certificate_arn" {
  description = "The domain's certificate of ACM in us-east-1."
  type        = string
  default     = null

  validation {
    condition     = var.certificate_arn == null ? true : split(":", "${var.certificate_arn}::::")[3] == "us-east-1"
    error_message = "[distribution-certificate] certificate_arn must be the ARN of a certificate of ACM in us-east-1."
  }
}

variable "hosted_zone" {
  description = "The Route 53 zone that gets the domain's records; none are made unless named."
  type        = object({ id = string })
  default     = null
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

variable "origin_secret_current" {
  description = "The generation that is sent, never used before. To change it: the next as previous, both swapped, then alone."
  type        = string
  default     = "1"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]{1,16}$", var.origin_secret_current))
    error_message = "[rotation-generation] origin_secret_current must be 1 to 16 of a-z and 0-9, e.g. 2026a."
  }
}

variable "origin_secret_previous" {
  description = "A generation that authorizers still take, while the value is changed."
  type        = string
  default     = null

  validation {
    condition     = var.origin_secret_previous == null ? true : can(regex("^[a-z0-9]{1,16}$", var.origin_secret_previous))
    error_message = "[rotation-generation] origin_secret_previous must be 1 to 16 of a-z and 0-9, e.g. 2026a."
  }
}

variable "origin_secret_kms_key_id" {
  description = "The key of its secrets, in us-east-1; Secrets Manager's own unless named."
  type        = string
  default     = null
}

variable "origin_header_name" {
  description = "The random header that authorizers ask for."
  type        = string
  default     = "x-origin-verify"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]+$", var.origin_header_name)) && var.origin_header_name != "authorization"
    error_message = "[origin-header] origin_header_name must be the name of a header in lowercase, other than authorization."
  }
}

variable "tags" {
  description = "On every resource that takes tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
