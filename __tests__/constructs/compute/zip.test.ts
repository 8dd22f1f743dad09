import { execFileSync } from "node:child_process";
import * as path from "node:path";
import { unzipSync } from "fflate";
import { deterministicZip } from "../../../constructs/compute/zip";

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const FILES = new Map([
  ["index.js", text("exports.handler = async () => ({});\n".repeat(50))],
  ["index.js.map", text("{}")],
]);

test("it unpacks to the same files", () => {
  const unpacked = unzipSync(deterministicZip(FILES));
  expect(Object.entries(unpacked).map(([name, content]) => [name, Buffer.from(content).toString()])).toEqual(
    [...FILES].map(([name, content]) => [name, Buffer.from(content).toString()]),
  );
});

test("the order in which files are given doesn't show", () => {
  const reversed = new Map([...FILES].reverse());
  expect([...reversed.keys()]).not.toEqual([...FILES.keys()]);
  expect(Buffer.compare(deterministicZip(reversed), deterministicZip(FILES))).toBe(0);
});

test("another content gives other bytes", () => {
  const other = new Map([...FILES, ["index.js.map", text("[]")]]);
  expect(Buffer.compare(deterministicZip(other), deterministicZip(FILES))).not.toBe(0);
});

/** Each entry of the central directory (APPNOTE.TXT 4.3.12). */
function entries(zip: Uint8Array): { name: string; madeOn: number; time: number; date: number; mode: number }[] {
  const view = Buffer.from(zip);
  const found = [];
  for (let at = view.indexOf("PK\x01\x02", 0, "latin1"); at >= 0; at = view.indexOf("PK\x01\x02", at + 46, "latin1")) {
    found.push({
      name: view.toString("utf8", at + 46, at + 46 + view.readUInt16LE(at + 28)),
      madeOn: view.readUInt8(at + 5),
      time: view.readUInt16LE(at + 12),
      date: view.readUInt16LE(at + 14),
      mode: view.readUInt32LE(at + 38) >>> 16,
    });
  }
  return found;
}

test("every entry is a file that everybody may read, of 1 January 1980", () => {
  expect(entries(deterministicZip(FILES))).toEqual(
    ["index.js", "index.js.map"].map((name) => ({ name, madeOn: 3, time: 0, date: (1 << 5) | 1, mode: 0o100644 })),
  );
});

/** The bytes that a process in another time zone makes, bundled first because plain Node doesn't read TypeScript. */
function zippedIn(timeZone: string): string {
  const script = `
    const { buildSync } = require("esbuild");
    const { outputFiles } = buildSync({ entryPoints: [process.argv[1]], bundle: true, write: false, platform: "node", format: "cjs" });
    const loaded = { exports: {} };
    new Function("module", "exports", "require", outputFiles[0].text)(loaded, loaded.exports, require);
    const files = new Map([["a.txt", Buffer.from("a")]]);
    const hours = 0 - new Date(2000, 0, 1).getTimezoneOffset() / 60;
    console.log(hours, Buffer.from(loaded.exports.deterministicZip(files)).toString("hex"));
  `;
  const source = path.resolve(__dirname, "../../../constructs/compute/zip.ts");
  return execFileSync(process.execPath, ["-e", script, source], { env: { ...process.env, TZ: timeZone } }).toString();
}

test("the time zone doesn't show", () => {
  const answers = ["Pacific/Kiritimati", "UTC", "America/Los_Angeles"].map((zone) => zippedIn(zone).trim().split(" "));
  expect(answers.map(([hours]) => hours)).toEqual(["14", "0", "-8"]);
  expect(new Set(answers.map(([, bytes]) => bytes)).size).toBe(1);
});
