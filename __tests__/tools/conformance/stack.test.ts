import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createdTypes, onlyIn, withoutProtection, destroyStack } from "../../../tools/conformance/stack";
import { temporaryFolder } from "../../support/folder";

test("the override takes protection off pools and prevent_destroy off everything, and changes nothing else", () => {
  const json = {
    resource: {
      aws_cognito_user_pool: { pool: { name: "p", lifecycle: { prevent_destroy: true, ignore_changes: ["schema"] } } },
      aws_dynamodb_table: { kept: { lifecycle: { prevent_destroy: true } }, other: { name: "t" } },
      aws_lambda_function: { hello: { lifecycle: { create_before_destroy: true } } },
    },
  };
  expect(withoutProtection(json)).toEqual({
    resource: {
      aws_cognito_user_pool: {
        pool: {
          deletion_protection: "INACTIVE",
          lifecycle: { prevent_destroy: false, ignore_changes: ["schema"] },
        },
      },
      aws_dynamodb_table: { kept: { lifecycle: { prevent_destroy: false } } },
    },
  });
});

test("every configuration of the provider is held to the account, so that neither apply nor destroy goes to another", () => {
  const provider = { aws: [{ region: "us-east-1" }, { region: "us-west-2", alias: "west" }] };
  expect(onlyIn("123456789012", { provider })).toEqual({
    provider: {
      aws: [{ allowed_account_ids: ["123456789012"] }, { alias: "west", allowed_account_ids: ["123456789012"] }],
    },
  });
  expect(onlyIn("123456789012", {})).toEqual({ provider: { aws: [{ allowed_account_ids: ["123456789012"] }] } });
});

test("a plan's created resources are counted by type; what is read, changed or kept isn't", () => {
  const change = (type: string, actions: string[], mode = "managed") => ({ type, mode, change: { actions } });
  const plan = {
    resource_changes: [
      change("aws_iam_role", ["create"]),
      change("aws_lambda_function", ["delete", "create"]),
      change("aws_iam_policy", ["update"]),
      change("aws_iam_policy", ["no-op"]),
      change("aws_caller_identity", ["read"], "data"),
    ],
  };
  expect(createdTypes(plan)).toEqual(["aws_iam_role", "aws_lambda_function"]);
  expect(createdTypes("nothing")).toEqual([]);
});

describe("remove", () => {
  const folder = temporaryFolder("removed");
  const stack = (): string => join(folder(), "conformance-0", "synth", "stacks", "s");
  /** What stands in for Terraform: it notes what it is asked, and holds one resource until it has destroyed it. */
  const binary = (): string => join(folder(), "terraform.sh");
  const removed = (patience?: number): Promise<void> =>
    destroyStack("conformance-0", { binary: binary(), flavour: "terraform", version: "1.11.4" }, process.env, {
      runs: folder(),
      ...(patience !== undefined && { patience }),
    });
  const asked = (): string => readFileSync(join(folder(), "asked"), "utf8");

  beforeEach(() => {
    mkdirSync(stack(), { recursive: true });
    writeFileSync(join(stack(), "cdk.tf.json"), "{}");
    writeFileSync(join(folder(), "asked"), "");
    const script = `#!/bin/sh
echo "$1" >> ../../../../asked
case "$1" in state) cat terraform.tfstate;; destroy) : > terraform.tfstate;; esac`;
    writeFileSync(binary(), script, { mode: 0o755 });
  });

  test("a stack of which Terraform made nothing goes without a word to AWS", async () => {
    await removed();
    expect([asked(), existsSync(join(folder(), "conformance-0"))]).toEqual(["", false]);
  });

  test("where Terraform is still at work and has no state yet, its end is waited for, and what it made destroyed", async () => {
    const made = `process.stdin.once("data", () => { require("fs").writeFileSync("terraform.tfstate", "aws_iam_role.one\\n"); process.exit() })`;
    const working = spawn(process.execPath, ["-e", made], { cwd: stack(), stdio: ["pipe", "ignore", "inherit"] });
    writeFileSync(join(stack(), `.running-${String(working.pid)}`), "");
    await expect(removed(0)).rejects.toThrow(/still works in/);
    expect(existsSync(stack())).toBe(true);
    const removing = removed();
    working.stdin.end("go");
    await removing;
    expect([asked(), existsSync(join(folder(), "conformance-0"))]).toEqual(["state\ndestroy\nstate\n", false]);
  });

  test.each([
    ["with a backup", true, /Copy terraform\.tfstate\.backup over it.* --remove conformance-0\n.*run = conformance-0/],
    ["without a backup", false, /It has no backup\. Delete what in the account has the tag run = conformance-0, then/],
  ])("a damaged state %s keeps the folder, and is named with what to do", async (_name, hasBackup, remedy) => {
    writeFileSync(join(stack(), "terraform.tfstate"), '{"version": 4, "res');
    const backup = join(stack(), "terraform.tfstate.backup");
    if (hasBackup) writeFileSync(backup, "{}");
    else rmSync(backup, { force: true });
    writeFileSync(binary(), `#!/bin/sh\necho "$1" >> ../../../../asked; echo "unexpected EOF" >&2; exit 1`, {
      mode: 0o755,
    });
    const refused = await removed().catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "not-removed", remedy: expect.stringMatching(remedy) });
    expect(String(refused)).toContain(
      `Terraform can't read its state ${join(stack(), "terraform.tfstate")}:\nunexpected EOF`,
    );
    expect([asked(), existsSync(stack())]).toEqual(["state\n", true]);
    rmSync(join(stack(), "terraform.tfstate"));
  });

  test("what Terraform couldn't write into the state keeps the folder", async () => {
    writeFileSync(join(stack(), "errored.tfstate"), "{}");
    await expect(removed()).rejects.toThrow(/errored\.tfstate/);
    expect([asked(), existsSync(stack())]).toEqual(["", true]);
  });
});
