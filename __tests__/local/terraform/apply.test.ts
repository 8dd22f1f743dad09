import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apply, init, LostResponse, readEvent, remedyFor, show } from "../../../local/terraform/apply";
import { temporaryFolder } from "../../support/folder";

const folder = temporaryFolder("apply");

/** A Terraform that does what the shell script says. */
const terraformThat = (script: string) => {
  const binary = join(folder(), "terraform");
  writeFileSync(binary, `#!/bin/sh\necho "$1" >> calls\n${script}\n`);
  chmodSync(binary, 0o755);
  writeFileSync(join(folder(), "calls"), "");
  return {
    terraform: { binary, flavour: "terraform", version: "1.11.4" } as const,
    folder: folder(),
    env: process.env,
  };
};
const calls = (): number => readFileSync(join(folder(), "calls"), "utf8").trim().split("\n").length;

test("a provider whose process didn't start in time is started again; what else fails, fails at once", async () => {
  const slow = "Error: failed to instantiate provider: timeout while waiting for plugin to start";
  await init(terraformThat(`[ "$(wc -l < calls)" -gt 2 ] || { echo "${slow}" >&2; exit 1; }`));
  expect(calls()).toBe(3);
  await expect(init(terraformThat(`echo "${slow}" >&2; exit 1`))).rejects.toThrow(/plugin to start/);
  expect(calls()).toBe(3);
  await expect(init(terraformThat('echo "Error: Unsupported argument" >&2; exit 1'))).rejects.toThrow(/Unsupported/);
  expect(calls()).toBe(1);
});

test.each([
  ["a lost connection", 'request send failed, Post \\"http://127.0.0.1:1/\\": EOF', true],
  ["what is there already", "EntityAlreadyExists: Role with name x already exists.", true],
  ["a provider that was ended", "Plugin did not respond", true],
  ["what AWS refuses", "InvalidParameterException: invalid", false],
])("an apply that fails with %s", async (_name, detail, again) => {
  const place = terraformThat(
    `printf '%s\\n' '{"@level":"error","@message":"x","diagnostic":{"summary":"no","detail":"${detail}"}}'; exit 1`,
  );
  const failed = await apply(place, "plan", () => undefined).catch((error: unknown) => error);
  expect(failed).toHaveProperty("code", again ? "response-lost" : "terraform-failed");
  expect(failed instanceof LostResponse).toBe(again);
});

test("what Terraform shows is read, and where it fails it is said which command did", async () => {
  const shows = terraformThat("echo '{\"values\":{}}'");
  expect(await show(shows, "plan")).toEqual({ values: {} });
  expect(await show(shows)).toEqual({ values: {} });
  await expect(show(terraformThat('echo "Error: state is locked by somebody" >&2; exit 1'))).rejects.toThrow(
    /terraform show.*state is locked by somebody/s,
  );
});

test("Terraform's events: the summary, errors, and lines that are none", () => {
  expect(
    readEvent(`{"type":"change_summary","@message":"x","changes":{"add":2,"change":0,"remove":1,"operation":"apply"}}`)
      ?.counts,
  ).toEqual({ add: 2, change: 0, destroy: 1 });
  expect(readEvent(`{"@level":"error","@message":"Error","diagnostic":{"summary":"no","detail":"why"}}`)?.error).toBe(
    "no: why",
  );
  expect(readEvent("not JSON")).toBeUndefined();
});

test.each([
  ["no space left on\ndevice", "The disk that holds /runs/1/api is full."],
  [
    "Error: failed to read dependency lock file: 2 problems",
    "It is about .terraform.lock.hcl beside the configuration.",
  ],
  [
    "locked provider registry.terraform.io/hashicorp/aws\n5.99.0 does not match configured",
    "It is about .terraform.lock.hcl",
  ],
  ["checksums previously recorded in the dependency lock\nfile (this", "It is about .terraform.lock.hcl"],
  ["Error: Failed to load plugin schemas", "The provider's package in /plugins may be damaged. Remove that folder"],
  ["Error: Failed to load plugin schemas: timeout while waiting for plugin to start", ""],
  ["Error: Unsupported argument", ""],
])("what Terraform says, %j, with the file that it leaves out", (said, remedy) => {
  const found = remedyFor(said, {
    folder: "/runs/1/api",
    env: { TF_PLUGIN_CACHE_DIR: "/plugins" },
  });
  expect(found.startsWith(remedy)).toBe(true);
  expect(found === "").toBe(remedy === "");
});

test("a variable without a value is told where the run takes values from", () => {
  const said = 'Error: No value for required variable\nThe root module input variable "name" is not set';
  expect(remedyFor(said, { folder: "/f", env: {} })).toContain("terraform.tfvars");
});

test("of an apply the counts are its own, not the plan's before it, and each resource is told", async () => {
  const summary = (operation: string, add: number) => ({
    "@message": operation,
    type: "change_summary",
    changes: { add, change: 0, remove: 0, operation },
  });
  const events = [
    summary("plan", 9),
    { "@message": "a_role.a: Creation complete after 0s [id=a]", type: "apply_complete" },
    { "@message": "a_role.b: Creating...", type: "apply_start" },
    { "@message": "a_role.b: Creation complete after 1s [id=b]", type: "apply_complete" },
    summary("apply", 2),
    { "@message": "Outputs: 1", type: "outputs", changes: { operation: "apply", add: 7 } },
  ];
  const told: string[] = [];
  const script = events.map((event) => `printf '%s\\n' '${JSON.stringify(event)}'`).join("\n");
  expect(await apply(terraformThat(script), "plan", (text) => void told.push(text))).toEqual({
    add: 2,
    change: 0,
    destroy: 0,
  });
  expect(told).toEqual(["1 resources, last a_role.a", "2 resources, last a_role.b"]);
});

test.each([
  ["Error: No value for required variable", "Give it a value in a file terraform.tfvars"],
  ["Error: Unsupported argument", undefined],
])("a failure has a remedy where there is one: %s", async (said, remedy) => {
  const failed = (await init(terraformThat(`echo "${said}" >&2; exit 1`)).catch((error: unknown) => error)) as {
    remedy?: string;
  };
  expect(failed.remedy?.slice(0, remedy?.length)).toBe(remedy);
});
