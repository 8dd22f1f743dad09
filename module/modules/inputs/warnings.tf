# What works, though not as its author is likely to want.

locals {
  guarded = anytrue([for route in local.resolved_routes : route.authorization != "NONE"])

  # A client that lists nothing lets its users write everything.
  writable_sources = {
    for name, item in local.web_clients : name => [
      for source in local.claim_sources : source
      if length(item.write_attributes) == 0 || contains(item.write_attributes, source)
    ]
  }
  writable_claims = [for name, sources in local.writable_sources : "${jsonencode(name)}: ${join(", ", sources)}" if length(sources) > 0]

  foreign_region = [
    for place, issuer in local.issuers : place
    if length(distinct(flatten(regexall("cognito-idp\\.([a-z0-9-]+)\\.amazonaws|/([a-z0-9-]+)_[0-9A-Za-z]+$", issuer)))) > 2
  ]

  functions_retired = [
    for name, item in local.functions :
    "${jsonencode(name)} runs on ${item.runtime} since ${local.runtime_ends[item.runtime]}"
    if item.image_uri == null && timecmp(plantimestamp(), "${lookup(local.runtime_ends, item.runtime, "9999-12-31")}T00:00:00Z") >= 0
  ]
}

# One check for a subject, not for a sentence: each is two nodes of Terraform's graph.

check "access_log" {
  assert {
    condition     = var.access_log.enabled
    error_message = "[access-log-off] access_log.enabled is false: nobody will see who was refused, and why."
  }

  assert {
    condition = (
      !var.access_log.enabled || length(local.authorizer_names) + local.clients == 0 ||
      contains(values(local.log_format), "$context.authorizer.error")
    )
    error_message = <<-EOT
      [log-authorizer-error] access_log.format doesn't say why a caller got 401 or 403. Add a field like authorizerError =
      "$context.authorizer.error".
    EOT
  }

  assert {
    condition     = !local.own_log || startswith(coalesce(var.access_log.log_group_name, "/aws/vendedlogs/"), "/aws/vendedlogs/")
    error_message = <<-EOT
      [log-policy-overflow] access_log.log_group_name is outside /aws/vendedlogs/: each such group takes room in one resource policy of 5120
      characters that all APIs of the account and region share; when it is full, AWS refuses the delivery.
    EOT
  }
}

check "cors" {
  assert {
    condition = !var.cors.enabled || contains(local.cors_methods, "*") || (
      length(setsubtract(local.route_methods, concat(local.cors_methods, ["ANY", "OPTIONS"]))) == 0
    )
    error_message = <<-EOT
      [cors-method-missing] cors.allow_methods lacks ${join(", ", setsubtract(local.route_methods, local.cors_methods))}: browsers can't
      call the routes that have it.
    EOT
  }

  assert {
    condition     = !var.cors.enabled || !local.guarded || contains([for header in local.cors_headers : lower(header)], "authorization")
    error_message = <<-EOT
      [cors-header-missing] cors.allow_headers lacks authorization, which carries the token; by the Fetch standard * doesn't stand for it.
    EOT
  }

  assert {
    condition = !var.cors.enabled || !contains(local.cors_origins, "*") || !(
      anytrue([for item in local.web_clients : item.confidential]) || (
        length(local.web_clients) + length(local.accepted_client_ids) == 0 && local.has_clients
      )
    )
    error_message = <<-EOT
      [cors-wildcard-confidential] cors.allow_origins lets every page in, although a client keeps a secret on a server: name that server's
      pages, or switch CORS off if only servers call.
    EOT
  }
}

check "pool" {
  assert {
    condition     = var.pool.deletion_protection || var.existing_pool != null
    error_message = "[pool-deletion-protection] pool.deletion_protection is false: whoever may delete the user pool deletes its users."
  }

  assert {
    condition     = length(local.writable_claims) == 0
    error_message = <<-EOT
      [claim-attribute-writable] Users can write the attributes that token claims are made from, and so choose their own permissions:
      web_clients ${join("; ", local.writable_claims)}. List in write_attributes what users may write, without it.
    EOT
  }

  assert {
    condition     = length(distinct([for item in local.groups : item.precedence])) == length(local.groups)
    error_message = <<-EOT
      [group-precedence] groups: two of them have the same precedence, so for members of both neither group's role is preferred. Give each
      its own; 0 is the highest.
    EOT
  }
}

check "api" {
  assert {
    condition     = length(local.foreign_region) == 0
    error_message = <<-EOT
      [issuer-region] ${join(", ", local.foreign_region)}: the issuer's region isn't the one that the pool's id begins with. That is right
      for a replica of the pool in that region, and lets nobody in otherwise.
    EOT
  }

  assert {
    condition     = length(local.authorizer_names) + (local.has_clients ? 1 : 0) <= 10
    error_message = <<-EOT
      [quota-authorizers] The API has ${length(local.authorizer_names) + (local.has_clients ? 1 : 0)} authorizers, the pool's included; AWS
      takes 10 unless the quota (Authorizers per API) is raised.
    EOT
  }

  assert {
    condition     = length(local.resolved_routes) <= 300
    error_message = <<-EOT
      [quota-routes] The API has ${length(local.resolved_routes)} routes, those for preflights included; AWS accepts 300 unless the quota
      (Routes per API) is raised.
    EOT
  }

  assert {
    condition     = length(local.functions_retired) == 0
    error_message = <<-EOT
      [runtime-retired] AWS has retired these functions' runtimes, which no longer get security patches: functions
      ${join("; ", local.functions_retired)}. Move to the language's newest.
    EOT
  }
}
