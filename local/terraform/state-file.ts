import { readFileSync } from "node:fs";
import { isObject, objects } from "./plan-changes";

/** `registry.terraform.io/hashicorp/aws` in `provider["registry.terraform.io/hashicorp/aws"]`. */
const providerName = (text: unknown): string | undefined => /provider\["([^"]+)"\]/.exec(String(text))?.[1];

/**
 * A state file as `terraform show -json` would print it, without starting Terraform and the provider for it (3 s, on
 * the way between apply and the first call). Undefined for anything but a state of version 4 (Terraform since 0.12 and
 * every OpenTofu) whose resources all lie in the root module: ask Terraform then.
 */
export function shownState(text: string): unknown {
  const raw: unknown = JSON.parse(text);
  if (!isObject(raw) || raw["version"] !== 4) return undefined;
  const entries = objects(raw["resources"]);
  if (entries.some((entry) => entry["module"] !== undefined)) return undefined;
  const resources = entries.flatMap((entry) =>
    objects(entry["instances"]).map((instance) => {
      const key = instance["index_key"];
      const data = entry["mode"] === "data" ? "data." : "";
      const address = `${data}${String(entry["type"])}.${String(entry["name"])}`;
      return {
        address: key === undefined ? address : `${address}[${JSON.stringify(key)}]`,
        mode: entry["mode"],
        type: entry["type"],
        name: entry["name"],
        ...(key === undefined ? {} : { index: key }),
        provider_name: providerName(entry["provider"]),
        schema_version: instance["schema_version"],
        values: instance["attributes"],
        sensitive_values: {},
      };
    }),
  );
  return {
    format_version: "1.0",
    terraform_version: raw["terraform_version"],
    values: { outputs: raw["outputs"], root_module: { resources } },
  };
}

/** Reads a state file; undefined where Terraform has to be asked. */
export function readStateFile(file: string): unknown {
  try {
    return shownState(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
