import {
  InputError,
  assertApi,
  parse,
  readAny,
  readPlan,
  readSynth,
  refuseTooLarge,
} from "../../../posture/model/read";
import { fixture } from "../fixtures";

function problem(act: () => unknown): [string, string] {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return [error.code, error.message];
    throw error;
  }
  throw new Error("nothing was wrong with it");
}

const whole = JSON.stringify(fixture("one-by-one"));

describe("bad input gets one clear message", () => {
  test.each([
    ["an empty file", "", "empty"],
    ["HCL", 'resource "aws_cognito_user_pool" "x" {}', "not-json"],
    ["a cut plan", whole.slice(0, whole.length / 2), "truncated"],
    ["a plan cut inside a text", '{"format_version": "1.', "truncated"],
    ["broken JSON", '{"a": tru}', "not-json"],
    ["the log of a plan", '{"@level":"info"}\n{"@level":"info"}\n', "not-terraform"],
  ])("%s", (_, text, code) => {
    const [found, message] = problem(() => parse(text));
    expect(found).toBe(code);
    expect(message).toMatchSnapshot();
  });

  test("a binary plan", () => {
    expect(problem(() => parse(Buffer.from("PK\u0003\u0004")))).toEqual([
      "binary-plan",
      expect.stringContaining("terraform show -json tfplan"),
    ]);
  });

  test.each([
    ["a list", [], "not-terraform"],
    ["a text", "plan", "not-terraform"],
    ["nothing", null, "not-terraform"],
    ["another document", { name: "x", version: "1" }, "not-terraform"],
    ["a raw state file", { version: 4, serial: 1, lineage: "x", resources: [] }, "raw-state"],
    ["an old format", { format_version: "0.1", planned_values: {} }, "format-version"],
    ["a format to come", { format_version: "2.0", planned_values: {} }, "format-version"],
    [
      "a plan of another shape",
      { format_version: "1.2", planned_values: { root_module: { resources: 3 } }, resource_changes: [] },
      "malformed",
    ],
    ["a schema", { format_version: "1.0", provider_schemas: {} }, "not-terraform"],
  ])("%s", (_, json, code) => {
    const [found, message] = problem(() => readAny(json));
    expect(found).toBe(code);
    expect(message).toMatchSnapshot();
  });

  test("a state given as a plan", () => {
    expect(problem(() => readPlan({ format_version: "1.0", values: {} }))[0]).toBe("not-terraform");
  });

  test("nothing in it that callers reach", () => {
    const [code, message] = problem(() =>
      assertApi(readSynth({ resource: { aws_s3_bucket: { files: { bucket: "files" } } } })),
    );
    expect(code).toBe("no-api");
    expect(message).toContain("nothing that callers reach");
  });

  test("200 MB, refused before it is read", () => {
    expect(problem(() => refuseTooLarge(200 * 1024 * 1024))).toEqual(["too-large", expect.stringContaining("200 MB")]);
    expect(problem(() => parse(Buffer.alloc(200 * 1024 * 1024)))[0]).toBe("too-large");
  });
});

describe("good input in unusual clothes", () => {
  test.each([
    ["a REST API alone", { aws_api_gateway_rest_api: { old: { name: "old" } } }],
    ["a function URL alone", { aws_lambda_function_url: { of: { function_name: "f", authorization_type: "NONE" } } }],
    ["a function alone", { aws_lambda_function: { f: { function_name: "f" } } }],
  ])("is judged: %s", (_, resource) => {
    expect(() => assertApi(readSynth({ resource }))).not.toThrow();
  });

  test("is read with a byte order mark, and as UTF-16", () => {
    expect(parse(`\uFEFF{"a":1}`)).toEqual({ a: 1 });
    expect(parse(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('{"a":1}', "utf16le")]))).toEqual({ a: 1 });
  });

  test("is told apart: plan, state, stack", () => {
    expect(readAny(fixture("update")).format).toBe("plan");
    expect(readAny(fixture("update", "state.json")).format).toBe("state");
    expect(readAny(fixture("raw-json", "main.tf.json")).format).toBe("synth");
    expect(readAny({ format_version: "1.0" }).format).toBe("state");
  });
});
