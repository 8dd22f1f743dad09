import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startEmulator } from "../../../local/emulator/emulator";
import { emulatorPython } from "../../../local/emulator/python";
import { lastLines, run } from "../../../process/child";
import { silent } from "../../../process/progress";
import { providerConfig } from "../../../process/providers";
import { dropChecksums, emulatedAwsEnvironment, findTerraform, type Terraform } from "../../../process/terraform";
import { median } from "../interleave";
import { timeNode } from "../process";
import type { Figure } from "../figure";

const ROUTES = 100;
/** A plan is to take at most this many times that of plain HCL. */
const GOAL = 1.1;
/** Of an AWS that is started anew for each; more would take an hour. */
const MOST_ROUNDS = 5;

type Json = Readonly<Record<string, unknown>>;
interface Stack {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly provider: unknown;
  readonly terraform: unknown;
}

/** What somebody writes without this project: the resources that the constructs make, with the same arguments, and the routes as one `for_each`. */
export function plainRoot({ resource, provider, terraform }: Stack): Json {
  const bare = (body: Json): Json => Object.fromEntries(Object.entries(body).filter(([name]) => name !== "//"));
  const { aws_apigatewayv2_route: routes = {}, ...rest } = resource;
  const [route] = Object.values(routes);
  if (route === undefined) throw new Error("the stack has no route");
  const keys = Object.values(routes).map(({ route_key: key }) => String(key));
  const others = Object.entries(rest).map(([type, named]) => [
    type,
    Object.fromEntries(Object.entries(named).map(([name, body]) => [name, bare(body)])),
  ]);
  const route_key = "${each.value}";
  return {
    terraform,
    provider,
    // A local: Terraform parses an expression in JSON anew for each instance, as it wouldn't in a .tf file.
    locals: { keys },
    resource: {
      ...Object.fromEntries(others),
      aws_apigatewayv2_route: { all: { ...bare(route), for_each: "${toset(local.keys)}", route_key } },
    },
  };
}

/** The same API as one call of the HCL module. */
const moduleRoot = ({ provider, terraform }: Stack): Json => ({
  terraform,
  provider,
  module: {
    many: {
      source: "./module",
      project: "many",
      domain: "example.com",
      scopes: { read: "Read access" },
      web_clients: { web: { callback_urls: ["https://example.com/callback"], scopes: ["read"] } },
      routes: Object.fromEntries(
        Array.from({ length: ROUTES }, (_, at) => [`GET /items-${String(at)}`, { scopes: ["read"], target: "items" }]),
      ),
    },
  },
});

/** Writes the three roots into folders of their names. @returns their names */
export function writeRoots(folder: string): readonly string[] {
  const synthesized = join(folder, "synth");
  const program = [join("tools", "synth.mjs"), resolve("tools", "bench", "many-routes.ts")];
  timeNode(program, { ROUTES: String(ROUTES), CDKTF_OUTDIR: synthesized });
  const own = join(synthesized, "stacks", "many-routes");
  const stack = JSON.parse(readFileSync(join(own, "cdk.tf.json"), "utf8")) as Stack;
  cpSync(own, join(folder, "constructs"), { recursive: true });
  for (const [name, root] of Object.entries({ plain: plainRoot(stack), module: moduleRoot(stack) })) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "main.tf.json"), JSON.stringify(root));
  }
  cpSync(join(own, "assets"), join(folder, "plain", "assets"), { recursive: true });
  cpSync("module", join(folder, "module", "module"), { recursive: true });
  return ["constructs", "module", "plain"];
}

/** Milliseconds of one command. @throws Error with what it printed, when it fails */
async function time({ binary }: Terraform, cwd: string, env: NodeJS.ProcessEnv, args: string[]): Promise<number> {
  const start = performance.now();
  const [command = "", ...more] = args;
  const { code, stdout, stderr } = await run(binary, [command, "-input=false", "-no-color", ...more], { cwd, env });
  if (code !== 0) throw new Error(`terraform ${args.join(" ")} in ${cwd}:\n${lastLines(stderr || stdout, 20)}`);
  return performance.now() - start;
}

/** Plan and apply of 100 routes, in turns, each against an embedded AWS that was started for it. */
export async function terraformFigures(rounds: number): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "bench-terraform-"));
  try {
    const terraform = await findTerraform();
    const providers = await providerConfig(terraform, join(folder, "providers"));
    const python = await emulatorPython(silent);
    const names = writeRoots(folder);
    const times = new Map<string, number[]>();
    for (let round = 0; round <= Math.min(rounds, MOST_ROUNDS); round++)
      for (const name of names) {
        const cwd = join(folder, name);
        const emulator = await startEmulator({ python, folder: join(folder, `aws-${name}-${String(round)}`) });
        try {
          const env = { ...emulatedAwsEnvironment(emulator.url, "us-east-1"), ...providers.env };
          if (round === 0) {
            await time(terraform, cwd, env, ["init"]);
            dropChecksums(cwd);
          }
          rmSync(join(cwd, "terraform.tfstate"), { force: true });
          const planned = await time(terraform, cwd, env, ["plan", "-out=it.tfplan"]);
          const applied = await time(terraform, cwd, env, ["apply", "it.tfplan"]);
          // The first round warms the file cache.
          if (round > 0)
            for (const [what, taken] of Object.entries({ plan: planned, apply: applied }))
              times.set(`${what} ${name}`, [...(times.get(`${what} ${name}`) ?? []), taken]);
        } finally {
          await emulator.stop();
        }
      }
    const figure = (what: string, edition: string): Figure => {
      const [own, plain] = [edition, "plain"].map((name) => median(times.get(`${what} ${name}`) ?? []));
      if (own === undefined || plain === undefined) throw new Error(`${what} was not measured`);
      return {
        what: `terraform ${what} of ${String(ROUTES)} routes, ${edition === "module" ? "HCL module" : "constructs"}`,
        ours: `${(own / 1000).toFixed(1)} s`,
        peer: "plain HCL with the same resources",
        theirs: `${(plain / 1000).toFixed(1)} s`,
        ratio: own / plain,
        ...(what === "plan" && { goal: GOAL }),
      };
    };
    return ["plan", "apply"].flatMap((what) => ["constructs", "module"].map((edition) => figure(what, edition)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
