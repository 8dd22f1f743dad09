# The API itself: its name, pages of other origins, the stage, logs, alarms and domain.

locals {

  cors_origins = [for origin in coalesce(var.cors.allow_origins, ["https://${var.domain}"]) : origin if origin != null]
  # * or every page of a scheme, as https://*.
  every_origin  = [for origin in local.cors_origins : origin if can(regex(local.patterns.origin.every, origin))]
  asked_methods = [for method in coalesce(var.cors.allow_methods, local.route_methods) : upper(method) if method != null]
  # With credentials a browser takes * for a method of that name.
  cors_methods = (
    !contains(local.asked_methods, "ANY") ? local.asked_methods :
    var.cors.allow_credentials ? ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] :
    ["*"]
  )
  cors_headers = [for header in var.cors.allow_headers : header if header != null]

  log_format = { for field, variable in var.access_log.format : field => variable if variable != null }
  own_log    = var.create && var.access_log.enabled && var.access_log.existing_log_group == null
  error_field = one(slice(concat([
    for field, variable in local.log_format : field if variable == "$context.authorizer.error" && can(regex("^\\w+$", field))
  ], [null]), 0, 1))

  alarm_actions = [for arn in var.alarms == null ? [] : var.alarms.actions : arn if nonsensitive(sensitive(arn != null))]
  alarms = var.alarms == null || !var.create ? {} : {
    for name, metric in {
      client_errors     = { metric = "4xx", statistic = "Sum", extended = null }
      server_errors     = { metric = "5xx", statistic = "Sum", extended = null }
      latency           = { metric = "Latency", statistic = null, extended = "p95" }
      authorizer_errors = { metric = "AuthorizerErrors", statistic = "Sum", extended = null }
    } : name => merge(metric, var.alarms[name], { actions = length(local.alarm_actions) > 0 ? local.alarm_actions : null })
    if var.alarms[name].enabled
  }

  tags = { for key, value in var.tags : key => value if value != null }
  wrong_tags = [
    for key in keys(local.tags) : jsonencode(key)
    if startswith(lower(key), "aws:") || !can(regex(local.patterns.tag_key, key))
  ]

  domain         = one([for item in var.custom_domain[*] : item if var.create])
  own_api_domain = try(local.domain.existing, true) ? null : local.domain
  stages         = { for name, item in var.stages : name => item if var.create && item != null }


  api_faults = {
    throttled = [
      for name, item in local.stages : jsonencode(name)
      if !(
        item.throttling.burst_limit >= 1 && item.throttling.rate_limit > 0 &&
        floor(item.throttling.burst_limit) == item.throttling.burst_limit
      )
    ]
    origins = var.cors.allow_origins == null ? [] : [
      for origin in local.cors_origins : origin if !anytrue([
        can(regex(local.patterns.origin.every, origin)),
        can(regex(local.patterns.origin.app, origin)) && !can(regex("^https?:", origin)),
        can(regex(local.patterns.origin.web, origin)) && !can(regex(local.patterns.origin.own_port, origin)) && (
          # Of the ways to write an IPv6 address browsers send one.
          strcontains(origin, "[") ? try(cidrhost("${regex("\\[(.*)\\]", origin)[0]}/128", 0) == regex("\\[(.*)\\]", origin)[0], false) :
          !can(regex(local.patterns.origin.ends_in_number, origin)) || can(regex(local.patterns.origin.numbers, origin))
        ),
      ])
    ]
    methods = [
      for method in local.asked_methods : method
      if !contains(["*", "ANY", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"], method)
    ]
    # Looked for in all at once: Terraform compiles a pattern anew for each text.
    variables = setsubtract(values(local.log_format), setsubtract(
      regexall(local.patterns.log_variables, join("\n", values(local.log_format))),
      regexall("(?m)^.*authorizer\\.(?:claims?|errors|principal_?id)$", join("\n", values(local.log_format))),
    ))
    group = [
      for name, value in {
        retention_in_days = var.access_log.retention_in_days
        kms_key_arn       = var.access_log.kms_key_arn
        log_group_name    = var.access_log.log_group_name
      } : name if value != null && var.access_log.existing_log_group != null
    ]
    action = [for at, arn in local.alarm_actions : "alarms.actions[${at}]" if !startswith(arn, "arn:")]
    # https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html (AlarmActions, Period)
    alarm = concat(
      [
        for name, item in local.alarms : "alarms.${name}"
        if item.threshold < (name == "latency" ? 1 : 0) || min(item.period_minutes, item.evaluation_periods) < 1 ||
        floor(item.period_minutes) != item.period_minutes || floor(item.evaluation_periods) != item.evaluation_periods ||
        item.period_minutes * item.evaluation_periods > (item.period_minutes < 60 ? 1440 : 10080)
      ],
      [for alarms in var.alarms[*] : "alarms.actions" if length(alarms.actions) > 5],
    )
    description = [
      for place, text in merge(
        { stage = var.stage.description },
        { for name, item in local.stages : "stages ${jsonencode(name)}" => item.description },
      ) : place if text == null ? false : length(text) < 1 || length(text) > 1024
    ]
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
    variable = [
      for place, variables in merge(
        { stage = var.stage.variables },
        { for name, item in local.stages : "stages ${jsonencode(name)}" => item.variables },
        ) : place if anytrue(concat(
          [for key in keys(variables) : !can(regex("^\\w{1,64}$", key))],
          [for value in values(variables) : value != null && !can(regex("^[A-Za-z0-9._~:/?#&=,-]{1,512}$", value))],
      ))
    ]
  }
}

output "project" {
  description = "Begins every name."
  value       = var.project

  precondition {
    condition     = can(regex("^[a-z][a-z0-9-]{0,31}$", var.project))
    error_message = <<-EOT
      [project] "${var.project}" can't begin the names of AWS resources. Write 1 to 32 of a-z, 0-9 and -, beginning with a letter.
    EOT
  }

  precondition {
    condition     = can(regex(local.patterns.host_name, var.domain)) && length(coalesce(var.domain, "-")) <= 253
    error_message = "[api-domain] \"${var.domain}\" is not a domain. Write a host name in lowercase letters, e.g. example.com."
  }
}

output "tags" {
  description = "Tags of everything that takes them."
  value       = local.tags

  precondition {
    condition     = length(local.wrong_tags) == 0 && length(local.tags) <= 50
    error_message = <<-EOT
      [tag-key] tags ${join(", ", local.wrong_tags)}: AWS reserves the prefix aws:, a key has 1 to 128 letters, digits, blanks and
      _.:/=+-@, and a resource at most 50 tags.
    EOT
  }

  precondition {
    condition     = alltrue([for value in values(local.tags) : can(regex(local.patterns.tag_value, value))])
    error_message = "[tag-key] tags: a value takes at most 256 letters, digits, blanks and _.:/=+-@."
  }

  # Roles have them too.
  precondition {
    condition     = length(distinct([for key in keys(local.tags) : lower(key)])) == length(local.tags)
    error_message = "[tag-key] tags: two keys differ in case only, which are one key to IAM. Write one of them."
  }
}

output "cors" {
  description = "What pages of other origins may do."
  value = merge(var.cors, {
    allow_origins = local.cors_origins
    allow_methods = local.cors_methods
    allow_headers = local.cors_headers
    expose_headers = (
      var.cors.expose_headers == null ? null : [for header in var.cors.expose_headers : header if header != null]
    )
  })

  precondition {
    condition     = !(var.cors.enabled && var.cors.allow_credentials && length(local.every_origin) > 0)
    error_message = <<-EOT
      [cors-credentials-wildcard] cors.allow_origins ${join(", ", local.every_origin)}: with allow_credentials every such page could use the
      user's session. Name the origins.
    EOT
  }

  precondition {
    condition     = length(local.api_faults.origins) == 0
    error_message = <<-EOT
      [cors-origin] cors.allow_origins ${join(", ", local.api_faults.origins)}: write scheme, host and port as browsers send them,
      e.g. https://app.example.com: in lower case, without a path, a user name or the scheme's own port.
    EOT
  }

  precondition {
    condition     = length(local.api_faults.methods) == 0
    error_message = "[input-value] cors.allow_methods ${join(", ", local.api_faults.methods)}: write GET, POST and so on, or ANY."
  }

  precondition {
    condition     = var.cors.max_age_seconds >= -1 && var.cors.max_age_seconds <= 86400
    error_message = "[cors-max-age] cors.max_age_seconds is ${var.cors.max_age_seconds}; write -1 to 86400 seconds."
  }
}

output "stages" {
  description = "Further stages."
  value       = local.stages

  precondition {
    condition = alltrue([
      for name in keys(local.stages) : can(regex("^(\\$default|[A-Za-z0-9_-]{1,128})$", name)) && name != var.stage.name
    ])
    error_message = <<-EOT
      [stage-name] stages ${join(", ", formatlist("%q", keys(local.stages)))}: write other names than that of stage, $default or 1 to 128 of
      A-Z, a-z, 0-9, - and _.
    EOT
  }

  precondition {
    condition     = length(local.api_faults.throttled) == 0
    error_message = <<-EOT
      [throttling-incomplete] stages ${join(", ", local.api_faults.throttled)}: throttling needs a whole burst_limit of at least 1 and a
      rate_limit above 0; API Gateway would answer every call 429.
    EOT
  }
}

output "stage" {
  description = "The stage's settings."
  value       = var.stage

  precondition {
    condition     = can(regex("^(\\$default|[A-Za-z0-9_-]{1,128})$", var.stage.name))
    error_message = <<-EOT
      [stage-name] stage.name "${var.stage.name}" can't name a stage. Write $default, or 1 to 128 of A-Z, a-z, 0-9, - and _.
    EOT
  }

  precondition {
    condition = (
      var.stage.throttling.burst_limit >= 1 && var.stage.throttling.rate_limit > 0 &&
      floor(var.stage.throttling.burst_limit) == var.stage.throttling.burst_limit
    )
    error_message = <<-EOT
      [throttling-incomplete] stage.throttling needs a whole burst_limit of at least 1 and a rate_limit above 0; API Gateway would answer
      every call 429.
    EOT
  }

  precondition {
    condition     = length(local.api_faults.variable) == 0
    error_message = <<-EOT
      [stage-variable] ${join(", ", local.api_faults.variable)}: the names of variables must be 1 to 64 of A-Z, a-z, 0-9 and _, their values
      1 to 512 of those and -.~:/?#&=,.
    EOT
  }

  precondition {
    condition     = length(local.api_faults.description) == 0
    error_message = "[input-value] ${join(", ", local.api_faults.description)}: description must be 1 to 1024 characters."
  }
}

output "access_log" {
  description = "The access log's settings."
  value       = merge(var.access_log, { format = local.log_format, error_field = local.error_field })

  precondition {
    condition     = length(local.api_faults.variables) == 0
    error_message = <<-EOT
      [log-variable-unknown] access_log.format has variables that AWS doesn't know and would log as "-":
      ${join(", ", local.api_faults.variables)}.
    EOT
  }

  precondition {
    condition     = length(setintersection(["$context.requestId", "$context.extendedRequestId"], values(local.log_format))) > 0
    error_message = "[log-request-id] access_log.format must hold $context.requestId: AWS requires it."
  }

  precondition {
    condition     = length(base64encode(jsonencode(local.log_format))) <= 4096
    error_message = <<-EOT
      [log-format-size] access_log.format has more than the 3072 bytes that AWS accepts. Leave out fields, or shorten their names.
    EOT
  }

  precondition {
    condition = var.access_log.log_group_name == null ? true : (
      can(regex("^[._/#A-Za-z0-9-]{1,512}$", var.access_log.log_group_name)) && !startswith(var.access_log.log_group_name, "aws/")
    )
    error_message = <<-EOT
      [log-group-name] access_log.log_group_name must be 1 to 512 of A-Z, a-z, 0-9 and .-_/#, and not begin with aws/.
    EOT
  }

  precondition {
    condition     = length(local.api_faults.group) == 0
    error_message = <<-EOT
      [log-group-existing] access_log: ${join(", ", local.api_faults.group)} can't be set with existing_log_group: set them where that log
      group is managed.
    EOT
  }

  precondition {
    condition = var.access_log.existing_log_group == null ? true : (
      can(regex("^arn:[^:]+:logs(:[^:]+){2}:log-group:[^:*]+(:\\*)?$", var.access_log.existing_log_group.arn))
    )
    error_message = <<-EOT
      [log-group-existing] access_log.existing_log_group.arn is not the ARN of a log group. Write
      arn:aws:logs:REGION:ACCOUNT:log-group:NAME.
    EOT
  }

  precondition {
    condition     = var.access_log.retention_in_days == null ? true : contains(local.known.retentions, var.access_log.retention_in_days)
    error_message = <<-EOT
      [log-retention] access_log.retention_in_days is ${coalesce(var.access_log.retention_in_days, 0)}, which CloudWatch doesn't offer;
      write e.g. 7, 30, 90 or 365.
    EOT
  }

  precondition {
    condition     = length(local.misformed_log) == 0
    error_message = "[kms-key] ${join("; ", local.misformed_log)}."
  }
}

output "own_log" {
  description = "Whether a log group for the access log is made."
  value       = local.own_log
}

output "alarms" {
  description = "Alarms on the stage, by name."
  value       = local.alarms

  precondition {
    condition     = length(local.api_faults.action) == 0
    error_message = "[input-value] ${join(", ", local.api_faults.action)}: not an ARN. Write e.g. arn:aws:sns:REGION:ACCOUNT:TOPIC."
  }

  precondition {
    condition     = length(local.api_faults.alarm) == 0
    error_message = <<-EOT
      [input-value] ${join(", ", local.api_faults.alarm)}: threshold must be 0 or more, of latency 1 or more, period_minutes and
      evaluation_periods whole numbers from 1 that make no more than a day together, 7 days with periods of an hour or more; actions
      are 5 at most.
    EOT
  }

  precondition {
    condition     = !contains(keys(local.alarms), "authorizer_errors") || var.access_log.enabled
    error_message = <<-EOT
      [alarm-without-log] alarms.authorizer_errors are counted in the access log, and there is none. Keep the access log, or write
      authorizer_errors = { enabled = false }.
    EOT
  }

  precondition {
    condition     = !contains(keys(local.alarms), "authorizer_errors") || !var.access_log.enabled || local.error_field != null
    error_message = <<-EOT
      [alarm-log-field] alarms.authorizer_errors are counted by a field of access_log.format that shows $context.authorizer.error, and there
      is none. Add authorizerError = "$context.authorizer.error", or write authorizer_errors = { enabled = false }.
    EOT
  }
}

output "dashboard" {
  description = "Whether a dashboard is made, and whether it shows refused callers, which the access log counts unless alarms say no."
  value = {
    enabled = var.create && var.dashboard
    refusals = (
      var.create && var.dashboard && var.access_log.enabled && local.error_field != null &&
      (var.alarms == null || contains(keys(local.alarms), "authorizer_errors"))
    )
  }
}

output "custom_domain" {
  description = "The API's own domain; null without one."
  value       = local.domain

  precondition {
    condition = local.domain == null ? true : (
      can(regex(local.patterns.host_name, trimprefix(local.domain.domain_name, "*."))) &&
      length(coalesce(local.domain.domain_name, "-")) <= 253
    )
    error_message = <<-EOT
      [api-domain] custom_domain.domain_name is not a domain. Write it in lowercase letters and without a scheme: api.example.com; DNS
      takes 63 characters between two dots, and 253 in all.
    EOT
  }

  precondition {
    condition = local.own_api_domain == null ? true : (
      can(regex("^arn:aws[a-z-]*:acm:[a-z0-9-]+:\\d{12}:certificate/[\\w-]+$", local.own_api_domain.certificate_arn))
    )
    error_message = "[api-domain-certificate] custom_domain.certificate_arn must be the ARN of an ACM certificate in the API's region."
  }

  precondition {
    condition = try(local.domain.mapping_key, null) == null ? true : (
      can(regex("^[A-Za-z0-9_.+!*'()-]+(/[A-Za-z0-9_.+!*'()-]+)*$", local.domain.mapping_key))
    )
    error_message = "[api-domain-path] custom_domain.mapping_key can't be mapped. Write it without slashes at its ends, e.g. \"v1\"."
  }

  precondition {
    condition = !try(local.domain.existing, false) ? true : length(local.domain.mappings) == 0 && alltrue([
      for name in ["certificate_arn", "hosted_zone", "mutual_tls", "ownership_verification_certificate_arn"] : local.domain[name] == null
    ])
    error_message = <<-EOT
      [api-domain] custom_domain.existing: the domain is managed elsewhere, and so are its certificate, record, mutual TLS and further
      mappings. Write domain_name and mapping_key alone.
    EOT
  }

  precondition {
    condition = try(alltrue([
      for key, stage in local.domain.mappings :
      contains(concat([var.stage.name], keys(local.stages)), stage) && key != local.domain.mapping_key
    ]), true)
    error_message = <<-EOT
      [stage-undeclared] custom_domain.mappings: each key needs the name of stage or of one of stages.
    EOT
  }

  precondition {
    condition     = try(local.domain.hosted_zone, null) == null ? true : local.domain.hosted_zone.id != null
    error_message = "[input-missing] custom_domain.hosted_zone needs the id of the Route 53 zone."
  }

  precondition {
    condition = try(local.domain.mutual_tls, null) == null ? true : (
      can(regex("^s3://[a-z0-9.-]{3,63}/.+$", local.domain.mutual_tls.truststore_uri))
    )
    error_message = "[truststore] custom_domain.mutual_tls.truststore_uri is not an object in S3. Write s3://BUCKET/KEY."
  }

  precondition {
    condition     = try(local.domain.mutual_tls, null) == null ? true : !startswith(coalesce(local.domain.domain_name, "-"), "*")
    error_message = "[api-domain] custom_domain.mutual_tls: AWS accepts no wildcard domain for mutual TLS. Name the host."
  }

  precondition {
    condition     = try(local.domain.mutual_tls, null) == null || coalesce(var.disable_execute_api_endpoint, true)
    error_message = <<-EOT
      [mtls-bypass] disable_execute_api_endpoint is false beside custom_domain.mutual_tls: the default endpoint requires
      no client certificate. Leave it out.
    EOT
  }

  precondition {
    condition     = contains(["ipv4", "dualstack"], coalesce(var.ip_address_type, "ipv4"))
    error_message = "[input-value] ip_address_type must be ipv4 or dualstack."
  }

  precondition {
    condition     = length(local.misformed_domain) == 0
    error_message = "[input-value] ${join("; ", local.misformed_domain)}."
  }
}
