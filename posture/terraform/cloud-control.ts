import type { Attributes, Resource, Step } from "./resource";

type Path = readonly Step[];

/** Where the Cloud Control provider keeps what the AWS provider calls otherwise; other arguments have the same name. */
type Renamed = Readonly<Record<string, Path>>;

/**
 * Resources of the Cloud Control provider (`awscc_…`), which follow CloudFormation's properties in snake case, by the type of the AWS provider
 * that they stand for.
 * AWS::Cognito, AWS::ApiGatewayV2: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Cognito.html
 */
const ALSO: Readonly<Record<string, readonly [type: string, renamed: Renamed]>> = {
  awscc_cognito_user_pool: [
    "aws_cognito_user_pool",
    {
      id: ["user_pool_id"],
      name: ["user_pool_name"],
      password_policy: ["policies", "password_policy"],
      sign_in_policy: ["policies", "sign_in_policy"],
    },
  ],
  awscc_cognito_user_pool_client: [
    "aws_cognito_user_pool_client",
    {
      // Its own id is made of the pool's and the client's.
      id: ["client_id"],
      name: ["client_name"],
      allowed_oauth_flows: ["allowed_o_auth_flows"],
      allowed_oauth_flows_user_pool_client: ["allowed_o_auth_flows_user_pool_client"],
      allowed_oauth_scopes: ["allowed_o_auth_scopes"],
      callback_urls: ["callback_ur_ls"],
      logout_urls: ["logout_ur_ls"],
    },
  ],
  awscc_cognito_user_pool_domain: ["aws_cognito_user_pool_domain", {}],
  awscc_cognito_user_pool_group: ["aws_cognito_user_group", { name: ["group_name"] }],
  awscc_cognito_user_pool_identity_provider: ["aws_cognito_identity_provider", {}],
  awscc_cognito_user_pool_resource_server: ["aws_cognito_resource_server", { scope: ["scopes"] }],
  awscc_apigatewayv2_api: ["aws_apigatewayv2_api", { id: ["api_id"] }],
  awscc_apigatewayv2_route: ["aws_apigatewayv2_route", { id: ["route_id"] }],
  awscc_apigatewayv2_authorizer: [
    "aws_apigatewayv2_authorizer",
    { id: ["authorizer_id"], identity_sources: ["identity_source"] },
  ],
  awscc_apigatewayv2_integration: ["aws_apigatewayv2_integration", { id: ["integration_id"] }],
  awscc_apigatewayv2_stage: ["aws_apigatewayv2_stage", { id: ["stage_name"], name: ["stage_name"] }],
};

/** The AWS provider's type that a resource of Cloud Control is read as, and the resource with that type's arguments. */
export function asAws(resource: Resource): readonly [type: string, resource: Resource] | undefined {
  const found = ALSO[resource.type];
  if (found === undefined) return undefined;
  const [type, renamed] = found;
  // A resource of an index reads its attributes when they are asked for, and so does this.
  let attributes: Attributes | undefined;
  const view = Object.create(resource, {
    attributes: { get: () => (attributes ??= renamedAttributes(resource.attributes, renamed)), enumerable: true },
  }) as Resource;
  return [type, view];
}

function renamedAttributes(own: Attributes, renamed: Renamed): Attributes {
  const at = ([first, ...rest]: Path): Path => {
    const place = typeof first === "string" ? renamed[first] : undefined;
    return place === undefined ? (first === undefined ? [] : [first, ...rest]) : [...place, ...rest];
  };
  return {
    value: (...path) => own.value(...at(path)),
    text: (...path) => own.text(...at(path)),
    number: (...path) => own.number(...at(path)),
    flag: (...path) => own.flag(...at(path)),
    texts: (...path) => own.texts(...at(path)),
    blocks: (...path) => own.blocks(...at(path)),
    references: (...path) => own.references(...at(path)),
    written: (...path) => own.written(...at(path)),
    expression: (...path) => own.expression(...at(path)),
    plain: () => own.plain(),
    json: (...path) => own.json(...at(path)),
    pieces: (...path) => own.pieces(...at(path)),
    sensitive: (...path) => own.sensitive(...at(path)),
  };
}
