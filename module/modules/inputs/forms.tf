# What AWS takes in one form only, whatever input it stands in.

locals {
  # Patterns, REGION standing for a region's, and what to write.
  forms = { for name, form in {
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
  } : name => merge(form, { pattern = replace(form.pattern, "REGION", "[a-z]{2,4}(-[a-z]+)+-\\d+") }) }

  # What isn't in its form: where it stands, and what to write there. One list for each input, not one for all: what is made of one input
  # may be an input itself, such as the pool's id in a function's environment.
  misformed_log = [
    for place, one in { "access_log.kms_key_arn" = { form = "key", value = var.access_log.kms_key_arn } } :
    "${place} must be ${local.forms[one.form].write}"
    if nonsensitive(sensitive(one.value == null ? false : !can(regex(local.forms[one.form].pattern, one.value))))
  ]
  misformed_domain = [
    for place, one in merge([
      for domain in local.domain[*] : {
        "custom_domain.hosted_zone.id" = { form = "zone", value = try(domain.hosted_zone.id, null) }
        "custom_domain.ownership_verification_certificate_arn" = {
          form = "certificate", value = domain.ownership_verification_certificate_arn
        }
      }
    ]...) :
    "${place} must be ${local.forms[one.form].write}"
    if nonsensitive(sensitive(one.value == null ? false : !can(regex(local.forms[one.form].pattern, one.value))))
  ]
  misformed_keys = [
    for place, one in merge(
      merge([
        for name, item in local.own_functions : {
          "functions ${jsonencode(name)}.kms_key_arn"     = { form = "key", value = item.kms_key_arn }
          "functions ${jsonencode(name)}.log_kms_key_arn" = { form = "key", value = item.log_kms_key_arn }
        }
      ]...),
      {
        for name, item in local.bundled_authorizers :
        "lambda_authorizers ${jsonencode(name)}.log_kms_key_arn" => { form = "key", value = item.log_kms_key_arn }
      },
      { for item in local.token_trigger : "token_trigger.log_kms_key_arn" => { form = "key", value = item.log_kms_key_arn } },
    ) :
    "${place} must be ${local.forms[one.form].write}"
    if nonsensitive(sensitive(one.value == null ? false : !can(regex(local.forms[one.form].pattern, one.value))))
  ]
  misformed_functions = [
    for place, one in merge([
      for name, item in local.own_functions : {
        "functions ${jsonencode(name)}.image_uri"       = { form = "image", value = item.image_uri }
        "functions ${jsonencode(name)}.file_system.arn" = { form = "file_system", value = try(item.file_system.arn, null) }
        "functions ${jsonencode(name)}.file_system.access_point_arn" = {
          form = "access_point", value = try(item.file_system.access_point_arn, null)
        }
      }
    ]...) :
    "${place} must be ${local.forms[one.form].write}"
    if nonsensitive(sensitive(one.value == null ? false : !can(regex(local.forms[one.form].pattern, one.value))))
  ]
  misformed_clients = [
    for place, one in merge(
      {
        for name, item in local.machine_clients : "machine_clients ${jsonencode(name)}.secrets_manager.kms_key_id" => {
          form = "key_id", value = try(item.secrets_manager.kms_key_id, null)
        }
      },
      {
        for name, item in local.rotating_clients :
        "rotating_machine_clients ${jsonencode(name)}.kms_key_id" => { form = "key_id", value = item.kms_key_id }
      },
    ) :
    "${place} must be ${local.forms[one.form].write}"
    if nonsensitive(sensitive(one.value == null ? false : !can(regex(local.forms[one.form].pattern, one.value))))
  ]
  misformed_pool = [
    for place, one in merge(
      merge([
        for email in var.pool.email[*] : {
          "pool.email.source_arn" = { form = "ses_identity", value = email.source_arn }
          "pool.email.from"       = { form = "sender", value = email.from }
          "pool.email.reply_to"   = { form = "sender", value = email.reply_to }
        }
      ]...),
      { "pool.sms.sns_region" = { form = "region", value = try(var.pool.sms.sns_region, null) } },
      {
        "pool.sign_in_policy.passkeys.relying_party_id" = { form = "host", value = try(local.passkeys.relying_party_id, null) }
      },
    ) :
    "${place} must be ${local.forms[one.form].write}"
    if nonsensitive(sensitive(one.value == null ? false : !can(regex(local.forms[one.form].pattern, one.value))))
  ]
  misformed_triggers = [
    for place, one in { "triggers.kms_key_arn" = { form = "key", value = var.triggers.kms_key_arn } } :
    "${place} must be ${local.forms[one.form].write}"
    if nonsensitive(sensitive(one.value == null ? false : !can(regex(local.forms[one.form].pattern, one.value))))
  ]
}
