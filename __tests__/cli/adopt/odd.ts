import {
  ORDERS,
  PEOPLE,
  PEOPLE_ENDPOINT as endpoint,
  PEOPLE_ID as user_pool_id,
  smallEstate,
  type Written,
} from "./state";

/** Estates with what the constructs refuse, or don't know. */

const api_id = "a1b2c3d4e5";

function richEstate(): Written[] {
  return [
    ...smallEstate(),
    ...PEOPLE,
    {
      address: "aws_cognito_user_pool_client.web",
      values: {
        id: "webid",
        user_pool_id,
        name: "web",
        allowed_oauth_flows_user_pool_client: true,
        allowed_oauth_flows: ["code"],
        allowed_oauth_scopes: ["openid", "api/read"],
        callback_urls: ["https://example.com/"],
        supported_identity_providers: ["COGNITO"],
      },
    },
    { address: "aws_cognito_user_group.staff", values: { id: "g", user_pool_id, name: "staff", precedence: 1 } },
    { address: "aws_cognito_user_pool_domain.auth", values: { id: "shop-auth", domain: "shop-auth", user_pool_id } },
    {
      address: "aws_apigatewayv2_authorizer.people",
      values: {
        id: "auth1",
        api_id,
        name: "people",
        authorizer_type: "JWT",
        identity_sources: ["$request.header.Authorization"],
        jwt_configuration: [{ issuer: `https://${endpoint}`, audience: ["webid"] }],
      },
    },
    {
      address: 'aws_apigatewayv2_route.all["GET /read"]',
      values: {
        id: "r2",
        api_id,
        route_key: "GET /read",
        authorization_type: "JWT",
        authorizer_id: "auth1",
        authorization_scopes: ["api/read"],
        target: "integrations/int1",
      },
    },
  ];
}

const changed = (address: string, values: object): Written[] =>
  richEstate().map((one) => (one.address === address ? { ...one, values: { ...one.values, ...values } } : one));
const and = (...more: Written[]): Written[] => [...richEstate(), ...more];
const client = (values: object) => changed("aws_cognito_user_pool_client.web", values);
const api = (values: object) => changed("aws_apigatewayv2_api.shop", values);
const stage = (values: object) => changed("aws_apigatewayv2_stage.shop", values);
const cors = (values: object) =>
  api({
    cors_configuration: [
      { allow_origins: ["https://example.com"], allow_methods: ["GET"], allow_headers: [], max_age: 0, ...values },
    ],
  });
const log = (format: string, destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:shop") =>
  stage({ access_log_settings: [{ destination_arn, format }] });

export const ODD_ESTATES: readonly (readonly [string, Written[]])[] = [
  ["nothing odd", richEstate()],
  ["a callback of an app", client({ callback_urls: ["myapp://callback"] })],
  ["a callback over plain HTTP", client({ callback_urls: ["http://example.com/callback"] })],
  ["a client of another provider's users", client({ supported_identity_providers: ["Google", "COGNITO"] })],
  [
    "lifetimes that don't come out even",
    client({ access_token_validity: 90, token_validity_units: [{ access_token: "seconds" }] }),
  ],
  ["an implicit client", client({ allowed_oauth_flows: ["implicit"] })],
  ["a client without a callback", client({ callback_urls: [] })],
  ["a group's name with a blank", changed("aws_cognito_user_group.staff", { name: "all staff" })],
  ["a group's name with a comma", changed("aws_cognito_user_group.staff", { name: "a,b" })],
  ["a group without a precedence", changed("aws_cognito_user_group.staff", { precedence: null })],
  [
    "a scope without a description",
    changed("aws_cognito_resource_server.api", { scope: [{ scope_name: "read", scope_description: "" }] }),
  ],
  ["a resource server with a URN", changed("aws_cognito_resource_server.api", { identifier: "urn:shop api" })],
  ["origins with a path", cors({ allow_origins: ["https://example.com/app"] })],
  ["credentials for every origin", cors({ allow_origins: ["*"], allow_credentials: true })],
  ["ages that no browser takes", cors({ max_age: 999999 })],
  ["a log in text", log("$context.requestId")],
  ["a log with variables that AWS doesn't know", log('{"requestId":"$context.requestId","a":"$context.nothing"}')],
  ["a log without the request's id", log('{"a":"$context.path"}')],
  [
    "a log in Firehose",
    log("$context.requestId", "arn:aws:firehose:eu-central-1:123456789012:deliverystream/amazon-apigateway-log"),
  ],
  ["an API's name of signs", api({ name: "§§§" })],
  ["an API's name of 200 characters", api({ name: "x".repeat(200) })],
  [
    "tags of AWS's own",
    api({ tags: { "aws:cloudformation:stack-name": "old" }, tags_all: { "aws:cloudformation:stack-name": "old" } }),
  ],
  ["a stage of another name", stage({ id: "v1_0-b", name: "v1_0-b" })],
  ["a tag that Terraform's tags can't have", api({ tags: { "": "x" } })],
  [
    "names of JavaScript's own",
    and(
      {
        address: "aws_apigatewayv2_authorizer.constructor",
        values: {
          id: "a2",
          api_id,
          name: "__proto__",
          authorizer_type: "JWT",
          identity_sources: ["$request.header.Authorization"],
          jwt_configuration: [{ issuer: "https://a.example.com/", audience: ["a"] }],
        },
      },
      {
        address: "aws_apigatewayv2_route.__proto__",
        values: {
          id: "r3",
          api_id,
          route_key: "GET /__proto__",
          authorization_type: "JWT",
          authorizer_id: "a2",
          target: "integrations/int1",
        },
      },
    ),
  ],
  [
    "limits of one route alone",
    stage({ route_settings: [{ route_key: "GET /read", throttling_burst_limit: 5, throttling_rate_limit: 0 }] }),
  ],
  ["a stage that deploys by hand", stage({ auto_deploy: false, deployment_id: "d1" })],
  [
    "a route's key in another case",
    changed('aws_apigatewayv2_route.all["GET /read"]', { route_key: "GET /Read/{Id}/" }),
  ],
  [
    "two routes of one address",
    and(
      {
        address: "aws_apigatewayv2_route.b",
        values: {
          id: "r3",
          api_id,
          route_key: "GET /re-ad",
          authorization_type: "AWS_IAM",
          target: "integrations/int1",
        },
      },
      {
        address: "aws_apigatewayv2_route.c",
        values: {
          id: "r4",
          api_id,
          route_key: "GET /re_ad",
          authorization_type: "AWS_IAM",
          target: "integrations/int1",
        },
      },
    ),
  ],
  [
    "a route that leads nowhere",
    and({
      address: "aws_apigatewayv2_route.b",
      values: { id: "r3", api_id, route_key: "GET /b", authorization_type: "NONE" },
    }),
  ],
  [
    "twelve scopes on a route",
    changed('aws_apigatewayv2_route.all["GET /read"]', {
      authorization_scopes: Array.from({ length: 12 }, (_, index) => `api/s${String(index)}`),
    }),
  ],
  [
    "an issuer over plain HTTP",
    changed("aws_apigatewayv2_authorizer.people", {
      jwt_configuration: [{ issuer: "http://issuer.example.com", audience: ["a"] }],
    }),
  ],
  [
    "an issuer with another pool's id",
    changed("aws_apigatewayv2_authorizer.people", {
      jwt_configuration: [{ issuer: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Other", audience: ["a"] }],
    }),
  ],
  [
    "a token in a cookie",
    changed("aws_apigatewayv2_authorizer.people", {
      identity_sources: ["$request.header.Cookie", "$request.header.Authorization"],
    }),
  ],
  [
    "no audience",
    changed("aws_apigatewayv2_authorizer.people", {
      jwt_configuration: [{ issuer: `https://${endpoint}`, audience: [] }],
    }),
  ],
  [
    "a token trigger",
    changed("aws_cognito_user_pool.people", {
      lambda_config: [
        { pre_token_generation: ORDERS, pre_token_generation_config: [{ lambda_arn: ORDERS, lambda_version: "V2_0" }] },
      ],
    }),
  ],
  [
    "two sign-in domains",
    and({
      address: "aws_cognito_user_pool_domain.own",
      values: {
        id: "auth.example.com",
        domain: "auth.example.com",
        certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/a",
        user_pool_id,
      },
    }),
  ],
  [
    "a function in two integrations",
    and(
      {
        address: "aws_apigatewayv2_integration.again",
        values: {
          id: "int2",
          api_id,
          integration_type: "AWS_PROXY",
          integration_uri: ORDERS,
          payload_format_version: "2.0",
        },
      },
      {
        address: "aws_apigatewayv2_route.b",
        values: { id: "r3", api_id, route_key: "GET /b", authorization_type: "AWS_IAM", target: "integrations/int2" },
      },
    ),
  ],
  [
    "a Lambda authorizer without sources",
    and(
      {
        address: "aws_apigatewayv2_authorizer.gate",
        values: {
          id: "a2",
          api_id,
          name: "gate",
          authorizer_type: "REQUEST",
          authorizer_uri: ORDERS,
          identity_sources: [],
          authorizer_payload_format_version: "2.0",
          enable_simple_responses: true,
        },
      },
      {
        address: "aws_apigatewayv2_route.b",
        values: {
          id: "r3",
          api_id,
          route_key: "GET /b",
          authorization_type: "CUSTOM",
          authorizer_id: "a2",
          target: "integrations/int1",
        },
      },
    ),
  ],
  [
    "a domain with mutual TLS",
    and(
      {
        address: "aws_apigatewayv2_domain_name.own",
        values: {
          id: "api.example.com",
          domain_name: "api.example.com",
          domain_name_configuration: [
            {
              certificate_arn: "arn:aws:acm:eu-central-1:123456789012:certificate/a",
              endpoint_type: "REGIONAL",
              security_policy: "TLS_1_2",
              target_domain_name: "d",
              hosted_zone_id: "z",
            },
          ],
          mutual_tls_authentication: [{ truststore_uri: "s3://trust/store.pem", truststore_version: "" }],
        },
      },
      {
        address: "aws_apigatewayv2_api_mapping.own",
        values: { id: "map1", api_id, domain_name: "api.example.com", stage: "$default", api_mapping_key: "" },
      },
    ),
  ],
  [
    "stages behind a domain's paths, and a link into a VPC",
    and(
      {
        address: "aws_apigatewayv2_stage.next",
        values: {
          id: "next",
          api_id,
          name: "next",
          auto_deploy: true,
          description: "What comes",
          stage_variables: { color: "green" },
          access_log_settings: [],
          default_route_settings: [{ throttling_burst_limit: 5, throttling_rate_limit: 2 }],
          route_settings: [],
        },
      },
      {
        address: "aws_apigatewayv2_stage.named",
        values: { id: "Stage", api_id, name: "Stage", auto_deploy: true },
      },
      {
        address: "aws_apigatewayv2_vpc_link.inner",
        values: {
          id: "link1",
          name: "inner",
          subnet_ids: ["subnet-1"],
          security_group_ids: ["sg-1"],
          tags: { a: "b" },
        },
      },
      { address: "aws_apigatewayv2_vpc_link.idle", values: { id: "link2", name: "idle", subnet_ids: ["subnet-1"] } },
      {
        address: "aws_apigatewayv2_integration.inner",
        values: {
          id: "int2",
          api_id,
          integration_type: "HTTP_PROXY",
          integration_method: "ANY",
          integration_uri: "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/inner/1/2",
          connection_type: "VPC_LINK",
          connection_id: "link1",
          payload_format_version: "1.0",
        },
      },
      {
        address: "aws_apigatewayv2_route.inner",
        values: {
          id: "r5",
          api_id,
          route_key: "GET /inner",
          authorization_type: "AWS_IAM",
          target: "integrations/int2",
        },
      },
      {
        address: "aws_apigatewayv2_domain_name.own",
        values: {
          id: "api.example.com",
          domain_name: "api.example.com",
          domain_name_configuration: [
            {
              certificate_arn: "arn:aws:acm:eu-central-1:123456789012:certificate/a",
              endpoint_type: "REGIONAL",
              security_policy: "TLS_1_2",
            },
          ],
        },
      },
      {
        address: "aws_apigatewayv2_api_mapping.own",
        values: { id: "map1", api_id, domain_name: "api.example.com", stage: "$default", api_mapping_key: "" },
      },
      {
        address: "aws_apigatewayv2_api_mapping.next",
        values: { id: "map2", api_id, domain_name: "api.example.com", stage: "next", api_mapping_key: "v2" },
      },
    ),
  ],
];
