import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withLock } from "../../process/lock";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const nobodyWaits = (): void => {
  throw new Error("Nobody should wait.");
};

test("the lock is there while the work lasts and gone after it, also when it fails", async () => {
  const file = join(folder, "a.lock");
  await withLock(file, nobodyWaits, async () => expect(existsSync(file)).toBe(true));
  expect(existsSync(file)).toBe(false);
  await expect(withLock(file, nobodyWaits, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(existsSync(file)).toBe(false);
});

test.each<[string, (file: string) => void]>([
  ["of a process that no longer lives", (file) => writeFileSync(file, "999999999")],
  ["that names no process", (file) => writeFileSync(file, "gar\0bage")],
  ["that is empty", (file) => writeFileSync(file, "")],
  ["that is a folder", (file) => mkdirSync(join(file, "in it"), { recursive: true })],
])("a lock %s is taken over", async (_name, damage) => {
  const file = join(folder, "b.lock");
  damage(file);
  expect(await withLock(file, nobodyWaits, () => Promise.resolve("done"))).toBe("done");
  expect(existsSync(file)).toBe(false);
});

test("the lock of a living process is waited for, and refused in the end", async () => {
  const file = join(folder, "c.lock");
  writeFileSync(file, String(process.pid));
  const waited: number[] = [];
  await expect(
    withLock(
      file,
      (pid) => waited.push(pid),
      () => Promise.resolve(1),
      0.5,
    ),
  ).rejects.toThrow(/held by process/);
  expect(waited).toContain(process.pid);
  expect(existsSync(file)).toBe(true);
});

test("of many that find an abandoned lock, one works at a time", async () => {
  const file = join(folder, "d.lock");
  writeFileSync(file, "999999999");
  let working = 0;
  const most: number[] = [];
  const work = async (): Promise<void> => {
    most.push(++working);
    await new Promise((resolve) => setTimeout(resolve, 5));
    working--;
  };
  await Promise.all(Array.from({ length: 6 }, () => withLock(file, () => undefined, work)));
  expect(most).toEqual([1, 1, 1, 1, 1, 1]);
  expect(readdirSync(folder)).toEqual([]);
});
