# What answers: functions, made here or elsewhere, and backends that speak HTTP.

locals {

  # Comparing an object that holds something sensitive is sensitive itself, and then can't decide what is made.
  own_functions = {
    for name, item in var.functions : name => merge(item, {
      policy_statements = [
        for one in item.policy_statements : merge(one, {
          actions    = [for action in coalesce(one.actions, []) : action if action != null]
          conditions = { for operator, values in coalesce(one.conditions, {}) : operator => values if values != null }
        }) if nonsensitive(sensitive(one != null))
      ]
    })
    if var.create && !startswith(name, "bundled/") && nonsensitive(sensitive(item != null))
  }
  lambdas       = { for name, arn in var.lambdas : name => arn if var.create }
  http_backends = { for name, item in var.http_backends : name => item if var.create && nonsensitive(sensitive(item != null)) }
  vpc_links     = { for name, item in var.vpc_links : name => item if var.create && item != null }
  integrations = {
    for name, item in var.integrations : name => merge(item, {
      request_parameters = item.request_parameters == null ? null : {
        for name, value in item.request_parameters : name => value if value != null
      }
      response_parameters = { for status, mappings in item.response_parameters : status => mappings if mappings != null }
    })
    if var.create && item != null
  }

  private_backends = { for name, item in local.http_backends : name => item if item.vpc_link != null || item.existing_vpc_link != null }
  public_backends  = { for name, item in local.http_backends : name => item if item.vpc_link == null && item.existing_vpc_link == null }

  # What the caller names goes before what is bundled.
  target_kinds = merge(
    { for name in keys(local.http_backends) : name => "http" },
    { for name in keys(local.lambdas) : name => "lambda" },
    { for name in keys(local.services) : name => "service" },
    { for name in keys(local.own_functions) : name => "function" },
  )
  target_counts = {
    for target in distinct([for route in local.routes : coalesce(route.target, "-")]) : target => max(
      length([
        for names in [keys(local.own_functions), keys(local.lambdas), keys(local.http_backends), keys(local.services)] : 1
        if contains(names, target)
      ]),
      contains(local.known.bundled_functions, target) ? 1 : 0,
    )
  }

  # Functions that no route leads to have no integration.
  function_targets = toset([
    for route in local.resolved_routes : route.target if route.kind == "function" && contains(keys(local.functions), route.target)
  ])
  targets = concat(keys(local.http_backends), keys(local.lambdas), keys(local.services), tolist(local.function_targets))

  code_counts = {
    for name, function in local.own_functions : name =>
    length([
      for given in [
        try("${function.package}." != null, false), function.s3 != null, try("${function.image_uri}." != null, false),
      ] : 1 if given
    ])
  }

  # Code of the caller's own under the bundled function's name is the caller's.
  preflight_function = (
    !contains(keys(local.own_functions), "preflight") ? "preflight" :
    local.code_counts["preflight"] == 0 ? "preflight" :
    "cors-preflight"
  )

  # Those that a route leads to and nobody describes.
  used_functions = setsubtract(
    setunion(
      setsubtract(setintersection(local.known.bundled_functions, keys(local.target_counts)), keys(local.target_kinds)),
      length(local.preflights) > 0 ? [local.preflight_function] : [],
    ),
    keys(local.own_functions),
  )

  # Every function but the token trigger, with what it is made from if that is bundled.
  functions = merge(
    {
      for name in local.used_functions : name => merge(var.functions["bundled/${trimprefix(name, "cors-")}"], {
        bundled = trimprefix(name, "cors-")
      })
    },
    { for name, item in local.own_functions : name => merge(item, { bundled = local.code_counts[name] == 0 ? name : null }) },
    {
      for name, authorizer in local.bundled_authorizers : "${name}-authorizer" => merge(var.functions["bundled/authorizer"], {
        bundled               = "authorizer"
        log_retention_in_days = authorizer.log_retention_in_days
        log_kms_key_arn       = authorizer.log_kms_key_arn
      })
    },
    { for server in local.mcp_servers : server.gate => merge(var.functions["bundled/mcp"], { bundled = "mcp" }) },
  )



  function_faults = {
    functions = {
      layers = [for name, item in local.own_functions : jsonencode(name) if length(item.layers) > 5]
      name = formatlist("%q", [
        for name in keys(local.functions) : "${var.project}-${name}"
        if !can(regex("^[A-Za-z0-9_-]{1,64}$", "${var.project}-${name}"))
      ])
      names = formatlist("%q", setintersection(
        keys(local.own_functions),
        concat(["pre-token-generation"], formatlist("%s-authorizer", keys(local.bundled_authorizers)), values(local.mcp_servers)[*].gate),
      ))
      memory = [
        for name, item in local.own_functions : jsonencode(name)
        if item.memory_size < 128 || item.memory_size > 10240 || floor(item.memory_size) != item.memory_size
      ]
      timeout = [for name, item in local.own_functions : jsonencode(name) if !contains(range(1, 31), item.timeout)]
      storage = [
        for name, item in local.own_functions : jsonencode(name)
        if item.ephemeral_storage_size < 512 || item.ephemeral_storage_size > 10240 ||
        floor(item.ephemeral_storage_size) != item.ephemeral_storage_size
      ]
      alias = [
        for name, item in local.own_functions : jsonencode(name)
        if !can(regex("^[A-Za-z0-9_-]{0,127}[A-Za-z_-][A-Za-z0-9_-]{0,127}$", coalesce(item.alias, "live"))) ||
        (item.provisioned_concurrency == null ? false : (
          item.alias == null || item.provisioned_concurrency < 1 || floor(item.provisioned_concurrency) != item.provisioned_concurrency
        ))
      ]
      concurrent = [
        for name, item in local.own_functions : jsonencode(name)
        if item.reserved_concurrent_executions < -1 || floor(item.reserved_concurrent_executions) != item.reserved_concurrent_executions
      ]
      processor = [for name, item in local.own_functions : jsonencode(name) if !contains(["arm64", "x86_64"], item.architecture)]
      role_path = [
        for name, item in local.own_functions : jsonencode(name)
        if !can(regex("^/([\\x21-\\x7E]{1,510}/)?$", coalesce(item.role_path, "/")))
      ]
      action = compact([join("; ", flatten([
        for name, item in local.own_functions : [
          for one in item.policy_statements : [
            for action in coalesce(one.actions, []) : "${jsonencode(name)}: ${action}"
            if !can(regex("^(\\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)$", action))
          ]
        ]
      ]))])
      operator = compact([join("; ", flatten([
        for name, item in local.own_functions : [
          for one in item.policy_statements : [
            for operator in keys(coalesce(one.conditions, {})) : "${jsonencode(name)}: ${operator}"
            if !can(regex(local.patterns.policy_operator, operator))
          ]
        ]
      ]))])
      tag_key = compact([join("; ", flatten([
        for name, item in local.own_functions : [
          for key in keys(item.tags) : "${jsonencode(name)}: ${jsonencode(key)}"
          if startswith(lower(key), "aws:") || !can(regex(local.patterns.tag_key, key))
        ]
      ]))])
      many_tags = [for name, item in local.own_functions : jsonencode(name) if length(item.tags) > 50]
      retention = concat(
        [
          for name, item in local.own_functions : "functions ${jsonencode(name)}"
          if !contains(local.known.retentions, item.log_retention_in_days)
        ],
        [
          for name, item in local.bundled_authorizers : "lambda_authorizers ${jsonencode(name)}"
          if !contains(local.known.retentions, item.log_retention_in_days)
        ],
        [for item in local.token_trigger[*] : "token_trigger" if !contains(local.known.retentions, item.log_retention_in_days)],
      )
      environment = [
        for name, item in local.own_functions : jsonencode(name)
        if anytrue([
          for key in keys(item.environment) : !can(regex("^[A-Za-z][A-Za-z0-9_]+$", key)) || contains(local.known.reserved_variables, key)
        ])
      ]
    }
    entry = [
      for name, count in local.code_counts : jsonencode(name)
      if count > 1 || (count == 0 && !contains(local.known.bundled_functions, name))
    ]
    package = [
      for name, item in local.own_functions : "${jsonencode(name)}: ${item.package}"
      if item.package == null ? false : !try(fileexists(item.package), false)
    ]
    s3 = [
      for name, item in local.own_functions : jsonencode(name)
      if item.s3 == null ? false : item.s3.bucket == null || item.s3.key == null
    ]
    image = [for name, item in local.own_functions : jsonencode(name) if item.image_uri != null && length(item.layers) > 0]
    layer = [
      for name, item in local.own_functions : jsonencode(name)
      if anytrue([
        for one in item.layers : !can(regex("^arn:[^:]+:lambda:[^:]*:(\\d{12})?:(layer:[\\w-]+:\\d+|awslayer:[\\w-]+)$", one))
      ])
    ]
    dead_letter = [
      for name, item in local.own_functions : jsonencode(name)
      # https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html: standard ones only
      if item.dead_letter_target_arn == null ? false : endswith(item.dead_letter_target_arn, ".fifo") || !can(
        regex("^arn:[^:]+:(sqs|sns):[^:]+:\\d{12}:[\\w.-]+$", item.dead_letter_target_arn)
      )
    ]
    runtime = [
      for name, item in local.own_functions : jsonencode(name)
      if item.image_uri == null && !can(regex(local.patterns.runtime, item.runtime))
    ]
    # https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html (Handler)
    handler = [
      for name, item in local.own_functions : jsonencode(name)
      if item.image_uri == null && !can(regex("^\\S{1,128}$", item.handler))
    ]
    vpc = [
      for name, item in local.own_functions : jsonencode(name)
      if item.vpc == null ? false : min(length(coalesce(item.vpc.subnet_ids, [])), length(coalesce(item.vpc.security_group_ids, []))) == 0
    ]
    vpc_ids = [
      for name, item in local.own_functions : jsonencode(name)
      if item.vpc == null ? false : anytrue(concat(
        # https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html
        [length(coalesce(item.vpc.subnet_ids, [])) > 16, length(coalesce(item.vpc.security_group_ids, [])) > 5],
        [for id in coalesce(item.vpc.subnet_ids, []) : !can(regex(local.patterns.subnet_id, id))],
        [for id in coalesce(item.vpc.security_group_ids, []) : !can(regex(local.patterns.security_group_id, id))],
      ))
    ]
    resource = flatten([
      for name, item in local.own_functions : [
        for one in item.policy_statements : [
          for resource in coalesce(one.resources, []) : "${jsonencode(name)}: ${resource == null ? "null" : resource}"
          if !can(regex(local.patterns.policy_resource, resource))
        ]
      ]
    ])
    tag_value = flatten([
      for name, item in local.own_functions : [
        for key, value in item.tags : "${jsonencode(name)}: ${jsonencode(key)}"
        if value == null ? false : !can(regex(local.patterns.tag_value, value))
      ]
    ])
    file_system = [
      for name, item in local.own_functions : jsonencode(name)
      if item.file_system == null ? false : item.vpc == null || !can(regex("^/mnt/[\\w.-]{1,155}$", item.file_system.local_mount_path)) ||
      item.file_system.arn == null || item.file_system.access_point_arn == null
    ]
    role = [
      for name, item in local.own_functions : jsonencode(name)
      if item.existing_role != null && (
        item.permissions_boundary != null || item.role_path != null || length(item.policy_statements) > 0
      )
    ]
    arn = [
      for name, item in local.own_functions : jsonencode(name)
      if anytrue([
        item.existing_role == null ? false : !can(regex(local.patterns.iam_arn, item.existing_role.arn)),
        item.permissions_boundary == null ? false : !can(regex(local.patterns.iam_arn, item.permissions_boundary)),
      ])
    ]
    policy = [
      for name, item in local.own_functions : jsonencode(name)
      if anytrue([for one in item.policy_statements : min(length(coalesce(one.actions, [])), length(coalesce(one.resources, []))) == 0])
    ]
  }

}

output "functions" {
  description = "Every function but the token trigger."
  value       = local.functions

  precondition {
    condition     = length(local.function_faults.entry) == 0
    error_message = <<-EOT
      [function-entry] functions ${join(", ", local.function_faults.entry)}: no code, or more than one. Set one of package, s3 and
      image_uri; without them the name must be one that comes with the module: ${join(", ", local.known.bundled_functions)}.
    EOT
  }

  precondition {
    condition     = length(local.function_faults.package) == 0
    error_message = <<-EOT
      [function-entry] functions ${join(", ", local.function_faults.package)}: package is no file here. Build the zip before the plan, and
      write its path from where Terraform runs, or with $${path.module}.
    EOT
  }

  precondition {
    condition     = length(local.function_faults.s3) == 0
    error_message = "[function-entry] functions ${join(", ", local.function_faults.s3)}: s3 needs bucket and key."
  }

  precondition {
    condition     = length(local.function_faults.image) == 0
    error_message = <<-EOT
      [function-layers] functions ${join(", ", local.function_faults.image)}: an image takes no layers. Put them into the image.
    EOT
  }

  precondition {
    condition = length(flatten(values(local.function_faults.functions))) == 0
    error_message = join("\n", [
      for fault, sentence in {
        layers      = "[function-layers] functions %s: more than 5 layers."
        name        = <<-EOT
          [function-name] %s can't name a function, nor its log group. Shorten the key
          in functions, and write A-Z, a-z, 0-9, - and _: 64 characters with the project.
        EOT
        names       = <<-EOT
          [function-name] functions %s: the module makes a function of that name
          itself, for token_trigger or a Lambda authorizer. Choose another name.
        EOT
        memory      = "[function-memory] functions %s: memory_size must be whole MB, 128 to 10240."
        timeout     = <<-EOT
          [function-timeout] functions %s: timeout must be whole seconds, 1 to 30; an HTTP API
          waits no longer.
        EOT
        storage     = <<-EOT
          [input-value] functions %s: ephemeral_storage_size must be whole MB, 512 to 10240.
        EOT
        alias       = <<-EOT
          [function-alias] functions %s: alias must be 1 to 128 of A-Z, a-z, 0-9, - and _, not digits
          alone; provisioned_concurrency is a whole number from 1 and needs an alias, e.g. "live".
        EOT
        concurrent  = <<-EOT
          [input-value] functions %s: reserved_concurrent_executions must be a whole number
          from 0, or -1 for none.
        EOT
        processor   = <<-EOT
          [input-value] functions %s: architecture must be arm64 or x86_64.
        EOT
        role_path   = "[input-value] functions %s: role_path goes between slashes, e.g. /team/."
        action      = <<-EOT
          [input-value] functions %s: not an action of policy_statements. Write SERVICE:ACTION, e.g.
          dynamodb:GetItem.
        EOT
        operator    = <<-EOT
          [input-value] functions %s: IAM has no such operator for conditions of policy_statements. Write e.g.
          { StringEquals = { "aws:SourceVpc" = ["vpc-1"] } }.
        EOT
        tag_key     = <<-EOT
          [tag-key] functions %s: AWS reserves tags that begin with aws:, and a key has 1 to 128 letters, digits, blanks and _.:/=+-@.
        EOT
        many_tags   = "[tag-key] functions %s: more than 50 tags; a resource takes 50."
        retention   = <<-EOT
          [log-retention] %s: CloudWatch doesn't offer these log_retention_in_days. Write e.g. 7,
          30, 90 or 365; 0: they never expire.
        EOT
        environment = <<-EOT
          [function-environment] functions %s: a variable that Lambda sets itself, or a name it
          doesn't take. Write two or more of A-Z, a-z, 0-9 and _, beginning with a letter.
        EOT
      } : replace(chomp(sentence), "%s", join(", ", local.function_faults.functions[fault]))
      if length(local.function_faults.functions[fault]) > 0
    ])
  }

  precondition {
    condition     = length(local.function_faults.layer) == 0
    error_message = <<-EOT
      [function-layers] functions ${join(", ", local.function_faults.layer)}: layers must be ARNs of layer versions. Write
      arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION.
    EOT
  }

  precondition {
    condition     = length(local.function_faults.dead_letter) == 0
    error_message = <<-EOT
      [function-dead-letter] functions ${join(", ", local.function_faults.dead_letter)}: dead_letter_target_arn must be the ARN of an SQS
      queue or SNS topic, and not of a FIFO one. Write arn:aws:sqs:REGION:ACCOUNT:QUEUE or arn:aws:sns:REGION:ACCOUNT:TOPIC.
    EOT
  }

  precondition {
    condition     = length(local.function_faults.runtime) == 0
    error_message = <<-EOT
      [input-value] functions ${join(", ", local.function_faults.runtime)}: not a runtime of Lambda. Write e.g. nodejs22.x.
    EOT
  }

  precondition {
    condition     = length(local.function_faults.handler) == 0
    error_message = <<-EOT
      [input-value] functions ${join(", ", local.function_faults.handler)}: handler must be 1 to 128 characters without blanks.
    EOT
  }

  precondition {
    condition     = length(local.function_faults.vpc) == 0
    error_message = "[input-missing] functions ${join(", ", local.function_faults.vpc)}: vpc needs subnet_ids and security_group_ids."
  }

  precondition {
    condition     = length(local.function_faults.vpc_ids) == 0
    error_message = <<-EOT
      [input-value] functions ${join(", ", local.function_faults.vpc_ids)}: vpc holds what is no id, or too many. Write up to 16 of
      subnet-… in subnet_ids, and up to 5 of sg-… in security_group_ids.
    EOT
  }

  precondition {
    condition     = length(local.function_faults.file_system) == 0
    error_message = <<-EOT
      [function-file-system] functions ${join(", ", local.function_faults.file_system)}: file_system needs vpc beside it, arn,
      access_point_arn, and a local_mount_path below /mnt.
    EOT
  }

  precondition {
    condition     = length(local.function_faults.role) == 0
    error_message = <<-EOT
      [function-role-existing] functions ${join(", ", local.function_faults.role)}: policy_statements, role_path and permissions_boundary
      belong to a role that the module makes. With existing_role, set them where that role is managed.
    EOT
  }

  precondition {
    condition     = length(local.function_faults.arn) == 0
    error_message = <<-EOT
      [role-arn] functions ${join(", ", local.function_faults.arn)}: existing_role.arn and permissions_boundary must be ARNs:
      arn:aws:iam::ACCOUNT:role/NAME, arn:aws:iam::ACCOUNT:policy/NAME.
    EOT
  }

  precondition {
    condition     = length(local.function_faults.policy) == 0
    error_message = "[input-missing] functions ${join(", ", local.function_faults.policy)}: policy_statements need actions and resources."
  }

  precondition {
    condition     = length(local.misformed_functions) == 0
    error_message = "[input-value] ${join("; ", local.misformed_functions)}."
  }

  precondition {
    condition     = length(local.misformed_keys) == 0
    error_message = "[kms-key] ${join("; ", local.misformed_keys)}."
  }

  precondition {
    condition     = length(local.function_faults.resource) == 0
    error_message = <<-EOT
      [input-value] functions ${join("; ", local.function_faults.resource)}: not a resource of policy_statements. Write an ARN, or * where
      the action takes no ARN.
    EOT
  }

  precondition {
    condition     = length(local.function_faults.tag_value) == 0
    error_message = <<-EOT
      [tag-key] functions ${join("; ", local.function_faults.tag_value)}: a tag's value takes at most 256 letters, digits, blanks and
      _.:/=+-@.
    EOT
  }
}

output "function_targets" {
  description = "The functions that routes lead to."
  value       = local.function_targets
}
