import { formerAddresses, type AddressMove, type AddressRemoval } from "../../constructs/stack/moves";
import type { Interface } from "./interface";
import type { VariableTypes } from "./variable-types";

/** What one version has otherwise than another, each in words. */
export interface Differences {
  /** What whoever relied on it has to do something about. */
  readonly breaking: readonly string[];
  readonly added: readonly string[];
  /** Addresses that are gone without a word: Terraform would destroy what they name. */
  readonly unexplained: readonly string[];
}

export interface Ledger {
  readonly moves: readonly AddressMove[];
  readonly removals: readonly AddressRemoval[];
}

export function compareInterfaces(before: Interface, after: Interface, ledger: Ledger): Differences {
  const breaking: string[] = [];
  const added: string[] = [];
  const unexplained: string[] = [];
  const lists = (one: Interface): readonly (readonly [what: string, names: readonly string[]])[] => [
    ["output of the module", one.outputs],
  ];
  const now = new Map(lists(after));
  for (const [what, names] of lists(before)) {
    const present = now.get(what) ?? [];
    breaking.push(...names.filter((name) => !present.includes(name)).map((name) => `${what} ${name} is gone`));
    added.push(...present.filter((name) => !names.includes(name)).map((name) => `${what} ${name}`));
  }
  variables(before, after, breaking, added);
  addresses(before.addresses, after.addresses, ledger, { breaking, added, unexplained });
  return { breaking, added, unexplained };
}

function variables(before: Interface, after: Interface, breaking: string[], added: string[]): void {
  const had = (path: string): boolean => path in before.variables;
  for (const [path, was] of Object.entries(before.variables)) {
    const is = after.variables[path];
    if (is === undefined) {
      // What stood in it went with it.
      if (within(path) === undefined || within(path, after.variables) !== undefined)
        breaking.push(`variable ${path} is gone`);
      continue;
    }
    const [[wasNeed, wasType], [isNeed, isType]] = [parts(was), parts(is)];
    if (isType !== wasType) breaking.push(`variable ${path} takes ${isType} now, not ${wasType}`);
    if (isNeed === "required" && wasNeed === "optional") breaking.push(`variable ${path} has to be given now`);
  }
  for (const [path, is] of Object.entries(after.variables)) {
    if (had(path)) continue;
    const holder = within(path, after.variables);
    // What a new variable demands of those who use it breaks nobody.
    if (holder !== undefined && !had(holder)) continue;
    if (parts(is)[0] === "required") breaking.push(`variable ${path} is new and has to be given`);
    else added.push(`variable ${path}`);
  }
}

/** `routes` for `routes.*.scopes`; undefined for a variable itself, and where that isn't among the paths. */
function within(path: string, paths?: VariableTypes): string | undefined {
  const holder = /^(.*?)(?:\.\*)*\.[^.*]+$/.exec(path)?.[1];
  return holder === undefined || (paths !== undefined && !(holder in paths)) ? undefined : holder;
}

function parts(said: string): readonly [need: string, type: string] {
  const space = said.indexOf(" ");
  return [said.slice(0, space), said.slice(space + 1)];
}

function addresses(
  before: readonly string[],
  after: readonly string[],
  { moves, removals }: Ledger,
  found: { readonly breaking: string[]; readonly added: string[]; readonly unexplained: string[] },
): void {
  const former = new Map(after.flatMap((to) => formerAddresses(to, moves).map((from) => [from, to] as const)));
  for (const address of before.filter((one) => !after.includes(one))) {
    const to = former.get(address);
    const removal = removals.find((one) => one.address === address);
    if (to !== undefined) found.added.push(`${address} moved to ${to}`);
    else if (removal !== undefined) found.breaking.push(`${address} is gone: ${removal.reason}`);
    // An output is no resource: nothing is destroyed, but whoever reads it has to know.
    else if (address.startsWith("output.")) found.breaking.push(`${address} is gone`);
    else found.unexplained.push(address);
  }
  found.added.push(...after.filter((one) => !before.includes(one)));
}
