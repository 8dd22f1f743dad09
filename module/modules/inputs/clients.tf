# Who may ask for tokens.

locals {
  web_clients = {
    for name, item in var.web_clients : name => merge(item, {
      callback_urls      = [for url in coalesce(item.callback_urls, []) : url if url != null]
      logout_urls        = item.logout_urls == null ? null : [for url in item.logout_urls : url if url != null]
      scopes             = toset([for scope in item.scopes : scope if scope != null])
      openid_scopes      = toset([for scope in item.openid_scopes : scope if scope != null])
      write_attributes   = toset([for attribute in item.write_attributes : attribute if attribute != null])
      identity_providers = toset([for provider in item.identity_providers : provider if provider != null])
    })
    if var.create && item != null
  }
  machine_clients = {
    for name, item in var.machine_clients : name => merge(item, {
      scopes = toset([for scope in coalesce(item.scopes, []) : scope if scope != null])
    })
    if var.create && nonsensitive(sensitive(item != null))
  }
  rotating_clients = {
    for name, item in var.rotating_machine_clients : name => merge(item, {
      scopes      = toset([for scope in coalesce(item.scopes, []) : scope if scope != null])
      generations = toset([for generation in [item.current, item.previous] : generation if generation != null])
      secret_name = item.secret_name == null ? "${var.project}-${name}" : item.secret_name
    })
    if var.create && nonsensitive(sensitive(item != null))
  }
  accepted_client_ids = { for name, id in var.accepted_client_ids : name => id if var.create }

  generation_names = merge([
    for name, item in local.rotating_clients : { for generation in item.generations : "${name}-${generation}" => name }
  ]...)
  generations = sum(concat([0], [for item in local.rotating_clients : length(item.generations)]))
  own_clients = length(local.web_clients) + length(local.machine_clients) + local.generations
  clients     = local.own_clients + length(local.accepted_client_ids)
  has_clients = local.clients > 0

  urls = { for name, item in local.web_clients : name => concat(item.callback_urls, coalesce(item.logout_urls, [])) }


  client_faults = {
    web_clients = {
      openid = [
        for name, item in local.web_clients : jsonencode(name)
        if length(setsubtract(item.openid_scopes, local.known.openid_scopes)) > 0
      ]
      no_openid   = [for name, item in local.web_clients : jsonencode(name) if !contains(item.openid_scopes, "openid")]
      many_scopes = [for name, item in local.web_clients : jsonencode(name) if length(item.openid_scopes) + length(item.scopes) > 50]
      lifetime = [
        for name, item in local.web_clients : jsonencode(name)
        if anytrue([
          item.access_token_minutes < 5, item.access_token_minutes > 1440, item.id_token_minutes < 5, item.id_token_minutes > 1440,
          item.refresh_token_days < 1, item.refresh_token_days > 3650,
        ])
      ]
      rotation = [
        for name, item in local.web_clients : jsonencode(name)
        if item.refresh_token_rotation == null ? false : (
          !contains(range(0, 61), coalesce(item.refresh_token_rotation.retry_grace_period_seconds, -1))
        )
      ]
      provider = compact([join("; ", [
        for name, item in local.web_clients :
        "${jsonencode(name)}: ${join(", ", setsubtract(item.identity_providers, local.known_providers))}"
        if var.existing_pool == null && length(setsubtract(item.identity_providers, local.known_providers)) > 0
      ])])
      providers = [for name, item in local.web_clients : jsonencode(name) if length(item.identity_providers) == 0]
      attribute = compact([join("; ", [
        for name, item in local.web_clients :
        "${jsonencode(name)}: ${join(", ", setsubtract(item.write_attributes, local.writable_attributes))}"
        if var.existing_pool == null && length(setsubtract(item.write_attributes, local.writable_attributes)) > 0
      ])])
      unwritable = compact([join("; ", [
        for name, attributes in local.unwritable : "${jsonencode(name)}: ${join(", ", attributes)}" if length(attributes) > 0
      ])])
    }
    # https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html (ClientName)
    name = [
      for name in sort(concat(keys(local.web_clients), keys(local.machine_clients), keys(local.rotating_clients))) : jsonencode(name)
      if !can(regex("^[\\w+=,.@-][\\w\\s+=,.@-]{0,94}$", name))
    ]
    nobody           = [for name, id in local.accepted_client_ids : jsonencode(name) if !can(regex("^[\\w+]{1,128}$", id))]
    callback_missing = [for name, item in local.web_clients : jsonencode(name) if length(item.callback_urls) == 0]
    insecure = [
      for name, urls in local.urls : jsonencode(name)
      if anytrue([
        for url in urls : !can(regex("^[A-Za-z][A-Za-z0-9+.-]*://\\S+$", url)) || can(regex(local.patterns.no_redirect, url)) || (
          can(regex("^http:", url)) && !can(regex("^http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:|/|$)", url))
        )
      ])
    ]
    # https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html (CallbackURLs)
    long     = [for name, urls in local.urls : jsonencode(name) if anytrue([for url in urls : length(url) > 1024])]
    fragment = [for name, urls in local.urls : jsonencode(name) if anytrue([for url in urls : strcontains(url, "#")])]
    many_urls = [
      for name, item in local.web_clients : jsonencode(name)
      if max(length(item.callback_urls), length(coalesce(item.logout_urls, []))) > 100
    ]
  }
  writable_attributes = concat(local.known.standard_attributes, formatlist("custom:%s", keys(local.attributes)))

  programs = merge(
    { for name, item in local.machine_clients : "machine_clients ${jsonencode(name)}" => item },
    { for name, item in local.rotating_clients : "rotating_machine_clients ${jsonencode(name)}" => item },
  )
  machine_faults = {
    machine_clients = {
      scopes   = [for place, item in local.programs : place if length(item.scopes) == 0]
      many     = [for place, item in local.programs : place if length(item.scopes) > 50]
      lifetime = [for place, item in local.programs : place if item.access_token_minutes < 5 || item.access_token_minutes > 1440]
      recovery = concat(
        [
          for name, item in local.machine_clients : "machine_clients ${jsonencode(name)}"
          if item.secrets_manager == null ? false : !contains(local.known.recovery_days, item.secrets_manager.recovery_window_in_days)
        ],
        [
          for name, item in local.rotating_clients : "rotating_machine_clients ${jsonencode(name)}"
          if !contains(local.known.recovery_days, item.recovery_window_in_days)
        ],
      )
      twice = distinct([
        for name in concat(keys(local.web_clients), keys(local.machine_clients), keys(local.generation_names)) : jsonencode(name)
        if length([
          for names in [keys(local.web_clients), keys(local.machine_clients), keys(local.generation_names)] : 1 if contains(names, name)
        ]) > 1
      ])
    }
    secret = [
      for name, item in local.machine_clients : jsonencode(name)
      if item.secrets_manager == null ? false : nonsensitive(sensitive(item.secrets_manager.name == null))
    ]
    # https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
    secret_name = [
      for place, name in merge(
        { for name, item in local.machine_clients : "machine_clients ${jsonencode(name)}" => try(item.secrets_manager.name, null) },
        { for name, item in local.rotating_clients : "rotating_machine_clients ${jsonencode(name)}" => item.secret_name },
      ) : place if nonsensitive(sensitive(name != null && !can(regex("^[\\w/+=.@-]{1,512}$", name))))
    ]
    generation = [
      for name, item in local.rotating_clients : jsonencode(name)
      if item.current == null || anytrue([for generation in item.generations : !can(regex("^[a-z0-9]{1,16}$", generation))])
    ]
    same = [for name, item in local.rotating_clients : jsonencode(name) if item.previous != null && item.current == item.previous]
  }

}

output "has_clients" {
  description = "Whether the pool has clients whose tokens are welcome."
  value       = local.has_clients
}

output "web_clients" {
  description = "Clients for people."
  value       = local.web_clients

  precondition {
    condition     = length(local.client_faults.callback_missing) == 0
    error_message = <<-EOT
      [input-value] web_clients ${join(", ", local.client_faults.callback_missing)}: callback_urls need at least one URL.
    EOT
  }

  precondition {
    condition     = length(local.client_faults.insecure) == 0
    error_message = <<-EOT
      [client-callback-insecure] web_clients ${join(", ", local.client_faults.insecure)}: callback and logout URLs must have https, http on
      localhost or a scheme of the application, and no star, no user and no blank in them. Write each address whole.
    EOT
  }

  precondition {
    condition     = length(local.client_faults.long) == 0
    error_message = "[input-value] web_clients ${join(", ", local.client_faults.long)}: a URL takes at most 1024 characters."
  }

  precondition {
    condition     = length(local.client_faults.fragment) == 0
    error_message = <<-EOT
      [client-callback-fragment] web_clients ${join(", ", local.client_faults.fragment)}: callback and logout URLs can't have a fragment
      (#).
    EOT
  }

  precondition {
    condition     = length(local.client_faults.many_urls) == 0
    error_message = "[quota-client] web_clients ${join(", ", local.client_faults.many_urls)}: at most 100 URLs of a kind."
  }

  precondition {
    condition = length(flatten(values(local.client_faults.web_clients))) == 0
    error_message = join("\n", [
      for fault, sentence in {
        openid      = <<-EOT
          [client-openid-scopes] web_clients %s: openid_scopes must be among
          ${join(", ", local.known.openid_scopes)}. Scopes of your own go into scopes.
        EOT
        no_openid   = <<-EOT
          [client-openid-scopes] web_clients %s: openid_scopes must hold openid, without which AWS
          takes none of the others.
        EOT
        many_scopes = <<-EOT
          [quota-client] web_clients %s: at most 50 scopes, those of OpenID included. Spread them
          over two clients.
        EOT
        lifetime    = <<-EOT
          [client-token-lifetime] web_clients %s: access_token_minutes and id_token_minutes must be 5
          to 1440, refresh_token_days 1 to 3650.
        EOT
        rotation    = <<-EOT
          [refresh-token-rotation] web_clients %s: refresh_token_rotation needs
          retry_grace_period_seconds, 0 to 60.
        EOT
        provider    = <<-EOT
          [federation-unknown] web_clients %s: not declared. Declare it in identity_providers, or use
          one of ${join(", ", local.known_providers)}.
        EOT
        providers   = <<-EOT
          [federation-unknown] web_clients %s: identity_providers is empty: nobody could sign in.
        EOT
        attribute   = <<-EOT
          [input-value] web_clients %s: the pool has no such attributes that a client may write. Add
          them to pool.custom_attributes, and write custom: before them; or leave them out of write_attributes.
        EOT
        unwritable  = <<-EOT
          [federation-unwritable] web_clients %s: an identity provider maps these attributes,
          which the client can't write; Cognito would reject each sign-in. Add them to write_attributes, or don't map them.
        EOT
      } : replace(chomp(sentence), "%s", join(", ", local.client_faults.web_clients[fault]))
      if length(local.client_faults.web_clients[fault]) > 0
    ])
  }
}

output "machine_clients" {
  description = "Clients for programs."
  value       = local.machine_clients

  precondition {
    condition = length(flatten(values(local.machine_faults.machine_clients))) == 0
    error_message = join("\n", [
      for fault, sentence in {
        scopes   = <<-EOT
          [machine-client-scopes] %s: at least one scope is needed for client credentials.
        EOT
        many     = "[quota-client] %s: at most 50 scopes. Spread them over two clients."
        lifetime = "[client-token-lifetime] %s: access_token_minutes must be 5 to 1440."
        recovery = "[secret-recovery] %s: recovery_window_in_days must be 0, or 7 to 30."
        twice    = <<-EOT
          [client-name] %s: the name of more than one client. Give each a name of its own: it
          is part of the name in AWS.
        EOT
      } : replace(chomp(sentence), "%s", join(", ", local.machine_faults.machine_clients[fault]))
      if length(local.machine_faults.machine_clients[fault]) > 0
    ])
  }

  precondition {
    condition     = length(local.machine_faults.secret) == 0
    error_message = "[input-missing] machine_clients ${join(", ", local.machine_faults.secret)}: secrets_manager needs a name."
  }

  precondition {
    condition     = length(local.machine_faults.secret_name) == 0
    error_message = <<-EOT
      [input-value] ${join(", ", local.machine_faults.secret_name)}: can't name a secret. Write 1 to 512 of A-Z, a-z, 0-9 and /_+=.@-.
    EOT
  }

  precondition {
    condition     = length(local.client_faults.name) == 0
    error_message = <<-EOT
      [client-name] ${join(", ", local.client_faults.name)}: can't name an app client. Write 1 to 95 of A-Z, a-z, 0-9, blanks and _+=,.@-.
    EOT
  }

  precondition {
    condition     = local.clients + length(var.resource_identifiers) <= 50
    error_message = "[quota-audience] There are more than 50 clients and resource identifiers; a JWT authorizer's audience takes 50."
  }

  precondition {
    condition     = alltrue([for one in var.resource_identifiers : can(regex("^[A-Za-z][A-Za-z0-9+.-]*:[^[:space:]#]+$", one))])
    error_message = <<-EOT
      [resource-identifier] resource_identifiers: write absolute URIs without fragment, exactly as clients request them with
      resource=, e.g. "https://api.example.com".
    EOT
  }

  precondition {
    condition     = length(local.misformed_clients) == 0
    error_message = "[input-value] ${join("; ", local.misformed_clients)}."
  }
}

output "rotating_machine_clients" {
  description = "Clients for programs whose secret changes while they run."
  value       = local.rotating_clients

  precondition {
    condition     = length(local.machine_faults.generation) == 0
    error_message = <<-EOT
      [rotation-generation] rotating_machine_clients ${join(", ", local.machine_faults.generation)}: current and previous must be 1 to 16 of
      a-z and 0-9, e.g. "2026a", and current is needed.
    EOT
  }

  precondition {
    condition     = length(local.machine_faults.same) == 0
    error_message = <<-EOT
      [rotation-generation] rotating_machine_clients ${join(", ", local.machine_faults.same)}: current and previous are the same.
    EOT
  }
}

output "accepted_client_ids" {
  description = "Clients that are managed elsewhere."
  value       = local.accepted_client_ids

  precondition {
    condition     = length(local.client_faults.nobody) == 0
    error_message = <<-EOT
      [audience-incomplete] accepted_client_ids ${join(", ", local.client_faults.nobody)}: not the id of an app client. Write it as Cognito
      shows it.
    EOT
  }
}
