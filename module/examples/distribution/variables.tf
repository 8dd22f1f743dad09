variable "domain" {
  description = "Your domain."
  type        = string
  default     = "example.com"
}
