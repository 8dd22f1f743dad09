import fc from "fast-check";
import { RequestLog, parseRecord } from "../../local/emulator/request-log";
import { parseOptions } from "../../local/args";
import { withCors } from "../../local/front-end/cors";
import { readEvent, remedyFor } from "../../local/terraform/apply";
import { shownState } from "../../local/terraform/state-file";
import { regionOf } from "../../local/terraform/synth";
import { SEED, testReaders, texts } from "../support/untrusted";

/** What reads lines, files and words from outside: it answers, or refuses in words of its own. */

/** JSON with some of these names in it, each with anything. */
const jsonOf = (...names: readonly string[]) =>
  fc.oneof(
    fc.json(),
    fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 3 })).map((value) => JSON.stringify(value)),
  );

const event = jsonOf("@level", "@message", "type", "changes", "diagnostic");
const record = fc
  .tuple(texts("\u001e", "log "), jsonOf("kind", "requestId", "calls"))
  .map(([a, b]) => `${a}\u001e${b}`);

testReaders([
  ["a line of Terraform's", event, readEvent],
  [
    "what Terraform says of a failure",
    texts("no space left", "lock file", "\n", "│ "),
    (text) => remedyFor(text, { folder: "f", env: {} }),
  ],
  ["a line of the AWS emulator's", record, (line) => new RequestLog().read(line)],
  ["a state", jsonOf("version", "resources", "outputs"), shownState],
  [
    "a command's words",
    texts("--", "port", "=", " ", "once", "-h", "80", "stack"),
    (text) => parseOptions(text.split(" ")),
  ],
  [
    "a synthesized stack's region",
    jsonOf("provider"),
    (text) => regionOf((JSON.parse(text) ?? {}) as Record<string, unknown>),
  ],
]);

test("a line of the emulator's is one of its records, or its log", () => {
  fc.assert(
    fc.property(record, (line) => {
      const found = parseRecord(line);
      if (found !== undefined) expect(["request", "call", "listening"]).toContain(found.kind);
    }),
    SEED,
  );
  for (const line of ["\u001enull", "\u001e7", '\u001e{"kind":"other"}'])
    expect(new RequestLog().read(line)).toBe(false);
});

test("CORS headers are added to a refusal of an allowed origin, and to nothing else", () => {
  const origins = fc.constantFrom("https://a.example", "https://b.example", "*", "null");
  fc.assert(
    fc.property(fc.constantFrom(200, 401, 403, 500), origins, fc.array(origins), (status, origin, allowed) => {
      const added = withCors({ status, headers: new Headers() }, origin, allowed)["access-control-allow-origin"];
      const isAllowed = allowed.includes(origin) || allowed.includes("*");
      expect(added !== undefined).toBe(isAllowed && (status === 401 || status === 403));
    }),
    SEED,
  );
});
