output "routes" {
  description = "Who may call which route."
  value       = module.auth_api.routes
}
