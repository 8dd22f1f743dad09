# The access list: who shall get in where, as the inputs declare it; everybody else shall not. Resources are named by their addresses in
# this module, so that the list is known before anything exists. Whom other policies let call routes with iam is declared where they are.

locals {
  declared_pool = local.checked_identity.own_pool ? "aws_cognito_user_pool.pool" : local.pool_id
  # An issuer's tokens are named by the pool, where it is made here.
  declared_issuer = local.checked_identity.own_pool ? local.declared_pool : local.issuer

  declared_machines = merge(
    { for name, client in local.checked_machines.machine_clients : "aws_cognito_user_pool_client.machine[\"${name}\"]" => client.scopes },
    { for name, client in local.generations : "aws_cognito_user_pool_client.rotating[\"${name}\"]" => client.scopes },
  )
  declared_clients = concat(
    [for name in keys(local.checked_web_clients) : "aws_cognito_user_pool_client.web[\"${name}\"]"],
    keys(local.declared_machines),
    values(local.checked_access.accepted_client_ids),
  )

  # By the name of each authorizer, - being the pool's: whose tokens are taken.
  declared_authorizers = merge(
    { "-" = { issuer = local.declared_issuer, clients = concat(local.declared_clients, tolist(var.resource_identifiers)) } },
    {
      for name, authorizer in local.checked_access.jwt_authorizers :
      name => { issuer = authorizer.issuer, clients = tolist(authorizer.audience) }
    },
    {
      for name, authorizer in local.checked_access.lambda_authorizers : name => {
        authorizer = authorizer.function == null ? "aws_lambda_function.function[\"${name}-authorizer\"]" : authorizer.function.arn
        tokens = authorizer.function != null ? null : concat(
          [for own in authorizer.issuers == null ? [true] : [] : { issuer = local.declared_issuer, clients = local.declared_clients }],
          [
            for issuer in authorizer.issuers == null ? [] : authorizer.issuers : {
              for part, value in {
                issuer  = issuer.issuer
                clients = concat(tolist(coalesce(issuer.client_ids, [])), tolist(coalesce(issuer.audience, [])))
                groups  = issuer.groups
                scopes  = issuer.scopes
              } : part => value if value != null
            }
          ],
        )
        originHeader = try(authorizer.origin_header.name, null)
      }
    },
  )

  declared_access = {
    for key, access in merge(
      { for key, route in local.checked_routing.routes : key => { public = route.public } if route.authorization == "NONE" },
      {
        for key, server in local.checked_access.mcp_servers : key => {
          authorizer = "aws_lambda_function.function[\"${server.gate}\"]"
          tokens = [{
            issuer  = local.declared_issuer
            clients = [server.resource]
            scopes  = formatlist("%s/%s", local.checked_scope_identifier, server.scopes)
          }]
        }
      },
      { for key, route in local.checked_routing.routes : key => { principals = [] } if route.authorization == "AWS_IAM" },
      {
        for key, route in local.checked_routing.routes : key => merge(
          local.declared_authorizers[coalesce(route.authorizer, "-")],
          {
            scopes = (
              route.scopes == null ? null :
              route.authorizer == null ? formatlist("%s/%s", local.checked_scope_identifier, route.scopes) :
              tolist(route.scopes)
            )
            authenticated = route.authenticated
          },
        ) if route.authorization == "JWT"
      },
      {
        for key, route in local.checked_routing.routes : key => merge(
          local.declared_authorizers[route.authorizer],
          try(local.checked_access.lambda_authorizers[route.authorizer].requirements[key], {}),
        ) if route.authorization == "CUSTOM"
      },
    ) : key => { for name, value in access : name => value if value != null }
  }
}
