import {
  domainPrefix,
  domainCertificateRegion,
  managedLoginBranding,
  signInDomainMissing,
} from "../../../../posture/rules/user-pool/sign-in-domains";
import { holds } from "../holds";
import { stackOf, goodStack, machine, web, without } from "../support";

describe("domain-prefix", () => {
  const at = "aws_cognito_user_pool_domain.d";

  const domain = (change: Record<string, unknown>) =>
    stackOf({ aws_cognito_user_pool_domain: { d: { user_pool_id: "${aws_cognito_user_pool.pool.id}", ...change } } });

  holds(domainPrefix, {
    fires: {
      "a reserved word": [domain({ domain: "my-cognito-app" }), [{ at, nearest: "my-app", says: ["reserved"] }]],
      capitals: [domain({ domain: "MyApp" }), [{ at, nearest: "myapp" }]],
      "a hyphen at the end": [domain({ domain: "app-" }), [{ at, nearest: "app" }]],
      nothing: [domain({}), [{ at, nearest: "my-app", says: ["has 0 characters"] }]],
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
});

describe("domain-certificate-region", () => {
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
});

describe("sign-in-domain-missing", () => {
  const DOMAIN = "aws_cognito_user_pool_domain.sign_in";

  holds(signInDomainMissing, {
    fires: {
      "a client for people": [
        without(goodStack(), DOMAIN),
        [{ at: "aws_cognito_user_pool_client.web", says: ["code", "aws_cognito_user_pool.pool has no domain"] }],
      ],
      "a machine client": [
        without(stackOf(machine({}), web({ allowed_oauth_flows: undefined })), DOMAIN),
        [{ at: "aws_cognito_user_pool_client.machine", says: ["client_credentials"] }],
      ],
      "a domain of another pool": [
        stackOf({
          aws_cognito_user_pool: { other: { name: "other", deletion_protection: "ACTIVE" } },
          aws_cognito_user_pool_domain: {
            sign_in: { domain: "other", user_pool_id: "${aws_cognito_user_pool.other.id}" },
          },
        }),
        [{ at: "aws_cognito_user_pool_client.web", says: ["aws_cognito_user_pool.pool has no domain"] }],
      ],
    },
    silent: {
      "a domain": goodStack(),
      "no OAuth flow": without(goodStack(web({ allowed_oauth_flows: undefined })), DOMAIN),
      "OAuth switched off": without(goodStack(web({ allowed_oauth_flows_user_pool_client: false })), DOMAIN),
    },
    unknown: {
      "a domain of a pool that isn't known": stackOf({
        aws_cognito_user_pool_domain: { sign_in: { domain: "api-auth", user_pool_id: "${var.pool}" } },
      }),
    },
  });
});

describe("managed-login-branding-missing", () => {
  const managed = {
    aws_cognito_user_pool_domain: {
      sign_in: { domain: "api-auth", user_pool_id: "${aws_cognito_user_pool.pool.id}", managed_login_version: 2 },
    },
  };
  const style = (client_id: string, type = "aws_cognito_managed_login_branding") => ({
    [type]: {
      style: { client_id, user_pool_id: "${aws_cognito_user_pool.pool.id}", use_cognito_provided_values: true },
    },
  });

  holds(managedLoginBranding, {
    fires: {
      "no style": [
        stackOf(managed),
        [{ at: "aws_cognito_user_pool_client.web", says: ["aws_cognito_user_pool_domain.sign_in", "unavailable"] }],
      ],
      "another client's style": [
        stackOf(
          managed,
          web({}),
          { aws_cognito_user_pool_client: { other: { name: "other", user_pool_id: "us-east-1_AbCdEfGhI" } } },
          style("${aws_cognito_user_pool_client.other.id}"),
        ),
        [{ at: "aws_cognito_user_pool_client.web" }],
      ],
    },
    silent: {
      "the classic pages": goodStack(),
      "a style": stackOf(managed, style("${aws_cognito_user_pool_client.web.id}")),
      "a style of the Cloud Control provider": stackOf(
        managed,
        style("${aws_cognito_user_pool_client.web.id}", "awscc_cognito_managed_login_branding"),
      ),
      "a client without pages": stackOf(managed, web({ allowed_oauth_flows: ["client_credentials"] })),
    },
    unknown: { "whose style": stackOf(managed, style("${var.client}")) },
  });
});
