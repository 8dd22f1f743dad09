import fc from "fast-check";
import { readAccessList } from "../../posture/access-list";
import { decodeToken, readConfig } from "../../posture/claims";
import { CodedError } from "../../posture/claims/coded-error";
import { options } from "../../posture/cli/options";
import { partsOf as arnParts } from "../../posture/iam/condition";
import { identityArn } from "../../posture/iam/principal";
import { nameOf, partsOf } from "../../posture/terraform/address";
import { dataIn } from "../../posture/terraform/document-text";
import { parseTemplate } from "../../posture/terraform/hcl/parse";
import { printed } from "../../posture/terraform/hcl/print";
import { parse } from "../../posture/terraform/input";
import { parseYaml, YamlError } from "../../posture/terraform/yaml";

/** What reads texts from outside: whatever they hold, it answers, or refuses in its own words. Seeds are fixed. */
const seed = 20261122;

/** Texts of a parser's own pieces, in any order, with anything between. */
const texts = (...pieces: readonly string[]) =>
  fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...pieces) },
        { weight: 1, arbitrary: fc.string({ maxLength: 4 }) },
      ),
      { maxLength: 14 },
    )
    .map((parts) => parts.join(""));
const base64url = (text: string) => Buffer.from(text).toString("base64url");
const jsonText = fc.oneof(fc.json(), texts("{", "}", "[", "]", '"', ":", ",", "null", "1e9", "\\u12", "\uFEFF", " "));
const EXPRESSION = [
  "${",
  "}",
  "%{",
  "if ",
  "for x in ",
  "endfor",
  '"',
  "\\",
  "(",
  ")",
  "[",
  "]",
  "aws_a.b",
  ".",
  "*",
  "?",
  ":",
  "||",
  "!",
  "1",
  "==",
  "<<EOT\n",
  "$${",
  "each.key",
  "=>",
  "...",
  ",",
];
const ALL_OPTIONS = {
  once: { type: "boolean" },
  stack: { type: "string" },
  also: { type: "string", multiple: true },
} as const;

const READERS: readonly (readonly [name: string, texts: fc.Arbitrary<string>, read: (text: string) => unknown])[] = [
  ["JSON from Terraform", jsonText, parse],
  ["an access list", jsonText, (text) => readAccessList(parse(text))],
  ["the authorizer's configuration", jsonText, readConfig],
  [
    "a token",
    fc
      .tuple(jsonText, jsonText, texts("a", "=", ".", "-", "_", "+"))
      .map(([h, p, s]) => `${base64url(h)}.${base64url(p)}.${s}`),
    decodeToken,
  ],
  ["what is no token", texts(".", "..", "eyJ", "=", "Bearer ", "\0", "ÿ"), decodeToken],
  ["an expression", texts(...EXPRESSION), (text) => printed(parseTemplate(text))],
  ["a document within a text", texts("{", "}", '"a"', ":", ...EXPRESSION), dataIn],
  [
    "YAML",
    texts("a: ", "- ", "\n", "  ", "&x ", "*x", "<<: ", "|\n", "!!binary ", "{", "]", "'", "? ", "---\n", "%YAML 9"),
    parseYaml,
  ],
  ["an address", texts("module", ".", "a", "[", "]", '"', "0", "\\", "data."), (text) => [partsOf(text), nameOf(text)]],
  [
    "an ARN",
    texts("arn", ":", "aws", "*", "${", "}", "role/", "assumed-role", "123456789012"),
    (text) => [arnParts(text), identityArn(text)],
  ],
  [
    "a command's words",
    texts("--", "-", "once", "=", "stack", "also", " ", "x"),
    (text) => options(text.split(" "), ALL_OPTIONS),
  ],
];

it.each(READERS)("%s is read, or refused in words of its own", (_, arbitrary, read) => {
  fc.assert(
    fc.property(arbitrary, (text) => {
      try {
        read(text);
      } catch (error) {
        const own =
          error instanceof CodedError ||
          error instanceof YamlError ||
          /^AUTHORIZER_CONFIG/.test((error as Error).message);
        if (!own) throw error;
      }
    }),
    { seed, numRuns: 300 },
  );
});

it("the parts of an ARN put together are the ARN", () => {
  const part = fc.stringMatching(/^[\w*/${}-]{0,8}$/);
  fc.assert(
    fc.property(fc.array(part, { minLength: 6, maxLength: 9 }), (parts) => {
      const arn = parts.join(":");
      expect(arnParts(arn)?.join(":") ?? arn).toBe(arn);
    }),
    { seed },
  );
});
