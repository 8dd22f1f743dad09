import { changesBetween } from "../../../posture/diff/index";
import { readPlan, readState, readSynth } from "../../../posture/model/read";

const between = (before: object, after: object) =>
  changesBetween(readSynth({ resource: before }), readSynth({ resource: after }));

const said = (type: string, before: object, after: object) =>
  between({ [type]: { x: before } }, { [type]: { x: after } }).map(({ kind, code }) => `${kind} ${code}`);

const LEFT_OUT = "unknown argument-left-out";
const allow = (principal: unknown, action: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: action, Resource: "*" }],
  });
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "210987654321" } }],
});
const ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

// Of each, `terraform plan` with provider 5.100.0 plans no change.
describe("an argument that is no longer set, and that Terraform leaves as it is deployed, is neither narrowed nor broadened", () => {
  test.each<[string, object, object]>([
    ["aws_sqs_queue", { name: "q" }, { policy: allow("*", "sqs:SendMessage") }],
    ["aws_sns_topic", { name: "t" }, { policy: allow("*", "sns:Publish") }],
    ["aws_s3_bucket", { bucket: "b" }, { policy: allow("*", "s3:GetObject") }],
    [
      "aws_secretsmanager_secret",
      { name: "s" },
      { policy: allow({ AWS: "210987654321" }, "secretsmanager:GetSecretValue") },
    ],
    [
      "aws_vpc_endpoint",
      { vpc_id: "vpc-1", service_name: "com.amazonaws.eu-central-1.execute-api" },
      { policy: allow("*", "execute-api:Invoke") },
    ],
    ["aws_api_gateway_rest_api", { name: "r" }, { policy: allow({ AWS: "210987654321" }, "execute-api:Invoke") }],
    ["aws_api_gateway_rest_api", { name: "r" }, { disable_execute_api_endpoint: true }],
    ["aws_api_gateway_rest_api", { name: "r" }, { endpoint_configuration: [{ types: ["PRIVATE"] }] }],
    ["aws_iam_role", { name: "r", assume_role_policy: TRUST }, { managed_policy_arns: [ADMIN] }],
    ["aws_vpclattice_service", { name: "s" }, { auth_type: "AWS_IAM" }],
    ["aws_cognito_user_pool", { name: "p" }, { admin_create_user_config: [{ allow_admin_create_user_only: true }] }],
    ["aws_cognito_user_pool", { name: "p" }, { password_policy: [{ minimum_length: 20 }] }],
    [
      "aws_cognito_user_pool_client",
      { name: "c", user_pool_id: "p" },
      { explicit_auth_flows: ["ALLOW_USER_PASSWORD_AUTH"] },
    ],
    ["aws_cognito_user_pool_client", { name: "c", user_pool_id: "p" }, { access_token_validity: 24 }],
    ["aws_lb", { name: "l" }, { internal: true }],
    ["aws_lb_listener", { load_balancer_arn: "l", port: 443 }, { mutual_authentication: [{ mode: "verify" }] }],
  ])("%s %j without %j", (type, rest, set) => {
    const found = said(type, { ...rest, ...set }, rest);
    expect(found).toEqual(Object.keys(set).map(() => LEFT_OUT));
    // Where it is set for the first time, it is what is planned.
    expect(said(type, rest, { ...rest, ...set })).not.toContain(LEFT_OUT);
  });

  test("whoever it may let in", () => {
    const role = { name: "r", assume_role_policy: TRUST };
    const inline = { inline_policy: [{ name: "all", policy: allow("*", "s3:*").replace('"Principal":"*",', "") }] };
    expect(said("aws_iam_role", { ...role, ...inline }, role)).toEqual([LEFT_OUT]);
  });
});

// Of each, `terraform plan` with provider 5.100.0 plans no change, and an update where the block goes as a whole.
describe("within a block that stays the same holds, of a list of blocks at the same place", () => {
  const FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:f";
  const sms = { external_id: "e", sns_caller_arn: "arn:aws:iam::123456789012:role/sms" };
  const cognito = { user_pool_arn: "p", user_pool_client_id: "c", user_pool_domain: "d" };
  const forward = { type: "forward", target_group_arn: "t" };
  const actions = (more: object) => [
    { type: "authenticate-cognito", authenticate_cognito: [{ ...cognito, ...more }] },
    forward,
  ];
  const behavior = {
    allowed_methods: ["GET", "HEAD"],
    cached_methods: ["GET", "HEAD"],
    target_origin_id: "api",
    viewer_protocol_policy: "https-only",
  };
  const geo = { restriction_type: "whitelist" };
  const flows = "advanced_security_additional_flows";

  test.each<[string, string, object, object]>([
    ["aws_cloudfront_distribution", "default_cache_behavior", behavior, { trusted_key_groups: ["kg-1"] }],
    ["aws_cloudfront_distribution", "default_cache_behavior", behavior, { trusted_signers: ["self"] }],
    [
      "aws_cognito_user_pool",
      "account_recovery_setting",
      {},
      { recovery_mechanism: [{ name: "admin_only", priority: 1 }] },
    ],
    ["aws_cognito_user_pool", "lambda_config", { pre_sign_up: FUNCTION }, { pre_token_generation: FUNCTION }],
    [
      "aws_cognito_user_pool",
      "lambda_config",
      { pre_sign_up: FUNCTION },
      { pre_token_generation_config: [{ lambda_arn: FUNCTION, lambda_version: "V2_0" }] },
    ],
    ["aws_cognito_user_pool", "password_policy", { minimum_length: 12 }, { temporary_password_validity_days: 30 }],
    ["aws_cognito_user_pool", "sms_configuration", sms, { sns_region: "us-east-1" }],
    [
      "aws_cognito_user_pool",
      "user_pool_add_ons",
      { advanced_security_mode: "ENFORCED" },
      { [flows]: [{ custom_auth_mode: "ENFORCED" }] },
    ],
    ["aws_elb", "", { name: "e" }, { internal: true }],
    ["aws_iam_account_password_policy", "", { minimum_password_length: 12 }, { require_symbols: true }],
  ])("%s %s %j without %j", (type, block, rest, set) => {
    const having = (values: object) => (block === "" ? values : { [block]: [values] });
    expect(said(type, having({ ...rest, ...set }), having(rest))).toEqual([LEFT_OUT]);
  });

  test("of a country, which is then not called refused", () => {
    const restrictions = (more: object) => ({ restrictions: [{ geo_restriction: [{ ...geo, ...more }] }] });
    const found = said("aws_cloudfront_distribution", restrictions({ locations: ["DE"] }), restrictions({}));
    expect(found).toEqual([LEFT_OUT]);
  });

  test.each(["allow", "deny"])("of what a listener does with callers that aren't signed in: %s", (mode) => {
    const listener = (more: object) => ({ load_balancer_arn: "l", port: 443, default_action: actions(more) });
    const found = said("aws_lb_listener", listener({ on_unauthenticated_request: mode }), listener({}));
    expect(new Set(found)).toEqual(new Set([LEFT_OUT, "unknown entry-point-callers-changed"].slice(0, found.length)));
    expect(found).toContain(LEFT_OUT);
  });

  test("where the block goes, Terraform plans that", () => {
    const pool = { name: "p" };
    const found = said("aws_cognito_user_pool", { ...pool, lambda_config: [{ pre_token_generation: FUNCTION }] }, pool);
    expect(found).toEqual(["breaking trigger-removed"]);
  });

  test("another change in the block says nothing of it", () => {
    const having = (more: object) => ({ default_cache_behavior: [{ ...behavior, ...more }] });
    const found = said(
      "aws_cloudfront_distribution",
      having({ viewer_protocol_policy: "allow-all", trusted_signers: [] }),
      having({}),
    );
    expect(found).toEqual(["protective edge-setting"]);
  });

  test("where another argument makes it mean nothing, nothing is said of it", () => {
    const restrictions = (more: object) => ({ restrictions: [{ geo_restriction: [more] }] });
    const found = said(
      "aws_cloudfront_distribution",
      restrictions({ ...geo, locations: ["DE"] }),
      restrictions({ restriction_type: "none" }),
    );
    expect(found).toEqual(["broadened edge-setting"]);
  });
});

test("that a state holds is not narrowed by a stack that doesn't set it", () => {
  const queue = { address: "aws_sqs_queue.q", mode: "managed", type: "aws_sqs_queue", name: "q" };
  const values = { name: "q", policy: allow("*", "sqs:SendMessage") };
  const state = readState({ format_version: "1.0", values: { root_module: { resources: [{ ...queue, values }] } } });
  const found = changesBetween(state, readSynth({ resource: { aws_sqs_queue: { q: { name: "q" } } } }));
  expect(found.map(({ kind, code }) => `${kind} ${code}`)).toEqual([LEFT_OUT]);
});

describe("nothing is said of it", () => {
  test("where AWS's default says the same", () => {
    const pool = { name: "p" };
    const open = { admin_create_user_config: [{ allow_admin_create_user_only: false }] };
    expect(said("aws_cognito_user_pool", { ...pool, ...open }, pool)).toEqual([]);
  });

  test("where it is set to nothing: that is what is planned", () => {
    const role = { name: "r", assume_role_policy: TRUST };
    const found = said("aws_iam_role", { ...role, managed_policy_arns: [ADMIN] }, { ...role, managed_policy_arns: [] });
    expect(found).toEqual(["narrowed iam-policy-detached"]);
  });

  test("where the provider plans the removal", () => {
    const api = { name: "a", protocol_type: "HTTP" };
    const found = said("aws_apigatewayv2_api", { ...api, disable_execute_api_endpoint: true }, api);
    expect(found).toEqual(["broadened endpoint-enabled"]);
  });

  test("of a plan, whose values account for it", () => {
    const queue = { address: "aws_sqs_queue.q", mode: "managed", type: "aws_sqs_queue", name: "q" };
    const values = { name: "q", policy: allow("*", "sqs:SendMessage") };
    const module = { root_module: { resources: [{ ...queue, values }] } };
    const { before, after } = readPlan({
      format_version: "1.2",
      prior_state: { format_version: "1.0", values: module },
      planned_values: module,
      resource_changes: [{ ...queue, change: { actions: ["no-op"], before: values, after: values } }],
      configuration: {
        root_module: {
          resources: [{ ...queue, provider_config_key: "aws", expressions: { name: { constant_value: "q" } } }],
        },
      },
    });
    expect(changesBetween(before, after)).toEqual([]);
  });
});
