# API_KEY: whoever opens the page has the key.
resource "aws_appsync_graphql_api" "graph" {
  name                = "authgoat-graph"
  authentication_type = "API_KEY"
}

resource "aws_appsync_datasource" "graph" {
  api_id           = aws_appsync_graphql_api.graph.id
  name             = "graph"
  type             = "AWS_LAMBDA"
  service_role_arn = aws_iam_role.orders.arn
  lambda_config {
    function_arn = aws_lambda_function.orders.arn
  }
}

resource "aws_appsync_resolver" "graph" {
  api_id      = aws_appsync_graphql_api.graph.id
  type        = "Query"
  field       = "orders"
  data_source = aws_appsync_datasource.graph.name
}
