import type { Model, Move } from "../model/index";
import { indexText, partsOf, type Part } from "../terraform/address";

/**
 * Where what stands at an address was before, by its new address: what a plan says of it, and a configuration's
 * `moved` blocks. With no block, what gets or loses `count` goes to or comes from instance 0.
 * https://developer.hashicorp.com/terraform/language/block/moved
 */
export function movesBetween(before: Model, after: Model): ReadonlyMap<string, string> {
  const moved = new Map<string, string>();
  for (const { address, previousAddress } of after.changes)
    if (previousAddress !== undefined) moved.set(address, previousAddress);
  if (after.origin.format !== "folder" && after.origin.format !== "synth") return moved;
  const moves = after.origin.moves ?? [];
  for (const { address, mode } of before.resources) {
    if (mode !== "managed") continue;
    const now = target(address, moves, before) ?? target(address, counted(address), before);
    if (now !== undefined && after.resource(now) && (now !== address || !after.resource(address)))
      moved.set(now, address);
  }
  return moved;
}

/** Where blocks lead from an address, one after another. What stands at a target already keeps it. */
function target(address: string, moves: readonly Move[], before: Model): string | undefined {
  const seen = new Set([address]);
  let at = address;
  for (;;) {
    const next = moves
      .map((move) => movedBy(at, move))
      .find((to) => to !== undefined && !seen.has(to) && !before.resource(to));
    if (next === undefined) return at === address ? undefined : at;
    seen.add(next);
    at = next;
  }
}

/** The new address of what stands at one, where a block speaks of it or of what holds it. */
function movedBy(address: string, { module, from, to }: Move): string | undefined {
  const parts = partsOf(address);
  const around = modulePrefix(parts, module);
  if (around === undefined) return undefined;
  const source = partsOf(from);
  const rest = parts.slice(around);
  if (!source.every((part, i) => sameText(part, rest[i]))) return undefined;
  const inner = rest.slice(source.length);
  const goal = partsOf(to);
  // An instance moves to an instance: `from` without an index is then the one that has none.
  if (typeof goal.at(-1) === "object" && typeof inner[0] === "object") return undefined;
  return textOf([...parts.slice(0, around), ...goal, ...inner]);
}

/** How many parts of an address are an instance of a module; undefined where it stands elsewhere. */
function modulePrefix(parts: readonly Part[], module: string | undefined): number | undefined {
  if (module === undefined) return 0;
  const names = partsOf(module);
  let at = 0;
  for (const name of names) {
    if (typeof parts[at] === "object") at++;
    if (parts[at] !== name) return undefined;
    at++;
  }
  return typeof parts[at] === "object" ? at + 1 : at;
}

const counted = (address: string): readonly Move[] => {
  const base = address.replace(/\[0\]$/, "");
  return [base === address ? { from: base, to: `${base}[0]` } : { from: address, to: base }];
};

const sameText = (a: Part, b: Part | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

const textOf = (parts: readonly Part[]): string =>
  parts.reduce<string>(
    (text, part) => (typeof part === "object" ? text + indexText(part.index) : text === "" ? part : `${text}.${part}`),
    "",
  );
