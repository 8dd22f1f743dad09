type Attributes = Readonly<Record<string, unknown>>;

/**
 * What the AWS emulator (ministack 1.5.33) gets wrong where this project looks. Nothing else is excused: any other
 * change in a second plan fails the run.
 */
export interface PlanGap {
  /** Resource type whose second plan shows a change. */
  readonly type: string;
  /** Attribute paths that may differ, list indexes left out: `jwt_configuration.issuer`. Every other difference counts. */
  readonly attributes: readonly string[];
  /** What else must hold of the resource before and after, so that nothing but the defect is excused. */
  readonly only: (before: Attributes, after: Attributes) => boolean;
  readonly reason: string;
  /** Where the same thing is checked instead. */
  readonly checkedInstead: string;
}

export const PLAN_GAPS: readonly PlanGap[] = [
  {
    type: "aws_apigatewayv2_authorizer",
    attributes: ["authorizer_payload_format_version"],
    only: (before, after) =>
      before["authorizer_type"] === "JWT" &&
      before["authorizer_payload_format_version"] === "2.0" &&
      !after["authorizer_payload_format_version"],
    reason: "the AWS emulator returns payload format 2.0 for JWT authorizers, AWS none",
    checkedInstead: "the configuration sets none on a JWT authorizer",
  },
  {
    type: "aws_apigatewayv2_authorizer",
    attributes: ["jwt_configuration"],
    only: (before, after) =>
      before["authorizer_type"] === "REQUEST" &&
      isEmpty(before["jwt_configuration"]) &&
      isEmpty(after["jwt_configuration"]),
    reason: "the AWS emulator returns an empty JWT configuration for Lambda authorizers, AWS none",
    checkedInstead: "the configuration has none on a Lambda authorizer, and its rules are probed",
  },
];

/** No block, or blocks in which nothing is set. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isEmpty);
  if (typeof value === "object" && value !== null) return Object.values(value).every(isEmpty);
  return value === null || value === undefined || value === "";
}

/** Behaviour of a deployed API that the AWS emulator doesn't show as AWS does. */
export interface BehaviourGap {
  readonly code: string;
  readonly onAws: string;
  readonly here: string;
  /** How far it is proven all the same. */
  readonly proof: "by the plan" | "only on AWS";
}

export const BEHAVIOUR_GAPS = {
  wwwAuthenticate: {
    code: "www-authenticate",
    onAws: "a 401 names the error in the www-authenticate header",
    here: "no www-authenticate header",
    proof: "only on AWS",
  },
  foreignPreflight: {
    code: "foreign-preflight",
    onAws: "a preflight from a foreign origin gets 204 without CORS headers, which browsers refuse",
    here: "403 without CORS headers",
    proof: "by the plan",
  },
  deniedCors: {
    code: "denied-cors",
    onAws: "a 401 or 403 of the gateway carries the CORS headers of an allowed origin, so that a page can read it",
    here: "no CORS headers on 401 and 403: a page's fetch fails without a status",
    proof: "only on AWS",
  },
  accessLogs: {
    code: "access-logs",
    onAws: "each request is logged, a refused one with its reason in authorizer.error",
    here: "no access logs are delivered",
    proof: "only on AWS",
  },
  throttling: {
    code: "throttling",
    onAws: "requests above rate and burst get 429",
    here: "throttling is not enforced",
    proof: "by the plan",
  },
  permissions: {
    code: "permissions",
    onAws: "a function the API may not invoke makes the route answer 500",
    here: "a missing permission goes unnoticed",
    proof: "by the plan",
  },
  iam: {
    code: "iam",
    onAws: "an AWS_IAM route refuses an Authorization header that is no SigV4 signature with 403",
    here: "a header that is no signature gets past the gateway, and the function refuses it for want of a caller",
    proof: "only on AWS",
  },
  integrationTimeout: {
    code: "integration-timeout",
    onAws: "API Gateway answers in place of a function that takes longer than its integration's timeout",
    here: "an integration's timeout is not enforced",
    proof: "only on AWS",
  },
  noExpiry: {
    code: "no-expiry",
    onAws: "a token without exp is refused",
    here: "a token without exp passes",
    proof: "only on AWS",
  },
  disabledEndpoint: {
    code: "disabled-endpoint",
    onAws: "a disabled execute-api endpoint answers 404",
    here: "disable_execute_api_endpoint has no effect",
    proof: "by the plan",
  },
  originPatterns: {
    code: "origin-patterns",
    onAws: "an allowed origin may be a pattern (https://*)",
    here: "patterns match nothing",
    proof: "only on AWS",
  },
  refreshGroups: {
    code: "refresh-groups",
    onAws: "a refreshed access token keeps cognito:groups",
    here: "cognito:groups is dropped on refresh",
    proof: "only on AWS",
  },
} as const satisfies Record<string, BehaviourGap>;
