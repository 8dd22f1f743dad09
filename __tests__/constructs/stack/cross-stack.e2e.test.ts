import { mkdtempSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, LocalBackend } from "cdktf";
import { ApiStack, ConfigurationError, SecuredApi, TERRAFORM_RANGE, useBackend } from "../../../constructs";
import { temporaryFolder } from "../../support/folder";
import { skippedUnless } from "../../support/skip";
import { terraformHere, validateTogether } from "../../support/terraform";
import type { Terraform } from "../../support/terraform-json";

const folder = temporaryFolder("cross-stack");
const here = terraformHere();

/** The folders of all that is written below. */
const outdirs: string[] = [];

type Backends = readonly [first?: (stack: ApiStack) => void, second?: (stack: ApiStack) => void];

const props = (project: string) =>
  ({
    project,
    domain: "example.com",
    packaging: "prebuilt",
    scopes: { read: "Read access" },
    functions: { items: "functions/items" },
    routes: { "GET /items": { scopes: ["read"], target: "items" } },
    machineClients: { machine: { scopes: ["read"] } },
    cors: false,
  }) as const;

/** Two stacks, of which the second uses the first one's pool and function. */
function written([first, second]: Backends): { readonly outdir: string; readonly json: readonly Terraform[] } {
  const outdir = mkdtempSync(path.join(folder(), "out-"));
  const app = new App({ outdir });
  const [one, two] = ["one", "two"].map((name) => new ApiStack(app, name));
  if (one === undefined || two === undefined) throw new Error("two stacks");
  for (const stack of [one, two]) new AwsProvider(stack, "aws", { region: "eu-central-1" });
  first?.(one);
  second?.(two);
  const { identity, functions } = new SecuredApi(one, "Default", props("notes"));
  new SecuredApi(two, "Default", {
    ...props("billing"),
    pool: {
      poolId: identity.pool.poolId,
      arn: identity.pool.arn,
      endpoint: identity.pool.issuer.replace("https://", ""),
    },
    scopeIdentifier: "billing",
    clientIds: identity.clientIds,
    routes: {
      "GET /items": { scopes: ["read"], target: "items" },
      "GET /shared": { scopes: ["read"], target: { name: "shared", functionArn: functions.items.resource.arn } },
    },
  });
  app.synth();
  const read = (name: string) =>
    JSON.parse(readFileSync(path.join(outdir, "stacks", name, "cdk.tf.json"), "utf8")) as Terraform;
  return { outdir, json: [read("one"), read("two")] };
}

const remoteState = (json: Terraform | undefined) =>
  Object.values(
    (json as { data?: { terraform_remote_state?: Record<string, unknown> } }).data?.terraform_remote_state ?? {},
  );

describe.each<[string, Backends, unknown]>([
  [
    "without backends the state lies in the other stack's folder",
    [],
    {
      backend: "local",
      workspace: "${terraform.workspace}",
      config: { path: "../one/terraform.tfstate", workspace_dir: "../one/terraform.tfstate.d" },
    },
  ],
  [
    "a local path is the other stack's",
    [(stack) => useBackend(stack, { type: "local", path: "state/one.tfstate" })],
    {
      backend: "local",
      workspace: "${terraform.workspace}",
      config: { path: "../one/state/one.tfstate", workspace_dir: "../one/terraform.tfstate.d" },
    },
  ],
  [
    "an absolute path is taken as it is",
    [(stack) => void new LocalBackend(stack, { path: "/states/one.tfstate" })],
    { backend: "local", workspace: "${terraform.workspace}", config: { path: "/states/one.tfstate" } },
  ],
  [
    "a backend of the first alone",
    [(stack) => useBackend(stack, { type: "s3", bucket: "states", key: "one.tfstate", region: "eu-central-1" })],
    expect.objectContaining({
      backend: "s3",
      config: expect.objectContaining({ bucket: "states", key: "one.tfstate" }) as unknown,
    }) as unknown,
  ],
  [
    "a backend of the second alone",
    [undefined, (stack) => useBackend(stack, { type: "s3", bucket: "states", key: "two.tfstate" })],
    {
      backend: "local",
      workspace: "${terraform.workspace}",
      config: { path: "../one/terraform.tfstate", workspace_dir: "../one/terraform.tfstate.d" },
    },
  ],
])("%s", (_, backends, expected) => {
  let json: readonly Terraform[];
  beforeAll(() => {
    const { outdir, json: read } = written(backends);
    json = read;
    outdirs.push(outdir);
  });

  test("the second reads the first one's state, and the first has what it reads", () => {
    expect(remoteState(json[1])).toEqual([expected]);
    const outputs = Object.keys((json[0] as { output?: object }).output ?? {});
    const asked = [...JSON.stringify(json[1]).matchAll(/outputs\.([\w-]+)/g)].map(([, name]) => name ?? "");
    expect(asked.length).toBeGreaterThan(3);
    for (const name of asked) expect(outputs).toContain(name);
    expect(JSON.stringify(json)).not.toContain(process.cwd());
  });

  test("a stack without a backend of its own emits none", () => {
    for (const [index, use] of [backends[0], backends[1]].entries())
      if (use === undefined) expect(json[index]?.terraform).not.toHaveProperty("backend");
    expect(TERRAFORM_RANGE).toBe(">= 1.5.7");
  });
});

skippedUnless(typeof here !== "string", `Terraform can't validate here: ${String(here)}`)(
  "Terraform takes all of them",
  async () => {
    if (typeof here === "string") return;
    expect(outdirs).toHaveLength(5);
    const stacks = outdirs.flatMap((outdir, i) =>
      ["one", "two"].map((name) => [`${name}_${String(i)}`, path.join(outdir, "stacks", name)] as const),
    );
    const found = await validateTogether(
      here,
      mkdtempSync(path.join(folder(), "validate-")),
      Object.fromEntries(stacks),
    );
    // They are modules for the time of the test, which have no backend; S3 can't be reached here anyway.
    const said = Object.entries(found).map(([name, lines]) => [
      name,
      lines.filter((line) => !line.startsWith("warning: Backend configuration ignored")),
    ]);
    expect(said.filter(([, lines]) => lines?.length !== 0)).toEqual([]);
  },
  120_000,
);

test("stacks that need each other are refused by name", () => {
  const app = new App({ outdir: mkdtempSync(path.join(folder(), "cycle-")) });
  const [one, two] = [new ApiStack(app, "one"), new ApiStack(app, "two")];
  for (const stack of [one, two]) new AwsProvider(stack, "aws", { region: "eu-central-1" });
  const first = new SecuredApi(one, "Default", props("notes"));
  const second = new SecuredApi(two, "Default", {
    ...props("billing"),
    clientIds: first.identity.clientIds,
  });
  first.stage.resource.description = second.api.apiId;
  let refused: unknown;
  try {
    app.synth();
  } catch (error) {
    refused = error;
  }
  expect(refused).toBeInstanceOf(ConfigurationError);
  expect((refused as ConfigurationError).code).toBe("stack-cycle");
});
