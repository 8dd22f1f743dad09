import type { InvalidCase } from "./invalid-options";

const trigger = (claims: object): Readonly<Record<string, unknown>> => ({
  token_trigger: { claims },
  pool: { custom_attributes: { plan: { type: "String" } } },
});

/** Those of the user pool, its sign-in and its token trigger. */
export const INVALID_IDENTITY: Readonly<Record<string, InvalidCase>> = {
  pool: {
    inputs: {
      pool: {
        tier: "HUGE",
        mfa: "perhaps",
        password_policy: { minimum_length: 100, password_history_size: 25 },
        custom_attributes: {
          "custom:a": { type: "String" },
          seats: { type: "Number" },
          other: { type: null },
          long: { type: "String", min_length: 5, max_length: 1 },
        },
      },
      groups: {
        "a,b": { description: "Two", precedence: -1 },
        bare: { description: "", precedence: null, role_arn: "role" },
      },
      sign_in_domain: { prefix: "aws", domain: "auth.example.com" },
    },
    says: [
      '[input-value] pool.tier is "HUGE"',
      '[input-value] pool.mfa is "perhaps"',
      "[password-policy] pool.password_policy: minimum_length must be 6 to 99; password_history_size must be 0 to 24.",
      '[input-value] pool.custom_attributes "other"',
      '[schema-name] pool.custom_attributes "custom:a"',
      '[schema-unconstrained] pool.custom_attributes "seats"',
      '[schema-length] pool.custom_attributes "long"',
      '[group-name] groups "a,b"',
      '[input-missing] groups "bare"',
      '[group-precedence] groups "a,b", "bare"',
      '[role-arn] groups "bare"',
      "[input-missing] sign_in_domain needs domain and certificate_arn together",
      "[input-unknown] sign_in_domain takes a prefix or a domain",
    ],
  },
  mails: {
    inputs: {
      pool: {
        sign_in_aliases: ["email", "mail"],
        second_factors: ["email", "push"],
        account_recovery: "email",
        threat_protection: "on",
        email: { reply_to: "help@example.com" },
        sms: { existing_role: { external_id: "notes" } },
        messages: {
          verification: { subject: "Verify", link_message: "Verify" },
          invitation: { subject: "Welcome", message: "Your password is {####}" },
          code: { message: "{####}" },
        },
      },
      identity_providers: {
        other: { kind: "oidc", client_id: "a", client_secret: "b", issuer: "https://a.example.com", sign_out: true },
        odd: { kind: "saml", metadata_url: "https://a.example.com", attributes_method: "PUT" },
      },
      functions: {
        hello: { alias: "7" },
        items: { provisioned_concurrency: 1 },
      },
      lambda_authorizers: { keys: { issuers: [{ issuer: "https://a.example.com", audience: ["a"], claims: { role: "r" } }] } },
    },
    says: [
      "[sign-in-aliases] pool.sign_in_aliases must be some of",
      "[mfa-factors] pool.second_factors must be some of",
      "[recovery-email-mfa]",
      '[input-value] pool.threat_protection is "on"',
      "[threat-protection-tier]",
      "[input-missing] pool.email.source_arn",
      "[role-arn] pool.sms.existing_role needs arn",
      "[message-placeholder] pool.messages.invitation.message, pool.messages.verification.link_message",
      "[input-missing] pool.messages.code: write subject and message",
      '[input-value] identity_providers "odd": attributes_method',
      '[input-unknown] identity_providers "odd", "other": sign_out',
      '[function-alias] functions "hello", "items"',
      '[input-unknown] lambda_authorizers "keys": claims must be some of user, tenant, groups, scopes',
    ],
  },
  texts: {
    inputs: {
      pool: {
        tier: "LITE",
        sign_in_aliases: ["preferred_username", "phone"],
        second_factors: ["email", "sms"],
        account_recovery: "phone",
      },
      sign_in_domain: { prefix: "notes-texts" },
    },
    says: [
      "[sign-in-aliases] pool.sign_in_aliases: a preferred user name",
      "[mfa-email-tier]",
      "[mfa-email-sender]",
      "[recovery-phone-mfa]",
    ],
  },
  "mail-domain": {
    inputs: {
      pool: { email: { source_arn: "arn:aws:ses:us-east-1:123456789012:identity/example.com" }, account_recovery: "fax" },
    },
    says: ["[email-from] pool.email.source_arn is a domain", "[input-value] pool.account_recovery must be one of"],
  },
  lite: {
    inputs: {
      project: "aws-notes",
      pool: {
        tier: "LITE",
        mfa: "required",
        password_policy: { password_history_size: 3 },
        sign_in_policy: { passkeys: { user_verification: "never" } },
      },
      token_trigger: { version: "V3_0" },
      sign_in_domain: { managed_login: true },
    },
    says: [
      "[password-history-tier]",
      "[sign-in-policy-tier]",
      "[sign-in-policy-mfa]",
      "[input-value] pool.sign_in_policy.passkeys.user_verification",
      "[managed-login-tier]",
      "[trigger-tier] token_trigger.version V3_0",
      '[domain-prefix] The prefix of the sign-in domain is "aws-notes-auth"',
      "[trigger-attribute] token_trigger makes claims from custom:org_id, custom:org_tier, custom:feature_flags",
    ],
  },
  pages: {
    inputs: {
      pool: { sign_in_policy: { passkeys: { relying_party_id: "example.com" } } },
      sign_in_domain: {
        domain: "auth.example.com",
        certificate_arn: "arn:aws:acm:eu-central-1:123456789012:certificate/1",
      },
    },
    says: ["[managed-login-required]", "[passkey-domain]", "[domain-certificate-region]"],
  },
  nowhere: {
    inputs: {
      scopes: { read: "Read" },
      machine_clients: { importer: { scopes: ["read"] } },
      sign_in_domain: { enabled: false },
    },
    says: ["[sign-in-domain-missing]"],
  },
  prefix: {
    inputs: { sign_in_domain: { prefix: "-notes-" } },
    says: ['[domain-prefix] sign_in_domain.prefix "-notes-"'],
  },
  existing: {
    inputs: {
      existing_pool: {
        id: "eu-central-1_",
        endpoint: "https://cognito-idp.us-east-1.amazonaws.com/",
        issuer_type: "NEW",
      },
      pool: { mfa: "required", tier: null },
      token_trigger: {},
    },
    // Which attributes that pool has is unknown.
    silent: ["[trigger-attribute]"],
    says: [
      "[pool-id] existing_pool.id",
      "[issuer-shape] existing_pool.endpoint is not",
      "[issuer-shape] existing_pool.endpoint must end",
      "[input-value] existing_pool.issuer_type",
      "[input-value] pool sets mfa, but existing_pool is managed elsewhere",
      "[trigger-existing-pool]",
    ],
  },
  "own-trigger": {
    inputs: { token_trigger: { version: "V9_0", claims: {}, function: { arn: null } } },
    says: [
      "[input-value] token_trigger.version",
      "[trigger-claims] token_trigger: claims",
      "[function-arn] token_trigger.function",
    ],
  },
  claims: {
    inputs: trigger({
      clams: {},
      claims: {
        plan: { atribute: "custom:plan" },
        sub: { constant: "me" },
        both: { attribute: "email", constant: "a" },
        tier: { constant: "a", tokens: ["all"] },
        level: { attribute: "custom:plan", allowed: ["a"], default: "b" },
      },
      suppress: { ids: ["email"], id: ["level", "iss"] },
      scopes: { ad: ["a"] },
      machine: { claims: { region: { clientMetadata: "region" } } },
    }),
    says: [
      '[trigger-claims] token_trigger.claims are invalid: claims has no "clams"; it has claims, suppress, scopes, machine;',
      'claims.plan has no "atribute"',
      "claims.plan must name exactly one source",
      "claims.both must name exactly one source",
      "claims.sub is set by Cognito and can't be changed",
      "claims.tier: tokens must list id, access or both",
      "claims.level: default is not among the allowed values",
      'claims.suppress has no "ids"',
      'claims.scopes has no "ad"',
      "machine.claims.region: the client chooses its metadata",
      "level is both added to and suppressed in the id token",
      "claims.suppress.id: iss is set by Cognito",
    ],
  },
};
