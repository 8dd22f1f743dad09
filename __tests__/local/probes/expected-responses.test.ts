import { join } from "node:path";
import type { ApiRequest, FunctionCall } from "../../../local/emulator/request-log";
import { examplesBeside } from "../../../local/terraform/examples";
import { ROOT } from "../../../process/terraform-working-directory";

import { answerOf, firstDifference, whoIs } from "../../../local/probes/expected-responses";
import { route, token } from "../support";

const answer = (status: number, json: unknown, headers: Record<string, string> = {}) => ({
  status,
  json,
  text: JSON.stringify(json),
  headers: new Headers(headers),
});

const by = (calls: readonly Partial<FunctionCall>[]): ApiRequest => ({
  ...{ requestId: "1", time: 0, apiId: "abc", stage: "$default", method: "GET", path: "/x", routeKey: "GET /x" },
  ...{ authorization: null, userAgent: "", status: 200, length: 0, ms: 1 },
  calls: calls.map((call) => ({ function: "f", authorizer: false, ms: 1, error: null, log: "", ...call })),
});

const TOLD = by([{}]);

test("an answer must come from the function and name the caller", () => {
  const body = {
    message: "Authenticated profile response",
    user: { sub: "ann", clientId: "web" },
    auth: { tokenUse: "access", scopes: ["b", "a"] },
  };
  const caller = { name: "x", token: token({ client_id: "web", scope: "a b" }) };
  const profile = route("GET /me", { examples: examplesBeside(join(ROOT, "functions", "profile")) });
  expect(answerOf(profile, answer(200, body), caller, TOLD).wrong).toBeUndefined();
  expect(answerOf(profile, answer(200, { ...body, user: { sub: "bob", clientId: "web" } }), caller, TOLD).wrong).toBe(
    "body.user.sub differs from expected.json",
  );
  expect(answerOf(profile, answer(404, { message: "Not Found" }), caller, TOLD).wrong).toMatch(/status/);
});

test("a route without an example must be answered by its function, whatever that says", () => {
  const said = (status: number, json: unknown, told: ApiRequest | undefined) =>
    answerOf(route("GET /other"), answer(status, json), { name: "x" }, told).wrong;
  expect(said(200, {}, TOLD)).toBeUndefined();
  expect(said(422, { error: "x" }, TOLD)).toBeUndefined();
  expect(said(404, { message: "Not Found" }, TOLD)).toBeUndefined();
  expect(said(404, { message: "Not Found" }, by([]))).toBe("API Gateway answered itself");
  expect(said(401, { message: "Unauthorized" }, by([{ authorizer: true }]))).toBe("API Gateway answered itself");
  expect(said(200, {}, undefined)).toMatch(/didn't tell/);
  expect(said(200, {}, { ...by([]), backend: "https://backend.example" })).toBeUndefined();
});

test("another function than the declared one is no answer", () => {
  const items = route("GET /items", { functionName: "notes-items" });
  expect(answerOf(items, answer(200, {}), { name: "x" }, by([{ function: "notes-hello" }])).wrong).toBe(
    "the function notes-hello answered, not notes-items",
  );
});

test("differences are named by their path, order in lists doesn't matter", () => {
  expect(firstDifference({ a: [1, 2] }, { a: [2, 1], b: 0 })).toBeUndefined();
  expect(firstDifference({ a: { b: 1 } }, { a: {} })).toBe("body.a.b");
  expect(firstDifference({ a: 1 }, "text")).toBe("body");
});

test("a function behind a Lambda authorizer or IAM learns less than one behind a JWT authorizer", () => {
  const caller = { name: "x", token: token({ client_id: "web", scope: "a" }) };
  expect(whoIs(route("GET /x", { authorization: "CUSTOM" }), caller)).toMatchObject({ sub: "ann", clientId: null });
  const signer = {
    role: "signer",
    principal: "aws_iam_role.signer",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  };
  const { sub } = whoIs(route("GET /x", { authorization: "AWS_IAM" }), { name: "x", signer });
  expect("arn:aws:sts::123456789012:assumed-role/signer/local-run").toMatch(sub ?? "");
  expect("arn:aws:sts::123456789012:assumed-role/signer-2/local-run").not.toMatch(sub ?? "");
});
