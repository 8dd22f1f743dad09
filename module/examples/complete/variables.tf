variable "region" {
  description = "Where everything is made."
  type        = string
  default     = "eu-central-1"
}

variable "user_pool_id" {
  description = "The pool that everybody signs in to, e.g. from another state's outputs."
  type        = string
}

variable "billing_function_arn" {
  description = "A function that is managed elsewhere."
  type        = string
}

variable "log_group_arn" {
  description = "Where the company's access logs go."
  type        = string
}

variable "portal_client_id" {
  description = "A client of the pool that is managed elsewhere and whose tokens are welcome."
  type        = string
}

variable "certificate_arn" {
  description = "ACM certificate for billing.example.com, in this region."
  type        = string
}

variable "zone_id" {
  description = "The Route 53 zone of example.com."
  type        = string
}
