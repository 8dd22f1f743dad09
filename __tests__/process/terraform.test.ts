import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dropChecksums, findTerraform, isAtLeast, parseVersion, terraformEnvironment } from "../../process/terraform";

test.each([
  ["Terraform v1.11.4\non linux_amd64\n", { flavour: "terraform", version: "1.11.4" }],
  ["OpenTofu v1.8.2\n", { flavour: "tofu", version: "1.8.2" }],
  ["command not found", undefined],
])("the version is read from %j", (printed, version) => {
  expect(parseVersion(printed)).toEqual(version);
});

test.each([
  ["1.5.7", "1.5.7", true],
  ["1.10.0", "1.5.7", true],
  ["1.5.6", "1.5.7", false],
  ["2.0.0-beta1", "1.5.7", true],
])("%s is at least %s: %s", (found, oldest, expected) => {
  expect(isAtLeast(found, oldest)).toBe(expected);
});

test("checksums leave a lock file, and versions stay", () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "lock-"));
  try {
    const file = join(folder, ".terraform.lock.hcl");
    const provider = (hashes: string) =>
      `provider "registry.terraform.io/hashicorp/aws" {\n  version     = "5.100.0"\n${hashes}}\n`;
    writeFileSync(file, provider('  hashes = [\n    "h1:abc=",\n    "zh:def",\n  ]\n').repeat(2));
    dropChecksums(folder);
    expect(readFileSync(file, "utf8")).toBe(provider("").repeat(2));
    rmSync(file);
    dropChecksums(folder);
    expect(existsSync(file)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a binary that can be run and names no version is shown with what it printed", async () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "binary-"));
  try {
    const binary = join(folder, "terraform");
    writeFileSync(binary, "#!/bin/sh\necho No version is set >&2\nexit 126\n");
    chmodSync(binary, 0o755);
    await expect(findTerraform({ PATH: process.env["PATH"], TERRAFORM_BINARY_NAME: binary })).rejects.toMatchObject({
      message: `\`${binary} version\` prints no version: No version is set.`,
      remedy: expect.stringContaining("TERRAFORM_BINARY_NAME") as string,
    });
    const missing = join(folder, "missing");
    await expect(findTerraform({ TERRAFORM_BINARY_NAME: missing })).rejects.toThrow(`names "${missing}"`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("Terraform runs without what of the person's environment would bend it", () => {
  const bending = {
    ...{ TF_CLI_ARGS: "-x", TF_CLI_ARGS_plan: "-x", TF_VAR_a: "b", TF_WORKSPACE: "w", TF_DATA_DIR: "d" },
    ...{ TF_LOG: "TRACE", TF_LOG_PATH: "p", TF_IN_AUTOMATION: "", TF_INPUT: "1", TF_TOKEN_LOCAL: "t" },
  };
  const kept = {
    PATH: "/bin",
    TF_PLUGIN_CACHE_DIR: "/cache",
    TF_TOKEN_app_terraform_io: "t",
    MY_TF_LOG: "x",
    TF_WORKSPACES: "y",
  };
  expect(terraformEnvironment({ ...bending, ...kept })).toEqual({
    ...kept,
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
  });
});
