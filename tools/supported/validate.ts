import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Workplace } from "../../local/terraform/apply";
import { init } from "../../local/terraform/apply";
import { lastLines } from "../../process/child";
import { Refusal } from "../../process/user-error";
import { terraform } from "../../process/terraform";
import { mocksProviders } from "./module-tests";
import type { Outcome } from "./result";
import { copyModule, variablesOf } from "./sources";

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
  readonly range?: { readonly filename: string };
}

/** A root that has every folder as a module, and passes every variable on: reading the provider's schema once is enough. */
function together(root: string, folders: Readonly<Record<string, string>>): object {
  const variable: Record<string, object> = {};
  const module = Object.fromEntries(
    Object.entries(folders).map(([name, folder]) => {
      const inputs = variablesOf(folder).map((input) => {
        variable[`${name}_${input}`] = {};
        return [input, `\${var.${name}_${input}}`] as const;
      });
      return [name, { source: `./${relative(root, folder)}`, ...Object.fromEntries(inputs) }];
    }),
  );
  // Terraform takes no empty block.
  return { ...(Object.keys(variable).length === 0 ? {} : { variable }), module };
}

const line = ({ severity, summary, detail, address, range }: Diagnostic): string =>
  [range?.filename, severity, address, summary, detail].filter((part) => part !== undefined && part !== "").join(": ");

async function diagnose(place: Workplace): Promise<readonly string[]> {
  await init(place);
  const answer = await terraform(place.terraform, ["validate", "-json", "-no-color"], {
    cwd: place.folder,
    env: place.env,
  });
  try {
    return (JSON.parse(answer.stdout) as { diagnostics: Diagnostic[] }).diagnostics.map(line);
  } catch {
    throw new Refusal(`terraform validate failed:\n${answer.failure ?? lastLines(answer.stderr || answer.stdout, 20)}`);
  }
}

/**
 * Validates every stack, the module by itself and every root that calls it. A warning is a failure too.
 * @param place its folder is empty
 * @param stacks folders of synthesized stacks by name
 */
export async function validateAll(place: Workplace, stacks: Readonly<Record<string, string>>): Promise<Outcome> {
  const root = join(place.folder, "together");
  mkdirSync(root, { recursive: true });
  const copies = Object.entries(stacks).map(([name, from]) => {
    cpSync(from, join(root, name), { recursive: true });
    return [name, join(root, name)] as const;
  });
  const all = { ...Object.fromEntries(copies), ...copyModule(root) };
  writeFileSync(join(root, "main.tf.json"), JSON.stringify(together(root, all)));
  const module = join(root, "module");
  // A root's tests are read by `init` already, by Terraform 1.6 and OpenTofu 1.6 and 1.7 too, which know no mocks. A module's
  // tests are not: who calls it doesn't meet them.
  if (!mocksProviders(place.terraform)) rmSync(join(module, "tests"), { recursive: true });
  const failures = [...(await diagnose({ ...place, folder: root })), ...(await diagnose({ ...place, folder: module }))];
  return { passed: failures.length === 0 ? Object.keys(all).length + 1 : 0, failures };
}
