# What routes lead to besides the functions made here, and the settings of integrations.

locals {
  target_faults = {
    lambda = [for name, arn in local.lambdas : jsonencode(name) if !can(regex("^arn:[^:]+:lambda(:[^:]+){2}:function(:[^:]+){1,2}$", arn))]
    url    = [for name, item in local.public_backends : jsonencode(name) if !can(regex("^https://[^/?#@\\s]+([/?#]\\S*)?$", item.url))]
    method = [
      for name, item in local.http_backends : jsonencode(name)
      if !contains(["ANY", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"], item.method)
    ]
    private = concat(
      [for name, item in local.public_backends : jsonencode(name) if item.listener_arn != null || item.tls_server_name != null],
      [for name, item in local.private_backends : jsonencode(name) if item.url != null || item.listener_arn == null],
    )
    listener = [
      for name, item in local.private_backends : jsonencode(name)
      if item.listener_arn == null ? false : !can(regex(
        "^arn:[^:]+:(elasticloadbalancing:[^:]+:\\d{12}:listener/(app|net)|servicediscovery:[^:]+:\\d{12}:service)/\\S+$", item.listener_arn
      ))
    ]
    unknown_link = [
      for name, item in local.private_backends : jsonencode(name)
      if(
        item.vpc_link == null ? item.existing_vpc_link.id == null :
        item.existing_vpc_link != null || !contains(keys(local.vpc_links), item.vpc_link)
      )
    ]
    link        = [for name, item in local.vpc_links : jsonencode(name) if length(coalesce(item.subnet_ids, [])) == 0]
    integration = setsubtract(keys(local.integrations), concat(keys(local.target_kinds), local.bundled_functions))
    timeout = [
      for name, item in local.integrations : jsonencode(name)
      if item.timeout_milliseconds == null ? false : item.timeout_milliseconds < 50 || item.timeout_milliseconds > 30000
    ]
    parameters = [
      for name, item in local.integrations : jsonencode(name)
      if(item.request_parameters != null || length(item.response_parameters) > 0) && lookup(local.target_kinds, name, "function") != "http"
    ]
    parameter = distinct(flatten([
      for item in local.integrations : [
        for parameter in keys(coalesce(item.request_parameters, {})) : parameter
        if !can(regex("^((append|overwrite|remove):(header|querystring)\\.\\S+|overwrite:path)$", parameter))
      ]
    ]))
  }
}

output "lambdas" {
  description = "Functions that are managed elsewhere."
  value       = local.lambdas

  precondition {
    condition     = length(local.target_faults.lambda) == 0
    error_message = <<-EOT
      [function-arn] lambdas ${join(", ", local.target_faults.lambda)}: not the ARN of a function. Write
      arn:aws:lambda:REGION:ACCOUNT:function:NAME, optionally with :ALIAS or :VERSION.
    EOT
  }
}

output "http_backends" {
  description = "Backends that speak HTTP."
  value       = local.http_backends

  precondition {
    condition     = length(local.target_faults.url) == 0
    error_message = <<-EOT
      [target-url] http_backends ${join(", ", local.target_faults.url)}: not an https address, or one with a user. Write
      https://HOST/PATH: the caller's token is sent there too. Use a function for a backend without https.
    EOT
  }

  precondition {
    condition     = length(local.target_faults.method) == 0
    error_message = "[input-value] http_backends ${join(", ", local.target_faults.method)}: not a method. Write ANY, GET, POST and so on."
  }

  precondition {
    condition     = length(local.target_faults.private) == 0
    error_message = <<-EOT
      [target-private] http_backends ${join(", ", local.target_faults.private)}: a vpc_link leads to a listener_arn, instead of a url; and
      listener_arn and tls_server_name need a vpc_link.
    EOT
  }

  precondition {
    condition     = length(local.target_faults.listener) == 0
    error_message = <<-EOT
      [target-listener] http_backends ${join(", ", local.target_faults.listener)}: listener_arn must be the ARN of a load
      balancer's listener or of a Cloud Map service. Write arn:aws:elasticloadbalancing:REGION:ACCOUNT:listener/app/NAME/ID/ID.
    EOT
  }

  precondition {
    condition     = length(local.target_faults.unknown_link) == 0
    error_message = <<-EOT
      [vpc-link] http_backends ${join(", ", local.target_faults.unknown_link)}: vpc_link must be a name in vpc_links; a link that is managed
      elsewhere goes into existing_vpc_link = { id = "…" }.
    EOT
  }
}

output "vpc_links" {
  description = "Links into VPCs."
  value       = local.vpc_links

  precondition {
    condition     = length(local.target_faults.link) == 0
    error_message = "[input-missing] vpc_links ${join(", ", local.target_faults.link)}: subnet_ids are missing."
  }
}

output "integrations" {
  description = "Settings of integrations, by the target's name."
  value       = local.integrations

  precondition {
    condition     = length(local.target_faults.integration) == 0
    error_message = <<-EOT
      [route-target] integrations ${join(", ", formatlist("%q", local.target_faults.integration))}: no target has that name.
    EOT
  }

  precondition {
    condition     = length(local.target_faults.timeout) == 0
    error_message = "[integration-timeout] integrations ${join(", ", local.target_faults.timeout)}: write 50 to 30000 timeout_milliseconds."
  }

  precondition {
    condition     = length(local.target_faults.parameters) == 0
    error_message = <<-EOT
      [integration-parameters] integrations ${join(", ", local.target_faults.parameters)}: only HTTP backends take request_parameters and
      response_parameters; a function gets the whole request, and its response is returned unchanged.
    EOT
  }

  precondition {
    condition     = length(local.target_faults.parameter) == 0
    error_message = <<-EOT
      [integration-parameters] integrations: ${join(", ", formatlist("%q", local.target_faults.parameter))} can't be changed. Write
      append:header.NAME, overwrite:querystring.NAME, remove:header.NAME, overwrite:path and so on.
    EOT
  }
}
