import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { dropChecksums, terraformEnvironment } from "../../../../process/terraform";
import type { TerraformHere } from "../../../support/terraform";
import type { SingleChange } from "./table";

const PROVIDER = `
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}
`;

type Json = Readonly<Record<string, unknown>>;

/** The plans of both sides of a change. */
export interface Plans {
  readonly before: Json;
  readonly after: Json;
}

/** Plans both sides of all changes by Terraform, as the modules of one root: reading the provider's schema is what takes the time. */
export async function planAll(
  here: Pick<TerraformHere, "binary" | "env">,
  folder: string,
  changes: readonly SingleChange[],
): Promise<readonly Plans[]> {
  const calls = changes.flatMap(({ before, after }, i) =>
    Object.entries({ [`before${i}`]: before, [`after${i}`]: after }).map(([name, text]) => {
      mkdirSync(path.join(folder, name), { recursive: true });
      writeFileSync(path.join(folder, name, "main.tf"), text);
      return `module "${name}" {\n  source = "./${name}"\n}\n`;
    }),
  );
  writeFileSync(path.join(folder, "main.tf"), PROVIDER + calls.join(""));
  const env = { ...terraformEnvironment(), ...here.env, AWS_EC2_METADATA_DISABLED: "true" };
  const call = async (...args: string[]): Promise<string> =>
    (await promisify(execFile)(here.binary, args, { cwd: folder, env, maxBuffer: 1 << 28 })).stdout;
  await call("init", "-backend=false", "-input=false", "-no-color");
  dropChecksums(folder);
  await call("plan", "-out=tfplan", "-input=false", "-no-color", "-refresh=false");
  const whole = JSON.parse(await call("show", "-json", "tfplan")) as Json;
  const planOf = modulesOf(whole);
  return changes.map((_, i) => ({ before: planOf(`before${i}`), after: planOf(`after${i}`) }));
}

interface Module {
  readonly address?: string;
  readonly resources?: readonly { readonly address: string }[];
}

/** What the plan of a root would be whose text is that of a module. */
function modulesOf(whole: Json): (name: string) => Json {
  const { planned_values, configuration, resource_changes, ...rest } = whole;
  const roots = (planned_values as { root_module: { child_modules?: readonly Module[] } }).root_module;
  const modules = new Map((roots.child_modules ?? []).map((one) => [one.address, one]));
  const calls = (configuration as { root_module: { module_calls: Record<string, { module: Json }> } }).root_module;
  const changes = new Map<string, Json[]>();
  for (const one of (resource_changes ?? []) as readonly (Json & { module_address: string; address: string })[]) {
    const list = changes.get(one.module_address) ?? [];
    const { module_address: module, ...own } = one;
    list.push({ ...own, address: one.address.slice(module.length + 1) });
    changes.set(module, list);
  }
  return (name) => {
    const module = `module.${name}`;
    const resources = (modules.get(module)?.resources ?? []).map((one) => ({
      ...one,
      address: one.address.slice(module.length + 1),
    }));
    return {
      ...rest,
      planned_values: { root_module: { resources } },
      resource_changes: changes.get(module) ?? [],
      configuration: { root_module: calls.module_calls[name]?.module ?? {} },
    };
  };
}
