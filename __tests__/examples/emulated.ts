import { cpSync, mkdirSync, rmSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { lastLines, run } from "../../process/child";
import { startEmulator, type Emulator } from "../../local/emulator/emulator";
import { silent } from "../../process/progress";
import { providerConfig } from "../../process/providers";
import { emulatorPython } from "../../local/emulator/python";
import {
  dropChecksums,
  emulatedAwsEnvironment,
  findTerraform,
  terraform,
  type Terraform,
} from "../../process/terraform";
import { ROOT } from "../../process/terraform-working-directory";

type Json = Readonly<Record<string, unknown>>;

/** What a plan would do, as far as tests ask: addresses by action, and what is only moved or imported. */
export interface Planned {
  readonly create: readonly string[];
  readonly update: readonly string[];
  /** Destroyed, or replaced. */
  readonly destroy: readonly string[];
  readonly moved: Readonly<Record<string, string>>;
  readonly imported: readonly string[];
}

interface ResourceChange {
  readonly address: string;
  readonly mode: string;
  readonly previous_address?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly importing?: object;
    readonly before?: Json | null;
    readonly after?: Json | null;
  };
}

/** The AWS emulator gives every JWT authorizer a payload format, which only Lambda authorizers have; each plan wants it away. */
function isDefect({ address, change: { actions, before, after } }: ResourceChange): boolean {
  if (!/(^|\.)aws_apigatewayv2_authorizer\./.test(address) || actions.join() !== "update") return false;
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const different = [...names].filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]));
  return different.join() === "authorizer_payload_format_version";
}

/** A signature by the root's key, of which the AWS emulator reads region and service only. */
const unchecked = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=test/20000101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

/** An AWS emulator, and Terraform against it. */
export class Emulated {
  private constructor(
    readonly emulator: Emulator,
    private readonly binary: Terraform,
    readonly env: NodeJS.ProcessEnv,
  ) {}

  /** @param folder of this test's own */
  static async start(folder: string): Promise<Emulated> {
    const binary = await findTerraform();
    const providers = await providerConfig(binary, join(folder, "providers"));
    const python = await emulatorPython(silent);
    mkdirSync(join(folder, "aws"));
    const emulator = await startEmulator({ python, folder: join(folder, "aws") });
    return new Emulated(emulator, binary, { ...emulatedAwsEnvironment(emulator.url, "us-east-1"), ...providers.env });
  }

  /** Runs Terraform. @returns what it printed @throws Error with the end of it when it fails */
  async terraform(folder: string, ...args: string[]): Promise<string> {
    const work = terraform(this.binary, args, { cwd: folder, env: this.env, timeout: 240_000 });
    const answer = await Promise.race([work, this.emulator.died]);
    if (answer.code === 0) return answer.stdout;
    throw new Error(`terraform ${args.join(" ")}: ${lastLines(answer.stderr || answer.stdout, 30)}`);
  }

  private async init(folder: string): Promise<void> {
    await this.terraform(folder, "init", "-input=false", "-no-color");
    dropChecksums(folder);
  }

  async apply(folder: string): Promise<void> {
    await this.init(folder);
    await this.terraform(folder, "apply", "-auto-approve", "-input=false", "-no-color");
  }

  /** Plans into the file `tfplan` of the folder. */
  async plan(folder: string): Promise<Planned> {
    await this.init(folder);
    await this.terraform(folder, "plan", "-input=false", "-no-color", "-out=tfplan");
    const json = JSON.parse(await this.terraform(folder, "show", "-json", "tfplan")) as {
      resource_changes?: readonly ResourceChange[];
    };
    const changes = (json.resource_changes ?? []).filter(({ mode }) => mode === "managed");
    const having = (action: string) => changes.filter((one) => one.change.actions.includes(action) && !isDefect(one));
    const names = (some: readonly ResourceChange[]) => some.map(({ address }) => address).sort();
    return {
      create: names(having("create")),
      update: names(having("update")),
      destroy: names(having("delete")),
      moved: Object.fromEntries(
        changes.flatMap(({ address, previous_address: old }) => (old === undefined ? [] : [[old, address]])),
      ),
      imported: names(changes.filter(({ change }) => change.importing !== undefined)),
    };
  }

  /** A plan after an apply, as `terraform show -json` prints it: what it would still change, and the state that it found. */
  async planned(folder: string): Promise<unknown> {
    await this.terraform(folder, "plan", "-input=false", "-no-color", "-out=tfplan");
    return JSON.parse(await this.terraform(folder, "show", "-json", "tfplan")) as unknown;
  }

  /** Applies the file `tfplan`. */
  async applyPlan(folder: string): Promise<void> {
    await this.terraform(folder, "apply", "-input=false", "-no-color", "tfplan");
  }

  async outputs(folder: string): Promise<Readonly<Record<string, string>>> {
    const json = JSON.parse(await this.terraform(folder, "output", "-json")) as Record<string, { value: string }>;
    return Object.fromEntries(Object.entries(json).map(([name, { value }]) => [name, value]));
  }

  /** The attributes in the state, by address. */
  async state(folder: string): Promise<ReadonlyMap<string, Json>> {
    const json = JSON.parse(await this.terraform(folder, "show", "-json")) as {
      values: { root_module: { resources: readonly { address: string; values: Json }[] } };
    };
    return new Map(json.values.root_module.resources.map(({ address, values }) => [address, values]));
  }

  /** An answer of an API. @param endpoint as the output gives it: `https://API_ID.execute-api.…` */
  async call(endpoint: string, path: string, token?: string): Promise<number> {
    const id = /^https?:\/\/([^.]+)\./.exec(endpoint)?.[1] ?? "";
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return (await fetch(`${this.emulator.url}/_aws/execute-api/${id}/$default${path}`, { headers })).status;
  }

  /** An answer of an API under a domain of its own, which is known by the host that the request names. */
  callDomain(host: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
    return new Promise((resolve, reject) => {
      const options = { headers: { ...headers, host }, timeout: 30_000 };
      request(`${this.emulator.url}${path}`, options, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
        .on("error", reject)
        .end();
    });
  }

  /** Asks a service of AWS that speaks JSON. @param target the service's own prefix and the action: `secretsmanager.GetSecretValue` */
  async ask(service: string, target: string, input: object): Promise<Json> {
    const answer = await fetch(`${this.emulator.url}/`, {
      method: "POST",
      headers: {
        "content-type": `application/x-amz-json-${service === "monitoring" ? "1.0" : "1.1"}`,
        "x-amz-target": target,
        authorization: unchecked(service),
      },
      body: JSON.stringify(input),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${target}: ${String(answer.status)} ${text.slice(0, 400)}`);
    return JSON.parse(text) as Json;
  }

  /** Makes a hosted zone in Route 53. @returns its id */
  async hostedZone(name: string): Promise<string> {
    const answer = await fetch(`${this.emulator.url}/2013-04-01/hostedzone`, {
      method: "POST",
      headers: { "content-type": "text/xml", authorization: unchecked("route53") },
      body: `<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Name>${name}</Name><CallerReference>${name}</CallerReference></CreateHostedZoneRequest>`,
    });
    const text = await answer.text();
    const id = /<Id>\/hostedzone\/(\w+)<\/Id>/.exec(text)?.[1];
    if (id === undefined) throw new Error(`CreateHostedZone: ${String(answer.status)} ${text.slice(0, 400)}`);
    return id;
  }

  /** An access token by client credentials. */
  async token(clientId: string, clientSecret: string, scope: string): Promise<string> {
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
    const answer = await fetch(`${this.emulator.url}/oauth2/token`, {
      method: "POST",
      headers: { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ grant_type: "client_credentials", scope }),
    });
    const { access_token: token } = (await answer.json()) as { access_token?: string };
    if (token === undefined) throw new Error(`No token: ${String(answer.status)}`);
    return token;
  }
}

/** Runs a program below `examples/` as its README says. @returns the folder of the stack */
export async function synthesizeExample(
  program: string,
  stack: string,
  out: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const answer = await run(process.execPath, ["tools/synth.mjs", `examples/${program}`], {
    cwd: ROOT,
    env: { ...process.env, LAMBDA_PACKAGING: "prebuilt", BACKEND: "", ...environment, CDKTF_OUTDIR: out },
    timeout: 120_000,
  });
  if (answer.code !== 0) throw new Error(answer.stderr + answer.stdout);
  return join(out, "stacks", stack);
}

/** Lays a synthesized stack into a folder of hand-written files, or of an older synthesis. */
export function layInto(folder: string, stack: string): void {
  rmSync(join(folder, "assets"), { recursive: true, force: true });
  cpSync(stack, folder, { recursive: true });
}
