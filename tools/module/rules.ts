/** Why the module needs no message of its own for some rules of `posture check`. */
export interface Silence {
  readonly why: string;
  /** Rules by their codes, sorted. */
  readonly codes: readonly string[];
}

/** What no input makes the module plan: each rule with what is in the way. */
export const NEVER_PLANNED: readonly Silence[] = [
  {
    why: "Authorizers look at the Authorization header alone, belong to the one API; none is a Lambda's, and none caches.",
    codes: [
      "authorizer-answer",
      "authorizer-cache-key",
      "authorizer-cache-routes",
      "authorizer-identity-source",
      "authorizer-of-another-api",
      "authorizer-permission",
      "authorizer-token-in-query",
      "authorizer-ttl-jwt",
      "authorizer-ttl-range",
      "route-authorizer-type",
    ],
  },
  {
    why: "Clients for people use the code flow and nothing else, tell nobody which users exist, and are sent to the first of their callback URLs; their refresh tokens live a day at least, other tokens a day at most.",
    codes: [
      "client-auth-flows-mixed",
      "client-implicit-flow",
      "client-oauth-off",
      "client-password-flow",
      "client-redirect-unlisted",
      "client-token-order",
      "client-user-existence",
    ],
  },
  {
    why: "Clients for programs use client credentials and nothing else, and always have a secret.",
    codes: ["machine-client-flows", "machine-client-secret"],
  },
  {
    why: "Each target has one integration and one permission, with the API's own ARN, for all routes that lead there.",
    codes: [
      "function-permission",
      "integration-of-another-api",
      "payload-format",
      "permission-wildcard",
      "permission-without-source",
      "route-without-target",
    ],
  },
  {
    why: "A route says one thing about its callers: scopes beside anything else are refused as `route-ambiguous`.",
    codes: ["route-scopes-ignored"],
  },
  {
    why: "The stage deploys by itself, and its settings name routes of the API.",
    codes: ["stage-not-deployed", "throttling-unknown-route"],
  },
  {
    why: "The trigger is said once, and its permission stands beside it.",
    codes: ["trigger-permission", "trigger-twice"],
  },
  {
    why: "Functions may write their own log, outputs that hold secrets are sensitive, and what there are several of is known by its key.",
    codes: ["group-counted", "iam-cognito-wildcard", "output-secret"],
  },
  {
    why: "The module has no such feature: mutual TLS, managed login, choice-based sign-in, threat protection.",
    codes: ["endpoint-beside-mtls", "managed-login-tier", "sign-in-tier", "threat-protection-tier"],
  },
  {
    why: "Terraform itself refuses two resources with one address.",
    codes: ["address-shared"],
  },
];

/** What HCL has no words for. */
export const BEYOND_HCL: readonly Silence[] = [
  {
    why: "Whether two names in `lambdas` lead to one function is often known only after the apply; a check block that asks would warn in the first plan of everybody who makes functions in the same apply.",
    codes: ["integration-repeated", "permission-repeated"],
  },
  {
    why: "HCL has nothing that acknowledges a finding. A file of acknowledgements does, for `posture check` on the plan.",
    codes: ["acknowledgement-expired", "acknowledgement-unmatched"],
  },
  {
    why: "A check block knows warnings only, and a day that is up to a year away is worth a note: `posture check` gives it.",
    codes: ["runtime-ending"],
  },
];
