# A load balancer on port 80 forwards to the same function, and asks nobody.
resource "aws_lb" "front" {
  name            = "authgoat-front"
  subnets         = ["subnet-0a", "subnet-0b"]
  security_groups = ["sg-0"]
}

resource "aws_lb_target_group" "orders" {
  name        = "authgoat-orders"
  target_type = "lambda"
}

resource "aws_lb_target_group_attachment" "orders" {
  target_group_arn = aws_lb_target_group.orders.arn
  target_id        = aws_lambda_function.orders.arn
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.front.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.orders.arn
  }
}
