variable "project" {
  type    = string
  default = "notes"
}

variable "domain" {
  type    = string
  default = "example.com"
}

variable "region" {
  type    = string
  default = "us-east-1"
}

variable "tags" {
  type    = map(string)
  default = { project = "notes" }
}
