import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSession, writeSession } from "../../../local/session/session-file";
import type { Session } from "../../../local/session/session";

let work: string;
beforeEach(() => (work = mkdtempSync(join(tmpdir(), "session-"))));
afterEach(() => rmSync(work, { recursive: true, force: true }));

const run = (name: string, url: string, age: number): void => {
  const folder = join(work, "runs", name);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "session.json");
  writeFileSync(file, JSON.stringify({ url, stateFolder: "", stacks: [] }));
  utimesSync(file, Date.now() / 1000 - age, Date.now() / 1000 - age);
};

test("the run that was started last counts, and those that ended don't", () => {
  run(`${String(process.pid)}-old`, "http://old", 100);
  run(`${String(process.pid)}-new`, "http://new", 10);
  run("999999999-dead", "http://dead", 0);
  expect(readSession(work).url).toBe("http://new");
});

test("without a run it is said how to start one", () => {
  expect(() => readSession(work)).toThrow(/No local run is up/);
  mkdirSync(join(work, "runs", `${String(process.pid)}-starting`), { recursive: true });
  expect(() => readSession(work)).toThrow(/No local run is up/);
});

test.each(["", "{", "null\0"])("a file that was damaged (%j) is named, with what to do", (text) => {
  run(`${String(process.pid)}-x`, "http://x", 0);
  const file = join(work, "runs", `${String(process.pid)}-x`, "session.json");
  writeFileSync(file, text);
  expect(() => readSession(work)).toThrow(
    expect.objectContaining({ message: `${file} is damaged.`, remedy: expect.stringContaining("start it again") }),
  );
});

test("only its owner may read the file", () => {
  const folder = join(work, "runs", `${String(process.pid)}-x`);
  mkdirSync(folder, { recursive: true });
  writeSession({ folder, stacks: [], emulator: { url: "http://x", stateFolder: "/s" } } as unknown as Session);
  expect(statSync(join(folder, "session.json")).mode & 0o777).toBe(0o600);
  expect(readSession(work)).toEqual({ url: "http://x", stateFolder: "/s", stacks: [] });
});
