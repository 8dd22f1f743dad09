import type { Attributes, Resource, Step } from "../terraform/resource";

/** What a rule says about something. */
export interface Sentence {
  readonly message: string;
  readonly remedy: string;
  readonly nearest?: string;
}

const CONCEALED = "(sensitive)";

/** The arguments whose values rules repeat in their messages, by resource type. */
const REPEATED: Readonly<Record<string, readonly (readonly Step[])[]>> = {
  aws_apigatewayv2_api: [["cors_configuration"]],
  aws_apigatewayv2_authorizer: [["jwt_configuration"], ["identity_sources"], ["name"]],
  aws_apigatewayv2_integration: [["payload_format_version"], ["integration_uri"]],
  aws_apigatewayv2_route: [["route_key"], ["authorization_scopes"], ["authorization_type"]],
  aws_apigatewayv2_stage: [["route_settings"], ["access_log_settings"]],
  aws_cloudwatch_log_group: [["name"], ["name_prefix"]],
  aws_cognito_resource_server: [["identifier"], ["scope"]],
  aws_cognito_user_pool: [["schema"], ["lambda_config"], ["user_pool_tier"], ["user_pool_add_ons"], ["sign_in_policy"]],
  aws_cognito_user_pool_client: [
    ["callback_urls"],
    ["logout_urls"],
    ["default_redirect_uri"],
    ["allowed_oauth_scopes"],
    ["allowed_oauth_flows"],
    ["explicit_auth_flows"],
    ["prevent_user_existence_errors"],
    ["supported_identity_providers"],
    ["write_attributes"],
  ],
  aws_cognito_user_pool_domain: [["domain"], ["certificate_arn"]],
  aws_lambda_function: [["runtime"], ["environment"], ["layers"], ["dead_letter_config"], ["image_uri"], ["role"]],
  aws_lambda_permission: [["source_arn"], ["principal"]],
  awscc_cognito_user_pool_cimd_policy: [["url_patterns"]],
};

/**
 * Takes what the author marked as sensitive out of what rules say. Where a message holds such a value, what to write
 * instead would give it away too.
 */
export function redactor(model: { readonly resources: readonly Resource[] }): (told: Sentence) => Sentence {
  let secrets: readonly string[] | undefined;
  return (told) => {
    secrets ??= secretsOf(model);
    const found = secrets.filter((secret) => told.message.includes(secret) || told.remedy.includes(secret));
    if (found.length === 0) return told;
    const message = found.reduce((text, secret) => text.replaceAll(secret, CONCEALED), told.message);
    return { message, remedy: "The value is sensitive, so what to write instead isn't shown." };
  };
}

function secretsOf(model: { readonly resources: readonly Resource[] }): readonly string[] {
  const found = new Set<string>();
  for (const { type, attributes } of model.resources)
    for (const path of REPEATED[type] ?? []) if (attributes.sensitive(...path)) collect(attributes, path, found);
  // The longest first: one value may be a part of another.
  return [...found].sort((a, b) => b.length - a.length);
}

/** Every text at or below a path, also where something beside it isn't known. */
function collect(attributes: Attributes, path: readonly Step[], found: Set<string>): void {
  const whole = attributes.value(...path);
  if (whole.known) leaves(whole.value, found);
  else for (const text of attributes.texts(...path).items) found.add(text);
}

function leaves(value: unknown, found: Set<string>): void {
  // A single letter or digit would take the message apart, and gives nothing away.
  if (typeof value === "string" && value.length > 1) found.add(value);
  else if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) leaves(inner, found);
}
