import type { ErrorEntry } from "../../constructs/errors/error-entry";

/** Codes of the HCL edition that nothing else has: the compiler keeps these mistakes out of TypeScript, or only the edition has the input. */
export const MODULE_ERRORS: Readonly<Record<string, ErrorEntry>> = {
  "alarm-threshold": [
    "An alarm's numbers can't be",
    "alarms = { latency = { threshold = -1 } }",
    "threshold 0 or more, period_minutes and evaluation_periods whole numbers from 1",
  ],
  "client-name": [
    "Two clients have one name, which is part of their names in AWS",
    "web_clients = { app = { … } }, machine_clients = { app = { … } }",
    "A name of its own for each",
  ],
  "client-openid-scopes": [
    "openid_scopes name another scope than those of OpenID, or lack openid",
    'openid_scopes = ["email"]',
    'openid_scopes = ["openid", "email"]; your own scopes go into scopes',
  ],
  "domain-certificate": [
    "A sign-in domain of your own needs its certificate, and has no prefix",
    'sign_in_domain = { domain = "auth.example.com" }',
    "Add certificate_arn, and leave prefix out",
  ],
  "federation-options": [
    "An identity provider lacks what its kind needs",
    'identity_providers = { google = { kind = "google" } }',
    "What the message names",
  ],
  "function-arn": [
    "The ARN of a Lambda function is missing, or is another one",
    'lambdas = { billing = { arn = "billing" } }',
    "arn:aws:lambda:REGION:ACCOUNT:function:NAME, with :ALIAS or :VERSION behind it if you like",
  ],
  "integration-target": [
    "integrations names a target that isn't declared",
    "integrations = { itms = { … } }",
    "A target",
  ],
  "password-history-tier": [
    "A password history needs the Essentials or Plus tier",
    'pool = { tier = "LITE", password_policy = { password_history_size = 3 } }',
    'tier = "ESSENTIALS"',
  ],
  "role-arn": [
    "The ARN of an IAM role or policy is another one",
    'groups = { admin = { role_arn = "admin", … } }',
    "arn:aws:iam::ACCOUNT:role/NAME",
  ],
  "schema-length": [
    "The lengths of a custom attribute are 0 to 2048, in that order",
    "custom_attributes = { plan = { min_length = 9, max_length = 1 } }",
    "min_length = 1, max_length = 9",
  ],
  "scope-identifier": [
    "Cognito refuses what the scopes' names begin with",
    'scope_identifier = "my scopes"',
    "1 to 256 characters without spaces, quotes and backslashes",
  ],
  "scope-server": [
    "The resource server is said to be managed elsewhere, in a pool that is made here",
    "existing_resource_server = true",
    "Add existing_pool, or leave it out",
  ],
  "secret-recovery": [
    "Secrets Manager keeps a deleted secret for 7 to 30 days, or not at all",
    "recovery_window_in_days = 3",
    "recovery_window_in_days = 7, or 0",
  ],
  "target-private": [
    "A private backend has a VPC link and a listener, a public one a URL",
    'http_backends = { old = { vpc_link = "main", url = "…" } }',
    "vpc_link with listener_arn, or url",
  ],
};
