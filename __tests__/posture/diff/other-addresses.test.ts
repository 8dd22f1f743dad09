import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changesBetween } from "../../../posture/diff/index";
import { readFolder, readSynth } from "../../../posture/model/read";
import { temporaryFolder } from "../../support/folder";
import { goodStack } from "../rules/support";
import type { Resources } from "../rules/support";

const FOLDER = join(__dirname, "..", "fixtures", "every-entry-point");
const folder = temporaryFolder("addresses");
const told = (changes: ReturnType<typeof changesBetween>) =>
  changes.map(({ kind, code, address, summary }) => `${kind} ${code} ${address}: ${summary}`);

/** The same configuration with each resource under another address, and no `moved` block. */
const renamed = (text: string) =>
  text
    .replace(/^resource "(\w+)" "(\w+)"/gm, 'resource "$1" "$2_now"')
    .replace(/(?<!data\.)\b(aws_\w+)\.([a-z]\w*)\b/g, "$1.$2_now");

test("what is the same in AWS is paired by what names it there, and the rest is said to go and come", async () => {
  const to = folder();
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".tf")))
    writeFileSync(join(to, file), renamed(readFileSync(join(FOLDER, file), "utf8")));
  const [before, after] = [await readFolder(FOLDER), await readFolder(to)];
  expect(told(changesBetween(before, after))).toMatchSnapshot();
  expect(told(changesBetween(after, after))).toEqual([]);
});

const POLICY = (Action: string) => JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
const IN_POOL = { user_pool_id: "eu-west-1_a" };
/** One of each thing that AWS knows by a name, which is known here. */
const NAMED: Resources = {
  aws_apigatewayv2_api: { a: { id: "a1", name: "a", protocol_type: "HTTP" } },
  aws_apigatewayv2_route: { r: { api_id: "a1", route_key: "GET /x", authorization_type: "NONE" } },
  aws_apigatewayv2_authorizer: { j: { api_id: "a1", name: "j", authorizer_type: "JWT" } },
  aws_apigatewayv2_stage: { s: { api_id: "a1", name: "live" } },
  aws_apigatewayv2_domain_name: { d: { domain_name: "api.example" } },
  aws_apigatewayv2_api_mapping: { m: { api_id: "a1", domain_name: "api.example", stage: "live" } },
  aws_cognito_user_pool: { p: { id: "eu-west-1_a", name: "people" } },
  aws_cognito_user_pool_client: { c: { ...IN_POOL, id: "web1", name: "web" } },
  aws_cognito_resource_server: { o: { ...IN_POOL, identifier: "orders", name: "orders" } },
  aws_cognito_user_group: { g: { ...IN_POOL, name: "admins" } },
  aws_cognito_user_pool_domain: { d: { ...IN_POOL, domain: "people" } },
  aws_cognito_identity_provider: { i: { ...IN_POOL, provider_name: "corp", provider_type: "OIDC" } },
  aws_cognito_risk_configuration: { r: IN_POOL, c: { ...IN_POOL, client_id: "web1" } },
  aws_cognito_user_in_group: { u: { ...IN_POOL, group_name: "admins", username: "ann" } },
  aws_lambda_function: { f: { function_name: "f", role: "r" } },
  aws_lambda_function_url: { u: { function_name: "f", authorization_type: "AWS_IAM" } },
  aws_lambda_permission: {
    p: { function_name: "f", action: "lambda:InvokeFunction", principal: "s3.amazonaws.com" },
    q: {
      function_name: "f",
      action: "lambda:InvokeFunction",
      principal: "s3.amazonaws.com",
      source_arn: "arn:aws:s3:::b",
    },
  },
  aws_cloudwatch_log_group: { l: { name: "l", retention_in_days: 7 } },
  aws_wafv2_web_acl_association: { w: { resource_arn: "arn:a", web_acl_arn: "arn:w" } },
  aws_iam_policy: {
    held: { name: "held", arn: "arn:aws:iam::123456789012:policy/held", policy: POLICY("s3:*") },
    free: { name: "free", arn: "arn:aws:iam::123456789012:policy/free", policy: POLICY("s3:*") },
  },
  aws_iam_user_policy_attachment: { a: { user: "u", policy_arn: "arn:aws:iam::123456789012:policy/held" } },
};

test("each thing whose name in AWS is known is paired by it", () => {
  const moved = Object.fromEntries(
    Object.entries(NAMED).map(([type, all]) => [
      type,
      Object.fromEntries(Object.entries(all).map(([name, body]) => [`${name}_now`, body])),
    ]),
  );
  const [before, after] = [readSynth({ resource: NAMED }), readSynth({ resource: moved })];
  expect(told(changesBetween(before, after))).toMatchSnapshot();
});

test("a policy that comes or goes is attached by its ARN too", () => {
  const { aws_iam_policy: _, ...others } = NAMED;
  const [without, all] = [readSynth({ resource: others }), readSynth({ resource: NAMED })];
  const said = [changesBetween(without, all), changesBetween(all, without)].map((changes) =>
    told(changes.filter(({ address }) => address.startsWith("aws_iam_policy."))),
  );
  expect(said).toMatchSnapshot();
});

test("a synthesized stack under other addresses is the same to its callers", () => {
  const { resource } = goodStack();
  const moved = Object.fromEntries(
    Object.entries(resource).map(([type, all]) => [
      type,
      Object.fromEntries(Object.entries(all).map(([name, body]) => [`${name}_now`, body])),
    ]),
  );
  const after = JSON.parse(
    JSON.stringify(moved).replace(
      /\$\{(data\.)?(aws_\w+)\.([a-z]\w*)/g,
      (whole, data: string | undefined, type, name) => (data ? whole : `\${${type}.${name}_now`),
    ),
  ) as typeof resource;
  const sides = [{ resource }, { resource: after }].map((one) => readSynth(one));
  const [was, is] = sides as [(typeof sides)[0], (typeof sides)[0]];
  expect(told(changesBetween(was, is))).toMatchSnapshot();
});
