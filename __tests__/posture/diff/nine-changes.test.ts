import { changesBetween, verdictOf } from "../../../posture/diff/index";
import { readPlan } from "../../../posture/model/read";

type Json = Readonly<Record<string, unknown>>;
type Body = Readonly<Record<string, readonly [Json | null, Json | null]>>;

const POOL = "eu-west-1_a";
const ARN = "arn:aws:iam::123456789012";
const document = (...statements: readonly Json[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const LAMBDA = document({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } });
const ALL = document({ Effect: "Allow", Action: "*", Resource: "*" });
const INVOKE = document({ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" });
const GUEST = document({
  Effect: "Allow",
  Action: "sts:AssumeRoleWithWebIdentity",
  Principal: { Federated: "cognito-identity.amazonaws.com" },
  Condition: {
    StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:pool" },
    "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" },
  },
});

const role = (name: string, more: Json = {}): Json => ({
  name,
  arn: `${ARN}:role/${name}`,
  id: name,
  assume_role_policy: LAMBDA,
  ...more,
});
const pool = (recovery: string, more: Json = {}): Json => ({
  id: POOL,
  name: "people",
  account_recovery_setting: [{ recovery_mechanism: [{ name: recovery, priority: 1 }] }],
  ...more,
});
const integration = (header: string): Json => ({
  id: "i",
  api_id: "a",
  integration_type: "HTTP_PROXY",
  integration_method: "GET",
  integration_uri: "https://upstream.example",
  request_parameters: { "overwrite:header.x-user": header },
});

/** Each row's changes by the address of their resource, and the change that has to be told of it. */
const CHANGES: readonly (readonly [what: string, told: RegExp, body: Body])[] = [
  [
    "AdministratorAccess in managed_policy_arns",
    /^broadened iam-policy-attached aws_iam_role\.one$/,
    {
      "aws_iam_role.one": [
        role("one"),
        role("one", { managed_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"] }),
      ],
    },
  ],
  [
    "* on * in a role's own policy",
    /^broadened iam-policy-added aws_iam_role_policy\.two$/,
    {
      "aws_iam_role.two": [role("two"), role("two")],
      "aws_iam_role_policy.two": [null, { name: "p", role: "two", policy: ALL }],
    },
  ],
  [
    "a permissions boundary that is removed",
    /^broadened permissions-boundary-\w+ aws_iam_role\.three$/,
    {
      "aws_iam_role.three": [
        role("three", { permissions_boundary: "arn:aws:iam::aws:policy/AWSLambdaRole" }),
        role("three"),
      ],
      "aws_iam_role_policy.three": [
        { name: "p", role: "three", policy: ALL },
        { name: "p", role: "three", policy: ALL },
      ],
    },
  ],
  [
    "a new user with a key that may call every API",
    /^broadened iam-policy-added aws_iam_user_policy\.four$/,
    {
      "aws_iam_user.four": [null, { name: "four", arn: `${ARN}:user/four` }],
      "aws_iam_access_key.four": [null, { user: "four", status: "Active" }],
      "aws_iam_user_policy.four": [null, { name: "p", user: "four", policy: INVOKE }],
    },
  ],
  [
    "a role of an identity pool's guests that may call a route",
    /^broadened iam-policy-added aws_iam_role_policy\.five$/,
    {
      "aws_cognito_identity_pool.five": [
        { id: "eu-west-1:pool", identity_pool_name: "pool", allow_unauthenticated_identities: true },
        { id: "eu-west-1:pool", identity_pool_name: "pool", allow_unauthenticated_identities: true },
      ],
      "aws_iam_role.five": [role("five", { assume_role_policy: GUEST }), role("five", { assume_role_policy: GUEST })],
      "aws_cognito_identity_pool_roles_attachment.five": [
        { identity_pool_id: "eu-west-1:pool", roles: { unauthenticated: `${ARN}:role/five` } },
        { identity_pool_id: "eu-west-1:pool", roles: { unauthenticated: `${ARN}:role/five` } },
      ],
      "aws_iam_role_policy.five": [null, { name: "p", role: "five", policy: INVOKE }],
    },
  ],
  [
    "a user who is put into a group",
    /^broadened \S+ aws_cognito_user_in_group\.six$/,
    {
      "aws_cognito_user_group.six": [
        { name: "admin", user_pool_id: POOL },
        { name: "admin", user_pool_id: POOL },
      ],
      "aws_cognito_user_in_group.six": [null, { username: "me", group_name: "admin", user_pool_id: POOL }],
    },
  ],
  [
    "account recovery by e-mail",
    /^broadened pool-recovery-added aws_cognito_user_pool\.seven$/,
    { "aws_cognito_user_pool.seven": [pool("admin_only"), pool("verified_email")] },
  ],
  [
    "a header that the caller sets, in place of the token's subject",
    /^broadened \S+ aws_apigatewayv2_integration\.eight$/,
    {
      "aws_apigatewayv2_integration.eight": [
        integration("$context.authorizer.claims.sub"),
        integration("$request.header.x-user"),
      ],
    },
  ],
  [
    "a permission of any action of a function",
    /^(broadened|unknown) \S+ aws_lambda_permission\.nine$/,
    {
      "aws_lambda_function.nine": [
        { function_name: "f", arn: "arn:aws:lambda:eu-west-1:123456789012:function:f", role: `${ARN}:role/one` },
        { function_name: "f", arn: "arn:aws:lambda:eu-west-1:123456789012:function:f", role: `${ARN}:role/one` },
      ],
      "aws_lambda_permission.nine": [
        { function_name: "f", action: "lambda:InvokeFunction", principal: "210987654321" },
        { function_name: "f", action: "lambda:*", principal: "210987654321" },
      ],
    },
  ],
  [
    "attributes that change before they are verified",
    /^broadened \S+ aws_cognito_user_pool\.ten$/,
    {
      "aws_cognito_user_pool.ten": [
        pool("admin_only", {
          id: "eu-west-1_b",
          name: "ten",
          user_attribute_update_settings: [{ attributes_require_verification_before_update: ["email"] }],
        }),
        pool("admin_only", { id: "eu-west-1_b", name: "ten" }),
      ],
    },
  ],
  [
    "devices that no longer stand in for the second factor, which is protective",
    /^protective pool-devices-untrusted aws_cognito_user_pool\.eleven$/,
    {
      "aws_cognito_user_pool.eleven": [
        pool("admin_only", {
          id: "eu-west-1_c",
          name: "eleven",
          device_configuration: [
            { challenge_required_on_new_device: true, device_only_remembered_on_user_prompt: true },
          ],
        }),
        pool("admin_only", { id: "eu-west-1_c", name: "eleven" }),
      ],
    },
  ],
  [
    "a second stage, and one that names another upstream host",
    /^(broadened|unknown) \S+ aws_apigatewayv2_stage\.(twelve|thirteen)$/,
    {
      "aws_apigatewayv2_stage.twelve": [
        { id: "s", api_id: "a", name: "s", auto_deploy: true, stage_variables: { host: "a.example" } },
        { id: "s", api_id: "a", name: "s", auto_deploy: false, stage_variables: { host: "b.example" } },
      ],
      "aws_apigatewayv2_stage.thirteen": [null, { id: "t", api_id: "a", name: "t", auto_deploy: true }],
    },
  ],
  [
    "a function's role that may do everything",
    /^broadened iam-policy-attached aws_iam_role_policy_attachment\.fourteen$/,
    {
      "aws_iam_role.fourteen": [role("fourteen"), role("fourteen")],
      "aws_lambda_function.fourteen": [
        { function_name: "g", arn: "arn:aws:lambda:eu-west-1:123456789012:function:g", role: `${ARN}:role/fourteen` },
        { function_name: "g", arn: "arn:aws:lambda:eu-west-1:123456789012:function:g", role: `${ARN}:role/fourteen` },
      ],
      "aws_iam_role_policy_attachment.fourteen": [
        null,
        { role: "fourteen", policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      ],
    },
  ],
];

const API: Body = {
  "aws_apigatewayv2_api.a": [
    { id: "a", name: "a", protocol_type: "HTTP" },
    { id: "a", name: "a", protocol_type: "HTTP" },
  ],
  "aws_apigatewayv2_route.r": [
    { id: "r", api_id: "a", route_key: "GET /items", authorization_type: "AWS_IAM", target: "integrations/i" },
    { id: "r", api_id: "a", route_key: "GET /items", authorization_type: "AWS_IAM", target: "integrations/i" },
  ],
};

function changesIn(bodies: readonly Body[]) {
  const all = Object.entries(Object.assign({}, API, ...bodies) as Body).map(([address, [before, after]]) => {
    const [type = "", name = ""] = address.split(".");
    return { of: { address, mode: "managed", type, name, provider_name: "aws" }, before, after };
  });
  const side = (which: "before" | "after") =>
    all.flatMap(({ of, [which]: values }) => (values === null ? [] : [{ ...of, values }]));
  const plan = readPlan({
    format_version: "1.2",
    terraform_version: "1.9.0",
    prior_state: { format_version: "1.0", values: { root_module: { resources: side("before") } } },
    planned_values: { root_module: { resources: side("after") } },
    resource_changes: all.map(({ of, before, after }) => ({
      ...of,
      change: {
        actions: [before === null ? "create" : JSON.stringify(before) === JSON.stringify(after) ? "no-op" : "update"],
        before,
        after,
        after_unknown: {},
      },
    })),
    configuration: { root_module: {} },
  });
  return changesBetween(plan.before, plan.after);
}

const told = (bodies: readonly Body[]) =>
  changesIn(bodies).map(({ kind, code, address }) => `${kind} ${code} ${address}`);

describe("one plan with all changes of which nobody was told", () => {
  const whole = CHANGES.map(([, , body]) => body);
  const all = told(whole);

  test.each(CHANGES)("tells of %s", (_, expected) => {
    expect(all.filter((line) => expected.test(line))).not.toEqual([]);
  });

  test.each(CHANGES)("tells of %s also where it is the only one, and not without it", (_, expected, body) => {
    expect(told([body]).some((line) => expected.test(line))).toBe(true);
    expect(told(whole.filter((one) => one !== body)).some((line) => expected.test(line))).toBe(false);
  });

  test("broadens what callers may do, and changes nothing where nothing changes", () => {
    expect(verdictOf(changesIn(whole))).toBe("broadened");
    expect(changesIn([])).toEqual([]);
  });
});
