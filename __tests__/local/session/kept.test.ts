import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kept } from "../../../local/session/kept";
import { UserError } from "../../../process/user-error";
import type { Synthesized } from "../../../local/terraform/synth";

const ADMIN = { username: "local-admin", password: "p", group: "admin" };
let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "kept-"));
});
afterEach(() => rmSync(place, { recursive: true }));

const folder = (): string => join(place, "kept");
const session = {
  emulator: { port: 4321 },
  stacks: [{ stack: "api", tokens: { people: [ADMIN] } }],
};

test("the next run has the port and the users, in a file for its owner alone", () => {
  const first = new Kept(folder());
  expect([first.port, first.people("api")]).toEqual([undefined, []]);
  first.write(session);
  const next = new Kept(folder());
  expect([next.port, next.people("api"), next.people("other")]).toEqual([4321, [ADMIN], []]);
  expect(statSync(join(folder(), "kept.json")).mode & 0o077).toBe(0);
});

test("a stack is synthesized anew beside the state that it has", () => {
  const kept = new Kept(folder());
  const made = join(place, "made");
  mkdirSync(made);
  writeFileSync(join(made, "cdk.tf.json"), "{}");
  const stack = kept.stack({ name: "api", folder: made } as Synthesized);
  writeFileSync(join(stack.folder, "terraform.tfstate"), "state");
  writeFileSync(join(stack.folder, ".terraform.lock.hcl"), 'provider "registry');
  writeFileSync(join(made, "cdk.tf.json"), '{"terraform":{}}');
  const again = new Kept(folder()).stack({ name: "api", folder: made } as Synthesized);
  expect(again.folder).toBe(stack.folder);
  expect(readFileSync(join(again.folder, "cdk.tf.json"), "utf8")).toBe('{"terraform":{}}');
  // A lock file that was cut by the end of the run before would stop each run after it.
  expect(readdirSync(again.folder).sort()).toEqual(["cdk.tf.json", "terraform.tfstate"]);
});

test("one run has it at a time; one that has ended doesn't", () => {
  mkdirSync(folder());
  writeFileSync(join(folder(), "kept.json"), JSON.stringify({ port: 1, people: {} }));
  const of = (pid: number): void => writeFileSync(join(folder(), "owner"), String(pid));
  of(process.ppid);
  expect(() => new Kept(folder())).toThrow(`Process ${String(process.ppid)} is a local run with --keep`);
  of(2 ** 30);
  expect(new Kept(folder()).port).toBe(1);
});

test("a run that has only begun has it already", () => {
  new Kept(folder());
  expect(readFileSync(join(folder(), "owner"), "utf8")).toBe(String(process.pid));
});

test("what is damaged is named, with what to do", () => {
  mkdirSync(folder());
  writeFileSync(join(folder(), "kept.json"), '{"port":');
  expect(() => new Kept(folder())).toThrow(`${join(folder(), "kept.json")} is damaged.`);
});

test("an error that says nothing of what to do tells what helps where an earlier run's data is damaged", () => {
  const failed = new UserError("terraform-failed", "terraform init failed:\nError refreshing state");
  expect(new Kept(folder()).explain(failed)).toBe(failed);
  writeFileSync(join(folder(), "kept.json"), JSON.stringify({ port: 1, people: {} }), { mode: 0o600 });
  const kept = new Kept(folder());
  expect(kept.explain(failed)).toMatchObject({
    ...{ code: "terraform-failed", message: failed.message },
    remedy: expect.stringContaining(`Remove ${folder()}, and with it what --keep kept`),
  });
  const told = new UserError("emulator", "It ended.", "Do this.");
  expect(kept.explain(told)).toBe(told);
  const bug = new Error("bug");
  expect(kept.explain(bug)).toBe(bug);
});

test("an emulator that an unfinished run left is forgotten; one of a finished run isn't thrown away unasked", () => {
  const kept = new Kept(folder());
  mkdirSync(kept.aws);
  kept.startAfresh();
  expect(existsSync(kept.aws)).toBe(false);
  kept.write(session);
  mkdirSync(kept.aws);
  const next = new Kept(folder());
  expect(() => next.startAfresh()).toThrow("was ended while it applied");
  expect(existsSync(kept.aws)).toBe(true);
});

test("a run waits for the Terraform of one that was ended by force, and begins afresh where none had finished", async () => {
  const stack = join(folder(), "stacks", "api");
  mkdirSync(stack, { recursive: true });
  const running = spawn(process.execPath, ["-e", "setTimeout(() => undefined, 500)"]);
  writeFileSync(join(stack, `.running-${String(running.pid)}`), "");
  await expect(new Kept(folder()).waitForEarlierRun(0)).rejects.toThrow(
    `Terraform of an earlier run (process ${String(running.pid)}) is still running in ${stack}`,
  );
  const kept = new Kept(folder());
  const said: string[] = [];
  await kept.waitForEarlierRun(60_000, (what) => said.push(what));
  expect(said).toEqual([`Waiting for the end of Terraform of an earlier run (process ${String(running.pid)})`]);
  // Nothing is said where there is nothing to wait for.
  await kept.waitForEarlierRun(0, (what) => said.push(what));
  expect([running.exitCode, existsSync(stack), said.length]).toEqual([0, false, 1]);
  kept.write(session);
  mkdirSync(stack, { recursive: true });
  await new Kept(folder()).waitForEarlierRun();
  expect(existsSync(stack)).toBe(true);
});
