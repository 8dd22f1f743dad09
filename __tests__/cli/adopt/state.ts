/** States as `terraform show -json` prints them, for what needs no Terraform. */

export interface Written {
  readonly address: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly dependsOn?: readonly string[];
  readonly sensitive?: Readonly<Record<string, unknown>>;
}

/** `module.a["b"].aws_t.n["k"]`: its parts as a state names them. */
function resourceOf({ address, values, dependsOn = [], sensitive = {} }: Written): object {
  const [, module, type, name, index] =
    /^((?:module\.[\w-]+(?:\["[^"]*"\])?\.)*)([a-z]\w*)\.(\w+)(?:\[(.+)\])?$/.exec(address) ?? [];
  return {
    module: module?.slice(0, -1) ?? "",
    resource: {
      address,
      mode: "managed",
      type,
      name,
      ...(index !== undefined && { index: JSON.parse(index) as unknown }),
      provider_name: "registry.terraform.io/hashicorp/aws",
      schema_version: 0,
      values,
      sensitive_values: sensitive,
      depends_on: dependsOn,
    },
  };
}

/** The state with these resources. Modules one level deep are known. */
export function stateOf(written: readonly Written[]): Uint8Array {
  const all = written.map(resourceOf) as { module: string; resource: object }[];
  const of = (module: string) => all.filter((one) => one.module === module).map((one) => one.resource);
  const modules = [...new Set(all.map((one) => one.module))].filter((module) => module !== "");
  const root_module = {
    resources: of(""),
    child_modules: modules.map((address) => ({ address, resources: of(address) })),
  };
  return Buffer.from(JSON.stringify({ format_version: "1.0", terraform_version: "1.13.3", values: { root_module } }));
}

export const ORDERS = "arn:aws:lambda:eu-central-1:123456789012:function:orders";

/** An API with a route to a function, everything in the root module. */
export function smallEstate(): Written[] {
  const api_id = "a1b2c3d4e5";
  return [
    {
      address: "aws_apigatewayv2_api.shop",
      values: {
        id: api_id,
        arn: `arn:aws:apigateway:eu-central-1::/apis/${api_id}`,
        execution_arn: `arn:aws:execute-api:eu-central-1:123456789012:${api_id}`,
        name: "Shop API",
        protocol_type: "HTTP",
        cors_configuration: [],
        disable_execute_api_endpoint: false,
      },
    },
    {
      address: "aws_apigatewayv2_stage.shop",
      values: {
        id: "$default",
        api_id,
        name: "$default",
        auto_deploy: true,
        access_log_settings: [],
        default_route_settings: [],
        route_settings: [],
      },
    },
    {
      address: "aws_apigatewayv2_integration.orders",
      values: {
        id: "int1",
        api_id,
        integration_type: "AWS_PROXY",
        integration_uri: ORDERS,
        payload_format_version: "2.0",
      },
    },
    {
      address: "aws_apigatewayv2_route.orders",
      values: {
        id: "rt1",
        api_id,
        route_key: "GET /orders",
        authorization_type: "AWS_IAM",
        target: "integrations/int1",
      },
    },
  ];
}

export const PEOPLE_ID = "eu-central-1_AbCdEfGhI";
export const PEOPLE_ENDPOINT = `cognito-idp.eu-central-1.amazonaws.com/${PEOPLE_ID}`;

/** A pool with the scope `api/read`. */
export const PEOPLE: readonly Written[] = [
  {
    address: "aws_cognito_user_pool.people",
    values: { id: PEOPLE_ID, name: "people", endpoint: PEOPLE_ENDPOINT, lambda_config: [] },
  },
  {
    address: "aws_cognito_resource_server.api",
    values: {
      id: "x",
      user_pool_id: PEOPLE_ID,
      identifier: "api",
      name: "api",
      scope: [{ scope_name: "read", scope_description: "Read" }],
    },
  },
];
