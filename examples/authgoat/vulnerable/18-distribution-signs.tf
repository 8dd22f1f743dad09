# The URL asks for a signature, and CloudFront signs for everybody.
resource "aws_lambda_function_url" "edge" {
  function_name      = aws_lambda_function.edge.function_name
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_function" "edge" {
  function_name = "authgoat-edge"
  role          = aws_iam_role.orders.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "orders.zip"
}

resource "aws_cloudfront_origin_access_control" "edge" {
  name                              = "authgoat-edge"
  origin_access_control_origin_type = "lambda"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_lambda_permission" "edge" {
  function_name          = aws_lambda_function.edge.function_name
  action                 = "lambda:InvokeFunctionUrl"
  principal              = "cloudfront.amazonaws.com"
  source_arn             = aws_cloudfront_distribution.edge.arn
  function_url_auth_type = "AWS_IAM"
}

resource "aws_lambda_permission" "edge_invoke" {
  function_name = aws_lambda_function.edge.function_name
  action        = "lambda:InvokeFunction"
  principal     = "cloudfront.amazonaws.com"
  source_arn    = aws_cloudfront_distribution.edge.arn
}

resource "aws_cloudfront_distribution" "edge" {
  enabled = true

  origin {
    domain_name              = replace(replace(aws_lambda_function_url.edge.function_url, "https://", ""), "/", "")
    origin_id                = "url"
    origin_access_control_id = aws_cloudfront_origin_access_control.edge.id
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  default_cache_behavior {
    target_origin_id       = "url"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = true
  }
}
