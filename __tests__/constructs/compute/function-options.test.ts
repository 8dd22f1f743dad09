import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { SecuredApi, type BundledFunctionOptions } from "../../../constructs";
import { made } from "./made";
import { temporaryFolder } from "../../support/folder";
import { expectRefusal } from "../../support/expect-error";
import { synth, testStack } from "../../support/synth";
import { resource, addresses } from "../../support/terraform-json";

const folder = temporaryFolder("function-options");

const SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf";

const PARAMETER = "arn:aws:ssm:eu-central-1:123456789012:parameter/limit";

const KEY = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555";

const policy = (json: ReturnType<typeof made>["json"]): string =>
  String(resource(json, "aws_iam_role_policy.items")["policy"]);

test("variables lead to secrets and parameters, which the role may read, with their key if there is one", () => {
  const { json, lambda } = made({
    environment: { STAGE: "live" },
    environmentReferences: { DB: { secretArn: SECRET, kmsKeyArn: KEY }, LIMIT: { parameterArn: PARAMETER } },
  });
  expect(lambda).toMatchObject({ environment: { variables: { STAGE: "live", DB: SECRET, LIMIT: PARAMETER } } });
  expect(policy(json)).toContain("secretsmanager:GetSecretValue");
  expect(policy(json)).toContain("ssm:GetParameter");
  expect(policy(json)).toContain("kms:EncryptionContext:SecretARN");
});

test.each([
  ["arn:aws:sqs:eu-central-1:123456789012:failed", ["sqs:SendMessage"], ["sns:Publish"]],
  ["arn:aws:sns:eu-central-1:123456789012:failed", ["sns:Publish"], ["sqs:SendMessage"]],
])("dead letters go to %s, where the role may send", (deadLetterTargetArn, allowed, others) => {
  const { json, lambda } = made({ deadLetterTargetArn });
  expect(lambda).toMatchObject({ dead_letter_config: { target_arn: deadLetterTargetArn } });
  for (const action of allowed) expect(policy(json)).toContain(action);
  for (const action of others) expect(policy(json)).not.toContain(action);
});

test("layers, concurrency, storage, boundary, path and tags are handed on", () => {
  const layer = "arn:aws:lambda:eu-central-1:123456789012:layer:tools:1";
  const { json, lambda } = made({
    layers: [layer],
    reservedConcurrency: 0,
    ephemeralStorageSize: 1024,
    permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/team",
    rolePath: "/team/",
    tags: { owner: "items" },
  });
  expect(lambda).toMatchObject({
    layers: [layer],
    reserved_concurrent_executions: 0,
    ephemeral_storage: { size: 1024 },
    tags: { owner: "items" },
  });
  expect(resource(json, "aws_iam_role.items")).toMatchObject({
    path: "/team/",
    permissions_boundary: "arn:aws:iam::123456789012:policy/team",
  });
});

test("routes lead to an alias, and the permission is the alias's", () => {
  const stack = testStack();
  new SecuredApi(stack, "Default", {
    project: "notes",
    domain: "example.com",
    scopes: { read: "Read access" },
    machineClients: { machine: { scopes: ["read"] } },
    functions: { items: { entry: "functions/items", alias: "live", provisionedConcurrency: 2 } },
    routes: { "GET /items": { scopes: ["read"], target: "items" } },
    packaging: "prebuilt",
    cors: false,
  });
  const json = synth(stack);
  expect(resource(json, "aws_lambda_function.items")["publish"]).toBe(true);
  expect(resource(json, "aws_lambda_alias.items")).toMatchObject({
    name: "live",
    function_version: "${aws_lambda_function.items.version}",
  });
  expect(resource(json, "aws_apigatewayv2_integration.items")["integration_uri"]).toBe(
    "${aws_lambda_alias.items.invoke_arn}",
  );
  expect(resource(json, "aws_lambda_permission.items")).toMatchObject({
    function_name: "${aws_lambda_function.items.function_name}",
    qualifier: "${aws_lambda_alias.items.name}",
  });
  expect(resource(json, "aws_lambda_provisioned_concurrency_config.items")).toMatchObject({
    qualifier: "${aws_lambda_alias.items.name}",
    provisioned_concurrent_executions: 2,
  });
});

test("esbuild's options: an ECMAScript module, other files, identifiers", () => {
  const place = path.join(folder(), "esm");
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, "query.sql"), "select 1");
  writeFileSync(
    path.join(place, "index.ts"),
    'import query from "./query.sql";\nawait Promise.resolve();\nexport const handler = () => [query, STAGE, import.meta.url];\n',
  );
  const bundling = { format: "esm", loader: { ".sql": "text" }, define: { STAGE: '"live"' } } as const;
  expect(made({ entry: place, bundling }).lambda["handler"]).toBe("index.handler");
  expectRefusal(() => made({ entry: place }), "function-bundle");
});

test.each<[Partial<BundledFunctionOptions>, string, string]>([
  [{ provisionedConcurrency: 1 }, "function-alias", "provisionedConcurrency"],
  [{ alias: "1" }, "function-alias", "alias"],
  [{ layers: Array.from({ length: 6 }, () => "arn") }, "function-layers", "layers"],
  [{ roleArn: "arn:aws:iam::123456789012:role/a", rolePath: "/a/" }, "function-role-existing", "rolePath"],
  [{ ephemeralStorageSize: 100 }, "input-value", "ephemeralStorageSize"],
  [{ memory: 512 } as never, "input-unknown", "memorySize"],
  [{ environment: { BIG: "x".repeat(4100) } }, "function-environment-size", "environment"],
])("%p is refused", (options, code, text) => expectRefusal(() => made(options), code, text));

describe("function-role", () => {
  test("a VPC brings the right to manage network interfaces", () => {
    const { json, lambda } = made({ vpc: { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"] } });
    expect(lambda).toMatchObject({
      vpc_config: { subnet_ids: ["subnet-1", "subnet-2"], security_group_ids: ["sg-1"] },
    });
    expect(policy(json)).toContain("ec2:CreateNetworkInterface");
  });

  test("a role of one's own is used, and none is made", () => {
    const roleArn = "arn:aws:iam::123456789012:role/items";
    const { json, lambda } = made({ roleArn });
    expect(lambda["role"]).toBe(roleArn);
    expect(addresses(json).filter((address) => address.startsWith("aws_iam"))).toEqual([]);
  });
});
