import type { TerraformStack } from "cdktf";
import { writtenAs } from "../errors/written-as";
import { addressesBelow } from "./addresses";

/** Addresses that several constructs of a stack claim, and a paragraph for those that share them, however many they share. */
export function sharedAddresses(stack: TerraformStack): { addresses: string[]; errors: string[] } {
  const shared = [...addressesBelow(stack)].filter(([, paths]) => paths.length > 1);
  const claims = new Map<string, { paths: readonly string[]; addresses: string[] }>();
  for (const [address, paths] of shared) {
    const owners = withoutCommonEnd(paths).join(" ");
    const { addresses = [] } = claims.get(owners) ?? {};
    claims.set(owners, {
      paths: addresses.length === 0 ? paths : withoutCommonEnd(paths),
      addresses: [...addresses, address],
    });
  }
  const errors = [...claims.values()].map(({ paths, addresses: [first = "", ...rest] }) => {
    const owners = paths.map((path) => {
      const prop = writtenAs(stack, path);
      return prop === undefined ? path : `${prop} (${path})`;
    });
    const others = rest.length === 0 ? "" : `, and so ${rest.length === 1 ? "is" : "are"} ${rest.join(", ")}`;
    return `[duplicate-address] ${first} is claimed by ${owners.join(" and ")}${others}; Terraform would see one resource only. Give one of them another id.`;
  });
  return { addresses: shared.map(([address]) => address), errors };
}

/** What of each path is its own: `api/functions/a-b/role/Resource` and `api/functions/a_b/role/Resource` differ up to `a-b` and `a_b`. */
function withoutCommonEnd(paths: readonly string[]): string[] {
  let parts = paths.map((path) => path.split("/"));
  while (parts.every((one) => one.length > 2 && one.at(-1) === parts[0]?.at(-1)))
    parts = parts.map((one) => one.slice(0, -1));
  return parts.map((one) => one.join("/"));
}
