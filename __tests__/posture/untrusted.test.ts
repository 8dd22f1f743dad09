import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { readAccessList } from "../../posture/access-list";
import { decodeToken as decodeShown } from "../../posture/access/steps/token";
import { decodeToken, readConfig } from "../../posture/claims";
import { CodedError } from "../../posture/claims/coded-error";
import { options } from "../../posture/cli/options";
import { partsOf as arnParts } from "../../posture/iam/condition";
import { statementsOf } from "../../posture/iam/document";
import { identityArn } from "../../posture/iam/principal";
import { markedFields } from "../../posture/model/entry-points/graphql-schema";
import { readSynth } from "../../posture/model/read";
import { nameOf, partsOf } from "../../posture/terraform/address";
import { dataIn } from "../../posture/terraform/document-text";
import { parseTemplate } from "../../posture/terraform/hcl/parse";
import { printed } from "../../posture/terraform/hcl/print";
import { parseFile } from "../../posture/terraform/folder/parse-file";
import { parse } from "../../posture/terraform/input";
import { SHORT_FORMS, templateOf } from "../../posture/terraform/cloudformation";
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

const anything = fc.oneof(fc.jsonValue({ maxDepth: 1 }), texts("#/paths/~1a", "arn:aws:", "${", "aws_proxy", "key"));
/** Few members: with names of a short list, large ones take long to make. */
const few = <T>(names: readonly string[], value: fc.Arbitrary<T>) =>
  fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 3 });
const operation = few(
  ["security", "x-amazon-apigateway-integration", "x-amazon-apigateway-auth", "$ref", "parameters"],
  fc.oneof(anything, fc.array(few(["key", "uri", "$ref"], anything), { maxLength: 2 })),
);
const pathItem = few(["get", "x-amazon-apigateway-any-method", "$ref", "key"], fc.oneof(anything, operation));
const openApi = few(
  ["paths", "components", "servers", "security", "x-amazon-apigateway-cors"],
  few(["/a", "$default", "{proxy+}", "securitySchemes"], pathItem),
).map((body) => JSON.stringify({ openapi: "3.0.1", ...body }));
/** What a plan holds of an API whose routes an OpenAPI body makes. */
const withBody = (body: string) => {
  const resource = { aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP", body } } };
  return readSynth({ resource }).entryPoints.map(({ name }) => name);
};
const template = fc.dictionary(
  fc.constantFrom("Resources", "Conditions", "Mappings", "Parameters", "Transform", "Fn::ForEach::X"),
  fc.dictionary(
    fc.string(),
    fc.oneof(
      fc.record({ Type: fc.constantFrom("AWS::Cognito::UserPool", "x"), Properties: anything }),
      fc.dictionary(fc.constantFrom("Ref", "Fn::Sub", "Fn::If", "Fn::FindInMap", "Fn::Join"), anything),
    ),
    { maxKeys: 3 },
  ),
);
const statement = fc.dictionary(
  fc.constantFrom("Effect", "Action", "NotAction", "Resource", "Principal", "Condition", "Sid"),
  fc.oneof(fc.jsonValue({ maxDepth: 2 }), texts("Allow", "execute-api:", "*", "arn:aws:", "${aws:username}", "${")),
);

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
  ["a CloudFormation template", template.map((value) => JSON.stringify(value)), (text) => templateOf(dataIn(text))],
  [
    "a CloudFormation template in YAML",
    texts(
      "Resources:\n",
      "  a:\n",
      "    Type: ",
      "!Ref b",
      "!Sub '${x}'",
      "!GetAtt a.b",
      "!If [c, d]",
      "&x ",
      "- ",
      "\n",
    ),
    (text) => templateOf(parseYaml(text, SHORT_FORMS)),
  ],
  ["an OpenAPI body", openApi, withBody],
  [
    "a policy",
    fc.oneof(
      jsonText,
      statement.map((one) => JSON.stringify({ Version: "2012-10-17", Statement: one })),
    ),
    (text) => statementsOf(text, { address: "a", list: "policy" } as never),
  ],
  [
    "a GraphQL schema",
    texts(
      "type Query ",
      "{",
      "}",
      "a: ",
      "String",
      '"""',
      "#",
      "@aws_auth",
      '(cognito_groups: ["a"])',
      "extend ",
      "\n",
    ),
    (text) => markedFields(text, true),
  ],
  ["a token that is explained", texts("eyJ", ".", "e30", "Bearer ", "=", "-"), decodeShown],
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

test.each(READERS)("%s is read, or refused in words of its own", (_, arbitrary, read) => {
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

test("the parts of an ARN put together are the ARN", () => {
  const part = fc.stringMatching(/^[\w*/${}-]{0,8}$/);
  fc.assert(
    fc.property(fc.array(part, { minLength: 6, maxLength: 9 }), (parts) => {
      const arn = parts.join(":");
      expect(arnParts(arn)?.join(":") ?? arn).toBe(arn);
    }),
    { seed },
  );
});

test("a .tf file, or one of their JSON form, is read, or refused with its name", async () => {
  const folder = mkdtempSync(join(tmpdir(), "untrusted-"));
  const hcl = texts('resource "a" "b" {', "}", "\n", "a = ", ...EXPRESSION, "/*", "#", "<<-E\n", "E\n");
  await fc.assert(
    fc.asyncProperty(fc.oneof(hcl, jsonText), fc.constantFrom("a.tf", "a.tf.json", "a.tfvars"), async (text, name) => {
      const file = join(folder, name);
      writeFileSync(file, text);
      const outcome = await parseFile(file).catch((error: unknown) => error);
      if (outcome instanceof Error)
        expect(outcome).toMatchObject({ name: "InputError", message: expect.stringContaining(file) });
    }),
    { seed, numRuns: 20 },
  );
  rmSync(folder, { recursive: true });
});
