import type { Attributes, Resource, Step } from "./resource";
import { listing, type Value } from "./value";

type Path = readonly Step[];

/** Where an argument stands; `inside`: what its blocks' own arguments are called. */
interface Place {
  readonly path: Path;
  readonly inside: Renamed;
}

/** Where the Cloud Control provider keeps what the AWS provider calls otherwise; other arguments have the same name. */
type Renamed = Readonly<Record<string, Path | Place>>;

/** What a resource of the Cloud Control provider stands for; several where one resource is two of the AWS provider's. */
type StandsFor = Readonly<Record<string, Renamed>>;

const INTEGRATION = Object.fromEntries(
  `type uri credentials connection_id connection_type content_handling integration_http_method passthrough_behavior
  request_parameters request_templates`
    .split(/\s+/)
    .map((name): [string, Path] => [name, ["integration", name]]),
);

/**
 * Resources of the Cloud Control provider (`awscc_…`), which follow CloudFormation's properties in snake case, by the types of the AWS provider
 * that they stand for.
 * AWS::Cognito, AWS::ApiGateway, AWS::ApiGatewayV2, AWS::Lambda: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const STANDS_FOR: Readonly<Record<string, StandsFor>> = {
  awscc_cognito_user_pool: {
    aws_cognito_user_pool: {
      id: ["user_pool_id"],
      name: ["user_pool_name"],
      password_policy: ["policies", "password_policy"],
      sign_in_policy: ["policies", "sign_in_policy"],
    },
  },
  awscc_cognito_user_pool_client: {
    aws_cognito_user_pool_client: {
      // Its own id is made of the pool's and the client's.
      id: ["client_id"],
      name: ["client_name"],
      allowed_oauth_flows: ["allowed_o_auth_flows"],
      allowed_oauth_flows_user_pool_client: ["allowed_o_auth_flows_user_pool_client"],
      allowed_oauth_scopes: ["allowed_o_auth_scopes"],
      callback_urls: ["callback_ur_ls"],
      logout_urls: ["logout_ur_ls"],
    },
  },
  awscc_cognito_user_pool_domain: { aws_cognito_user_pool_domain: {} },
  awscc_cognito_managed_login_branding: { aws_cognito_managed_login_branding: {} },
  awscc_cognito_user_pool_group: { aws_cognito_user_group: { name: ["group_name"] } },
  awscc_cognito_user_pool_identity_provider: { aws_cognito_identity_provider: {} },
  awscc_cognito_user_pool_resource_server: { aws_cognito_resource_server: { scope: ["scopes"] } },
  awscc_apigatewayv2_api: { aws_apigatewayv2_api: { id: ["api_id"] } },
  awscc_apigatewayv2_route: { aws_apigatewayv2_route: { id: ["route_id"] } },
  awscc_apigatewayv2_authorizer: {
    aws_apigatewayv2_authorizer: { id: ["authorizer_id"], identity_sources: ["identity_source"] },
  },
  awscc_apigatewayv2_integration: { aws_apigatewayv2_integration: { id: ["integration_id"] } },
  awscc_apigatewayv2_stage: { aws_apigatewayv2_stage: { id: ["stage_name"], name: ["stage_name"] } },
  awscc_apigatewayv2_domain_name: {
    aws_apigatewayv2_domain_name: { domain_name_configuration: ["domain_name_configurations"] },
  },
  awscc_apigatewayv2_api_mapping: { aws_apigatewayv2_api_mapping: { id: ["api_mapping_id"] } },
  awscc_apigatewayv2_vpc_link: { aws_apigatewayv2_vpc_link: { id: ["vpc_link_id"] } },
  awscc_apigateway_rest_api: {
    aws_api_gateway_rest_api: { id: ["rest_api_id"], api_key_source: ["api_key_source_type"] },
  },
  awscc_apigateway_resource: { aws_api_gateway_resource: { id: ["resource_id"] } },
  awscc_apigateway_method: {
    aws_api_gateway_method: { authorization: ["authorization_type"] },
    aws_api_gateway_integration: INTEGRATION,
  },
  awscc_apigateway_authorizer: {
    aws_api_gateway_authorizer: { id: ["authorizer_id"], provider_arns: ["provider_ar_ns"] },
  },
  awscc_apigateway_deployment: { aws_api_gateway_deployment: { id: ["deployment_id"] } },
  awscc_apigateway_stage: { aws_api_gateway_stage: { access_log_settings: ["access_log_setting"] } },
  awscc_apigateway_domain_name: { aws_api_gateway_domain_name: {} },
  awscc_apigateway_base_path_mapping: {
    aws_api_gateway_base_path_mapping: { api_id: ["rest_api_id"], stage_name: ["stage"] },
  },
  awscc_apigateway_gateway_response: { aws_api_gateway_gateway_response: {} },
  awscc_apigateway_request_validator: { aws_api_gateway_request_validator: { id: ["request_validator_id"] } },
  awscc_apigateway_vpc_link: { aws_api_gateway_vpc_link: { id: ["vpc_link_id"] } },
  awscc_apigateway_usage_plan: { aws_api_gateway_usage_plan: {} },
  awscc_lambda_function: { aws_lambda_function: { id: ["function_name"] } },
  awscc_lambda_alias: { aws_lambda_alias: { arn: ["alias_arn"] } },
  awscc_lambda_permission: { aws_lambda_permission: {} },
  awscc_lambda_url: {
    aws_lambda_function_url: { authorization_type: ["auth_type"], function_name: ["target_function_arn"] },
  },
  awscc_logs_log_group: { aws_cloudwatch_log_group: { name: ["log_group_name"] } },
  awscc_iam_role: {
    aws_iam_role: {
      name: ["role_name"],
      assume_role_policy: ["assume_role_policy_document"],
      inline_policy: { path: ["policies"], inside: { name: ["policy_name"], policy: ["policy_document"] } },
    },
  },
  awscc_iam_role_policy: {
    aws_iam_role_policy: { name: ["policy_name"], role: ["role_name"], policy: ["policy_document"] },
  },
  awscc_iam_user_policy: {
    aws_iam_user_policy: { name: ["policy_name"], user: ["user_name"], policy: ["policy_document"] },
  },
};

/** Does an address name a resource of the Cloud Control provider? */
export const isCloudControl = (address: string): boolean => /(?:^|\.)awscc_\w+\./.test(address);

const VIEWS = new WeakMap<Resource, ReturnType<typeof asAws>>();

/** The AWS provider's types that a resource of Cloud Control is read as, each with the resource as one of that type. */
export function asAws(resource: Resource): readonly (readonly [type: string, resource: Resource])[] {
  const standsFor = STANDS_FOR[resource.type];
  if (standsFor === undefined) return [];
  let views = VIEWS.get(resource);
  if (views === undefined) {
    views = Object.entries(standsFor).map(([type, renamed]) => [type, viewOf(resource, type, renamed)] as const);
    VIEWS.set(resource, views);
  }
  return views;
}

/** A resource of an index reads its attributes when they are asked for, and so does this. */
function viewOf(resource: Resource, type: string, renamed: Renamed): Resource {
  let attributes: Attributes | undefined;
  return Object.create(resource, {
    type: { value: type, enumerable: true },
    attributes: { get: () => (attributes ??= renamedAttributes(resource.attributes, renamed)), enumerable: true },
  }) as Resource;
}

function renamedAttributes(own: Attributes, renamed: Renamed): Attributes {
  const at = (path: Path): Path => pathIn(renamed, path);
  // An id has another name here, by which it isn't known that AWS gives it.
  const given = <T>(path: Path, value: Value<T>): Value<T> =>
    path.length === 1 && path[0] === "id" && value.known && value.value === undefined
      ? (own.text("id") as Value<T>)
      : value;
  return {
    value: (...path) => given(path, own.value(...at(path))),
    text: (...path) => given(path, own.text(...at(path))),
    number: (...path) => own.number(...at(path)),
    flag: (...path) => own.flag(...at(path)),
    texts: (...path) => own.texts(...at(path)),
    blocks: (...path) => {
      const { items, missing } = own.blocks(...at(path));
      const inside = insideOf(renamed, path[0]);
      return inside === undefined
        ? { items, missing }
        : listing(
            items.map((item) => renamedAttributes(item, inside)),
            missing,
          );
    },
    references: (...path) => own.references(...at(path)),
    written: (...path) => own.written(...at(path)),
    expression: (...path) => own.expression(...at(path)),
    plain: () => own.plain(),
    json: (...path) => own.json(...at(path)),
    pieces: (...path) => own.pieces(...at(path)),
    sensitive: (...path) => own.sensitive(...at(path)),
    without: (paths, why) => renamedAttributes(own.without(paths.map(at), why), renamed),
  };
}

function insideOf(renamed: Renamed, step: Step | undefined): Renamed | undefined {
  const place = typeof step === "string" ? renamed[step] : undefined;
  return place === undefined || !("inside" in place) ? undefined : place.inside;
}

function pathIn(renamed: Renamed, path: Path): Path {
  const [first, ...rest] = path;
  const place = typeof first === "string" ? renamed[first] : undefined;
  if (first === undefined || place === undefined) return path;
  if (!("inside" in place)) return [...place, ...rest];
  const [index, ...deeper] = rest;
  return typeof index === "number"
    ? [...place.path, index, ...pathIn(place.inside, deeper)]
    : [...place.path, ...pathIn(place.inside, rest)];
}
