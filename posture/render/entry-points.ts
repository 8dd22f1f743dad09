import { targetText } from "../access/paths";
import type { EntryAccess } from "../access/index";
import { valueOr, type EntryPoint } from "../model/index";
import { codeInTable, prose } from "./escape";
import { count, type Style } from "./style";
import { safe } from "../redact/safe";
import { append, groupBy } from "../group-by";

export function entryPointJson({ entryPoint, open, who, fix, function: fn }: EntryAccess): object {
  const { id, kind, name, group, groupAddress, hosts, target, notes } = entryPoint;
  return {
    id,
    kind,
    name,
    group,
    ...(groupAddress !== undefined && { groupAddress }),
    hosts,
    open,
    who,
    ...(fix !== undefined && { fix }),
    ...(fn ? { function: fn.address } : { target: targetText(target) }),
    notes,
  };
}

/** Functions with every way to them. */
export function functionsJson(accesses: readonly EntryAccess[]): object[] {
  return byFunction(accesses).map(([address, ways]) => ({
    address,
    open: ways.filter(({ open }) => open === true).length,
    ways: ways.map(({ entryPoint }) => entryPoint.id),
  }));
}

export function entryPointLines(accesses: readonly EntryAccess[], s: Style): string[] {
  const lines: string[] = [];
  for (const [group, list] of byGroup(accesses)) {
    lines.push(s.bold(safe(group)));
    const width = Math.min(40, Math.max(...list.map(({ entryPoint }) => entryPoint.name.length)));
    for (const access of list) {
      const paint = access.open === true ? s.yellow : access.open === "unknown" ? s.blue : (text: string) => text;
      const { entryPoint } = access;
      lines.push(`  ${safe(entryPoint.name).padEnd(width)}  ${paint(safe(access.who))}`);
      for (const line of details(access)) lines.push(`  ${" ".repeat(width)}    ${s.dim(safe(line))}`);
    }
    lines.push("");
  }
  return lines;
}

/** Where it answers, where it leads, which resource it is, and what else is to be known. */
function details({ entryPoint, function: fn }: EntryAccess): string[] {
  const { hosts, target, id, notes } = entryPoint;
  const at = hosts.map(({ name, private: inside, mutualTls, plain, answers }) => {
    const marks = [
      ...(answers ? ["disabled or not isn't known"] : []),
      ...(inside === true ? ["private"] : inside === "unknown" ? ["internal or not isn't known"] : []),
      ...(mutualTls === true ? ["mutual TLS"] : []),
      ...(plain ? ["plain HTTP"] : []),
    ];
    return marks.length > 0 ? `${name} (${marks.join(", ")})` : name;
  });
  const to = fn ? `function ${fn.address}` : targetText(target);
  return [`${id} -> ${to}`, ...(at.length > 0 ? [`at ${at.join("; ")}`] : []), ...notes];
}

export function functionLines(accesses: readonly EntryAccess[], s: Style): string[] {
  const functions = byFunction(accesses);
  if (functions.length === 0) return [];
  const lines = [s.bold("Functions, by what leads to them")];
  const unknown = accesses.filter(({ entryPoint }) => mayLeadTo(entryPoint.target));
  const rest: typeof functions = unknown.length > 0 ? [["which function, if any, isn't known", unknown]] : [];
  for (const [address, ways] of [...functions, ...rest]) {
    const open = ways.filter((way) => way.open === true).length;
    lines.push(`  ${safe(address)}: ${count(ways.length, "way")}, ${open} open to everybody`);
    for (const { entryPoint, open: answer } of ways)
      lines.push(s.dim(`    ${MARK[`${answer}`]}  ${safe(`${entryPoint.group}: ${entryPoint.name}`)}`));
  }
  return [...lines, ""];
}

/** Is it not known where it leads, and so perhaps there? Without an address: to any function. */
export function mayLeadTo(target: EntryPoint["target"], address?: string): boolean {
  if (target.kind !== "function") return target.kind === "unknown";
  if (target.function.kind !== "unknown") return false;
  const { candidates } = target.function;
  return address === undefined || candidates.length === 0 || candidates.some((one) => one.address === address);
}

const MARK = { true: "open   ", false: "closed ", unknown: "unknown" } as const;

export function entryPointMarkdown(accesses: readonly EntryAccess[]): string[] {
  const lines: string[] = [];
  for (const [group, list] of byGroup(accesses)) {
    lines.push(`### ${prose(group)}`, "", "| Entry point | Who gets in | Leads to |", "| --- | --- | --- |");
    for (const { entryPoint, who, function: fn } of list)
      lines.push(
        `| ${codeInTable(entryPoint.name)} | ${prose(who)} | ${fn ? codeInTable(fn.address) : prose(targetText(entryPoint.target))} |`,
      );
    lines.push("");
  }
  return lines;
}

/** `29 entry points, 18 open to everybody, 3 that answer everybody without a backend, 1 not known yet.` The third are preflight and mock answers. */
export function entryPointSummary(accesses: readonly EntryAccess[]): string {
  const callable = accesses.filter(({ entryPoint }) => entryPoint.kind !== "event-source");
  const open = callable.filter((one) => one.open === true);
  const without = open.filter(({ entryPoint }) => entryPoint.target.kind === "itself").length;
  const unknown = callable.filter((one) => one.open === "unknown").length;
  const parts = [
    count(callable.length, "entry point"),
    `${open.length - without} open to everybody`,
    ...(without > 0 ? [`${without} that ${without === 1 ? "answers" : "answer"} everybody without a backend`] : []),
    ...(unknown > 0 ? [`${unknown} not known yet`] : []),
  ];
  return `${parts.join(", ")}.`;
}

/**
 * What isn't applied to who gets in by policies.
 * AWS IAM: Policy evaluation logic https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function policyNotes(accesses: readonly EntryAccess[]): readonly string[] {
  const asksPolicies = ({ entryPoint: { authorization: by } }: EntryAccess): boolean =>
    by.kind === "route"
      ? valueOr(by.route.authorization, "") === "AWS_IAM"
      : by.kind === "iam" || by.kind === "permission";
  return accesses.some(asksPolicies)
    ? [
        "Not applied: policies of AWS Organizations (SCPs, RCPs) and session policies, which can only take away from who gets in by IAM.",
      ]
    : [];
}

export function byGroup(accesses: readonly EntryAccess[]): [string, EntryAccess[]][] {
  return withHeadings(accesses, ({ entryPoint }) => ({ name: entryPoint.group, address: entryPoint.groupAddress }));
}

/** Callers first, then what AWS does by itself. */
export function byFunction(accesses: readonly EntryAccess[]): [string, EntryAccess[]][] {
  const functions = new Map<string, EntryAccess[]>();
  for (const access of accesses) if (access.function) append(functions, access.function.address, access);
  return [...functions];
}

/**
 * Groups in their first members' order, each under a heading. Things of one name stay apart: where two share it, the
 * heading of each says the address as well.
 */
export function withHeadings<T>(
  items: readonly T[],
  of: (item: T) => { readonly name: string; readonly address?: string | undefined },
): [string, T[]][] {
  const groups = groupBy(items, (item) => {
    const { name, address } = of(item);
    return JSON.stringify([name, address]);
  });
  const all = [...groups.values()].map((members) => ({ ...of(members[0] as T), members }));
  return all.map(({ name, address, members }) => {
    const shared = all.filter((other) => other.name === name).length > 1;
    return [shared && address !== undefined ? `${name} (${address})` : name, members];
  });
}
