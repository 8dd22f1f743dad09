import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { adopt } from "../../../cli/adopt";
import { deterministicZip } from "../../../constructs/compute/zip";
import type { Emulated } from "../../examples/emulated";
import { installAsSource } from "../installed";

/** Applies an estate, takes it over by imports and applies that. Expects that nothing is made, changed or destroyed. @returns what was imported */
export async function takeOver(aws: Emulated, folder: string, estate: string): Promise<readonly string[]> {
  const root = path.join(folder, estate);
  cpSync(path.join(__dirname, "estates", estate), root, { recursive: true });
  writeFileSync(
    path.join(root, "items.zip"),
    deterministicZip(new Map([["index.py", Buffer.from("handler = None\n")]])),
  );
  await aws.apply(root);
  const state = path.join(root, "state.json");
  writeFileSync(state, await aws.terraform(root, "show", "-json"));

  const place = path.join(folder, `${estate}-adopted`);
  expect(adopt([state, place], { version: "0.1.0", print: () => undefined })).toBe(0);
  installAsSource(place);
  const synthesized = spawnSync(process.execPath, ["--import", "tsx", "main.ts"], { cwd: place, encoding: "utf8" });
  expect([synthesized.status, synthesized.stderr]).toEqual([0, expect.not.stringContaining("Error")]);
  const stack = path.join(place, "cdktf.out/stacks/api");
  const plan = await aws.plan(stack);
  expect(plan).toMatchObject({ create: [], update: [], destroy: [] });
  await aws.applyPlan(stack);
  expect(await aws.plan(stack)).toEqual({ create: [], update: [], destroy: [], moved: {}, imported: [] });

  // The step in the old place, as the document gives it.
  const command = /```sh\n([^]*?)```/.exec(readFileSync(path.join(place, "ADOPTION.md"), "utf8"))?.[1] ?? "";
  const removed = [...command.matchAll(/^ *'(.+)'/gm)].map(([, address = ""]) => address);
  expect(removed).toHaveLength(plan.imported.length);
  await aws.terraform(root, "state", "rm", ...removed);
  return plan.imported;
}
