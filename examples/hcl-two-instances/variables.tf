variable "region" {
  description = "Where both APIs live."
  type        = string
  default     = "us-east-1"
}

variable "environment" {
  description = "Begins the name of everything: two roots with different values don't collide."
  type        = string
  default     = "dev"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{0,15}$", var.environment))
    error_message = "Write 1 to 16 of a-z and 0-9, beginning with a letter."
  }
}

variable "protected" {
  description = "Whether AWS refuses to delete the user pools. Apply false before destroying."
  type        = bool
  default     = true
}
