import { keySteps } from "../../../../posture/access/steps/api-key";
import type { EntryPoint } from "../../../../posture/model/index";

const results = (from: "header" | "authorizer" | "unknown", authorization: EntryPoint["authorization"]) =>
  [false, true].map(
    (apiKey) => keySteps({ apiKey: { from, plans: [] }, authorization }, { kind: "none", apiKey })[0]?.result,
  );
const NONE = { kind: "none" } as const;
const GUARD = { kind: "authorizer", called: "guard" } as const;

describe("the API key of a request", () => {
  test("keeps out who has none", () => {
    expect(results("header", NONE)).toEqual(["fail", "pass"]);
    expect(results("header", GUARD)).toEqual(["fail", "pass"]);
  });

  test("comes with a Lambda authorizer's answer, where there is one", () => {
    expect(new Set(results("authorizer", GUARD))).toEqual(new Set(["note"]));
    expect(new Set(results("authorizer", NONE))).toEqual(new Set(["unknown"]));
    expect(new Set(results("unknown", NONE))).toEqual(new Set(["unknown"]));
  });

  test("isn't looked at where none is asked for", () => {
    expect(keySteps({ authorization: NONE }, { kind: "none" })).toEqual([]);
  });
});
