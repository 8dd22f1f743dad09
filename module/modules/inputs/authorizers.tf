# Whose tokens are welcome besides the pool's.

locals {
  jwt_authorizers = {
    for name, item in var.jwt_authorizers : name => merge(item, {
      audience = toset([for audience in coalesce(item.audience, []) : audience if audience != null])
    })
    if var.create && item != null
  }
  lambda_authorizers = {
    for name, item in var.lambda_authorizers : name => merge(item, {
      issuers = item.issuers == null ? null : tolist([
        for issuer in item.issuers : issuer if nonsensitive(sensitive(issuer != null))
      ])
      identity_sources = [for source in item.identity_sources : source if nonsensitive(sensitive(source != null))]
    })
    if var.create && item != null
  }
  bundled_authorizers = { for name, item in local.lambda_authorizers : name => item if item.function == null }
  authorizer_names    = concat(keys(local.jwt_authorizers), keys(local.lambda_authorizers))


  # What no token can carry as iss: https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
  issuers = merge(
    { for name, item in local.jwt_authorizers : "jwt_authorizers ${jsonencode(name)}" => item.issuer == null ? "" : item.issuer },
    merge([
      for name, item in local.lambda_authorizers : {
        for at, issuer in coalesce(item.issuers, []) :
        "lambda_authorizers ${jsonencode(name)}.issuers[${at}]" => issuer.issuer == null ? "" : issuer.issuer
      }
    ]...),
  )


  authorizer_faults = {
    lambda_authorizers = {
      claim = [
        for name, item in local.bundled_authorizers : jsonencode(name)
        if anytrue([
          for one in coalesce(item.issuers, []) : length(setsubtract(keys(coalesce(one.claims, {})), local.known.claim_names)) > 0
        ])
      ]
      answer = [for name, item in local.lambda_authorizers : jsonencode(name) if !contains(["simple", "policy"], item.response_type)]
      cache = [
        for name, item in local.lambda_authorizers : jsonencode(name)
        if item.result_ttl_in_seconds < 0 || item.result_ttl_in_seconds > 3600
      ]
      shared = [
        for name, item in local.lambda_authorizers : jsonencode(name)
        if !item.cache_per_route && item.result_ttl_in_seconds > 0 &&
        (item.response_type == "policy" || length(local.requirements[name]) > 0)
      ]
      path = [
        for key, authorizer in local.authorizers : jsonencode(key)
        if strcontains(key, "{") && contains([
          for name, item in local.bundled_authorizers : name if item.response_type == "policy" && item.result_ttl_in_seconds > 0
        ], authorizer)
      ]
    }
    issuer = [
      for place, issuer in local.issuers : place
      if(
        !can(regex("^https://[^/?#@\\s]+(/[^?#\\s]*)?$", issuer)) || can(regex("//$", issuer)) ||
        can(regex("cognito-idp\\..*/$", issuer)) || can(regex("^https://[A-Za-z0-9.-]+\\.auth0\\.com$", issuer)) ||
        can(regex("/\\.well-known/", issuer))
      )
    ]
    # A replica of a pool issues tokens by its own region's name, so another region than the id's may be right there.
    region = [
      for place, issuer in local.issuers : place
      if can(regex("cognito-idp\\.[a-z0-9-]+\\.amazonaws", issuer)) && !can(regex("/[a-z]{2,4}(-[a-z]+)+-[0-9]_[0-9A-Za-z]+$", issuer))
    ]
    no_audience = concat(
      [for name, item in local.jwt_authorizers : "jwt_authorizers ${jsonencode(name)}" if length(item.audience) == 0],
      flatten([
        for name, item in local.lambda_authorizers : [
          for at, issuer in coalesce(item.issuers, []) : "lambda_authorizers ${jsonencode(name)}.issuers[${at}]"
          if length(coalesce(issuer.audience, [])) + length(coalesce(issuer.client_ids, [])) == 0
        ]
      ]),
    )
    blank_audience = [
      for name, item in local.jwt_authorizers : jsonencode(name)
      if anytrue([for one in item.audience : trimspace(one) == ""])
    ]
    many_audiences = [for name, item in local.jwt_authorizers : jsonencode(name) if length(item.audience) > 50]
    pool_name      = [for name in local.authorizer_names : jsonencode(name) if name == "cognito-jwt"]
    twice          = [for name in setintersection(keys(local.jwt_authorizers), keys(local.lambda_authorizers)) : jsonencode(name)]
    source = concat(
      [for name, item in local.jwt_authorizers : jsonencode(name) if !can(regex(local.patterns.identity_source, item.identity_source))],
      can(regex(local.patterns.identity_source, var.identity_source)) ? [] : ["identity_source"],
      [
        for name, item in local.lambda_authorizers : jsonencode(name)
        if length(item.identity_sources) == 0 ||
        anytrue([for one in item.identity_sources : !can(regex(local.patterns.identity_source, one))])
      ],
    )
    lambda = [
      for name, item in local.lambda_authorizers : jsonencode(name)
      if item.function == null ? false : !can(regex(local.patterns.lambda_arn, item.function.arn))
    ]
    issuers = [
      for name, item in local.bundled_authorizers : jsonencode(name)
      if item.issuers == null ? !local.has_clients : length(item.issuers) == 0
    ]
    own = [
      for name, item in local.lambda_authorizers : jsonencode(name)
      if item.function != null && (item.issuers != null || item.origin_header != null)
    ]
    # The values aren't shown: what was given in place of a hash may be the secret itself.
    origin_header = [
      for name, item in local.bundled_authorizers : jsonencode(name)
      if item.origin_header == null ? false : (
        !can(regex("^[a-z0-9-]+$", item.origin_header.name)) || item.origin_header.name == "authorization" ||
        length(item.origin_header.sha256) == 0 || anytrue([for hash in item.origin_header.sha256 : !can(regex("^[0-9a-f]{64}$", hash))])
      )
    ]
  }

  # What routes ask of a Lambda authorizer's bundled function, by its name.
  requirements = {
    for name in keys(local.lambda_authorizers) : name => {
      for key, route in local.routes : key => {
        for list, values in {
          scopes = concat(formatlist("%s/%s", local.scope_identifier, sort(route.requires.scopes)), sort(route.requires.issuer_scopes))
          groups = concat(sort(route.requires.groups), sort(route.requires.issuer_groups))
        } : list => values if length(values) > 0
      }
      if route.requires != null && local.authorizers[key] == name
    }
  }
}

output "jwt_authorizers" {
  description = "Authorizers that API Gateway checks tokens for by itself, besides the pool's."
  value       = local.jwt_authorizers

  precondition {
    condition     = length(local.authorizer_faults.issuer) == 0
    error_message = <<-EOT
      [issuer-shape] ${join(", ", local.authorizer_faults.issuer)}: not a possible iss of a token. Write https://HOST or
      https://HOST/PATH exactly as the tokens' iss: without query, fragment and /.well-known/…; Cognito's ends without a slash, Auth0's
      with one.
    EOT
  }

  precondition {
    condition     = length(local.authorizer_faults.region) == 0
    error_message = "[issuer-shape] ${join(", ", local.authorizer_faults.region)}: the issuer doesn't end in a user pool's id, REGION_ID."
  }

  precondition {
    condition     = length(local.authorizer_faults.no_audience) == 0
    error_message = <<-EOT
      [audience-incomplete] ${join(", ", local.authorizer_faults.no_audience)}: no audience: without one, no token is accepted, or
      every application's. Write audience = ["…"], what aud or client_id of the tokens says.
    EOT
  }

  precondition {
    condition     = length(local.authorizer_faults.blank_audience) == 0
    error_message = <<-EOT
      [audience-incomplete] jwt_authorizers ${join(", ", local.authorizer_faults.blank_audience)}: an audience is empty.
    EOT
  }

  precondition {
    condition     = length(local.authorizer_faults.many_audiences) == 0
    error_message = <<-EOT
      [quota-audience] jwt_authorizers ${join(", ", local.authorizer_faults.many_audiences)}: more than 50 audiences. Put the rest into a
      second one for the same issuer.
    EOT
  }

  precondition {
    condition     = length(local.authorizer_faults.pool_name) == 0
    error_message = "[authorizer-name-duplicate] cognito-jwt is what the authorizer of the pool is called. Choose another name."
  }

  precondition {
    condition     = length(local.authorizer_faults.twice) == 0
    error_message = <<-EOT
      [authorizer-name-duplicate] ${join(", ", local.authorizer_faults.twice)} is both in jwt_authorizers and in lambda_authorizers. Give
      each authorizer of an API a name of its own.
    EOT
  }

  precondition {
    condition     = length(local.authorizer_faults.source) == 0
    error_message = <<-EOT
      [authorizer-identity-source] authorizers ${join(", ", local.authorizer_faults.source)}: not an identity source. Write
      $request.header.NAME or $request.querystring.NAME.
    EOT
  }
}

output "lambda_authorizers" {
  description = "Authorizers that ask a function, with what their routes require of it."
  value       = { for name, item in local.lambda_authorizers : name => merge(item, { requirements = local.requirements[name] }) }

  precondition {
    condition = length(flatten(values(local.authorizer_faults.lambda_authorizers))) == 0
    error_message = join("\n", [
      for fault, sentence in {
        claim  = <<-EOT
          [input-unknown] lambda_authorizers %s: claims must be some of
          ${join(", ", local.known.claim_names)}.
        EOT
        answer = <<-EOT
          [input-value] lambda_authorizers %s: response_type must be simple or policy.
        EOT
        cache  = <<-EOT
          [authorizer-ttl-range] lambda_authorizers %s: result_ttl_in_seconds must be 0 to 3600.
        EOT
        shared = <<-EOT
          [authorizer-cache-shared] lambda_authorizers %s: policies name the route they were made
          for, and one cached policy would serve all routes. Leave cache_per_route out, or set result_ttl_in_seconds = 0.
        EOT
        path   = <<-EOT
          [authorizer-cache-path] routes %s: they take many paths, and the authorizer caches a policy
          that names one. Set result_ttl_in_seconds = 0, or response_type = "simple".
        EOT
      } : replace(chomp(sentence), "%s", join(", ", local.authorizer_faults.lambda_authorizers[fault]))
      if length(local.authorizer_faults.lambda_authorizers[fault]) > 0
    ])
  }

  precondition {
    condition     = length(local.authorizer_faults.lambda) == 0
    error_message = <<-EOT
      [function-arn] lambda_authorizers ${join(", ", local.authorizer_faults.lambda)}: function.arn is not the ARN of a function. Write
      arn:aws:lambda:REGION:ACCOUNT:function:NAME, optionally with :ALIAS or :VERSION.
    EOT
  }

  precondition {
    condition     = length(local.authorizer_faults.issuers) == 0
    error_message = <<-EOT
      [authorizer-issuers] lambda_authorizers ${join(", ", local.authorizer_faults.issuers)}: the bundled function has no issuer.
      Add issuers, or a client of the pool.
    EOT
  }

  precondition {
    condition     = length(local.authorizer_faults.own) == 0
    error_message = <<-EOT
      [authorizer-own-function] lambda_authorizers ${join(", ", local.authorizer_faults.own)}: only the bundled function reads issuers
      and origin_header. Leave them or function out.
    EOT
  }

  precondition {
    condition     = length(local.authorizer_faults.origin_header) == 0
    error_message = <<-EOT
      [origin-header] lambda_authorizers ${join(", ", local.authorizer_faults.origin_header)}: origin_header needs the name of a header in
      lowercase, other than authorization, and SHA-256 hashes of 64 of 0-9 and a-f. Take the output origin_header of modules/distribution.
    EOT
  }
}
