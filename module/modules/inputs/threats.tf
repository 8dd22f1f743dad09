# What enforced threat protection does about what it finds.

locals {
  responses = var.pool.threat_responses
  # With the defaults of the levels that nothing is said about.
  takeover_levels = {
    low    = local.responses.low == null ? { action = "NO_ACTION", notify = false } : local.responses.low
    medium = local.responses.medium == null ? { action = local.by_factors[0], notify = true } : local.responses.medium
    high   = local.responses.high == null ? { action = local.by_factors[1], notify = true } : local.responses.high
  }
  takeover_mails = {
    blocked_mail       = local.responses.blocked_mail
    second_factor_mail = local.responses.second_factor_mail
    passed_mail        = local.responses.passed_mail
  }
  asks_factors = var.pool.mfa != "off"
  by_factors   = local.asks_factors ? ["MFA_IF_CONFIGURED", "MFA_REQUIRED"] : ["NO_ACTION", "BLOCK"]
  enforced     = var.pool.threat_protection == "enforced"

  # What is said about sign-ins, all of which needs the sender.
  said_of_takeovers = concat(
    [for name in ["low", "medium", "high"] : name if local.responses[name] != null],
    [for name, mail in local.takeover_mails : name if mail != null],
  )
  ranges = concat(tolist(local.responses.skipped_ip_ranges), tolist(local.responses.blocked_ip_ranges))
  threat_faults = {
    threat_responses = {
      event = setsubtract(local.responses.compromised_credentials, ["SIGN_IN", "SIGN_UP", "PASSWORD_CHANGE"])
      action = [
        for name, level in local.takeover_levels : name
        if !contains(["NO_ACTION", "MFA_IF_CONFIGURED", "MFA_REQUIRED", "BLOCK"], coalesce(level.action, "-"))
      ]
      factor = [
        for name, level in local.takeover_levels : name if !local.asks_factors && startswith(coalesce(level.action, "-"), "MFA_")
      ]
      mail = [
        for name, mail in local.takeover_mails : name
        if mail == null ? false : mail.subject == null || mail.text == null || mail.html == null
      ]
    }
    idle = concat(
      local.said_of_takeovers,
      local.responses.compromised_credentials == toset(["SIGN_IN", "SIGN_UP", "PASSWORD_CHANGE"]) ? [] : ["compromised_credentials"],
      length(local.responses.skipped_ip_ranges) > 0 ? ["skipped_ip_ranges"] : [],
      length(local.responses.blocked_ip_ranges) > 0 ? ["blocked_ip_ranges"] : [],
    )
    range = [for range in local.ranges : range if !can(cidrhost(range, 0)) || endswith(range, "/0")]
  }
}

output "threat_responses" {
  description = "What enforced threat protection does."
  value = merge(local.responses, local.takeover_levels, {
    ranges = local.ranges
    # AWS takes a list or none.
    events            = length(local.responses.compromised_credentials) > 0 ? local.responses.compromised_credentials : null
    skipped_ip_ranges = length(local.responses.skipped_ip_ranges) > 0 ? local.responses.skipped_ip_ranges : null
    blocked_ip_ranges = length(local.responses.blocked_ip_ranges) > 0 ? local.responses.blocked_ip_ranges : null
  })

  precondition {
    condition     = local.enforced || length(local.threat_faults.idle) == 0
    error_message = <<-EOT
      [input-unknown] pool.threat_responses: nothing acts on ${join(", ", local.threat_faults.idle)} without
      pool.threat_protection = "enforced". Write it, or leave them out.
    EOT
  }

  precondition {
    condition     = !local.enforced || length(local.said_of_takeovers) == 0 || var.pool.email != null
    error_message = <<-EOT
      [threat-notify-sender] pool.threat_responses ${join(", ", local.said_of_takeovers)}: the AWS provider takes these with a sender in SES
      only. Set pool.email, or leave them out.
    EOT
  }

  precondition {
    condition = length(flatten(values(local.threat_faults.threat_responses))) == 0
    error_message = join("\n", [
      for fault, sentence in {
        event  = <<-EOT
          [input-value] pool.threat_responses.compromised_credentials: %s: write SIGN_IN, SIGN_UP and
          PASSWORD_CHANGE, or some of them.
        EOT
        action = <<-EOT
          [input-value] pool.threat_responses %s: action must be NO_ACTION, MFA_IF_CONFIGURED,
          MFA_REQUIRED or BLOCK.
        EOT
        factor = <<-EOT
          [threat-second-factor] pool.threat_responses %s: the pool has no second factors (pool.mfa is
          off). Write BLOCK or NO_ACTION.
        EOT
        mail   = <<-EOT
          [input-missing] pool.threat_responses %s: write subject, text and html; Cognito sends both forms.
        EOT
      } : replace(chomp(sentence), "%s", join(", ", local.threat_faults.threat_responses[fault]))
      if length(local.threat_faults.threat_responses[fault]) > 0
    ])
  }

  precondition {
    condition = (
      length(local.threat_faults.range) == 0 && length(local.responses.skipped_ip_ranges) <= 200 &&
      length(local.responses.blocked_ip_ranges) <= 200 &&
      length(setintersection(local.responses.skipped_ip_ranges, local.responses.blocked_ip_ranges)) == 0
    )
    error_message = <<-EOT
      [threat-addresses] pool.threat_responses: skipped_ip_ranges and blocked_ip_ranges take up to 200 ranges each, such as 192.0.2.0/24 or
      2001:db8::/32, none on both lists and none of all addresses${join("", formatlist("; not %s", local.threat_faults.range))}.
    EOT
  }
}
