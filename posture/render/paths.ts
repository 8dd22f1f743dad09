import type { Path } from "../access/paths";
import type { LambdaFunction } from "../model/index";
import { safe } from "../redact/safe";
import { entryPointJson, policyNotes } from "./entry-points";
import { code, prose } from "./escape";
import { count, style } from "./style";

export type PathsFormat = "text" | "json" | "markdown";

/** The ways to a function, or in at all, the weakest first, each with what closes it. */
export function renderPaths(
  format: PathsFormat,
  fn: LambdaFunction | undefined,
  from: string | undefined,
  paths: readonly Path[],
  colour: boolean,
): string {
  const notes = policyNotes(paths.map(({ access }) => access));
  if (format === "json") {
    const ways = paths.map(({ access, steps, leads }) => ({ ...entryPointJson(access), leads, steps }));
    return `${JSON.stringify({ ...(fn && { to: fn.address }), ...(from !== undefined && { from }), paths: ways, notes }, null, 2)}\n`;
  }
  const total = `${count(paths.length, "way")} ${fn ? `to ${fn.address}` : "in"}${from === undefined ? "" : ` from ${from}`}`;
  if (format === "markdown") {
    const lines = [`**${prose(total)}**`, ""];
    paths.forEach(({ access, steps, leads }, i) => {
      lines.push(
        `${i + 1}. ${MARK[`${leads}`]}: ${steps.map(prose).join(" → ")}${access.fix === undefined ? "" : `. To close it: ${prose(access.fix)}.`} ${code(access.entryPoint.id)}`,
      );
    });
    for (const note of notes) lines.push("", prose(note));
    return `${lines.join("\n")}\n`;
  }
  const s = style(colour);
  const lines = [s.bold(safe(total)), ""];
  paths.forEach(({ access, steps, leads }, i) => {
    const paint = leads === true ? s.yellow : leads === "unknown" ? s.blue : s.dim;
    lines.push(
      `${i + 1}. ${paint(MARK[`${leads}`])}  ${safe(`${access.entryPoint.group}: ${access.entryPoint.name}`)}`,
    );
    for (const step of steps) lines.push(`     ${safe(step)}`);
    for (const note of access.entryPoint.notes) lines.push(`     ${s.dim(safe(note))}`);
    if (access.fix !== undefined) lines.push(`     to close it: ${safe(access.fix)}`);
    lines.push("");
  });
  lines.push(...notes);
  return `${lines.join("\n")}\n`;
}

const MARK = { true: "open", false: "guarded", unknown: "unknown" } as const;
