locals {
  # Metrics of the stage with their statistic and label, and a metric of another namespace.
  dashboard_graphs = concat(
    [
      { title = "Calls", lines = [["Count", "Sum", "calls"]], other = [] },
      { title = "Errors", lines = [["4xx", "Sum", "4xx"], ["5xx", "Sum", "5xx"]], other = [] },
      { title = "Latency (ms)", lines = [for stat in ["p50", "p95", "p99"] : ["Latency", stat, stat]], other = [] },
      {
        title = "Latency of what answers (ms)"
        lines = [for stat in ["p50", "p95", "p99"] : ["IntegrationLatency", stat, stat]]
        other = []
      },
    ],
    [
      for refusals in [local.checked_dashboard.refusals] : {
        title = "Refused by an authorizer"
        lines = []
        other = [["HttpApi/${var.project}-api", "AuthorizerErrors", { stat = "Sum", label = "refused" }]]
      } if refusals
    ],
  )
}

# Counts the calls that an authorizer refused or failed at, which API Gateway has no metric for. It logs "-" for what has no value.
resource "aws_cloudwatch_log_metric_filter" "authorizer_errors" {
  count = contains(keys(local.checked_api.alarms), "authorizer_errors") || local.checked_dashboard.refusals ? 1 : 0

  log_group_name = (
    local.checked_api.own_log ? aws_cloudwatch_log_group.access_log[0].name :
    split(":", local.checked_api.access_log.existing_log_group.arn)[6]
  )
  name    = "${var.project}-api-authorizer-errors"
  pattern = "{ ($.${local.checked_api.access_log.error_field} = \"*\") && ($.${local.checked_api.access_log.error_field} != \"-\") }"

  metric_transformation {
    default_value = "0"
    name          = "AuthorizerErrors"
    namespace     = "HttpApi/${var.project}-api"
    unit          = "Count"
    value         = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm" {
  for_each = local.checked_api.alarms

  alarm_actions       = each.value.actions
  alarm_name          = "${var.project}-api-${replace(each.key, "_", "-")}"
  comparison_operator = "GreaterThanThreshold"
  dimensions = each.key == "authorizer_errors" ? null : {
    ApiId = aws_apigatewayv2_api.api[0].id
    Stage = aws_apigatewayv2_stage.stage[0].name
  }
  evaluation_periods = each.value.evaluation_periods
  extended_statistic = each.value.extended
  metric_name        = each.value.metric
  namespace          = each.key == "authorizer_errors" ? "HttpApi/${var.project}-api" : "AWS/ApiGateway"
  ok_actions         = each.value.actions
  period             = each.value.period_minutes * 60
  statistic          = each.value.statistic
  tags               = local.checked_tags
  threshold          = each.value.threshold
  # No calls are no trouble.
  treat_missing_data = "notBreaching"
}

# https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
resource "aws_cloudwatch_dashboard" "dashboard" {
  count = local.checked_dashboard.enabled ? 1 : 0

  dashboard_name = "${var.project}-api"
  dashboard_body = jsonencode({
    widgets = [
      for at, graph in local.dashboard_graphs : {
        type   = "metric"
        x      = at % 2 * 12
        y      = floor(at / 2) * 6
        width  = 12
        height = 6
        properties = {
          title  = graph.title
          region = split(":", aws_apigatewayv2_api.api[0].execution_arn)[3]
          period = 300
          view   = "timeSeries"
          metrics = concat(graph.other, [
            for line in graph.lines : [
              "AWS/ApiGateway", line[0], "ApiId", aws_apigatewayv2_api.api[0].id, "Stage", aws_apigatewayv2_stage.stage[0].name,
              { stat = line[1], label = line[2] },
            ]
          ])
        }
      }
    ]
  })
}
