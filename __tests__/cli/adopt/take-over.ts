import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { adopt } from "../../../cli/adopt";
import { deterministicZip } from "../../../constructs/compute/zip";
import type { Emulated } from "../../examples/emulated";
import { installAsSource } from "../installed";

/** An estate, and what is written for it. */
export interface TakeOver {
  readonly estate: string;
  readonly hcl?: boolean;
  readonly sameState?: boolean;
}

const UNCHANGED = { create: [], update: [], destroy: [] };

/**
 * Applies an estate, takes it over by imports, or in its own state, and applies that. Expects that nothing is made, changed or destroyed.
 * @returns the addresses in the state that were taken over, sorted
 */
export async function takeOver(aws: Emulated, folder: string, given: TakeOver): Promise<readonly string[]> {
  const { estate, hcl = false, sameState = false } = given;
  const root = path.join(folder, estate);
  if (!existsSync(root)) {
    cpSync(path.join(__dirname, "estates", estate), root, { recursive: true });
    writeFileSync(
      path.join(root, "items.zip"),
      deterministicZip(new Map([["index.py", Buffer.from("handler = None\n")]])),
    );
    await aws.apply(root);
  }
  const state = path.join(root, "state.json");
  writeFileSync(state, await aws.terraform(root, "show", "-json"));

  const place = path.join(folder, `${estate}-adopted${hcl ? "-hcl" : ""}${sameState ? "-here" : ""}`);
  const options = [...(hcl ? ["--hcl"] : []), ...(sameState ? ["--same-state"] : [])];
  expect(adopt([state, place, ...options], { version: "0.1.0", print: () => undefined })).toBe(0);
  if (!hcl) {
    installAsSource(place);
    const synthesized = spawnSync(process.execPath, ["--import", "tsx", "main.ts"], { cwd: place, encoding: "utf8" });
    expect([synthesized.status, synthesized.stderr]).toEqual([0, expect.not.stringMatching(/^\s*(error|\w*Error)\b/m)]);
  }
  const written = hcl ? place : path.join(place, "cdktf.out/stacks/api");
  const report = readFileSync(path.join(place, "ADOPTION.md"), "utf8");
  const taken = [...report.matchAll(/^\| `([^`]+)` \| `([^`]+)` \|/gm)].map(([, from = "", to = ""]) => [from, to]);
  if (!sameState) {
    const plan = await aws.plan(written);
    expect(plan).toMatchObject({ ...UNCHANGED, imported: taken.map(([, to]) => to).sort() });
    await aws.applyPlan(written);
    expect(await aws.plan(written)).toEqual({ ...UNCHANGED, moved: {}, imported: [] });
    // The step in the old place, as the document gives it.
    const command = /```sh\n([^]*?)```/.exec(report)?.[1] ?? "";
    const removed = [...command.matchAll(/^ *'(.+)'/gm)].map(([, address = ""]) => address);
    expect(removed).toEqual(taken.map(([from]) => from));
    return removed.sort();
  }
  withoutBlocks(
    path.join(root, "main.tf"),
    taken.map(([from = ""]) => from),
    hcl,
  );
  cpSync(written, root, {
    recursive: true,
    filter: (file) => hcl === !/cdktf\.out/.test(file) && path.basename(file) !== "ADOPTION.md",
  });
  const moved = Object.fromEntries(taken.filter(([from, to]) => from !== to)) as object;
  expect(await aws.plan(root)).toEqual({ ...UNCHANGED, moved, imported: [] });
  await aws.applyPlan(root);
  expect(await aws.plan(root)).toEqual({ ...UNCHANGED, moved: {}, imported: [] });
  return taken.map(([from = ""]) => from).sort();
}

/** The step that the document leaves to people: blocks of what was taken over go, and what names them. */
function withoutBlocks(file: string, addresses: readonly string[], hcl: boolean): void {
  const blocks = readFileSync(file, "utf8").split(/\n(?=\S[^\n]*\{\n)/);
  const gone = addresses.map((address) => address.split("."));
  const rest = blocks.filter(
    (block) =>
      !gone.some(([type = "", name = ""]) => block.startsWith(`resource "${type}" "${name}"`)) &&
      !/^output /.test(block) &&
      (hcl || !/^(terraform|provider) /.test(block)),
  );
  rmSync(file);
  writeFileSync(path.join(path.dirname(file), "rest.tf"), rest.join("\n"));
}
