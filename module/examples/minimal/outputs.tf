output "endpoint" {
  description = "Where the API answers."
  value       = module.auth_api.api_endpoint
}
