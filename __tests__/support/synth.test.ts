import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { testApp } from "./synth";
import { ROOT } from "./project";

const TESTS = join(ROOT, "__tests__");

/** cdktf makes a folder in the temporary one for each app that names none, and never removes it. */
test("no test makes an app that leaves a folder behind", () => {
  const sources = readdirSync(TESTS, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(TESTS, file))
    .filter((file) => file !== __filename && file !== join(TESTS, "support", "synth.ts"));
  const calls = sources.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\bTesting\.(app|fullSynth)\((.{0,60})/gs)].map(([, name, given = ""]) => ({
      file: relative(ROOT, file),
      name,
      own: name === "app" && /^\{\s*outdir\b/.test(given),
    })),
  );
  expect(calls.length).toBeGreaterThan(0);
  expect(calls.filter(({ own }) => !own)).toEqual([]);
});

describe("an app of the tests", () => {
  let outdir = "";
  describe("while they run", () => {
    test("has a folder", () => {
      outdir = testApp().outdir;
      expect(existsSync(outdir)).toBe(true);
    });
  });

  test("has one of its own", () => expect(testApp().outdir).not.toBe(outdir));
});
