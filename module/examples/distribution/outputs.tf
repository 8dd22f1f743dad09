output "url" {
  description = "Where callers reach the API, by the web ACL."
  value       = module.distribution.url
}
