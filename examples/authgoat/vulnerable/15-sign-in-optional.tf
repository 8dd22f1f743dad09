# on_unauthenticated_request = "allow" lets pass who does not sign in.
resource "aws_lb_listener" "optional" {
  load_balancer_arn = aws_lb.front.arn
  port              = 8443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555"

  default_action {
    type = "authenticate-cognito"
    authenticate_cognito {
      user_pool_arn              = aws_cognito_user_pool.users.arn
      user_pool_client_id        = aws_cognito_user_pool_client.web.id
      user_pool_domain           = "authgoat"
      on_unauthenticated_request = "allow"
    }
  }

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.orders.arn
  }
}
