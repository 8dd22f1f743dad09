import type { ApiRequest, FunctionCall } from "../../../local/emulator/request-log";
import { compare, expected } from "../../../local/probes/probes";
import { route } from "../support";

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

test("a refusal behind which a function was reached is none", () => {
  const expectation = { answer: 403, reason: "x" } as const;
  const got = answer(403, { message: "Forbidden" });
  expect(compare(route("GET /items"), { name: "a" }, expectation, got, by([])).passed).toBe(true);
  expect(compare(route("GET /items"), { name: "a" }, expectation, got, TOLD).passed).toBe(false);
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
    expect(compare(route("GET /x"), { name: "x" }, wanted, answer(403, { message: "Forbidden" }), by([])).passed).toBe(
      true,
    );
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
