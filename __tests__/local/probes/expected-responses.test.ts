import { join } from "node:path";
import type { ApiRequest, FunctionCall } from "../../../local/emulator/request-log";
import { readExamples } from "../../../local/terraform/examples";
import { ROOT } from "../../../process/terraform-working-directory";
import { answerOf, firstDifference, expectedCaller } from "../../../local/probes/expected-responses";
import { route, token } from "../support";
import { compare, expected } from "../../../local/probes/probes";

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
  const profile = route("GET /me", { examples: readExamples(join(ROOT, "functions", "profile")) });
  expect(answerOf(profile, answer(200, body), caller, TOLD).wrong).toBeUndefined();
  expect(answerOf(profile, answer(200, { ...body, user: { sub: "bob", clientId: "web" } }), caller, TOLD).wrong).toBe(
    "body.user.sub differs from expected.json",
  );
  expect(answerOf(profile, answer(404, { message: "Not Found" }), caller, TOLD).wrong).toMatch(/status/);
});

test("a route without an example must be answered by its function, whatever that says but an error", () => {
  const judged = (status: number, json: unknown, told: ApiRequest | undefined, authorization = "JWT") =>
    answerOf(route("GET /other", { authorization }), answer(status, json), { name: "x" }, told);
  const said = (...of: Parameters<typeof judged>) => judged(...of).wrong;
  expect(said(200, {}, TOLD)).toBeUndefined();
  expect(said(422, { error: "x" }, TOLD)).toBeUndefined();
  expect(said(404, { message: "Not Found" }, TOLD)).toBeUndefined();
  expect(said(404, { message: "Not Found" }, by([]))).toBe("API Gateway answered itself");
  expect(said(401, { message: "Unauthorized" }, by([{ authorizer: true }]))).toBe("API Gateway answered itself");
  expect(said(200, {}, undefined)).toMatch(/didn't tell/);
  const itself = /^the function itself answers so/;
  expect(said(500, {}, TOLD)).toMatch(itself);
  expect(said(503, {}, TOLD, "NONE")).toMatch(itself);
  expect(said(401, {}, TOLD)).toMatch(itself);
  expect(said(401, {}, TOLD, "NONE")).toBeUndefined();
  expect(judged(500, {}, by([{ log: "what it printed\n" }])).log).toBe("what it printed");
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
  expect(expectedCaller(route("GET /x", { authorization: "CUSTOM" }), caller)).toMatchObject({
    sub: "ann",
    clientId: null,
  });
  const signer = {
    role: "signer",
    principal: "aws_iam_role.signer",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  };
  const { sub } = expectedCaller(route("GET /x", { authorization: "AWS_IAM" }), { name: "x", signer });
  expect("arn:aws:sts::123456789012:assumed-role/signer/local-run").toMatch(sub ?? "");
  expect("arn:aws:sts::123456789012:assumed-role/signer-2/local-run").not.toMatch(sub ?? "");
});

describe("probes", () => {
  test("a refusal behind which a function was reached is none", () => {
    const expectation = { answer: 403, reason: "x" } as const;
    const got = answer(403, { message: "Forbidden" });
    expect(compare(route("GET /items"), { name: "a" }, expectation, got, by([])).passed).toBe(true);
    expect(compare(route("GET /items"), { name: "a" }, expectation, got, TOLD).passed).toBe(false);
  });

  test("a route without an integration fails, although it answers as predicted", () => {
    const expectation = { answer: 500, reason: "The route has no integration, so nothing answers." } as const;
    const got = answer(500, { message: "Internal Server Error" });
    expect(compare(route("GET /none"), { name: "nobody" }, expectation, got, by([]))).toMatchObject({
      expected: "the integration's answer, or a refusal",
      passed: false,
    });
  });

  describe("what was declared counts, not what was applied", () => {
    const passes = { answer: "function", reason: "it passes" } as const;
    const refuses = { answer: 401, reason: "the issuer is another" } as const;

    test("who is declared must get in, also where what was applied would refuse", () => {
      const wanted = expected(refuses, { letIn: true, why: "declared for holders of read" });
      expect(wanted).toEqual({ answer: "function", reason: expect.stringContaining("the issuer is another") });
      expect(
        compare(route("GET /x"), { name: "x" }, wanted, answer(401, { message: "Unauthorized" }), by([])).passed,
      ).toBe(false);
    });

    test("who isn't declared must be refused, also where what was applied would let in", () => {
      const wanted = expected(passes, { letIn: false, why: "declared for holders of read" });
      expect(wanted.answer).toBe("refused");
      expect(compare(route("GET /x"), { name: "x" }, wanted, answer(200, {}), TOLD).passed).toBe(false);
      expect(
        compare(route("GET /x"), { name: "x" }, wanted, answer(403, { message: "Forbidden" }), by([])).passed,
      ).toBe(true);
    });

    test("without a declaration, or where it leaves it open, what was applied is all there is", () => {
      expect(expected(passes, undefined)).toBe(passes);
      expect(expected(refuses, { letIn: undefined, why: "x" })).toBe(refuses);
      expect(expected(refuses, { letIn: false, why: "x" })).toBe(refuses);
    });
  });

  test("a refusal must be the gateway's own: a function's 403 is not one", () => {
    const expectation = { answer: 403, reason: "x" } as const;
    expect(compare(route("GET /items"), { name: "a" }, expectation, answer(403, { message: "Forbidden" })).passed).toBe(
      true,
    );
    expect(compare(route("GET /items"), { name: "a" }, expectation, answer(403, { error: "Forbidden" })).passed).toBe(
      false,
    );
    expect(compare(route("GET /items"), { name: "a" }, expectation, answer(200, {})).passed).toBe(false);
  });

  test("what isn't proven here never counts as passed", () => {
    const probe = compare(
      route("GET /x"),
      { name: "a" },
      { answer: 403, reason: "x", unproven: "y" },
      answer(403, { message: "Forbidden" }),
    );
    expect(probe).toMatchObject({ passed: undefined, proof: "only on AWS" });
  });

  test("an answer that can't be predicted counts as a disagreement", () => {
    const probe = compare(route("GET /x"), { name: "x" }, { answer: undefined, reason: "y" }, answer(200, {}));
    expect(probe).toMatchObject({ passed: false, expected: "posture can't say" });
  });
});

describe("function-failure", () => {
  test("a failing function is named with its message, the line of its source and what it printed", () => {
    const root = process.cwd();
    const error = {
      errorType: "TypeError",
      errorMessage: "x is not a function",
      stackTrace: [`    at hello (file://${root}/functions/hello/hello.ts:7:9)`, "    at node:internal/x:1:1"],
    };
    const { wrong, log } = answerOf(
      route("GET /x"),
      answer(502, {}),
      { name: "x" },
      by([{ error, log: "before it broke" }]),
    );
    expect(wrong).toBe("the function failed: TypeError: x is not a function (functions/hello/hello.ts:7)");
    expect(log?.split("\n")[0]).toBe("before it broke");
    expect(log).toContain("at hello (functions/hello/hello.ts:7:9)");
  });
});

test("what a function learns of a caller goes by the route's authorization", () => {
  const signer = { role: "reader" } as NonNullable<Parameters<typeof expectedCaller>[1]["signer"]>;
  const jwt = token({ client_id: "web", scope: "a b" });
  const seen = (["AWS_IAM", "JWT", "CUSTOM", "NONE"] as const).map((authorization) =>
    [{ name: "x" }, { name: "x", signer }, { name: "x", token: jwt }, { name: "x", token: jwt, signer }].map(
      (caller) => {
        const { route: _, ...who } = expectedCaller(route("GET /x", { authorization }), caller);
        return [authorization, Object.keys(caller).join(), who];
      },
    ),
  );
  expect(seen).toMatchSnapshot();
});

test("what a function is to decide is asserted where it was declared, though nobody can predict it", () => {
  const unknown = { answer: undefined, reason: "it has no AUTHORIZER_CONFIG", unproven: "a function decides" };
  const why = "declared for ann";
  const reason = `${why}; of what was applied posture says: ${unknown.reason}`;
  expect(expected(unknown, { letIn: true, why })).toEqual({ answer: "function", reason });
  expect(expected(unknown, { letIn: false, why })).toEqual({ answer: "refused", reason });
  // Left to a function of the project's own.
  expect(expected(unknown, { letIn: undefined, why })).toBe(unknown);
});
