import type { PackageManager } from "../package-manager";
import type { StateResource } from "./estate";
import type { Adoption } from "./plan";

export interface Target {
  /** Whether it is a call of the module. */
  readonly hcl: boolean;
  /** Whether the state stays the same, so that resources are moved. */
  readonly sameState: boolean;
  /** What installs the stack's project. */
  readonly manager: PackageManager;
}

/** What `ADOPTION.md` says: what was taken over, what stays and why, and the steps. */
export function reportOf(adoption: Adoption, held: ReadonlyMap<string, StateResource>, target: Target): string {
  const { descriptions, taken, left, overrides, hidden, added, accepted } = adoption;
  const kept = Object.entries(overrides).map(
    ([address, values]) => `\`${address}\`: ${Object.keys(values).join(", ")}`,
  );
  const notes = descriptions.flatMap((one) => one.notes);
  // Those of access lists are about the override itself.
  const codes = [...accepted.values()].flat().filter((code) => !code.startsWith("access-"));
  const findings = [...new Set(codes)].map((code) => `\`${code}\``);
  return [
    "# What was taken over",
    "",
    "## Steps",
    "",
    ...(target.sameState ? stepsHere(adoption, held, target) : stepsThere(adoption, held, target)),
    "",
    ...listed("Worth knowing", notes),
    ...listed(
      "Made by the first apply",
      added.map((address) => `\`${address}\`: the state has no resource in its place`),
    ),
    ...listed(
      "To be written by hand",
      hidden.map(
        (one) =>
          `\`${one}\`: the state marks its value as sensitive, so it isn't written here. Add it to ${target.hcl ? "`adopted.tf` of the module's copy" : "`overrideArguments`"}`,
      ),
    ),
    "## Taken over",
    "",
    `| from | to |${target.sameState ? "" : " imported by |"}`,
    `| --- | --- |${target.sameState ? "" : " --- |"}`,
    ...taken.map(
      (one) =>
        `| \`${one.held.address}\` | \`${one.to}\` |${target.sameState ? "" : ` \`${one.id.replaceAll("|", "\\|")}\` |`}`,
    ),
    "",
    ...(target.hcl
      ? [
          ...listed("Kept in adopted.tf of the module's copy: the inputs written here don't say it", kept),
          ...listed("What posture's rules find, as it was: posture check says where and why", findings),
        ]
      : listed("Kept by an override: the props written here don't say it", kept)),
    ...listed(
      "Stays where it is",
      [...left].map(([address, why]) => `\`${address}\`: ${why}`),
    ),
  ].join("\n");
}

function stepsThere(
  { taken, added, left }: Adoption,
  held: ReadonlyMap<string, StateResource>,
  { hcl, manager }: Target,
): string[] {
  const from = taken.map((one) => one.held.address);
  const plan = `Plan: ${String(taken.length)} to import, ${String(added.length)} to add, 0 to change, 0 to destroy.`;
  const first = hcl
    ? "In this folder: `terraform init && terraform plan`. It has to say"
    : `\`${manager} install && ${manager} run synth\`, then in \`cdktf.out/stacks/api\`: \`terraform init && terraform plan\`. It has to say`;
  return [
    `1. ${first}`,
    `   \`${plan}\` Where it says otherwise, something changed since the state was written: stop.`,
    "2. `terraform apply`. From here on both states know the resources; neither changes them.",
    "3. Where they were until now, take them out of the state, so that nobody destroys them there:",
    "",
    "   ```sh",
    ...commands(from),
    "   ```",
    "",
    '4. Delete their blocks there, and calls of modules that made nothing else. `terraform plan` then says "No changes".',
    ...modulesOf(from, left),
    ...dependents(taken, left, held),
  ];
}

function stepsHere(
  { taken, added, left }: Adoption,
  held: ReadonlyMap<string, StateResource>,
  { hcl, manager }: Target,
): string[] {
  const from = taken.map((one) => one.held.address);
  const copied = hcl
    ? "1. Copy `main.tf`, `moved.tf` and `modules/` into the root that has the state (under other names where it has such files)."
    : `1. \`${manager} install && ${manager} run synth\`, and copy what \`cdktf.out/stacks/api\` holds into the root that has the state.`;
  return [
    copied,
    "2. Delete there the blocks of what was taken over, which the table below lists, and calls of modules that made nothing else.",
    ...(hcl
      ? []
      : [
          "   The stack brings the `provider` block and `required_providers`, so delete those too, and its `backend` if you set one.",
        ]),
    ...modulesOf(from, left),
    ...dependents(taken, left, held),
    `3. \`terraform init && terraform plan\`. It has to say that ${String(taken.filter(({ held: { address }, to }) => address !== to).length)} resources have moved, and`,
    `   \`Plan: ${String(added.length)} to add, 0 to change, 0 to destroy.\` Where it says otherwise, stop.`,
    "4. `terraform apply`. Outputs that are left out of the root go with it.",
  ];
}

function listed(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`## ${title}`, "", ...items.map((item) => `- ${item}`), ""];
}

/** One command for all, each address as a shell takes it. */
function commands(addresses: readonly string[]): string[] {
  return ["terraform state rm", ...addresses.map((address) => `  '${address.replaceAll("'", "'\\''")}'`)].map(
    (line, index) => `   ${line}${index < addresses.length ? " \\" : ""}`,
  );
}

/** Modules of which something stays: their call can't simply go. */
function modulesOf(addresses: readonly string[], left: ReadonlyMap<string, string>): string[] {
  const modules = new Set(addresses.flatMap((address) => moduleOf(address) ?? []));
  return [...modules].flatMap((module) => {
    const rest = [...left.keys()].filter((address) => moduleOf(address) === module);
    if (rest.length === 0) return [];
    return [
      `   \`${module}\` also made ${rest.map((one) => `\`${one}\``).join(", ")}. If the module is your own, delete only the blocks of what was taken`,
      "   over; else give these blocks of their own and `terraform state mv` them there before its call goes.",
    ];
  });
}

function moduleOf(address: string): string | undefined {
  return /^((?:module\.[\w-]+(?:\[[^\]]*\])?\.)+)/.exec(address)?.[1]?.slice(0, -1);
}

/** What stays and depends on what goes: the references in its blocks have to become values. */
function dependents(
  taken: Adoption["taken"],
  left: Adoption["left"],
  held: ReadonlyMap<string, StateResource>,
): string[] {
  const lines = [...left.keys()].flatMap((address) => {
    const one = held.get(address);
    const uses = (one?.dependsOn ?? []).flatMap((block) =>
      instancesUsed(block, JSON.stringify(one?.values), taken, left),
    );
    if (uses.length === 0) return [];
    const named = uses.map(({ address: use, values }) => `\`${use}\` (its id: ${String(values["id"])})`);
    return [`   - \`${address}\` may refer to ${named.join(", ")}`];
  });
  if (lines.length === 0) return [];
  return ["   What stays and depends on it has to name values where it names these resources:", "", ...lines];
}

const withoutIndexes = (address: string): string => address.replace(/\[[^\]]*\]/g, "");

/** A state names blocks, not their instances: of several, those whose id stands among the values; of a block of which some stay, none else. */
function instancesUsed(
  block: string,
  values: string,
  taken: Adoption["taken"],
  left: Adoption["left"],
): readonly StateResource[] {
  const isOf = (address: string): boolean => withoutIndexes(address) === withoutIndexes(block);
  const instances = taken.flatMap(({ held }) => (isOf(held.address) ? [held] : []));
  if (instances.length === 0) return [];
  const someStay = [...left.keys()].some(isOf);
  if (instances.length === 1 && !someStay) return instances;
  const named = instances.filter((one) => values.includes(`${String(one.values["id"])}`));
  return named.length > 0 || someStay ? named : instances;
}
