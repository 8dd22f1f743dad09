import type { Case } from "./synth-cases";

const POOL = "${aws_cognito_user_pool.pool.id}";
const VAR = "${var.unset}";

const at = (
  type: string,
  before: Record<string, unknown> | undefined,
  after: Record<string, unknown> | undefined,
  kind: string,
  code: string,
): Case => {
  const one = (body: Record<string, unknown> | undefined) => (body ? { [type]: { x: body } } : {});
  return { before: one(before), after: one(after), kind, code, address: `${type}.x` };
};
const there = (code: string, kind: string, before: Record<string, unknown>, after: Record<string, unknown>): Case =>
  at("aws_cognito_user_pool", { name: "second", ...before }, { name: "second", ...after }, kind, code);
const recovering = (...names: readonly string[]) => ({
  account_recovery_setting: { recovery_mechanism: names.map((name, i) => ({ name, priority: i + 1 })) },
});
const verifying = (...names: readonly string[]) => ({
  user_attribute_update_settings: { attributes_require_verification_before_update: names },
});
const SMS = { sms_configuration: { sns_caller_arn: "arn:aws:iam::123456789012:role/sms", external_id: "x" } };
const TOTP = { software_token_mfa_configuration: { enabled: true } };
const factors = (mfa_configuration: string, more: Record<string, unknown> = {}) => ({ mfa_configuration, ...more });
const remembering = (challenge: boolean, prompt: boolean) => ({
  device_configuration: {
    challenge_required_on_new_device: challenge,
    device_only_remembered_on_user_prompt: prompt,
  },
});
const member = (before: string | undefined, after: string | undefined, kind: string, code: string): Case => {
  const of = (group_name: string | undefined) => group_name && { user_pool_id: POOL, group_name, username: "ann" };
  return at("aws_cognito_user_in_group", of(before) || undefined, of(after) || undefined, kind, code);
};

const API = "${aws_apigatewayv2_api.api.id}";
const CLAIM = "$context.authorizer.claims.sub";
const OWN = "$request.header.x-user";
const LEFT = "parameter-set-by-caller";
type Map = Record<string, string> | undefined;
const handing = (before: Map, after: Map, kind: string, code: string): Case => {
  const of = (request_parameters: Map) => ({
    api_id: API,
    integration_type: "HTTP_PROXY",
    integration_uri: "https://a.example",
    ...(request_parameters && { request_parameters }),
  });
  return at("aws_apigatewayv2_integration", of(before), of(after), kind, code);
};
const staged = (before: Record<string, unknown>, after: Record<string, unknown>, kind: string, code: string): Case => {
  const of = (more: Record<string, unknown>) => ({ api_id: API, name: "v1", ...more });
  return at("aws_apigatewayv2_stage", of(before), of(after), kind, code);
};
const guarded = (before: string | undefined, after: string | undefined, kind: string, code: string): Case => {
  const of = (name: string | undefined) =>
    name === undefined
      ? undefined
      : {
          resource_arn: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_x",
          web_acl_arn: `arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/${name}/1`,
        };
  return at("aws_wafv2_web_acl_association", of(before), of(after), kind, code);
};

/** What no decision about a request shows, and yet lets somebody do more later, or less. */
export const UNSEEN: readonly Case[] = [
  there("pool-recovery-added", "broadened", recovering("admin_only"), recovering("verified_email")),
  there("pool-recovery-removed", "narrowed", recovering("verified_email"), recovering("admin_only")),
  there(
    "pool-recovery-order",
    "neutral",
    recovering("verified_email", "verified_phone_number"),
    recovering("verified_phone_number", "verified_email"),
  ),
  there("pool-recovery-unknown", "unknown", recovering("admin_only"), recovering(VAR)),
  there("pool-attribute-update-unverified", "broadened", verifying("email"), {}),
  there("pool-attribute-update-verified", "protective", {}, verifying("email")),
  there("pool-second-factor-added", "broadened", factors("OPTIONAL"), factors("OPTIONAL", SMS)),
  there("pool-second-factor-removed", "narrowed", factors("OPTIONAL", SMS), factors("OPTIONAL")),
  there("pool-second-factor-added", "protective", factors("ON", SMS), factors("ON", { ...SMS, ...TOTP })),
  there("pool-second-factor-removed", "broadened", factors("ON", { ...SMS, ...TOTP }), factors("ON", SMS)),
  there("pool-second-factor-added", "neutral", factors("OFF"), factors("OFF", TOTP)),
  there("pool-second-factor-unknown", "unknown", factors("ON", TOTP), {
    ...factors("ON"),
    software_token_mfa_configuration: { enabled: VAR },
  }),
  there("pool-devices-trusted", "broadened", remembering(false, true), remembering(true, true)),
  there("pool-devices-trusted", "broadened", remembering(true, true), remembering(true, false)),
  there("pool-devices-untrusted", "protective", remembering(true, false), {}),
  there("pool-devices-remembered", "neutral", {}, remembering(false, false)),
  member(undefined, "admin", "broadened", "group-member-added"),
  member("admin", undefined, "narrowed", "group-member-removed"),
  member("staff", "admin", "broadened", "group-member-added"),
  member("staff", "admin", "narrowed", "group-member-removed"),
  member("staff", VAR, "unknown", "group-member-unknown"),
  handing({ "overwrite:header.x-user": CLAIM }, { "overwrite:header.x-user": OWN }, "broadened", LEFT),
  handing(
    { "overwrite:header.x-user": OWN },
    { "overwrite:header.x-user": CLAIM },
    "protective",
    "parameter-set-by-api",
  ),
  handing({ "overwrite:header.x-user": CLAIM }, undefined, "broadened", LEFT),
  handing({ "overwrite:header.x-user": CLAIM }, { "append:header.x-user": CLAIM }, "broadened", LEFT),
  handing({ "remove:header.x-user": "''" }, {}, "broadened", LEFT),
  handing({ "overwrite:header.x-user": CLAIM }, { "overwrite:header.x-user": "root" }, "unknown", "parameter-changed"),
  handing({}, { "append:header.x-trace": "$context.requestId" }, "neutral", "parameter-changed"),
  at("aws_apigatewayv2_stage", undefined, { api_id: API, name: "next" }, "broadened", "stage-added"),
  at("aws_apigatewayv2_stage", { api_id: API, name: "next" }, undefined, "breaking", "stage-removed"),
  staged({}, { name: "v2" }, "breaking", "stage-renamed"),
  staged({}, { name: VAR }, "unknown", "stage-unknown"),
  staged({ auto_deploy: true }, {}, "unknown", "stage-auto-deploy-off"),
  staged({}, { auto_deploy: true }, "neutral", "stage-auto-deploy-on"),
  guarded(undefined, "one", "protective", "web-acl-associated"),
  guarded("one", undefined, "broadened", "web-acl-removed"),
  guarded("one", "two", "unknown", "web-acl-changed"),
];
