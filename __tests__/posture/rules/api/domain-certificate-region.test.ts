import { domainCertificateRegion } from "../../../../posture/rules/api/domain-certificate-region";
import { holds } from "../holds";
import { stackOf } from "../support";

const domain = (certificate_arn?: string) =>
  stackOf({
    aws_cognito_user_pool_domain: {
      d: { user_pool_id: "${aws_cognito_user_pool.pool.id}", domain: "login.example.com", certificate_arn },
    },
  });

holds(domainCertificateRegion, {
  fires: {
    "the pool's region": [
      domain("arn:aws:acm:eu-west-1:123456789012:certificate/x"),
      [{ at: "aws_cognito_user_pool_domain.d", nearest: "us-east-1" }],
    ],
  },
  silent: { "us-east-1": domain("arn:aws:acm:us-east-1:123456789012:certificate/x"), "a prefix": domain() },
  unknown: { "the certificate": domain("${aws_acm_certificate.c.arn}") },
});
