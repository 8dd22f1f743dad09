import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastLines, run } from "../../process/child";
import { Refusal } from "../../process/user-error";
import { ROOT } from "../../process/terraform-working-directory";

/** Settings that an example can't do without; its README says what they are. */
const SETTINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  edges: {
    CERTIFICATE_ARN: "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555",
    ZONE_ID: "Z0123456789",
    CLIENT_AUTHORITIES: "ca.pem",
    ACME_KEY_SHA256: "0".repeat(64),
  },
  "private-api": { VPC_ENDPOINT_ID: "vpce-0a1b2c3d", CALLER_ROLE: "reporter" },
};

/** The programs that declare stacks: main.ts, and that of each example that has one. */
function programs(): readonly { readonly name: string; readonly entry: string }[] {
  const examples = readdirSync(join(ROOT, "examples")).sort();
  return [
    { name: "main", entry: "main.ts" },
    ...examples.flatMap((name) => {
      const entry = join("examples", name, "main.ts");
      return existsSync(join(ROOT, entry)) ? [{ name, entry }] : [];
    }),
  ];
}

/** The person's environment without what would give the stacks another shape. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SYSTEMROOT } = process.env;
  return { PATH, HOME, TMPDIR, SYSTEMROOT, LAMBDA_PACKAGING: "prebuilt" };
}

/**
 * Synthesizes main.ts and every example.
 * @param folder gets them; later calls take what it holds
 * @returns the folder of each stack, by program and stack name
 */
export async function synthesizeAll(folder: string): Promise<Readonly<Record<string, string>>> {
  const stacks: Record<string, string> = {};
  for (const { name, entry } of programs()) {
    const out = join(folder, name);
    if (!existsSync(out)) {
      mkdirSync(out, { recursive: true });
      const authorities = join(out, "ca.pem");
      const settings = { ...SETTINGS[name] };
      if ("CLIENT_AUTHORITIES" in settings) {
        writeFileSync(authorities, "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
        settings["CLIENT_AUTHORITIES"] = authorities;
      }
      const env = { ...plainEnvironment(), ...settings, CDKTF_OUTDIR: out };
      const args = [join("tools", "synth.mjs"), ...(name === "main" ? [] : [entry])];
      const answer = await run(process.execPath, args, { cwd: ROOT, env, timeout: 120_000 });
      if (answer.code !== 0)
        throw new Refusal(
          `${entry} can't be synthesized:\n${answer.failure ?? lastLines(answer.stderr || answer.stdout, 20)}`,
        );
    }
    for (const stack of readdirSync(join(out, "stacks")).sort())
      stacks[`${name}_${stack}`] = join(out, "stacks", stack);
  }
  return stacks;
}

/** Copies the HCL edition and the examples that call it, as they lie in the repository. @returns the folders of the roots that call it */
export function copyModule(folder: string): Readonly<Record<string, string>> {
  const skip = { recursive: true, filter: (from: string) => !from.split(/[\\/]/).includes(".terraform") };
  cpSync(join(ROOT, "module"), join(folder, "module"), skip);
  const roots: Record<string, string> = {};
  for (const name of readdirSync(join(folder, "module", "examples")))
    roots[`module_${name}`] = join(folder, "module", "examples", name);
  for (const name of readdirSync(join(ROOT, "examples"))) {
    if (!existsSync(join(ROOT, "examples", name, "versions.tf"))) continue;
    cpSync(join(ROOT, "examples", name), join(folder, "examples", name), skip);
    roots[name] = join(folder, "examples", name);
  }
  return roots;
}

/** Names of the variables that a root declares, in HCL or JSON. */
export function variablesOf(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const read = (): string => readFileSync(join(folder, name), "utf8");
    if (name.endsWith(".tf")) return [...read().matchAll(/^variable "([^"]+)"/gm)].map(([, variable = ""]) => variable);
    if (!name.endsWith(".tf.json")) return [];
    return Object.keys((JSON.parse(read()) as { variable?: object }).variable ?? {});
  });
}
