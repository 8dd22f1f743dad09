import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { parseCommand, parseFailOn } from "../../action/args";
import { unpackBundle } from "../../action/bundle";
import { gate, stackNames } from "../../action/gate";
import { GitHub, GitHubError } from "../../action/github";
import { argumentsFromInputs, VALUES } from "../../action/inputs";
import { isMarked, marked, marker } from "../../action/marker";
import { NO_CHANGES, resultFrom } from "../../action/result";
import { readOrRefused, SEED, testReaders } from "../support/untrusted";

/** What reads inputs, files and answers from outside: it answers, or refuses in words of its own. */
const words = fc
  .array(fc.constantFrom("breaking", "unknown", "fixed", ",", " ", "\n", "--stack", "=", "é"))
  .map((parts) => parts.join(""));

testReaders([
  ["--fail-on", words, parseFailOn],
  ["the list of stacks", fc.oneof(fc.json(), words), stackNames],
  ["a command line", words, (text) => parseCommand(text.split(" "))],
]);

test("each input of the action is its option, whatever it holds", () => {
  const text = fc.string().filter((value) => value.trim() !== "");
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...VALUES), text), (given) => {
      const env = Object.fromEntries(
        Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      );
      const { values, command } = parseCommand(argumentsFromInputs({ ...env, INPUT_COMMAND: "run" }) ?? []);
      expect(command).toBe("run");
      for (const [name, value] of Object.entries(given)) expect(values[name as "stack"]).toBe(value.trim());
    }),
    SEED,
  );
});

test("a result of any shape is refused, or no gate lets pass what it counts", () => {
  const count = fc.oneof(fc.nat(2), fc.jsonValue({ maxDepth: 0 }));
  const open = fc.record(Object.fromEntries(Object.keys(NO_CHANGES).map((kind) => [kind, count])), {
    requiredKeys: [],
  });
  const verdict = fc.constantFrom("breaking", "broadened", "unknown", "nothing broader", "failed", "fine");
  fc.assert(
    fc.property(fc.oneof(open, fc.anything()), verdict, (counts, word) => {
      const result = readOrRefused(() =>
        resultFrom({ version: 1, stack: "s", verdict: word, open: counts, acknowledged: 0 }),
      );
      if (result === undefined) return;
      const { breaking = 0, broadened = 0 } = counts as { breaking?: number; broadened?: number };
      const passes = word !== "failed" && breaking === 0 && broadened === 0;
      expect(gate([result as never]).passes).toBe(passes);
    }),
    { ...SEED, numRuns: 150 },
  );
});

test("a comment is found again by its stack, and its marker ends where it should", () => {
  const stacks = fc.array(fc.constantFrom("-->", "--", "!>", "\n", "é", "a", " ", "<!")).map((parts) => parts.join(""));
  fc.assert(
    fc.property(stacks, fc.string({ maxLength: 5 }), (stack, text) => {
      expect(isMarked(marked(stack, text), stack)).toBe(true);
      expect(isMarked(marked(stack, text, "posture-drift"), stack)).toBe(false);
      expect(marker(stack)).toMatch(/^<!-- posture:[\w./ -]* -->$/);
      expect(marker(stack).indexOf("-->")).toBe(marker(stack).length - 3);
    }),
    SEED,
  );
});

test("a bundle of any bytes or manifest is refused, and nothing is left of it", () => {
  const place = mkdtempSync(join(tmpdir(), "untrusted-"));
  const file = join(place, "stack.bundle");
  const names = fc.constantFrom("stack/tfplan", "stack/../out", "/etc/x", "stack/a\\b", "manifest.json");
  const manifest = fc.oneof(
    fc.json(),
    fc.dictionary(names, fc.jsonValue()).map((files) => JSON.stringify({ version: 1, files })),
    fc.string(),
  );
  const zipped = fc.tuple(manifest, fc.dictionary(names, fc.string())).map(([text, files]) =>
    zipSync({
      ...Object.fromEntries(Object.entries(files).map(([name, body]) => [name, strToU8(body)])),
      "manifest.json": strToU8(text),
    }),
  );
  fc.assert(
    fc.property(fc.oneof(zipped, fc.uint8Array()), (bytes) => {
      writeFileSync(file, bytes);
      const folder = join(place, "folder");
      const manifestFound = readOrRefused(() => unpackBundle(file, folder));
      // One without a file is whole, and has no plan to protect.
      if (manifestFound === undefined) expect(existsSync(folder)).toBe(false);
      rmSync(folder, { recursive: true, force: true });
      expect(existsSync(join(place, "out"))).toBe(false);
    }),
    { ...SEED, numRuns: 30 },
  );
  rmSync(place, { recursive: true });
});

test("whatever answers in GitHub's place: what it gave, or an error without the token", async () => {
  const github = new GitHub({ url: "https://api.example.com", token: "c4n4ry", repository: "a/b", patience: 0 });
  const fetched = jest.spyOn(globalThis, "fetch");
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(200, 201, 401, 404, 422),
      fc.oneof(fc.json(), fc.string()),
      async (status, text) => {
        fetched.mockImplementation(async () => new Response(text, { status }));
        const outcome = await github.call("GET", "/x").catch((error: unknown) => error);
        if (!(outcome instanceof Error)) return;
        expect(outcome).toBeInstanceOf(GitHubError);
        expect(outcome.message).not.toContain("c4n4ry");
      },
    ),
    SEED,
  );
  fetched.mockRestore();
});
