import type { ErrorEntry } from "../error-entry";

/** The shape of props, the stack, its settings, its state. */
export const STACK_ERRORS = {
  "acknowledgement-expires": [
    "The last day of an acknowledgement is not a date, so it would never expire",
    'acknowledge(api, { code, reason, expires: "tomorrow" })',
    'expires: "2026-12-31"',
  ],
  "acknowledgement-reason": [
    "A finding is acknowledged without a reason",
    'acknowledge(api, { code: "route-open", reason: "" })',
    'reason: "the load balancer checks callers"',
  ],
  "adopt-id": [
    "The provider can't import by this id",
    'adopt(stack, { "aws_cognito_user_pool.pool": "my-pool" })',
    "The id as the AWS console or the other state shows it",
  ],
  "adopt-duplicate": ["An address is adopted twice", "Two calls of adopt with one address", "One of them"],
  backend: ["The backend's settings can't be read", 'BACKEND={"type":"s3"}', '{"type":"s3","bucket":"…","key":"…"}'],
  "backend-secret": [
    "A secret stands among the backend's settings and would be written into the output",
    '{"type":"s3","secretKey":"…"}',
    "The environment variable that the message names",
  ],
  "move-duplicate": ["An address is moved twice", "Two calls of moveFrom with one address", "One of them"],
  "move-type": [
    "An address can't become one of another type",
    'moveFrom(stack, { "aws_iam_role.a": "aws_iam_policy.a" })',
    "Addresses of one type",
  ],
  "override-address": [
    "overrideArguments names a resource that the stack doesn't have",
    'overrideArguments(stack, { "aws_apigatewayv2_api.ap": { name: "notes" } })',
    "An address of the stack, after the construct that emits it is made",
  ],
  project: [
    "The project begins the names of AWS resources: 1 to 32 of a-z, 0-9 and -, beginning with a letter",
    'project: "My App"',
    'project: "my-app"',
  ],
  "input-missing": [
    "A required prop or attribute is missing",
    'new SecuredApi(stack, "Default", { project })',
    "Add it",
  ],
  "input-type": ["A prop or attribute has a value of the wrong type", 'tags: ["team"]', 'tags: { team: "shop" }'],
  "input-unknown": [
    "There is no such prop or attribute; it would change nothing",
    "functions: { items: { memory: 512 } }",
    "memorySize",
  ],
  "input-value": ["A prop or attribute has a value that can't be", "callbackUrls: []", "What the message says"],
  setting: [
    "A setting of the deployment is missing or wrong",
    "No project in cdktf.json and no PROJECT in the environment",
    "context.project in cdktf.json, or PROJECT",
  ],
  "stack-cycle": [
    "Two stacks need each other, so neither can be applied first",
    "API A reads a function of stack B, and B the endpoint of A",
    "Pass the value in one direction only, or put both into one stack",
  ],
  "stack-rule-errors": [
    "What the stack would emit breaks rules; each paragraph is a finding",
    "A route without authorization by a raw resource",
    "docs/rules.md names each code",
  ],
  "tag-key": [
    "AWS reserves tags that begin with aws:, and takes keys of 1 to 128 characters",
    'tags: { "aws:team": "a" }',
    'tags: { team: "a" }',
  ],
} as const satisfies Record<string, ErrorEntry>;
