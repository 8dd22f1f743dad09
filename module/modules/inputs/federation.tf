# Places elsewhere where people have their account.

locals {
  providers       = { for name, item in var.identity_providers : name => item if var.create && nonsensitive(sensitive(item != null)) }
  known_providers = concat(["COGNITO"], keys(local.providers))

  # What a provider fills, each client that lists it must be allowed to write; but for what Cognito writes itself.
  unwritable = {
    for name, item in local.web_clients : name => setsubtract(
      flatten([
        for provider, attributes in local.provider_attributes : keys(attributes) if contains(item.identity_providers, provider)
      ]),
      concat(["username", "email_verified", "phone_number_verified"], tolist(item.write_attributes)),
    )
  }
  provider_attributes = { for name, item in local.providers : name => coalesce(item.attribute_mapping, { email = "email" }) }

  provider_faults = {
    identity_providers = {
      kind = [for name, item in local.providers : jsonencode(name) if !contains(keys(local.known.provider_needs), coalesce(item.kind, "-"))]
      method = [
        for name, item in local.providers : jsonencode(name) if !contains(["GET", "POST"], coalesce(item.attributes_method, "-"))
      ]
      # Set where it has no effect: the default of the other kinds.
      kind_only = [
        for name, item in local.providers : jsonencode(name)
        if(item.kind != "saml" && (item.sign_out || !item.sign_requests || item.encrypted_responses || item.provider_initiated)) ||
        (item.kind != "oidc" && item.attributes_method != "GET")
      ]
      name = [
        for name, item in local.providers : jsonencode(name)
        if contains(["saml", "oidc"], coalesce(item.kind, "-")) && (
          !can(regex("^[^_\\s]{3,32}$", name)) || contains(["COGNITO", "Google", "Facebook", "SignInWithApple", "LoginWithAmazon"], name)
        )
      ]
      # https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateIdentityProvider.html (IdpIdentifiers)
      identifiers = [
        for name, item in local.providers : jsonencode(name)
        if anytrue(concat(
          [length(coalesce(item.identifiers, [])) > 50],
          [for one in coalesce(item.identifiers, []) : !can(regex("^[\\w\\s+=.@-]{1,40}$", one))],
        ))
      ]
      # A sign-in chooses its provider by it.
      twin = [
        for name, item in local.providers : jsonencode(name)
        if anytrue([
          for one in coalesce(item.identifiers, []) :
          length([for other in local.providers : 0 if contains(coalesce(other.identifiers, []), one)]) > 1
        ])
      ]
      attribute = [
        for name, attributes in local.provider_attributes : jsonencode(name)
        if anytrue([
          for attribute in keys(attributes) : !try(local.attributes[trimprefix(attribute, "custom:")].mutable, false)
          if startswith(attribute, "custom:") && var.existing_pool == null
        ])
      ]
    }
    needs = [
      for name, needs in { for name, item in local.providers : name => lookup(local.known.provider_needs, coalesce(item.kind, "-"), []) } :
      "${jsonencode(name)} (${join(", ", needs)})"
      if anytrue([for need in needs : nonsensitive(sensitive(local.providers[name][need] == null))])
    ]
    metadata = [
      for name, item in local.providers : jsonencode(name)
      if item.kind == "saml" && (item.metadata_url == null) == (item.metadata_document == null)
    ]
    url = [
      for name, item in local.providers : jsonencode(name)
      if anytrue([for url in [item.issuer, item.metadata_url] : !can(regex("^https://[^\\s/]+", url)) if url != null])
    ]
  }
}

output "identity_providers" {
  description = "Places elsewhere where people have their account."
  value       = local.providers

  precondition {
    condition = length(flatten(values(local.provider_faults.identity_providers))) == 0
    error_message = join("\n", [
      for fault, sentence in {
        kind        = <<-EOT
          [input-value] identity_providers %s: kind must be one of
          ${join(", ", keys(local.known.provider_needs))}.
        EOT
        method      = "[input-value] identity_providers %s: attributes_method must be GET or POST."
        kind_only   = <<-EOT
          [input-unknown] identity_providers %s: sign_out, sign_requests, encrypted_responses and
          provider_initiated are for saml, attributes_method for oidc. Leave them out.
        EOT
        name        = <<-EOT
          [federation-name] identity_providers %s: AWS accepts no provider of that name. Write 3 to 32
          characters without blanks and underscores, and no social provider's name.
        EOT
        identifiers = <<-EOT
          [input-value] identity_providers %s: write up to 50 identifiers, each of 1 to 40
          letters, digits, blanks and _+=.@-.
        EOT
        twin        = "[input-value] identity_providers %s: share an identifier, which leads to one provider only."
        attribute   = <<-EOT
          [federation-attribute] identity_providers %s: custom attributes must be in
          pool.custom_attributes and mutable: Cognito writes them at each sign-in.
        EOT
      } : replace(chomp(sentence), "%s", join(", ", local.provider_faults.identity_providers[fault]))
      if length(local.provider_faults.identity_providers[fault]) > 0
    ])
  }

  precondition {
    condition     = length(local.provider_faults.needs) == 0
    error_message = "[input-missing] identity_providers: missing of ${join("; ", local.provider_faults.needs)}."
  }

  precondition {
    condition     = length(local.provider_faults.metadata) == 0
    error_message = <<-EOT
      [input-value] identity_providers ${join(", ", local.provider_faults.metadata)}: write metadata_url or metadata_document, one of
      them.
    EOT
  }

  precondition {
    condition     = length(local.provider_faults.url) == 0
    error_message = <<-EOT
      [federation-url] identity_providers ${join(", ", local.provider_faults.url)}: issuer and metadata_url must be https addresses.
    EOT
  }
}
