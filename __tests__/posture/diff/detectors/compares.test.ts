import { compare, differenceIn } from "../../../../posture/diff/index";
import { DETECTORS } from "../../../../posture/diff/detectors/index";
import { EDGES } from "../../../../posture/diff/settings/edges";
import { FUNCTIONS_AND_KEYS } from "../../../../posture/diff/settings/functions-and-keys";
import { GRANTS } from "../../../../posture/diff/settings/grants";
import { COGNITO, IDENTITIES } from "../../../../posture/diff/settings/identities";
import { INTEGRATIONS } from "../../../../posture/diff/settings/integrations";
import { NETWORK } from "../../../../posture/diff/settings/network";
import { REST_APIS } from "../../../../posture/diff/settings/rest-apis";
import type { Model } from "../../../../posture/model/model";
import { readSynth } from "../../../../posture/model/read";
import { goodStack } from "../../rules/support";

/** Every attribute that a detector says it compares, by type. */
function claims(): readonly (readonly [type: string, path: string])[] {
  const found = new Set<string>();
  for (const { compares } of DETECTORS)
    for (const [type, list] of Object.entries(compares ?? {}))
      for (const path of list.split(/\s+/)) if (path !== "") found.add(`${type} ${path}`);
  for (const { types } of [REST_APIS, EDGES, NETWORK, COGNITO, IDENTITIES, FUNCTIONS_AND_KEYS, INTEGRATIONS, GRANTS])
    for (const [type, { settings }] of Object.entries(types))
      for (const { compares } of settings) for (const path of compares) found.add(`${type} ${path}`);
  return [...found].map((one) => one.split(" ") as [string, string]);
}

type Body = Record<string, unknown>;

/** The body with a value at a path; blocks on the way are lists of one. */
function at(body: Body, [name = "", ...rest]: readonly string[], value: unknown): Body {
  if (rest.length === 0) return { ...body, [name]: value };
  const block = body[name];
  const own = (Array.isArray(block) ? block[0] : block) as Body | undefined;
  return { ...body, [name]: [at(own ?? {}, rest, value)] };
}

/** Values of one sort, of which any two differ. */
const SORTS: Readonly<Record<string, readonly unknown[]>> = {
  words: ["alpha", "beta", "gamma"],
  numbers: [1, 7, 30, 90],
  flags: [true, false],
  lists: [["alpha"], ["beta"], ["alpha", "beta"]],
  addresses: ["https://a.example/x", "https://b.example/y"],
};

const allowing = (action: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: action, Resource: "*" } });
const MANAGED = ["AdministratorAccess", "PowerUserAccess", "AWSLambdaBasicExecutionRole"].map(
  (name) => `arn:aws:iam::aws:policy/${name}`,
);
const [ADMINISTRATOR] = MANAGED;
const REQUEST = { api_id: "${aws_apigatewayv2_api.api.id}", name: "guard", authorizer_type: "REQUEST" };

const INGRESS = { protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["10.0.0.0/8"] };

/** What else has to be there for an attribute to count. */
const SURROUNDINGS: Readonly<Record<string, Body>> = {
  aws_apigatewayv2_api: { name: "quick", protocol_type: "HTTP", target: "https://a.example", route_key: "GET /x" },
  aws_cognito_identity_pool_roles_attachment: { identity_pool_id: "p", roles: { authenticated: "arn:r" } },
  aws_iam_group_membership: { group: "admins", users: ["ada"] },
  aws_iam_group_policy: { group: "devs", policy: allowing("s3:*") },
  aws_iam_group_policy_attachment: { group: "devs", policy_arn: ADMINISTRATOR },
  aws_iam_group_policy_attachments_exclusive: { group_name: "devs", policy_arns: [ADMINISTRATOR] },
  aws_iam_policy_attachment: { roles: ["r"], users: ["u"], groups: ["g"], policy_arn: ADMINISTRATOR },
  aws_iam_role: { name: "r", assume_role_policy: "{}", inline_policy: [{ name: "p", policy: allowing("s3:*") }] },
  aws_iam_user: { name: "u" },
  aws_security_group: { ingress: [INGRESS] },
  aws_security_group_rule: { ...INGRESS, type: "ingress" },
  aws_vpc_security_group_ingress_rule: { ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: "10.0.0.0/8" },
  aws_api_gateway_usage_plan: {
    api_stages: [{ api_id: "api", stage: "live" }],
    quota_settings: [{ limit: 5, period: "DAY" }],
  },
  aws_cloudfront_distribution: {
    ordered_cache_behavior: [{ path_pattern: "/x" }],
    origin: [{ origin_id: "web", domain_name: "web.example" }],
    restrictions: [{ geo_restriction: [{ locations: ["DE"], restriction_type: "whitelist" }] }],
  },
  aws_cognito_identity_pool: { cognito_identity_providers: [{ client_id: "web", provider_name: "pool" }] },
  aws_iam_role_policy: { role: "r", policy: allowing("s3:*") },
  aws_iam_role_policy_attachment: { role: "r", policy_arn: ADMINISTRATOR },
  aws_iam_role_policy_attachments_exclusive: { role_name: "r", policy_arns: [ADMINISTRATOR] },
  aws_iam_user_policy: { user: "u", policy: allowing("s3:*") },
  aws_iam_user_policy_attachment: { user: "u", policy_arn: ADMINISTRATOR },
  aws_iam_user_policy_attachments_exclusive: { user_name: "u", policy_arns: [ADMINISTRATOR] },
  aws_apigatewayv2_stage: {
    api_id: "${aws_apigatewayv2_api.api.id}",
    name: "live",
    route_settings: [{ route_key: "GET /items", throttling_rate_limit: 5, throttling_burst_limit: 5 }],
  },
  aws_cognito_user_pool_client: {
    ...Object.fromEntries(["access", "id", "refresh"].map((kind) => [`${kind}_token_validity`, 5])),
    user_pool_id: "${aws_cognito_user_pool.pool.id}",
    name: "web",
    explicit_auth_flows: ["ALLOW_REFRESH_TOKEN_AUTH"],
  },
  "aws_apigatewayv2_authorizer authorizer_payload_format_version": REQUEST,
  "aws_apigatewayv2_authorizer authorizer_result_ttl_in_seconds": {
    ...REQUEST,
    identity_sources: ["$request.header.Authorization"],
  },
  "aws_apigatewayv2_authorizer authorizer_uri": REQUEST,
  "aws_apigatewayv2_authorizer enable_simple_responses": REQUEST,
};

/** Values that an attribute takes where those of every sort mean nothing to it. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  "aws_apigatewayv2_authorizer authorizer_uri": ["one", "two"].map(
    (name) => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`,
  ),
  "aws_apigatewayv2_authorizer jwt_configuration": ["one", "two"].map((name) => [
    { issuer: `https://${name}.example`, audience: ["web"] },
  ]),
  "aws_apigatewayv2_integration response_parameters": ["404", "401"].map((to) => [
    { status_code: "403", mappings: { "overwrite:statuscode": to } },
  ]),
  "aws_apigatewayv2_stage access_log_settings.format": ["$context.requestId", "$context.authorizer.error"],
  "aws_cognito_user_pool_client refresh_token_rotation.feature": ["ENABLED", "DISABLED"],
  "aws_iam_role inline_policy": ["s3:*", "sqs:*"].map((action) => [{ name: "p", policy: allowing(action) }]),
  "aws_iam_role permissions_boundary": [ADMINISTRATOR, MANAGED[2]],
  ...Object.fromEntries(
    ["access", "id", "refresh"].map((kind) => [
      `aws_cognito_user_pool_client token_validity_units.${kind}_token`,
      ["hours", "days"],
    ]),
  ),
  "aws_cloudfront_distribution restrictions.geo_restriction.restriction_type": ["none", "whitelist", "blacklist"],
  "aws_wafv2_web_acl default_action": [[{ allow: [{}] }], [{ block: [{}] }]],
  ...Object.fromEntries(
    ["group", "role", "user"].flatMap((kind) => [
      [`aws_iam_${kind}_policy_attachment policy_arn`, MANAGED],
      [`aws_iam_${kind}_policy_attachments_exclusive policy_arns`, MANAGED.map((arn) => [arn])],
    ]),
  ),
  "aws_iam_policy_attachment policy_arn": MANAGED,
};

/** Where another value says nothing about access by itself, or nothing in these surroundings, and why. */
const SILENT: Readonly<Record<string, string>> = {
  "aws_apigatewayv2_api name": "A name for people; permissions and routes use the id.",
  "aws_apigatewayv2_authorizer name": "A name for people; routes use the id.",
  "aws_cognito_user_pool_client name": "A name for people; tokens hold the id.",
  "aws_cognito_user_pool account_recovery_setting.recovery_mechanism.priority": "The order of one mechanism.",
  "aws_iam_user permissions_boundary": "A user without policies is allowed nothing in any boundary.",
  "aws_iam_group_membership group": "Groups without policies give their members nothing.",
  "aws_iam_group_membership users": "Groups without policies give their members nothing.",
  "aws_iam_user_group_membership user": "Groups without policies give their members nothing.",
  "aws_iam_user_group_membership groups": "Groups without policies give their members nothing.",
};

test("no attribute is left out that was compared", () => {
  expect(claims()).toHaveLength(388);
});

describe("told", () => {
  test.each(claims().map(([type, path]) => [`${type} ${path}`, type, path] as const))("%s", (name, type, path) => {
    const [label = "x", good = {}] = Object.entries(goodStack().resource[type] ?? {})[0] ?? [];
    const body = { ...good, ...(SURROUNDINGS[name] ?? SURROUNDINGS[type]) };
    const stack = (own: unknown) => readSynth(goodStack({ [type]: { [label]: at(body, path.split("."), own) } }));
    const said = (from: Model, to: Model) =>
      differenceIn(compare(from, to))
        .findings.map(({ kind, summary }) => `${kind}: ${summary}`.replaceAll(`${type}.${label}`, "it"))
        .join("\n");
    // Terraform takes one sort for an argument: of that one, every pair is told.
    let text: string | undefined;
    for (const values of Object.values(VALUES[name] ? { own: VALUES[name] } : SORTS)) {
      const [one, other, ...rest] = values.slice(0, 3).map(stack);
      if (!one || !other) continue;
      const [there, back] = [said(one, other), said(other, one)];
      if (there === "" || back === "" || rest.some((more) => said(one, more) === "" || said(other, more) === ""))
        continue;
      const lines = [...new Set([there, back])].join("\n<\n");
      text ??= lines;
      if (lines.includes("unknown:")) continue;
      text = lines;
      break;
    }
    text ??= SILENT[name];
    expect(text).toBeDefined();
    expect(text).toMatchSnapshot();
  });
});
