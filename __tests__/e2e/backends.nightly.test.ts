import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, readBackend, SecuredApi, useBackend } from "../../constructs";
import { startChild } from "../../process/child";
import { runExitTasks } from "../../process/cleanup";
import { startEmulator, type Emulator } from "../../local/emulator/emulator";
import { silent } from "../../process/progress";
import { providerConfig } from "../../process/providers";
import { emulatorPython } from "../../local/emulator/python";
import { signed } from "../../local/identities/sigv4";
import {
  emulatedAwsEnvironment,
  findTerraform,
  isAtLeast,
  parseVersion,
  terraform,
  type Terraform,
} from "../../process/terraform";
import { temporaryFolder } from "../support/folder";
import { filesBelow } from "../support/project";
import { skippedUnless } from "../support/skip";
import { StateServer } from "./state-server";
import { describeEndToEnd } from "./support";

/**
 * One state wanders from a file to a bucket to a web server, as the stack's backend says. Nothing is made or changed on the way, and who comes
 * while it is locked is turned away.
 */

const REGION = "eu-central-1";
const USER = "terraform-of-the-team";
const PASSWORD = "correct horse battery staple";
const OPTIONS = ["-input=false", "-no-color"];
const folder = temporaryFolder("backends");

/** Writes the stack into the folder that Terraform works in. @param burst something to change @returns what was emitted */
function synthesize(backend: object, burst: number): string {
  const out = join(folder(), "out");
  mkdirSync(out, { recursive: true });
  const app = new App({ outdir: out });
  const stack = new ApiStack(app, "notes");
  new AwsProvider(stack, "aws", { region: REGION });
  // As it comes from cdktf.json.
  useBackend(stack, readBackend(backend));
  new SecuredApi(stack, "Default", {
    project: "notes",
    domain: "example.com",
    scopes: { read: "Read notes" },
    machineClients: { machine: { scopes: ["read"] } },
    stage: { throttling: { burstLimit: burst, rateLimit: 50 } },
    functions: {},
    routes: {
      "GET /notes": { scopes: ["read"], target: { url: "https://backend.example.com", name: "backend" } },
    },
  });
  app.synth();
  const emitted = readFileSync(join(out, "stacks", "notes", "cdk.tf.json"), "utf8");
  mkdirSync(stackFolder(), { recursive: true });
  writeFileSync(join(stackFolder(), "cdk.tf.json"), emitted);
  return emitted;
}

const stackFolder = (): string => join(folder(), "stack");

/** The version of the binary that is going to run. */
function version(): string {
  const named = process.env["TERRAFORM_BINARY_NAME"] ?? "";
  for (const name of named === "" ? ["terraform", "tofu"] : [named]) {
    const found = parseVersion(spawnSync(name, ["version"], { encoding: "utf8" }).stdout ?? "");
    if (found !== undefined) return found.version;
  }
  return "0.0.0";
}

describeEndToEnd("the state", () => {
  const locking = skippedUnless(
    isAtLeast(version(), "1.10.0"),
    `S3 locks by itself from 1.10 on; here is ${version()}`,
  );
  let emulator: Emulator;
  let binary: Terraform;
  let env: NodeJS.ProcessEnv;
  const server = new StateServer(USER, PASSWORD);
  let address = "";
  /** Everything that Terraform said. */
  let printed = "";
  let first: readonly string[];

  beforeAll(async () => {
    binary = await findTerraform();
    const providers = await providerConfig(binary, join(folder(), "providers"));
    const aws = join(folder(), "aws");
    mkdirSync(aws);
    emulator = await startEmulator({ python: await emulatorPython(silent), folder: aws });
    env = {
      ...emulatedAwsEnvironment(emulator.url, REGION),
      ...providers.env,
      TF_HTTP_USERNAME: USER,
      TF_HTTP_PASSWORD: PASSWORD,
    };
    address = await server.start();
    const made = await bucket(
      "PUT",
      "",
      `<CreateBucketConfiguration><LocationConstraint>${REGION}</LocationConstraint></CreateBucketConfiguration>`,
    );
    expect({ code: made.status, said: made.ok ? "" : await made.text() }).toEqual({ code: 200, said: "" });
  }, 400_000);

  afterAll(async () => {
    await server.stop();
    await runExitTasks();
  }, 30_000);

  /** Asks S3 for an object of the bucket; for the bucket itself where the key is empty. */
  function bucket(method: string, key: string, body = ""): Promise<Response> {
    const url = `${emulator.url}/team-states/${key}`;
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const headers = { "x-amz-content-sha256": createHash("sha256").update(body).digest("hex") };
    const signature = signed({ method, url, region: REGION, service: "s3", headers, body }, credentials);
    return fetch(url, { method, headers: { ...headers, ...signature }, ...(body !== "" && { body }) });
  }

  async function attempt(...args: string[]): Promise<{ code: number | undefined; text: string }> {
    const answer = await terraform(binary, args, { cwd: stackFolder(), env, timeout: 120_000 });
    printed += answer.stdout + answer.stderr;
    return { code: answer.code, text: answer.stderr + answer.stdout };
  }

  async function must(...args: string[]): Promise<string> {
    const { code, text } = await attempt(...args);
    if (code !== 0) throw new Error(`terraform ${args.join(" ")} ended with ${String(code)}: ${text}`);
    return text;
  }

  /** Plans. Nothing may be left but the payload format that the AWS emulator gives a JWT authorizer (`local/emulator/emulator-gaps.ts`). */
  async function expectNoChange(): Promise<void> {
    const text = await must("plan", ...OPTIONS);
    const left = [...text.matchAll(/^ +([-+~/<=]+|#) (.*)$/gm)].map(([, sign, what]) => `${sign ?? ""} ${what ?? ""}`);
    const known = [
      "# aws_apigatewayv2_authorizer.jwt will be updated in-place",
      '~ resource "aws_apigatewayv2_authorizer" "jwt" {',
      '- authorizer_payload_format_version = "2.0" -> null',
    ];
    expect(left.filter((line) => !known.includes(line) && !/^~ update in-place|^# \(\d+ unchanged/.test(line))).toEqual(
      [],
    );
    expect(text).toMatch(/No changes|Plan: 0 to add, 1 to change, 0 to destroy/);
  }

  /** Starts an apply that waits for its approval, and so holds the lock. @param meanwhile is awaited before the approval is given */
  async function applyAnd(meanwhile: () => Promise<void>): Promise<void> {
    const child = startChild(binary.binary, ["apply", "-no-color"], {
      cwd: stackFolder(),
      env: { ...env, TF_INPUT: undefined },
      stdio: ["pipe", "pipe", "pipe"],
    });
    const { stdin, stdout, stderr } = child.process;
    let text = "";
    const asks = new Promise<void>((resolve, reject) => {
      for (const stream of [stdout, stderr])
        stream?.setEncoding("utf8").on("data", (chunk: string) => {
          text += chunk;
          if (text.includes("Enter a value:")) resolve();
        });
      void child.ended.then(() => reject(new Error(`It ended without asking: ${text}`)));
    });
    await asks;
    try {
      await meanwhile();
    } finally {
      stdin?.end("yes\n");
    }
    const { code } = await child.ended;
    printed += text;
    expect({ code, text: code === 0 ? "" : text }).toEqual({ code: 0, text: "" });
    expect(text).toMatch(/Apply complete! Resources: 0 added, [12] changed, 0 destroyed/);
  }

  /** Another apply at the same time, which must be refused for the lock and for nothing else. */
  async function expectRefused(): Promise<void> {
    const { code, text } = await attempt("apply", "-auto-approve", ...OPTIONS);
    expect(code).toBe(1);
    expect(text).toContain("Error acquiring the state lock");
    expect(text).toMatch(/Lock Info:\s+\S*\s*ID:/);
    expect(text).toContain("OperationTypeApply");
  }

  test("lies in a file of the stack's folder first", async () => {
    synthesize({ type: "local", path: "here.tfstate" }, 100);
    await must("init", ...OPTIONS);
    await must("apply", "-auto-approve", ...OPTIONS);
    first = addresses(readFileSync(join(stackFolder(), "here.tfstate")));
  }, 180_000);

  const key = "notes/terraform.tfstate";
  locking(
    "moves into a bucket, and nothing changes",
    async () => {
      synthesize({ type: "s3", bucket: "team-states", key, region: REGION }, 100);
      const partial = join(folder(), "embedded.s3.tfbackend");
      const skipped = ["credentials_validation", "requesting_account_id", "metadata_api_check", "region_validation"];
      writeFileSync(
        partial,
        `endpoints = { s3 = "${emulator.url}" }\nuse_path_style = true\n` +
          skipped.map((what) => `skip_${what} = true\n`).join(""),
      );
      await must("init", "-migrate-state", "-force-copy", ...OPTIONS, `-backend-config=${partial}`);
      await expectNoChange();
      const object = await bucket("GET", key);
      expect(object.status).toBe(200);
      expect(addresses(await object.text())).toEqual(first);
    },
    180_000,
  );

  locking(
    "is locked in the bucket while it is written there",
    async () => {
      const before = serial(await (await bucket("GET", key)).text());
      synthesize({ type: "s3", bucket: "team-states", key, region: REGION }, 101);
      await applyAnd(async () => {
        expect((await bucket("GET", `${key}.tflock`)).status).toBe(200);
        await expectRefused();
      });
      expect((await bucket("GET", `${key}.tflock`)).status).toBe(404);
      expect(serial(await (await bucket("GET", key)).text())).toBeGreaterThan(before);
      await expectNoChange();
    },
    180_000,
  );

  test("moves behind a web server, whose password stands nowhere", async () => {
    const http = { type: "http", address, lockAddress: address, unlockAddress: address };
    synthesize(http, 101);
    await must("init", "-migrate-state", "-force-copy", ...OPTIONS);
    expect(addresses(server.state ?? "")).toEqual(first);

    const emitted = synthesize(http, 102);
    await applyAnd(expectRefused);
    await expectNoChange();
    expect(server.lock).toBeUndefined();
    expect(server.calls).toEqual(expect.arrayContaining(["LOCK 200", "LOCK 423", "POST 200", "UNLOCK 200"]));
    expect(server.calls.filter((call) => !/ (200|404|423)$/.test(call))).toEqual([]);

    expect(printed.length).toBeGreaterThan(1000);
    const written = [...filesBelow(stackFolder())].filter(([name]) => !name.includes("providers"));
    expect(written.map(([name]) => name)).toContain(join(".terraform", "terraform.tfstate"));
    const texts = [["what was printed", Buffer.from(printed)], ["what is emitted", Buffer.from(emitted)], ...written];
    for (const [where, text] of texts)
      for (const secret of [PASSWORD, USER, Buffer.from(`${USER}:${PASSWORD}`).toString("base64")])
        expect([where, text?.includes(secret)]).toEqual([where, false]);
  }, 180_000);

  test("can't be had by a wrong password", async () => {
    rmSync(join(stackFolder(), ".terraform", "terraform.tfstate"));
    const right = env;
    env = { ...env, TF_HTTP_PASSWORD: "another" };
    const { code, text } = await attempt("init", ...OPTIONS, "-reconfigure");
    const refused = code === 0 ? await attempt("plan", ...OPTIONS) : { code, text };
    env = right;
    expect(refused.code).toBe(1);
    expect(refused.text).toMatch(/requires auth|401|Unauthorized/i);
    expect(server.calls.at(-1)).toMatch(/ 401$/);
  }, 180_000);
});

interface State {
  readonly serial: number;
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly object[];
  }[];
}

const addresses = (state: string | Buffer): readonly string[] => {
  const names = (JSON.parse(String(state)) as State).resources.map(({ type, name }) => `${type}.${name}`);
  expect(names.length).toBeGreaterThan(7);
  return names.sort();
};

const serial = (state: string): number => (JSON.parse(state) as State).serial;
