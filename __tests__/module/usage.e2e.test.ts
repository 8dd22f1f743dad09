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
  return [...resources.keys()].filter((address) => address.startsWith(prefix)).map((address) => address.slice(prefix.length)).sort();
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
          project: "there",
        },
      },
    });
    const calls = ['each["notes"]', 'each["tasks"]', "maybe[0]", "there"].map((call) => below(call, resources));
    const [first = []] = calls;
    expect(first.length).toBeGreaterThan(30);
    for (const addresses of calls) expect(addresses).toEqual(first);

    // What AWS keeps apart by name alone, in one account and region.
    const names = [...resources.values()].flatMap(({ type, change: { after } }) =>
      ["aws_lambda_function", "aws_iam_role", "aws_cloudwatch_log_group", "aws_cognito_user_pool_domain"].includes(type)
        ? [`${type} ${String(after?.name ?? after?.function_name ?? after?.domain)}`]
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
    const unknown = (name: string): string => `\${terraform_data.${name}.id}`;
    const names = ["pool", "client", "lambda", "trigger", "group", "key", "url", "backend", "certificate", "role", "scope", "zone"];
    const resources = await plan("unknowns", {
      provider: { aws: [{ region: "us-east-1", ...OFFLINE }] },
      resource: { terraform_data: Object.fromEntries(names.map((name) => [name, {}])) },
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
          http_backends: { old: { url: `https://\${terraform_data.backend.id}.example.com` } },
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
          jwt_authorizers: { partner: { issuer: `https://\${terraform_data.url.id}.example.com`, audience: [unknown("client")] } },
          scopes: { read: "Read" },
          web_clients: { web: { callback_urls: [`https://\${terraform_data.url.id}.example.com`], scopes: ["read"] } },
          routes: { "GET /items": { scopes: ["read"], target: "items" } },
        },
      },
    });
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
    const again = { groups: reversed(MAIN_INPUTS.groups), scopes: reversed(MAIN_INPUTS.scopes), routes: reversed(MAIN_INPUTS.routes) };
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
