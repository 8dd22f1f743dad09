import { referencesIn, resourcesOf } from "./emitted";

/**
 * Resources that wait for each other, which Terraform refuses: a function whose environment holds the address of the API that calls it.
 * @param emitted the stack's Terraform JSON
 * @returns a sentence for each cycle
 */
export function referenceCycles(emitted: unknown): string[] {
  const needs = new Map(
    resourcesOf(emitted).map(({ address, values }) => [address, [...new Set(referencesIn(values))]]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (address: string, path: readonly string[]): void => {
    const start = path.indexOf(address);
    if (start >= 0) {
      const cycle = [...path.slice(start), address];
      cycles.push(
        `[reference-cycle] ${cycle.join(" -> ")}: they need each other, so Terraform can't make any of them first. Leave one reference out; a function learns the API's address from the request, or from a parameter that is written after both.`,
      );
      return;
    }
    if (done.has(address)) return;
    for (const next of needs.get(address) ?? []) if (needs.has(next)) visit(next, [...path, address]);
    done.add(address);
  };
  for (const address of needs.keys()) visit(address, []);
  return cycles;
}
