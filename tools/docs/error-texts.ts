import type { ErrorEntry } from "../../constructs/errors/error-entry";
import type { DenialCode } from "../../functions/bff/denied";
import type { McpDenialCode } from "../../functions/mcp/denied";
import type { ErrorCode } from "../../functions/shared/errors";
import type { InputProblem } from "../../posture/terraform/input";
import type { CliErrorCode } from "../../cli/user-error";
import type { UserErrorCode } from "../../process/user-error";

/** What `posture` can't read, and wrong calls of it. */
export const POSTURE_ERRORS: Readonly<Record<InputProblem | "usage", ErrorEntry>> = {
  "access-list": [
    "The access list has an entry that can't be",
    '{ "version": 1, "routes": [{ "route": "GET /items" }] }',
    "What the message says; docs/access-list.md has the form",
  ],
  acknowledgements: [
    "The reviewed file has an entry that can't be",
    '[{ "code": "route-open" }]',
    'code, address, reason, and expires ("2027-01-31") if it shall end',
  ],
  baseline: [
    "The baseline is not what posture check printed",
    "--baseline plan.json",
    "posture check plan.json --format json > baseline.json",
  ],
  "binary-plan": [
    "The file is the plan as Terraform saves it",
    "posture check tfplan",
    "terraform show -json tfplan > plan.json",
  ],
  empty: ["The input holds nothing", "A pipe whose first command failed", "terraform show -json tfplan > plan.json"],
  "format-version": [
    "The JSON has a format that is newer than this version of posture",
    'format_version: "2.0"',
    "A newer posture, or an older Terraform",
  ],
  "log-entry": [
    "The log entry fits no format of the model's stages",
    'explain --log "hello"',
    "A whole line of the stage's access log, or of the bundled authorizer",
  ],
  malformed: [
    "A part of the input has another shape than Terraform writes",
    "A plan that was edited",
    "Write it again with terraform show -json",
  ],
  "no-api": [
    "The input is Terraform's, and nothing in it has to do with an API or its sign-in",
    "The plan of a network stack",
    "The plan of the stack that holds the API",
  ],
  "not-json": ["The input is not JSON", "plan.txt", "terraform show -json tfplan > plan.json"],
  "not-terraform": [
    "The input is JSON, and neither plan, state nor Terraform JSON",
    "package.json, or the log of terraform plan -json",
    "terraform show -json tfplan > plan.json",
  ],
  "raw-state": [
    "The input is the state file itself",
    "terraform.tfstate",
    "terraform show -json > state.json, in the stack's folder",
  ],
  "too-large": [
    "The input has more than 128 MB",
    "A plan of a whole estate",
    "The plan of the stack that holds the API",
  ],
  truncated: ["The input ends too early", "A full disk, a pipe that was cut", "Write it again"],
  usage: ["The command was called wrongly", "posture chekc plan.json", "posture --help"],
};

/** What stops `npm run local`, the pull request's action and the maintainers' tools. */
export const PROGRAM_ERRORS: Readonly<Record<UserErrorCode | CliErrorCode, ErrorEntry>> = {
  "response-lost": [
    "terraform apply lost its connection to the AWS emulator or a provider's process, or met what is there already, three times",
    "A machine that is out of memory; two resources with one name",
    "Free memory; rename one of the resources",
  ],
  botocore: ["pip got no botocore, or the file is no wheel of it", "No package index within reach", "--wheel FILE"],
  bundle: [
    "A bundle of the action can't be packed, or is not what was packed",
    "A stack that reads files outside its folder",
    "What the message says",
  ],
  credentials: [
    "No AWS credentials were found, AWS refused them, or they are for another account than the one named",
    "npm run conformance -- --account 123456789012 with the profile of another account",
    "The profile of the account that --account names",
  ],
  emulator: [
    "The AWS emulator ended, didn't answer, or refused a call of the local run",
    "No memory left on the machine",
    "Run the command again: it starts afresh; the message holds the end of its log",
  ],
  "examples-file": [
    "The file of further requests for the local run can't be read",
    '[{ "caller": "me" }]',
    "The form that the message shows",
  ],
  github: [
    "GitHub refused a call of the action, or can't be reached",
    "A token without pull-requests: write",
    "The permission that the message names",
  ],
  locked: ["Another process holds the lock", "Two runs that install the AWS emulator", "Wait, or stop that process"],
  "no-response": ["The applied API gave no answer", "The AWS emulator is busy", "Run the command again"],
  "not-confirmed": [
    "What a conformance run would create was not agreed to",
    "npm run conformance in a pipeline",
    "y at the question, or --yes where there is no terminal",
  ],
  "not-removed": [
    "A conformance run's stack is still there, whole or in part",
    "Credentials that expired meanwhile",
    "--remove with the name that is printed",
  ],
  "not-written": [
    "init or adopt can't write the folder, or read the state",
    "cognito-http-api init . in a folder that holds files",
    "What the message says",
  ],
  "nothing-to-compare": [
    "Base and head don't both have what can be compared without credentials",
    "A pull request of a fork whose base has no cdk.tf.json",
    "A maintainer runs the workflow from a branch of the repository",
  ],
  "plan-unreadable": ["posture can't read the plan", "plan-file names another file", "What the message says"],
  "port-taken": ["The port is in use", "--port 4566", "Another port, or none for a free one"],
  "providers-missing": [
    "Terraform can't install its providers",
    "No registry within reach",
    "HTTPS_PROXY, or a filesystem mirror in TF_CLI_CONFIG_FILE",
  ],
  python: [
    "There is no Python that the AWS emulator can be installed with",
    "PYTHON=/usr/bin/python2",
    "Python 3 with venv, on the PATH or named by PYTHON",
  ],
  "result-file": [
    "The result of another job of the action can't be read",
    "Two versions of the action in one workflow",
    "One version in all jobs",
  ],
  "sign-in": [
    "A test user couldn't sign in to the applied pool",
    "A client without a callback URL",
    "What the message says",
  ],
  "stack-name": ["There is no such stack, or two have the name", "--stack ntoes", "A name that the message lists"],
  "state-incomplete": [
    "The applied state lacks what the local run needs",
    "An API whose endpoint is unknown after the apply",
    "Run the command again",
  ],
  "synth-failed": ["The stack can't be synthesized", "A mistake in its source", "What its own message says"],
  "terraform-failed": ["Terraform's init, plan or apply failed", "A variable without a value", "What Terraform says"],
  "terraform-missing": [
    "Neither terraform nor tofu can be run, or they are too old",
    "Terraform 1.3 on the PATH",
    "Terraform 1.5.7 or OpenTofu 1.6 or newer, or TERRAFORM_BINARY_NAME",
  ],
  usage: ["The command was called wrongly", "npm run local -- --prot 80", "--help"],
};

/**
 * What the deployed functions answer or log. Answers of the API and of the backend for frontend hold the code; those of the authorizer stand in
 * its log alone, since API Gateway answers 401 or 403 without a reason.
 */
export const FUNCTION_ERRORS: Readonly<Record<ErrorCode | DenialCode | McpDenialCode | "token_claims", ErrorEntry>> = {
  algorithm: [
    "The token is signed by another algorithm than RS256, RS384 or RS512, or than its key is for",
    "alg: none",
    "A token of the issuer",
  ],
  answer_too_large: [
    "The API's answer is larger than Lambda can return",
    "6 MB through the backend for frontend",
    "Smaller pages",
  ],
  audience: [
    "The token is for another audience",
    "aud of another client",
    "A token of a client that the authorizer lists",
  ],
  bad_path: ["The path can't be forwarded to the API", "/api/%2e%2e/admin", "A path below /api/"],
  bad_request: ["The request can't be read", "Two Authorization headers", "What the message says"],
  body_too_large: ["The body is larger than the function takes", "A note of 1 MB", "A smaller body"],
  claim_type: ["A claim has another type than the authorizer expects", "scope: 1", "A token of the issuer"],
  client: [
    "The token is of a client that is not welcome",
    "client_id of another API",
    "A client that the authorizer lists",
  ],
  configuration: [
    "An environment variable of the function can't be used (`ConfigError`)",
    "AUTHORIZER_CONFIG is missing",
    "What the log's detail says",
  ],
  csrf_token: [
    "The request lacks the session's CSRF token",
    "A POST without x-csrf-token",
    "Send the token of GET /auth/session",
  ],
  expired: ["The token has expired", "exp an hour ago", "Refresh it"],
  foreign_origin: [
    "The request comes from a page of another origin",
    "Origin: https://evil.example",
    "Call from the app's own pages",
  ],
  group: [
    "The user is in none of the groups that the route requires",
    "cognito:groups: [user]",
    "Add the user to the group",
  ],
  header: ["The token's header has what no token here has", "crit, or a jwk of its own", "A token of the issuer"],
  identity_source: [
    "The request holds no token where the authorizer looks for it",
    "No Authorization header",
    "Authorization: Bearer TOKEN",
  ],
  internal: ["The authorizer failed", "A defect", "The log's detail has the kind of error"],
  internal_error: [
    "The function failed",
    "A defect, or a permission that is missing",
    "Its log has the reason under the request's id",
  ],
  invalid_field: ["A field of the body is missing, unknown or can't be", '{ "title": 1 }', "What the message says"],
  invalid_json: ["The body is not JSON, or not UTF-8", "{title: 1}", '{ "title": "…" }'],
  issuer: ["The token is of another issuer", "iss of another pool", "A token of an issuer that the authorizer trusts"],
  origin_header: [
    "The call didn't come by the distribution in front of the API",
    "A call of the API's own address",
    "Call the distribution's address",
  ],
  keys_unavailable: ["The issuer's keys can't be read at the moment", "The issuer is down", "Call again later"],
  login_expired: [
    "The sign-in took longer than 10 minutes, or began in another browser",
    "A bookmark of /auth/callback",
    "Begin at /auth/login",
  ],
  malformed: ["The token is no JWT", "Bearer hello", "The whole access token"],
  method_not_allowed: ["The resource has no such method", "DELETE /items", "A method of the Allow header"],
  missing_body: ["The request has no body", "POST /notes", "Send JSON"],
  not_found: ["There is nothing at the path", "GET /nothing", "A path of the API"],
  not_signed_in: ["There is no session", "No session cookie", "Begin at /auth/login"],
  not_yet_valid: ["The token is not valid yet", "nbf in an hour", "Set the clock of the token's issuer"],
  route_arn: [
    "API Gateway's event names no route, or one that a policy would match more by",
    "A test event",
    "An event of an HTTP API",
  ],
  route_key: [
    "API Gateway's event names no route, and routes have requirements",
    "A test event",
    "An event of an HTTP API",
  ],
  scope: ["The token lacks each scope that the route requires", "scope: read", "A token with one of them"],
  session_expired: ["The session has ended", "The refresh token was revoked", "Begin at /auth/login"],
  sign_in_cancelled: ["The user cancelled the sign-in", "error=access_denied", "Begin at /auth/login"],
  sign_in_failed: [
    "Cognito gave no tokens, or an ID token that isn't for this sign-in",
    "A nonce of another sign-in",
    "Begin at /auth/login; the log has the cause",
  ],
  signature: [
    "The token's signature doesn't fit the issuer's key",
    "A payload that was changed",
    "A token of the issuer",
  ],
  state_mismatch: ["The callback belongs to no sign-in of this browser", "A forged link", "Begin at /auth/login"],
  token_claims: [
    "The token trigger's mapping can't be used",
    "TOKEN_CLAIMS with a reserved claim",
    "What the log says, claim by claim",
  ],
  token_use: [
    "The token is an ID token where access tokens are asked for, or the other way round",
    "token_use: id",
    "The access token",
  ],
  too_large: [
    "The token is longer than any that API Gateway passes on",
    "A token of 20 KB",
    "A token with fewer claims",
  ],
  tool: ["The MCP tool is not open to the caller", "tools/call of a tool without scopes", "A tool of tools/list"],
  unauthorized: [
    "Nobody signed in, or the caller can't be named",
    "A route without authorization",
    "Authorization: Bearer TOKEN",
  ],
  unknown_key: ["The issuer has no key with the token's kid", "A token of before the keys were changed", "Refresh it"],
  unsupported_media_type: [
    "The body is of another type than JSON",
    "content-type: text/plain",
    "content-type: application/json",
  ],
  upstream_unavailable: [
    "What the function calls doesn't answer",
    "Cognito is throttled",
    "Call again later; 503 says when",
  ],
};
