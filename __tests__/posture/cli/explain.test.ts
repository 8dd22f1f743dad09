import { createHash } from "node:crypto";
import { CONFIG, FINE, stackJson } from "../access/steps/authorizer/support";
import { JWKS, NOW, token } from "../explain/support";
import { posture } from "./support";

const STATE = "update/state.json";

const explain = (args: readonly string[], stdin = "", files: Record<string, string> = {}) =>
  posture(["explain", ...args], { "-": stdin, ...files });

const now = ["--now", String(NOW)];

test("exits 0, 4 or 6, and prints neither token nor person", async () => {
  const runs = [
    [0, [STATE, "--route", "GET /notes", ...now], token()],
    [6, [STATE, "--route", "GET /notes", ...now], token({ scope: "x" })],
    [6, [STATE, "--route", "GET /notes", "--now", "2099-01-01T00:00:00Z"], token()],
    [6, [STATE, "--request", "DELETE /notes/7?x=1", "--no-token"], token()],
    [0, [STATE, "--route", "GET /notes", "--jwks", "keys", ...now], token()],
    [6, [STATE, "--route", "GET /notes", "--jwks", "keys", ...now], `${token().slice(0, -8)}AAAAAAAA`],
    [4, ["one-by-one/plan.json", "--route", "GET /notes", ...now], token()],
    [0, ["update/plan.json", "--before", "--route", "GET /notes", ...now], token()],
    [6, ["update/plan.json", "--route", "GET /notes", ...now], token()],
    [0, ["update/plan.json", "--route", "POST /notes"], ""],
    [6, [STATE], '{"requestId":"a","status":"401","authorizerError":"the token has expired"}'],
  ] as const;
  for (const [code, args, stdin] of runs) {
    const said = await explain(args, stdin, { keys: JSON.stringify(JWKS) });
    expect({ args, code: said.code, err: said.err }).toEqual({ args, code, err: "" });
    for (const part of stdin.split(".").filter((one) => one.length > 20 && !one.startsWith("{")))
      expect(said.out).not.toContain(part);
    expect(said.out).not.toContain("alice-the-secret-name");
  }
});

test("answers for a role that signs, without reading standard input", async () => {
  const signed = (principal: string) =>
    explain(["peer-mistakes/plan.json", "--route", "POST /items", "--principal", principal], "not a token");
  expect(await signed("aws_iam_role.this")).toMatchObject({ code: 6, err: "" });
  expect((await signed("aws_iam_role.this")).out).toContain("No policy of aws_iam_role.this allows execute-api:Invoke");
  expect(await signed("arn:aws:iam::123456789012:role/elsewhere")).toMatchObject({ code: 4, err: "" });
});

test.each([
  [0, ["X-Origin: the-right-value"]],
  [0, ["other: 1", "x-origin:the-right-value "]],
  [6, ["x-origin: the-wrong-value"]],
  [6, ["other: 1"]],
])("exits %d where the authorizer asks for a header and %j is sent, and prints no value", async (code, headers) => {
  const sha256 = [createHash("sha256").update("the-right-value").digest("hex")];
  const variables = {
    AUTHORIZER_CONFIG: JSON.stringify(CONFIG),
    ORIGIN_HEADER: JSON.stringify({ name: "x-origin", sha256 }),
  };
  const stack = stackJson({
    resource: { aws_lambda_function: { decides: { function_name: "decides", environment: { variables } } } },
  });
  const sent = headers.flatMap((header) => ["--header", header]);
  const said = await explain(["s", "--route", "GET /notes", ...now, ...sent], token(FINE), { s: stack as never });
  expect({ code: said.code, err: said.err }).toEqual({ code, err: "" });
  expect(said.out).not.toMatch(/the-\w+-value/);
});

test("prints the same as JSON", async () => {
  const said = JSON.parse(
    (await explain([STATE, "--route", "GET /notes", "--format", "json", ...now], token({ scope: "x" }))).out,
  ) as Record<string, unknown>;
  expect(said).toMatchObject({ outcome: "refused", status: 403, route: { key: "GET /notes" } });
});

test.each([
  ["no file", [], "Which file"],
  ["standard input twice", ["-", "--route", "GET /"], "can't be -"],
  ["neither route nor request", [STATE], "--request 'GET /items/7'"],
  ["both", [STATE, "--route", "a", "--request", "GET /"], "--route"],
  ["a request without path", [STATE, "--request", "GET"], "a method and a path"],
  ["a wrong time", [STATE, "--route", "GET /notes", "--now", "soon"], "--now"],
  ["keys that are none", [STATE, "--route", "GET /notes", "--jwks", "keys"], "not a JWKS"],
  [
    "a principal that there isn't",
    [STATE, "--route", "GET /notes", "--principal", "aws_iam_role.nobody"],
    "--principal:",
  ],
  ["a principal with a log line", [STATE, "--log", "--principal", "aws_iam_role.nobody"], "log line names its caller"],
  [
    "a header without a value",
    [STATE, "--route", "GET /notes", "--header", "x-origin"],
    "--header is a name and a value",
  ],
  ["a header with a log line", [STATE, "--log", "--header", "a: b"], "--header is for requests"],
  ["--before on a state", [STATE, "--before", "--route", "GET /notes"], "is for plans"],
  ["a log line that is none", [STATE, "--log"], "neither a token nor an entry"],
])("exits 1 for %s", async (_, args, message) => {
  const { code, err } = await explain(args, "x", { keys: "{}" });
  expect(code).toBe(1);
  expect(err).toContain(message);
});
