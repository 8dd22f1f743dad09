import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { hclStack } from "../../../local/terraform/hcl";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "hcl-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
};

test("a folder is copied with the modules it names by path, and nothing is written beside its sources", async () => {
  write("live/api/main.tf", 'module "a" {\n  source = "../../modules/a"\n}\n');
  write("live/api/terraform.tfvars", 'region = "eu-west-1"\n');
  write("live/api/terraform.tfstate", "{}");
  write("live/api/.terraform/modules/x", "");
  write("live/api/backend_override.tf", "");
  write("modules/a/main.tf", 'module "b" { source = "../b" }\n');
  write("modules/b/main.tf", 'output "x" { value = 1 }\n');
  write("secrets/key", "mine");
  const stack = await hclStack(join(root, "live/api"), join(root, "out"));
  expect(stack).toMatchObject({ name: "api", functions: [], declared: undefined, folder: join(root, "out/live/api") });
  const copied = (name: string): boolean => existsSync(join(root, "out", name));
  expect(
    ["live/api/main.tf", "live/api/terraform.tfvars", "modules/a/main.tf", "modules/b/main.tf"].filter(copied),
  ).toHaveLength(4);
  expect(
    ["live/api/terraform.tfstate", "live/api/.terraform", "live/api/backend_override.tf", "secrets/key"].filter(copied),
  ).toEqual([]);
  expect(JSON.parse(readFileSync(join(stack.folder, "local_override.tf.json"), "utf8"))).toEqual({
    terraform: { backend: { local: {} } },
  });
  expect(existsSync(join(root, "live/api/local_override.tf.json"))).toBe(false);
});

test("an access.json beside it is what is declared", async () => {
  write("api/main.tf", "");
  write("api/access.json", JSON.stringify({ version: 1, routes: [], stages: [], pools: [] }));
  expect((await hclStack(join(root, "api"), join(root, "out"))).declared).toMatchObject({ version: 1 });
});

test("a posture-acknowledgements.json beside it accepts findings, and each run lists them", async () => {
  const accepted = [{ code: "function-url-open", address: "aws_lambda_function_url.u", reason: "a webhook" }];
  write("api/main.tf", "");
  expect(await hclStack(join(root, "api"), join(root, "out"))).toMatchObject({ acknowledged: [], notes: [] });
  write("api/posture-acknowledgements.json", JSON.stringify(accepted));
  expect(await hclStack(join(root, "api"), join(root, "out"))).toMatchObject({
    acknowledged: accepted,
    notes: ["acknowledged [function-url-open] aws_lambda_function_url.u. Reason: a webhook"],
  });
});

test.each(["gone", "empty"])("a folder that is %s is refused with what to name", async (name) => {
  mkdirSync(join(root, "empty"));
  await expect(hclStack(join(root, name), join(root, "out"))).rejects.toThrow(/there is no Terraform configuration/);
});

test("an access.json that can't be read is named where it lies, not where the run copies it to", async () => {
  write("api/main.tf", "");
  write("api/access.json", "{");
  await expect(hclStack(join(root, "api"), join(root, "out"))).rejects.toThrow(join(root, "api/access.json"));
});

test("a folder of OpenTofu's files only is a configuration, with the modules that these name", async () => {
  write("live/api/main.tofu", 'module "a" { source = "../../modules/a" }\n');
  write("live/api/backend_override.tofu", "");
  write("modules/a/main.tofu.json", "{}");
  await hclStack(join(root, "live/api"), join(root, "out"));
  const copied = ["live/api/main.tofu", "modules/a/main.tofu.json", "live/api/backend_override.tofu"];
  expect(copied.map((name) => existsSync(join(root, "out", name)))).toEqual([true, true, false]);
});
