import { domainPrefix } from "../../../../posture/rules/user-pool/domain-prefix";
import { holds } from "../holds";
import { stackOf } from "../support";

const at = "aws_cognito_user_pool_domain.d";
const domain = (change: Record<string, unknown>) =>
  stackOf({ aws_cognito_user_pool_domain: { d: { user_pool_id: "${aws_cognito_user_pool.pool.id}", ...change } } });

holds(domainPrefix, {
  fires: {
    "a reserved word": [domain({ domain: "my-cognito-app" }), [{ at, nearest: "my-app", says: ["reserved"] }]],
    capitals: [domain({ domain: "MyApp" }), [{ at, nearest: "myapp" }]],
    "a hyphen at the end": [domain({ domain: "app-" }), [{ at, nearest: "app" }]],
    "64 characters": [domain({ domain: "a".repeat(64) }), [{ at, says: ["64"] }]],
    "a whole name without a certificate": [
      domain({ domain: "login.example.com" }),
      [{ at, says: ["certificate_arn"] }],
    ],
  },
  silent: {
    "a prefix": domain({ domain: "my-app-2" }),
    "a domain of one's own": domain({
      domain: "login.example.com",
      certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/x",
    }),
  },
  unknown: { "the prefix": domain({ domain: "${var.prefix}" }) },
});
