import { execFile } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { dropChecksums, terraformEnvironment } from "../../process/terraform";
import type { TerraformHere } from "./terraform";

/** A block of the provider's schema, as `terraform providers schema -json` prints it. */
export interface SchemaBlock {
  readonly attributes?: Readonly<Record<string, SchemaAttribute>>;
  readonly block_types?: Readonly<
    Record<string, { readonly nesting_mode: string; readonly max_items?: number; readonly block: SchemaBlock }>
  >;
}

export interface SchemaAttribute {
  readonly type?: unknown;
  readonly nested_type?: { readonly attributes: Readonly<Record<string, SchemaAttribute>> };
  readonly optional?: boolean;
  readonly required?: boolean;
  readonly computed?: boolean;
}

/**
 * The resource schemas of the AWS provider in use, by type. Takes some seconds and 14 MB: ask once a file.
 * @param version of the provider
 */
export async function resourceSchemas(here: TerraformHere, version: string): Promise<ReadonlyMap<string, SchemaBlock>> {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "schema-"));
  try {
    const root = { terraform: { required_providers: { aws: { source: "hashicorp/aws", version } } } };
    writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(root));
    const options = { cwd: folder, env: { ...terraformEnvironment(), ...here.env }, maxBuffer: 1 << 28 };
    const run = promisify(execFile);
    await run(here.binary, ["init", "-backend=false", "-input=false", "-no-color"], options);
    dropChecksums(folder);
    const { stdout } = await run(here.binary, ["providers", "schema", "-json"], options);
    const { provider_schemas } = JSON.parse(stdout) as {
      provider_schemas: Record<string, { resource_schemas: Record<string, { block: SchemaBlock }> }>;
    };
    const [provider] = Object.values(provider_schemas);
    if (provider === undefined) throw new Error("terraform printed no provider's schema.");
    return new Map(Object.entries(provider.resource_schemas).map(([type, { block }]) => [type, block]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
