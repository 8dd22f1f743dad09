# What routes lead to besides the functions made here, and the settings of integrations.

locals {
  # With a version or an alias, or without; Lambda takes no permission on $LATEST.
  lambda_arn = "^arn:[\\w-]+:lambda:[a-z0-9-]+:\\d{12}:function:[\\w-]{1,64}(:[\\w-]{1,128})?$"

  subnet_id         = "^subnet-[0-9a-z]+$"
  security_group_id = "^sg-[0-9a-zA-Z]+$"

  # Hosts that API Gateway can't reach from outside: names that public DNS doesn't have, addresses of private networks and of nobody.
  private_host = join("", [
    "^([^.:\\[]+|(.*\\.)?(localhost|local|internal|invalid|home\\.arpa)\\.?|(0|10|127|22[4-9]|2[3-5]\\d)(\\.\\d+){3}|",
    "(100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])|169\\.254|192\\.168|172\\.(1[6-9]|2\\d|3[01])|198\\.1[89])(\\.\\d+){2}|",
    "(192\\.0\\.[02]|198\\.51\\.100|203\\.0\\.113)\\.\\d+|\\[(::1?|::ffff:.*|100::.*|2001:db8:.*|f[cd].*|fe[89ab].*|ff.*)\\])$",
  ])

  # https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
  reserved_header = join("", [
    ":header\\.(access-control-.*|apigw-.*|authorization|connection|content-encoding|content-length|content-location|forwarded|keep-alive|",
    "origin|proxy-authenticate|proxy-authorization|te|trailers|transfer-encoding|upgrade|x-amzn?-.*|x-forwarded-(for|host|proto)|via)$",
  ])
  mapped_requests  = distinct(flatten([for item in local.integrations : keys(coalesce(item.request_parameters, {}))]))
  mapped_responses = distinct(flatten([for item in local.integrations : [for mappings in item.response_parameters : keys(mappings)]]))

  target_faults = {
    lambda = [for name, arn in local.lambdas : jsonencode(name) if !can(regex(local.lambda_arn, arn))]
    url    = [for name, item in local.public_backends : jsonencode(name) if !can(regex("^https://[^/?#@\\s]+([/?#]\\S*)?$", item.url))]
    host = [
      for name, item in local.public_backends : jsonencode(name)
      if can(regex(local.private_host, lower(regex("^https://(\\[[^\\]]*\\]|[^/:?#]+)", item.url)[0])))
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
        [for id in coalesce(item.subnet_ids, []) : !can(regex(local.subnet_id, id))],
        [for id in item.security_group_ids : !can(regex(local.security_group_id, id))],
      ))
    ]
    integration = setsubtract(keys(local.integrations), concat(keys(local.target_kinds), local.bundled_functions))
    timeout = [
      for name, item in local.integrations : jsonencode(name)
      if item.timeout_milliseconds == null ? false : (
        item.timeout_milliseconds < 50 || item.timeout_milliseconds > 30000 || floor(item.timeout_milliseconds) != item.timeout_milliseconds
      )
    ]
    parameters = [
      for name, item in local.integrations : jsonencode(name)
      if(item.request_parameters != null || length(item.response_parameters) > 0) && lookup(local.target_kinds, name, "function") != "http"
    ]
    parameter = concat(
      [
        for one in local.mapped_requests : one
        if !can(regex("^((append|overwrite|remove):(header|querystring)\\.\\S+|overwrite:path)$", one))
      ],
      [
        for one in local.mapped_responses : one
        if !can(regex("^((append|overwrite|remove):header\\.\\S+|overwrite:statuscode)$", one))
      ],
    )
    reserved = [
      for one in distinct(concat(local.mapped_requests, local.mapped_responses)) : one if can(regex(local.reserved_header, lower(one)))
    ]
    status = distinct(flatten([
      for item in local.integrations : [for status in keys(item.response_parameters) : status if !can(regex("^[1-5]\\d\\d$", status))]
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
    condition     = length(local.target_faults.integration) == 0
    error_message = <<-EOT
      [route-target] integrations ${join(", ", formatlist("%q", local.target_faults.integration))}: no target has that name.
    EOT
  }

  precondition {
    condition     = length(local.target_faults.timeout) == 0
    error_message = <<-EOT
      [integration-timeout] integrations ${join(", ", local.target_faults.timeout)}: timeout_milliseconds must be a whole number, 50 to
      30000.
    EOT
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
      append:, overwrite: or remove: before header.NAME, in requests also before querystring.NAME; overwrite:path, or overwrite:statuscode
      in responses.
    EOT
  }

  precondition {
    condition     = length(local.target_faults.reserved) == 0
    error_message = <<-EOT
      [integration-parameters] integrations: ${join(", ", formatlist("%q", local.target_faults.reserved))}: API Gateway reserves these
      headers. Write others.
    EOT
  }

  precondition {
    condition     = length(local.target_faults.status) == 0
    error_message = <<-EOT
      [integration-parameters] integrations: response_parameters ${join(", ", formatlist("%q", local.target_faults.status))}: not a status
      code. Write one of the backend's, "100" to "599".
    EOT
  }
}
