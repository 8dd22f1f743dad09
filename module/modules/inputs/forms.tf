# What AWS takes in one form only, whatever input it stands in.

locals {
  # Patterns, REGION standing for a region's, and what to write.
  forms = {
    access_point = {
      pattern = "^arn:aws[a-z-]*:elasticfilesystem:REGION:\\d{12}:access-point/fsap-\\w+$"
      write   = "arn:aws:elasticfilesystem:REGION:ACCOUNT:access-point/fsap-ID"
    }
    certificate = {
      pattern = "^arn:aws[a-z-]*:acm:REGION:\\d{12}:certificate/[\\w-]+$"
      write   = "arn:aws:acm:REGION:ACCOUNT:certificate/ID"
    }
    file_system = {
      pattern = "^arn:aws[a-z-]*:elasticfilesystem:REGION:\\d{12}:file-system/fs-\\w+$"
      write   = "arn:aws:elasticfilesystem:REGION:ACCOUNT:file-system/fs-ID"
    }
    host = {
      pattern = "^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]$"
      write   = "a host name in lowercase letters and without a scheme, e.g. auth.example.com"
    }
    # https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
    image = {
      pattern = "^\\d{12}\\.dkr\\.ecr(-fips)?\\.[\\w-]+\\.amazonaws\\.(com|com\\.cn|eu)/[a-z0-9._/-]+(:[\\w.-]+|@sha256:[0-9a-f]{64})$"
      write   = "an image of Amazon ECR, ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG or …@sha256:…"
    }
    key = {
      pattern = "^arn:aws[a-z-]*:kms:REGION:\\d{12}:key/[\\w-]+$"
      write   = "arn:aws:kms:REGION:ACCOUNT:key/KEY_ID: an alias or a bare id won't do"
    }
    # https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
    key_id = {
      pattern = "^(arn:aws[a-z-]*:kms:REGION:\\d{12}:(key/[\\w-]+|alias/\\S+)|alias/\\S+|[\\w-]+)$"
      write   = "a key's id or ARN, or alias/NAME"
    }
    region = { pattern = "^REGION$", write = "a region, e.g. eu-central-1" }
    sender = {
      pattern = "^([^<>@]*<[^\\s<>@]+@[^\\s<>@]+>|[^\\s<>@]+@[^\\s<>@]+)$"
      write   = "an address, or Name <address>"
    }
    ses_identity = {
      pattern = "^arn:aws[a-z-]*:ses:REGION:\\d{12}:identity/\\S+$"
      write   = "arn:aws:ses:REGION:ACCOUNT:identity/ADDRESS_OR_DOMAIN"
    }
    # https://docs.aws.amazon.com/Route53/latest/APIReference/API_HostedZone.html
    zone = { pattern = "^[A-Z0-9]{1,32}$", write = "the id of a hosted zone, e.g. Z0123456789ABCDEFGHIJ" }
  }

  # What isn't in its form, by the input: where it stands, and what to write there. Null is left out.
  misformed = {
    for input, values in {
      access_log = { "access_log.kms_key_arn" = { key = var.access_log.kms_key_arn } }
      custom_domain = merge([
        for domain in local.domain[*] : {
          "custom_domain.hosted_zone.id"                         = { zone = try(domain.hosted_zone.id, null) }
          "custom_domain.ownership_verification_certificate_arn" = { certificate = domain.ownership_verification_certificate_arn }
        }
      ]...)
      function_keys = merge(
        merge([
          for name, item in local.own_functions : {
            "functions ${jsonencode(name)}.kms_key_arn"     = { key = item.kms_key_arn }
            "functions ${jsonencode(name)}.log_kms_key_arn" = { key = item.log_kms_key_arn }
          }
        ]...),
        {
          for name, item in local.bundled_authorizers :
          "lambda_authorizers ${jsonencode(name)}.log_kms_key_arn" => { key = item.log_kms_key_arn }
        },
        { for item in local.token_trigger : "token_trigger.log_kms_key_arn" => { key = item.log_kms_key_arn } },
      )
      functions = merge([
        for name, item in local.own_functions : {
          "functions ${jsonencode(name)}.image_uri"                    = { image = item.image_uri }
          "functions ${jsonencode(name)}.file_system.arn"              = { file_system = try(item.file_system.arn, null) }
          "functions ${jsonencode(name)}.file_system.access_point_arn" = { access_point = try(item.file_system.access_point_arn, null) }
        }
      ]...)
      machine_clients = merge(
        {
          for name, item in local.machine_clients :
          "machine_clients ${jsonencode(name)}.secrets_manager.kms_key_id" => { key_id = try(item.secrets_manager.kms_key_id, null) }
        },
        {
          for name, item in local.rotating_clients :
          "rotating_machine_clients ${jsonencode(name)}.kms_key_id" => { key_id = item.kms_key_id }
        },
      )
      own_pool = merge(
        merge([
          for email in var.pool.email[*] : {
            "pool.email.source_arn" = { ses_identity = email.source_arn }
            "pool.email.from"       = { sender = email.from }
            "pool.email.reply_to"   = { sender = email.reply_to }
          }
        ]...),
        { "pool.sms.sns_region" = { region = try(var.pool.sms.sns_region, null) } },
        { "pool.sign_in_policy.passkeys.relying_party_id" = { host = try(local.passkeys.relying_party_id, null) } },
      )
      triggers = { "triggers.kms_key_arn" = { key = var.triggers.kms_key_arn } }
    } :
    input => join("; ", flatten([
      for place, forms in values : [
        for form, value in forms : "${place} must be ${local.forms[form].write}"
        if nonsensitive(sensitive(
          value == null ? false : !can(regex(replace(local.forms[form].pattern, "REGION", "[a-z]{2,4}(-[a-z]+)+-\\d+"), value))
        ))
      ]
    ]))
  }
}
