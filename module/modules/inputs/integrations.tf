# What routes lead to besides the functions made here, and the settings of integrations.

locals {



  mapped_requests  = distinct(flatten([for item in local.integrations : keys(coalesce(item.request_parameters, {}))]))
  mapped_responses = distinct(flatten([for item in local.integrations : [for mappings in item.response_parameters : keys(mappings)]]))

  target_faults = {
    integrations = {
      integration = formatlist("%q", setsubtract(keys(local.integrations), concat(keys(local.target_kinds), local.known.bundled_functions)))
      timeout = [
        for name, item in local.integrations : jsonencode(name)
        if item.timeout_milliseconds == null ? false : (
          item.timeout_milliseconds < 50 || item.timeout_milliseconds > 30000 ||
          floor(item.timeout_milliseconds) != item.timeout_milliseconds
        )
      ]
      parameters = [
        for name, item in local.integrations : jsonencode(name)
        if lookup(local.target_kinds, name, "function") != "http" &&
        (item.request_parameters != null || length(item.response_parameters) > 0)
      ]
      parameter = formatlist("%q", concat(
        [
          for one in local.mapped_requests : one
          if !can(regex("^((append|overwrite|remove):(header|querystring)\\.\\S+|overwrite:path)$", one))
        ],
        [
          for one in local.mapped_responses : one
          if !can(regex("^((append|overwrite|remove):header\\.\\S+|overwrite:statuscode)$", one))
        ],
      ))
      reserved = formatlist("%q", [
        for one in distinct(concat(local.mapped_requests, local.mapped_responses)) : one
        if can(regex(local.patterns.reserved_header, lower(one)))
      ])
      status = formatlist("%q", distinct(flatten([
        for item in local.integrations : [for status in keys(item.response_parameters) : status if !can(regex("^[1-5]\\d\\d$", status))]
      ])))
    }
    lambda = [for name, arn in local.lambdas : jsonencode(name) if !can(regex(local.patterns.lambda_arn, arn))]
    url    = [for name, item in local.public_backends : jsonencode(name) if !can(regex("^https://[^/?#@\\s]+([/?#]\\S*)?$", item.url))]
    host = [
      for name, item in local.public_backends : jsonencode(name)
      if can(regex(local.patterns.private_host, lower(regex("^https://(\\[[^\\]]*\\]|[^/:?#]+)", item.url)[0])))
    ]
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
    link = [for name, item in local.vpc_links : jsonencode(name) if length(coalesce(item.subnet_ids, [])) == 0]
    link_ids = [
      for name, item in local.vpc_links : jsonencode(name) if anytrue(concat(
        [for id in coalesce(item.subnet_ids, []) : !can(regex(local.patterns.subnet_id, id))],
        [for id in item.security_group_ids : !can(regex(local.patterns.security_group_id, id))],
      ))
    ]
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
    condition     = length(local.target_faults.host) == 0
    error_message = <<-EOT
      [integration-unreachable] http_backends ${join(", ", local.target_faults.host)}: API Gateway reaches public addresses
      only. Write a public host, or vpc_link and listener_arn for a backend in a VPC.
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

  precondition {
    condition     = length(local.target_faults.link_ids) == 0
    error_message = <<-EOT
      [input-value] vpc_links ${join(", ", local.target_faults.link_ids)}: what is no id. Write subnet-… in subnet_ids and sg-… in
      security_group_ids.
    EOT
  }
}

output "integrations" {
  description = "Settings of integrations, by the target's name."
  value       = local.integrations

  precondition {
    condition = length(flatten(values(local.target_faults.integrations))) == 0
    error_message = join("\n", [
      for fault, sentence in {
        integration = <<-EOT
          [route-target] integrations %s: no target has that name.
        EOT
        timeout     = <<-EOT
          [integration-timeout] integrations %s: timeout_milliseconds must be a whole number, 50 to
          30000.
        EOT
        parameters  = <<-EOT
          [integration-parameters] integrations %s: only HTTP backends take request_parameters and
          response_parameters; a function gets the whole request, and its response is returned unchanged.
        EOT
        parameter   = <<-EOT
          [integration-parameters] integrations: %s can't be changed. Write
          append:, overwrite: or remove: before header.NAME, in requests also before querystring.NAME; overwrite:path, or
          overwrite:statuscode in responses.
        EOT
        reserved    = <<-EOT
          [integration-parameters] integrations: %s: API Gateway reserves these
          headers. Write others.
        EOT
        status      = <<-EOT
          [integration-parameters] integrations: response_parameters %s: not a status
          code. Write one of the backend's, "100" to "599".
        EOT
      } : replace(chomp(sentence), "%s", join(", ", local.target_faults.integrations[fault]))
      if length(local.target_faults.integrations[fault]) > 0
    ])
  }
}
