/**
 * Groups in their first members' order, each under a heading. Things of one name stay apart: where two share it, the
 * heading of each says the address as well.
 */
export function withHeadings<T>(
  items: readonly T[],
  of: (item: T) => { readonly name: string; readonly address?: string | undefined },
): [string, T[]][] {
  const groups = new Map<string, { readonly name: string; readonly address?: string | undefined; items: T[] }>();
  for (const item of items) {
    const { name, address } = of(item);
    const key = JSON.stringify([name, address]);
    const group = groups.get(key);
    if (group) group.items.push(item);
    else groups.set(key, { name, address, items: [item] });
  }
  const all = [...groups.values()];
  return all.map(({ name, address, items: members }) => {
    const shared = all.filter((other) => other.name === name).length > 1;
    return [shared && address !== undefined ? `${name} (${address})` : name, members];
  });
}
