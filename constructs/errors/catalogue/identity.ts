import type { ErrorEntry } from "../error-entry";

/** The pool, its clients, scopes, groups and sign-in. */
export const IDENTITY_ERRORS = {
  "backend-for-frontend": [
    "The backend for frontend doesn't fit its client, its origin or its sign-in domain",
    "A client without confidential: true",
    "What the message says",
  ],
  "client-name": [
    "Two clients have one name, which is part of their names in AWS",
    "webClients: { app: { … } }, machineClients: { app: { … } }",
    "A name of its own for each",
  ],
  "client-token-lifetime": [
    "A token's lifetime is outside what Cognito takes",
    "lifetimes: { accessTokenMinutes: 1 }",
    "5 to 1440 minutes for access and ID tokens, 1 to 3650 days for refresh tokens",
  ],
  "rotation-sign-in": [
    "A client with rotation has no sign-in beside the page but the one that the pool's challenges answer",
    "refreshTokenRotation beside triggers: { defineAuthChallenge }",
    "customSignIn: true, or srpSignIn: true",
  ],
  "email-from": [
    "The sender's identity in SES is a domain, and no address is given",
    'email: { sourceArn: "…:identity/example.com" }',
    'from: "Example <auth@example.com>"',
  ],
  "federation-attribute": [
    "An identity provider fills an attribute that the pool doesn't have, or that can't be changed",
    'attributeMapping: { "custom:team": "department" }',
    "Add the attribute to the pool's customAttributes, mutable",
  ],
  "federation-name": [
    "Cognito refuses the name of the identity provider",
    'identityProviders: { my_idp: { kind: "oidc" } }',
    "3 to 32 characters without spaces and underscores",
  ],
  "federation-secret-literal": [
    "A secret stands in the source",
    'clientSecret: "s3cr3t"',
    "A sensitive TerraformVariable, or a data source of Secrets Manager",
  ],
  "federation-unknown": [
    "A client lists an identity provider that isn't declared",
    'identityProviders: ["Gogle"]',
    "A name of identityProviders, or COGNITO",
  ],
  "federation-unwritable": [
    "A provider fills an attribute that the client may not write; Cognito would refuse each sign-in",
    'writeAttributes: ["name"] with a provider that fills email',
    "Add the attribute to writeAttributes",
  ],
  "federation-url": [
    "The provider's address is not https",
    'issuer: "http://idp"',
    'issuer: "https://idp.example.com"',
  ],
  "group-name": [
    "A group's name can't hold spaces, commas, quotes or brackets, because the claim is a list of names",
    'groups: { "a,admin": … }',
    "admin",
  ],
  "managed-login-tier": [
    "Managed login needs the Essentials or Plus tier",
    'pool: { tier: "LITE" }, signInDomain: { managedLogin: true, … }',
    'tier: "ESSENTIALS"',
  ],
  "message-placeholder": [
    "A message lacks its placeholder, without which nobody could go on",
    'code: { message: "Your code" }',
    'message: "Your code is {####}"',
  ],
  "mfa-email-sender": [
    "Codes by email as a second factor need a sender in SES",
    'secondFactors: ["email"]',
    "email: { sourceArn }",
  ],
  "mfa-email-tier": [
    "Codes by email as a second factor need the Essentials or Plus tier",
    'tier: "LITE", secondFactors: ["email"]',
    'tier: "ESSENTIALS"',
  ],
  "mfa-factors": ["MFA is on and no second factor is named", "secondFactors: []", 'mfa: "off", or a factor'],
  "no-pool": [
    "Something that lives in a pool stands beside pool: false",
    "pool: false, groups: { admin: … }",
    "Leave one of them out",
  ],
  "passkey-domain": [
    "Passkeys are bound to another domain than the one where people sign in",
    'relyingPartyId: "example.com", signInDomain: { domain: "auth.example.com" }',
    "Leave relyingPartyId out",
  ],
  "pool-id": ["Not a user pool's id", 'pool: { poolId: "my-pool" }', '"eu-central-1_AbCdEfGhI"'],
  "recovery-email-mfa": [
    "Codes by email are the second factor and the only way to recover an account",
    'secondFactors: ["email"], accountRecovery: "email"',
    'accountRecovery: "email-then-phone" or "administrator"',
  ],
  "recovery-phone-mfa": [
    "Codes by text message are a second factor and the only way to recover an account",
    'secondFactors: ["sms"], accountRecovery: "phone"',
    'accountRecovery: "phone-then-email" or "administrator"',
  ],
  "rotation-generation": [
    "The name of a client's generation is 1 to 16 of a-z and 0-9, and each has its own",
    'current: "2026a", previous: "2026a"',
    'current: "2026b", previous: "2026a"',
  ],
  "scope-name": [
    "Cognito refuses the name or the description of a scope",
    'scopes: { read: "" }',
    'scopes: { read: "Read access" }: a description of 1 to 256 characters, a name without / and spaces',
  ],
  "scope-unknown": ["A scope is used that isn't declared", 'scopes: ["raed"]', "A name of scopes, the one catalogue"],
  "sign-in-aliases": [
    "People have nothing to sign in with, or a preferred user name without a user name",
    'signInAliases: ["preferredUsername"]',
    'signInAliases: ["username", "preferredUsername"]',
  ],
  "managed-login-required": [
    "The classic sign-in pages know passwords only",
    "pool: { signInPolicy: { passkeys: true } }",
    "signInDomain: { prefix: …, managedLogin: true }",
  ],
  "sign-in-policy-mfa": [
    "AWS refuses a required second factor beside first factors other than the password",
    'mfa: "required", signInPolicy: { emailOtp: true }',
    'mfa: "optional"',
  ],
  "sign-in-policy-tier": [
    "Choice-based sign-in needs the Essentials or Plus tier",
    'tier: "LITE", signInPolicy: { passkeys: true }',
    'tier: "ESSENTIALS"',
  ],
  "threat-addresses": [
    "Not an IP range in CIDR notation, everybody, or on both lists",
    'skippedIpRanges: ["0.0.0.0/0"]',
    'skippedIpRanges: ["192.0.2.0/24"]',
  ],
  "threat-notify-sender": [
    "Users are to be notified by mail, and the pool has no sender in SES",
    'accountTakeover: { high: { action: "BLOCK", notify: true } }',
    "email: { sourceArn }, or leave notify out",
  ],
  "threat-protection-tier": [
    "Threat protection needs the Plus tier",
    'threatProtection: "enforced"',
    'tier: "PLUS", which is billed per user',
  ],
  "threat-second-factor": [
    "A sign-in of some risk shall meet a second factor, and the pool has none",
    'mfa: "off", accountTakeover: { high: { action: "MFA_REQUIRED" } }',
    'action: "BLOCK", or mfa: "optional"',
  ],
  "trigger-attribute": [
    "A claim is made from an attribute that the pool doesn't have",
    'claims: { plan: { attribute: "custom:plan" } }',
    "customAttributes: { plan: … }",
  ],
  "trigger-challenge": [
    "A part of custom authentication is there that nothing asks for",
    "customSignIn: true, or createAuthChallenge, without defineAuthChallenge",
    "triggers: { defineAuthChallenge, createAuthChallenge, verifyAuthChallengeResponse }",
  ],
  "trigger-claims": [
    "The token trigger's claims can't be",
    'claims: { claims: { iss: { constant: "x" } } }',
    "What the message names",
  ],
  "trigger-key": [
    "A custom sender gets codes encrypted, and no key is named",
    'triggers: { customEmailSender: "functions/mail" }',
    "kmsKeyArn",
  ],
  "trigger-timeout": [
    "Cognito waits 5 seconds for a trigger",
    'triggers: { preSignUp: { entry: "…", timeout: 30 } }',
    "timeout: 5",
  ],
  "trigger-existing-pool": [
    "A trigger on a pool that is managed elsewhere",
    "pool: { poolId }, tokenTrigger: {}",
    "Set the trigger where the pool is managed",
  ],
  "client-openid-scopes": [
    "openIdScopes lack openid, without which Cognito accepts none of the others",
    'openIdScopes: ["email"]',
    'openIdScopes: ["openid", "email"]; your own scopes go into scopes',
  ],
  "password-history-tier": [
    "A password history needs the Essentials or Plus tier",
    'tier: "LITE", passwordPolicy: { passwordHistorySize: 3 }',
    'tier: "ESSENTIALS"',
  ],
  "schema-length": [
    "The lengths of a custom attribute are 0 to 2048, in that order",
    '{ type: "String", minLength: 9, maxLength: 1 }',
    "minLength: 1, maxLength: 9",
  ],
  "scope-identifier": [
    "Cognito refuses the identifier of the resource server",
    'scopeIdentifier: "my scopes"',
    "1 to 256 characters without spaces, quotes and backslashes",
  ],
  "secret-recovery": [
    "Secrets Manager keeps a deleted secret for 7 to 30 days, or not at all",
    "recoveryWindowInDays: 3",
    "recoveryWindowInDays: 7, or 0",
  ],
  "machine-client-scopes": [
    "Client credentials need at least one scope",
    "machineClients: { importer: { scopes: [] } }",
    'scopes: ["read"]',
  ],
  "refresh-token-rotation": [
    "The grace period of refresh token rotation is 0 to 60 seconds",
    "refreshTokenRotation: { retryGracePeriodSeconds: 90 }",
    "retryGracePeriodSeconds: 60",
  ],
  "group-precedence": ["A group's precedence is a number from 0, the highest", "precedence: -1", "precedence: 0"],
  "password-policy": [
    "Cognito refuses a number of the password policy",
    "passwordPolicy: { minimumLength: 3 }",
    "minimumLength: 6 to 99; passwordHistorySize: 0 to 24; temporaryPasswordValidityDays: 0 to 365",
  ],
  "schema-unconstrained": [
    "A Number attribute needs min and max; without limits every plan shows a change",
    'customAttributes: { seats: { type: "Number" } }',
    '{ type: "Number", min: 0, max: 1000 }',
  ],
} as const satisfies Record<string, ErrorEntry>;
