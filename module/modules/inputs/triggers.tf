# Functions that the pool calls besides the token trigger.

locals {
  trigger_functions = { for name in local.known.trigger_order : name => var.triggers[name] if var.create && var.triggers[name] != null }

  pool_trigger_faults = {
    arn = [for name, function in local.trigger_functions : "triggers.${name}" if !can(regex(local.patterns.lambda_arn, function.arn))]
    key = [
      for name in setintersection(keys(local.trigger_functions), ["custom_email_sender", "custom_sms_sender"]) : "triggers.${name}"
      if var.triggers.kms_key_arn == null
    ]
    challenge = [
      for name in setintersection(keys(local.trigger_functions), ["create_auth_challenge", "verify_auth_challenge_response"]) :
      "triggers.${name}" if var.triggers.define_auth_challenge == null
    ]
  }
}

output "triggers" {
  description = "Functions that the pool calls, by the trigger, and what AWS calls each."
  value = {
    functions   = local.trigger_functions
    kms_key_arn = var.triggers.kms_key_arn
    labels = {
      for name in local.known.trigger_order : name => join("", [for at, word in split("_", name) : at == 0 ? word : title(word)])
    }
  }

  precondition {
    condition     = length(local.trigger_functions) == 0 || var.existing_pool == null
    error_message = <<-EOT
      [trigger-existing-pool] triggers are set, but existing_pool is managed elsewhere. Set them where the pool is managed.
    EOT
  }

  precondition {
    condition     = length(local.pool_trigger_faults.arn) == 0
    error_message = <<-EOT
      [function-arn] ${join(", ", local.pool_trigger_faults.arn)}: arn is not the ARN of a function. Write
      arn:aws:lambda:REGION:ACCOUNT:function:NAME, optionally with :ALIAS or :VERSION.
    EOT
  }

  precondition {
    condition     = length(local.pool_trigger_faults.key) == 0
    error_message = <<-EOT
      [trigger-key] ${join(", ", local.pool_trigger_faults.key)}: Cognito hands codes to it encrypted. Set triggers.kms_key_arn: a symmetric
      KMS key, on which the deployer has kms:CreateGrant.
    EOT
  }

  precondition {
    condition     = length(local.pool_trigger_faults.challenge) == 0
    error_message = <<-EOT
      [trigger-challenge] ${join(", ", local.pool_trigger_faults.challenge)}: no challenge is ever issued. Set
      triggers.define_auth_challenge.
    EOT
  }

  precondition {
    condition     = length(local.misformed_triggers) == 0
    error_message = "[kms-key] ${join("; ", local.misformed_triggers)}."
  }
}
