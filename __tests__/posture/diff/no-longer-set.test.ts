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
    expect(found).toContain(LEFT_OUT);
    expect(found.filter((one) => !one.startsWith("unknown "))).toEqual([]);
    // Where it is set for the first time, it is what is planned.
    expect(said(type, rest, { ...rest, ...set })).not.toContain(LEFT_OUT);
  });

  test("whoever it may let in", () => {
    const role = { name: "r", assume_role_policy: TRUST };
    const inline = { inline_policy: [{ name: "all", policy: allow("*", "s3:*").replace('"Principal":"*",', "") }] };
    expect(said("aws_iam_role", { ...role, ...inline }, role)).toEqual(["unknown iam-policy-unknown", LEFT_OUT]);
  });
});

test("that a state holds is not narrowed by a stack that doesn't set it", () => {
  const queue = { address: "aws_sqs_queue.q", mode: "managed", type: "aws_sqs_queue", name: "q" };
  const values = { name: "q", policy: allow("*", "sqs:SendMessage") };
  const state = readState({ format_version: "1.0", values: { root_module: { resources: [{ ...queue, values }] } } });
  const found = changesBetween(state, readSynth({ resource: { aws_sqs_queue: { q: { name: "q" } } } }));
  expect(found.map(({ kind, code }) => `${kind} ${code}`)).toEqual(["unknown resource-policy-unknown", LEFT_OUT]);
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
