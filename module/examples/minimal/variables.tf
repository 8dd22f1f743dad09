variable "region" {
  description = "Where everything is made."
  type        = string
  default     = "eu-central-1"
}
