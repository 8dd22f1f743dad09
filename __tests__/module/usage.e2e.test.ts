import * as path from "node:path";
import { temporaryFolder } from "../support/folder";
import { skippedUnless } from "../support/skip";
import { terraformHere } from "../support/terraform";
import { MAIN_INPUTS } from "./inputs";
import { MODULE, OFFLINE, planOf, root, type PlannedResource } from "./support";

const here = terraformHere();
const folder = temporaryFolder("usage");
const planned = skippedUnless(typeof here !== "string", `Terraform can't plan here: ${String(here)}`);

async function plan(name: string, json: object): Promise<ReadonlyMap<string, PlannedResource>> {
  if (typeof here === "string") throw new Error(here);
  return planOf(here, await root(here, path.join(folder(), name), json));
}

/** Addresses without the module call's own part. */
function below(call: string, resources: ReadonlyMap<string, PlannedResource>): string[] {
  const prefix = `module.${call}.`;
  return [...resources.keys()]
    .filter((address) => address.startsWith(prefix))
    .map((address) => address.slice(prefix.length))
    .sort();
}

planned(
  "instances under for_each, count, depends_on and another region don't collide",
  async () => {
    const inputs = { ...MAIN_INPUTS, project: undefined };
    const resources = await plan("instances", {
      provider: {
        aws: [
          { region: "us-east-1", ...OFFLINE },
          { region: "eu-central-1", alias: "frankfurt", ...OFFLINE },
        ],
      },
      resource: { terraform_data: { before: {} } },
      module: {
        each: { source: MODULE, for_each: { notes: 1, tasks: 2 }, ...inputs, project: "${each.key}" },
        maybe: { source: MODULE, count: 1, ...inputs, project: "maybe" },
        there: {
          source: MODULE,
          providers: { aws: "aws.frankfurt" },
          depends_on: ["terraform_data.before"],
          ...inputs,
          // As beside it in the other region.
          project: "maybe",
        },
      },
    });
    const calls = ['each["notes"]', 'each["tasks"]', "maybe[0]", "there"].map((call) => below(call, resources));
    const [first = []] = calls;
    expect(first.length).toBeGreaterThan(30);
    for (const addresses of calls) expect(addresses).toEqual(first);

    // What AWS keeps apart by name alone, in one account and region. Roles are the account's, so AWS makes up the ends of their names.
    const roles = [...resources.values()].filter(({ type }) => type === "aws_iam_role");
    expect(roles.map(({ change: { after } }) => [after?.name, typeof after?.name_prefix])).toEqual(
      roles.map(() => [undefined, "string"]),
    );
    const names = [...resources.values()].flatMap(({ address, type, change: { after } }) =>
      ["aws_lambda_function", "aws_cloudwatch_log_group", "aws_cognito_user_pool_domain"].includes(type)
        ? [
            `${address.startsWith("module.there.") ? "eu-central-1" : "us-east-1"} ${type} ${String(after?.name ?? after?.function_name ?? after?.domain)}`,
          ]
        : [],
    );
    expect(names.length).toBeGreaterThan(40);
    expect(new Set(names).size).toBe(names.length);
  },
  120_000,
);

planned(
  "values that are known only after the apply can be given wherever they are values",
  async () => {
    // An id of terraform_data is known to be no null; what other resources give isn't.
    const unknown = (name: string): string => `\${terraform_data.${name}.output}`;
    const names = [
      "pool",
      "client",
      "lambda",
      "trigger",
      "group",
      "key",
      "url",
      "backend",
      "certificate",
      "role",
      "scope",
      "zone",
    ];
    const resources = await plan("unknowns", {
      provider: { aws: [{ region: "us-east-1", ...OFFLINE }] },
      resource: { terraform_data: Object.fromEntries(names.map((name) => [name, { input: "${timestamp()}" }])) },
      module: {
        on_existing: {
          source: MODULE,
          project: "one",
          domain: "example.com",
          existing_pool: { id: unknown("pool") },
          accepted_client_ids: { portal: unknown("client") },
          scopes: { read: "Read" },
          scope_identifier: unknown("scope"),
          lambdas: { billing: unknown("lambda") },
          http_backends: { old: { url: `https://\${terraform_data.backend.output}.example.com` } },
          access_log: { existing_log_group: { arn: unknown("group") } },
          routes: {
            "GET /bills": { scopes: ["read"], target: "billing" },
            "GET /old": { authenticated: "the old backend checks tokens itself", target: "old" },
          },
        },
        with_trigger: {
          source: MODULE,
          project: "two",
          domain: "example.com",
          token_trigger: { function: { arn: unknown("trigger") } },
          groups: { staff: { description: "Staff", precedence: 1, role_arn: unknown("role") } },
          sign_in_domain: { domain: "auth.example.com", certificate_arn: unknown("certificate") },
          access_log: { kms_key_arn: unknown("key") },
          custom_domain: {
            domain_name: "api.example.com",
            certificate_arn: unknown("certificate"),
            hosted_zone: { id: unknown("zone") },
          },
          jwt_authorizers: {
            partner: { issuer: `https://\${terraform_data.url.output}.example.com`, audience: [unknown("client")] },
          },
          scopes: { read: "Read" },
          web_clients: {
            web: { callback_urls: [`https://\${terraform_data.url.output}.example.com`], scopes: ["read"] },
          },
          routes: { "GET /items": { scopes: ["read"], target: "items" } },
        },
        // What is made of one input may go into another of the same call: what judges inputs together would make a circle of that.
        on_itself: {
          source: MODULE,
          project: "three",
          domain: "example.com",
          scopes: { read: "Read" },
          web_clients: {
            web: { callback_urls: ["${module.on_itself.api_endpoint}/signed-in"], scopes: ["read"] },
          },
          functions: {
            items: {
              environment: { POOL: "${module.on_itself.pool_id}", API: "${module.on_itself.api_endpoint}" },
              policy_statements: [
                { actions: ["cognito-idp:AdminGetUser"], resources: ["${module.on_itself.pool_arn}"] },
                { actions: ["logs:GetLogEvents"], resources: ["${module.on_itself.access_log_group_arn}:*"] },
              ],
            },
          },
          routes: { "GET /items": { scopes: ["read"], target: "items" } },
        },
      },
    });
    expect(below("on_itself", resources)).toContain('aws_lambda_function.function["items"]');
    expect(below("on_existing", resources)).toEqual([
      "aws_apigatewayv2_api.api[0]",
      "aws_apigatewayv2_authorizer.jwt[0]",
      'aws_apigatewayv2_integration.http["old"]',
      'aws_apigatewayv2_integration.lambda["billing"]',
      'aws_apigatewayv2_route.route["GET /bills"]',
      'aws_apigatewayv2_route.route["GET /old"]',
      "aws_apigatewayv2_stage.stage[0]",
      "aws_cognito_resource_server.scopes[0]",
      'aws_lambda_permission.lambda["billing"]',
    ]);
    expect(below("with_trigger", resources)).toEqual(
      expect.arrayContaining([
        'aws_apigatewayv2_authorizer.named["partner"]',
        "aws_lambda_permission.token_trigger[0]",
        "aws_route53_record.domain[0]",
      ]),
    );
  },
  120_000,
);

planned(
  "reordering changes no address",
  async () => {
    const reversed = (value: object): object => Object.fromEntries(Object.entries(value).reverse());
    const again = {
      groups: reversed(MAIN_INPUTS.groups),
      scopes: reversed(MAIN_INPUTS.scopes),
      routes: reversed(MAIN_INPUTS.routes),
    };
    const call = (inputs: object): object => ({
      provider: { aws: [{ region: "us-east-1", ...OFFLINE }] },
      module: { auth_api: { source: MODULE, ...MAIN_INPUTS, ...inputs } },
    });
    const [one, other] = [await plan("one-order", call({})), await plan("other-order", call(again))];
    expect([...other].map(([address, { change }]) => [address, change])).toEqual(
      [...one].map(([address, { change }]) => [address, change]),
    );
  },
  120_000,
);

planned(
  "what teams say in other ways is planned as they mean it",
  async () => {
    const secret = "${sensitive(terraform_data.secret.output)}";
    const key = "arn:aws:kms:us-east-1:123456789012:key/0123-abcd";
    const read = { scopes: ["read"], target: "items" };
    const base = {
      source: MODULE,
      domain: "example.com",
      scopes: { read: "Read" },
      machine_clients: { importer: { scopes: ["read"] } },
    };
    const resources = await plan("meant", {
      provider: { aws: [{ region: "us-east-1", ...OFFLINE }] },
      resource: { terraform_data: { secret: { input: "${timestamp()}" }, domain: { input: "${timestamp()}" } } },
      module: {
        none: { ...base, project: "none", create: false, routes: { "GET /items": read } },
        nulls: {
          ...base,
          project: "nulls",
          tags: null,
          cors: null,
          stage: { name: null, throttling: { burst_limit: null } },
          pool: { mfa: null, password_policy: { minimum_length: null }, custom_attributes: { plan: null } },
          web_clients: {
            none: null,
            web: {
              callback_urls: ["https://example.com", null],
              logout_urls: null,
              scopes: null,
              refresh_token_rotation: null,
            },
          },
          functions: { items: { memory_size: null, environment: null, vpc: null }, gone: null },
          jwt_authorizers: { none: null },
          routes: {
            "GET /items": { ...read, scopes: ["read", null], public: null, throttling: null, authorizer: null },
            "GET /gone": null,
          },
        },
        taken: {
          ...base,
          project: "taken",
          lambdas: { items: "arn:aws:lambda:us-east-1:123456789012:function:items" },
          http_backends: { hello: { url: "https://hello.example.com" } },
          functions: { preflight: { image_uri: "123456789012.dkr.ecr.us-east-1.amazonaws.com/preflight:1" } },
          routes: {
            "GET /items": read,
            "GET /hello": { public: "a greeting for everybody", target: "hello" },
            "ANY /pre/{proxy+}": { scopes: ["read"], target: "preflight" },
          },
        },
        sensitive: {
          ...base,
          project: "sensitive",
          machine_clients: { importer: { scopes: ["read"], secrets_manager: { name: secret } } },
          web_clients: {
            web: { callback_urls: ["https://example.com"], scopes: ["read"], identity_providers: ["corp"] },
          },
          identity_providers: {
            corp: { kind: "oidc", client_id: "corp", client_secret: secret, issuer: "https://corp.example.com" },
          },
          functions: { items: { environment: { TOKEN: secret } } },
          routes: { "GET /items": read },
        },
        beside: {
          ...base,
          project: "beside",
          existing_pool: { id: "eu-central-1_AbCdEfGhI", issuer_type: "UPDATED" },
          sign_in_domain: {
            domain: "${terraform_data.domain.output}",
            certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
          },
          resource_identifiers: ["https://api.example.com"],
          routes: { "GET /items": read },
        },
        functions: {
          ...base,
          project: "functions",
          functions: {
            bucket: {
              s3: { bucket: "code", key: "bucket.zip", object_version: "1" },
              layers: ["arn:aws:lambda:us-east-1:123456789012:layer:a:1"],
              tracing: true,
            },
            image: {
              image_uri: "123456789012.dkr.ecr.us-east-1.amazonaws.com/image:1",
              ephemeral_storage_size: 1024,
              reserved_concurrent_executions: 5,
              kms_key_arn: key,
              tags: { team: "images" },
            },
            network: {
              vpc: { subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] },
              package: "${path.root}/main.tf.json",
              permissions_boundary: "arn:aws:iam::123456789012:policy/boundary",
              policy_statements: [{ actions: ["s3:GetObject"], resources: ["*"] }],
            },
            lent: {
              package: "${path.root}/main.tf.json",
              existing_role: { arn: "arn:aws:iam::123456789012:role/lent" },
            },
          },
          token_trigger: { claims: {}, log_retention_in_days: 90, log_kms_key_arn: key },
          vpc_links: { private: { subnet_ids: ["subnet-1"] } },
          http_backends: {
            orders: {
              vpc_link: "private",
              listener_arn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/a/b/c",
              tls_server_name: "orders",
            },
          },
          integrations: {
            orders: { timeout_milliseconds: 1000, request_parameters: { "overwrite:path": "$request.path.proxy" } },
          },
          stage: { variables: { color: "blue" } },
          routes: { "GET /items": { ...read, target: "orders", detailed_metrics: true } },
        },
      },
    });
    const of = (address: string): Readonly<Record<string, unknown>> =>
      resources.get(`module.${address}`)?.change.after ?? {};
    expect(below("none", resources)).toEqual([]);

    expect(of("nulls.aws_apigatewayv2_stage.stage[0]")).toMatchObject({
      name: "$default",
      default_route_settings: [{ throttling_burst_limit: 200 }],
    });
    expect(
      below("nulls", resources).filter((address) => address.includes("route.route") || address.includes("client.web")),
    ).toEqual(['aws_apigatewayv2_route.route["GET /items"]', 'aws_cognito_user_pool_client.web["web"]']);
    expect(of('nulls.aws_cognito_user_pool_client.web["web"]')).toMatchObject({
      callback_urls: ["https://example.com"],
    });

    expect(below("taken", resources).filter((address) => /integration|lambda_function\./.test(address))).toEqual([
      'aws_apigatewayv2_integration.function["cors-preflight"]',
      'aws_apigatewayv2_integration.function["preflight"]',
      'aws_apigatewayv2_integration.http["hello"]',
      'aws_apigatewayv2_integration.lambda["items"]',
      'aws_lambda_function.function["cors-preflight"]',
      'aws_lambda_function.function["preflight"]',
    ]);
    expect(of('taken.aws_lambda_function.function["preflight"]')).toMatchObject({
      package_type: "Image",
      filename: null,
    });

    expect(below("sensitive", resources)).toEqual(
      expect.arrayContaining([
        'aws_cognito_identity_provider.provider["corp"]',
        'aws_secretsmanager_secret.machine["importer"]',
      ]),
    );
    expect(of("beside.aws_apigatewayv2_authorizer.jwt[0]")).toMatchObject({
      jwt_configuration: [{ issuer: "https://issuer-cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI" }],
    });
    expect(below("beside", resources)).toContain("aws_cognito_user_pool_domain.sign_in[0]");

    expect(of('functions.aws_lambda_function.function["bucket"]')).toMatchObject({
      s3_bucket: "code",
      s3_key: "bucket.zip",
      tracing_config: [{ mode: "Active" }],
    });
    expect(of('functions.aws_lambda_function.function["image"]')).toMatchObject({
      kms_key_arn: key,
      tags: { team: "images" },
    });
    expect(of("functions.aws_cloudwatch_log_group.pre_token_generation[0]")).toMatchObject({
      kms_key_id: key,
      retention_in_days: 90,
    });
    expect(of('functions.aws_lambda_function.function["network"]')).toMatchObject({
      vpc_config: [{ subnet_ids: ["subnet-1"] }],
    });
    expect(of('functions.aws_iam_role.function["network"]')).toMatchObject({
      permissions_boundary: "arn:aws:iam::123456789012:policy/boundary",
    });
    expect(of('functions.aws_lambda_function.function["lent"]')).toMatchObject({
      role: "arn:aws:iam::123456789012:role/lent",
    });
    expect(below("functions", resources)).not.toContain('aws_iam_role.function["lent"]');
    expect(of('functions.aws_apigatewayv2_integration.http["orders"]')).toMatchObject({
      connection_type: "VPC_LINK",
      timeout_milliseconds: 1000,
      request_parameters: { "overwrite:path": "$request.path.proxy" },
      tls_config: [{ server_name_to_verify: "orders" }],
    });
    expect(of("functions.aws_apigatewayv2_stage.stage[0]")).toMatchObject({
      stage_variables: { color: "blue" },
      route_settings: [
        {
          route_key: "GET /items",
          detailed_metrics_enabled: true,
          throttling_burst_limit: 200,
          throttling_rate_limit: 100,
        },
      ],
    });
  },
  120_000,
);
