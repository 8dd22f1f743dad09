import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { callerText } from "../../posture/access/index";
import { compare, differenceIn } from "../../posture/diff/index";
import { readSynth } from "../../posture/model/read";
import { renderChanges, beforeAndAfter } from "../../posture/render/changes";
import { describeProbes } from "../output/report";
import { describeError, UserError } from "../../process/user-error";
import type { Session } from "../session/session";
import { runProbes, planAndApply, type StackRun } from "../session/stack-run";
import type { Program } from "../terraform/stacks";
import { synthesize, type Synthesized } from "../terraform/synth";
import { affectedRoutes } from "./affected-routes";

type Print = (line: string) => void;

/** What a stack's folder is made of beside assets, whose names follow their content. */
const FILES = ["cdk.tf.json", "access.json", "functions.json"] as const;

let count = 0;

/**
 * Synthesizes a changed program, prints who may call what that couldn't before, applies it in place, and calls the
 * routes that the change concerns. Where synthesis or plan fails, the last good state keeps running.
 */
export async function reload(session: Session, program: Program, print: Print, width: number): Promise<void> {
  const began = Date.now();
  const named = program.entry ?? "main.ts";
  let made: readonly Synthesized[];
  try {
    made = await synthesize(join(session.folder, `again-${String(++count)}`), session.packaging, program);
  } catch (error) {
    print(`✗ ${named}: not applied; the previous version keeps running.\n${describeError(error)}`);
    return;
  }
  const runs = session.runs.filter((run) => run.program === program);
  for (const { name } of made)
    if (!runs.some(({ stack }) => stack.name === name))
      print(`· ${named}: the stack ${name} isn't part of this run; restart the run to apply it.`);
  for (const run of runs) {
    const stack = made.find(({ name }) => name === run.stack.name);
    if (stack === undefined)
      print(`· ${named}: the stack ${run.stack.name} was removed; it stays up until this run ends.`);
    else if (isDeepStrictEqual(stack.json, run.stack.json)) print(`· ${stack.name}: nothing changed.`);
    else await replace(session, run, stack, print, width, began);
  }
}

async function replace(
  session: Session,
  run: StackRun,
  stack: Synthesized,
  print: Print,
  width: number,
  began: number,
): Promise<void> {
  print(describeDifference(run.stack, stack));
  const { folder } = run.place;
  const index = session.runs.indexOf(run);
  const before = session.stacks[index];
  if (before === undefined) throw new RangeError(`${stack.name} was never deployed.`);
  const kept = new Map(
    FILES.map((name) => [name, existsSync(join(folder, name)) ? readFileSync(join(folder, name)) : undefined]),
  );
  cpSync(stack.folder, folder, { recursive: true });
  const next: StackRun = { ...run, hasData: false, stack: { ...stack, folder } };
  let found: Awaited<ReturnType<typeof planAndApply>>;
  try {
    found = await planAndApply(next, () => undefined);
  } catch (error) {
    for (const [name, text] of kept)
      if (text === undefined) rmSync(join(folder, name), { force: true });
      else writeFileSync(join(folder, name), text);
    print(`✗ ${stack.name}: the change can't be applied.\n${describeError(error)}`);
    await restore(run, print);
    return;
  }
  session.runs[index] = next;
  print(`✓ ${stack.name}: applied in place (${seconds(began)}): ${named(found.changed)}`);
  const routes = affectedRoutes(found.changed, found.state);
  const after = await runProbes(next, found, session.emulator, () => undefined, { before, routes });
  session.stacks[index] = after;
  print(`${describeProbes(after.stack, after.probes, width)}\n  (${seconds(began)} after it was saved)`);
}

/** A plan that failed changed nothing; an apply may have changed something, which the last good stack puts right. */
async function restore(run: StackRun, print: Print): Promise<void> {
  try {
    const { counts } = await planAndApply(run, () => undefined);
    const touched = counts.add + counts.change + counts.destroy;
    print(
      `  The previous version keeps running${touched === 0 ? "" : `; ${String(touched)} resources were put back to it`}.`,
    );
  } catch (error) {
    throw new UserError(
      "terraform-failed",
      `The previous version of ${run.stack.name} can't be restored:\n${describeError(error)}`,
    );
  }
}

function named(addresses: readonly string[]): string {
  if (addresses.length === 0) return "only outputs changed";
  const shown = addresses.slice(0, 8);
  return `${shown.join(", ")}${addresses.length > shown.length ? ` and ${String(addresses.length - shown.length)} more` : ""}`;
}

const seconds = (began: number): string => `${((Date.now() - began) / 1000).toFixed(1)} s`;

/** Who may call what that couldn't before, as `posture diff` says it, and each route that changed. */
export function describeDifference(before: Synthesized, after: Synthesized): string {
  const comparison = compare(readSynth(before.json), readSynth(after.json));
  const { findings, extent } = differenceIn(comparison);
  const text = renderChanges("text", {
    comparison,
    changes: findings,
    extent,
    allowed: [],
    file: after.name,
    colour: false,
  });
  const routes = beforeAndAfter(comparison)
    .filter(({ changed }) => changed)
    .map(
      ({ route, address, before: was, after: is }) =>
        `  ${route ?? address}: ${was === undefined ? "no such route" : callerText(was.caller)} → ${is === undefined ? "no such route" : callerText(is.caller)}`,
    );
  return [text.trimEnd(), ...(routes.length === 0 ? [] : ["Who may call it now:", ...routes])].join("\n");
}
