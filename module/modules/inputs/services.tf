# Actions of AWS services that API Gateway calls itself, without a function in between.

locals {

  services = {
    for name, item in var.services : name => merge(item, {
      action     = lookup(local.known.service_actions, coalesce(item.service, "-"), local.known.unknown_action).action
      parameters = { for parameter, value in item.parameters : parameter => value if nonsensitive(sensitive(value != null)) }
    })
    if var.create && nonsensitive(sensitive(item != null))
  }
  # Of those that are spelt right; the others are told about by themselves.
  known_services = { for name, item in local.services : name => item if item.action != null }

  service_faults = {
    service = [for name, item in local.services : "${jsonencode(name)}: ${coalesce(item.service, "none")}" if item.action == null]
    parameter = [
      for name, item in local.known_services : "${jsonencode(name)}: ${join(", ", setsubtract(
        keys(item.parameters), flatten([for kind in ["required", "optional"] : local.known.service_actions[item.service][kind]])
      ))}"
      if length(setsubtract(
        keys(item.parameters), flatten([for kind in ["required", "optional"] : local.known.service_actions[item.service][kind]])
      )) > 0
    ]
    missing = [
      for name, item in local.known_services :
      "${jsonencode(name)}: ${join(", ", setsubtract(local.known.service_actions[item.service].required, keys(item.parameters)))}"
      if length(setsubtract(local.known.service_actions[item.service].required, keys(item.parameters))) > 0
    ]
    # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html (MessageGroupId)
    group = [
      for name, item in local.known_services : jsonencode(name)
      if item.service == "SQS-SendMessage" && !contains(keys(item.parameters), "MessageGroupId") &&
      nonsensitive(sensitive(endswith(lookup(item.parameters, "QueueUrl", ""), ".fifo")))
    ]
    role = [
      for name, item in local.services : jsonencode(name)
      if(item.existing_role == null) == (length(item.resource_arns) == 0)
    ]
    arn = [
      for name, item in local.services : jsonencode(name)
      if item.existing_role == null ? false : !can(regex(local.patterns.iam_arn, item.existing_role.arn))
    ]
  }
}

output "services" {
  description = "Actions of AWS services that routes lead to, with what their roles are allowed."
  value       = local.services

  precondition {
    condition     = length(local.service_faults.service) == 0
    error_message = <<-EOT
      [target-service] services ${join(", ", local.service_faults.service)}: HTTP APIs integrate no such action. Write one of
      ${join(", ", keys(local.known.service_actions))}.
    EOT
  }

  precondition {
    condition     = length(local.service_faults.parameter) == 0
    error_message = <<-EOT
      [target-service] services ${join("; ", local.service_faults.parameter)}: the action takes no such parameters. AWS spells them like
      QueueUrl and MessageBody.
    EOT
  }

  precondition {
    condition     = length(local.service_faults.missing) == 0
    error_message = <<-EOT
      [target-service] services ${join("; ", local.service_faults.missing)}: these parameters are missing. Add them to parameters.
    EOT
  }

  precondition {
    condition     = length(local.service_faults.group) == 0
    error_message = <<-EOT
      [target-service] services ${join(", ", local.service_faults.group)}: MessageGroupId is missing, and a FIFO queue refuses a message
      without it. Name in parameters what orders messages, or "$context.requestId" where no order is needed.
    EOT
  }

  precondition {
    condition     = length(local.service_faults.role) == 0
    error_message = <<-EOT
      [target-service] services ${join(", ", local.service_faults.role)}: write resource_arns, what the role may use (the queue, bus
      or state machine), or existing_role; not both.
    EOT
  }

  precondition {
    condition     = length(local.service_faults.arn) == 0
    error_message = "[role-arn] services ${join(", ", local.service_faults.arn)}: existing_role.arn must be arn:aws:iam::ACCOUNT:role/NAME."
  }
}
