import {
  ANY_AWS_ACCOUNT,
  admissionOf,
  decide,
  entryPointAt,
  providerWritesBoth,
} from "../../../../posture/access/index";
import { lacksSecondOnly } from "../../../../posture/access/entry-points/function-url";
import type { Credentials } from "../../../../posture/access/index";
import { readPlan } from "../../../../posture/model/read";
import { whole } from "../whole";
import { functionUrlOpen } from "../../../../posture/rules/entry-point/open";
import { functionUrlSecondPermission } from "../../../../posture/rules/function/function-url-second-permission";
import { evaluateRules } from "../../../../posture/rules/index";

const URL = "aws_lambda_function_url.u";
const ROLE = "aws_iam_role.r";
type Values = Record<string, unknown>;

/** What each version of the provider shows of a permission: every argument that it knows. */
const SHOWN: Readonly<Record<"old" | "new" | "untold", Values>> = {
  old: { principal_org_id: null, source_arn: null },
  new: { principal_org_id: null, source_arn: null, invoked_via_function_url: null },
  untold: {},
};
const FIRST = { action: "lambda:InvokeFunctionUrl" };
const SECOND = { action: "lambda:InvokeFunction" };
const VIA = { ...SECOND, invoked_via_function_url: true };

function model(type: string, provider: keyof typeof SHOWN, permissions: readonly Values[], may?: readonly string[]) {
  const resources: [string, string, Values][] = [
    ["aws_lambda_function", "f", { function_name: "f", arn: "arn:aws:lambda:eu-west-1:123456789012:function:f" }],
    ["aws_lambda_function_url", "u", { function_name: "f", authorization_type: type, function_url: null }],
    ...permissions.map((one, i): [string, string, Values] => [
      "aws_lambda_permission",
      `p${i}`,
      { function_name: "f", ...SHOWN[provider], ...one },
    ]),
    ...(may
      ? ([
          ["aws_iam_role", "r", { name: "r", assume_role_policy: "{}" }],
          [
            "aws_iam_role_policy",
            "r",
            {
              role: "r",
              policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: may, Resource: "*" }] }),
            },
          ],
        ] as [string, string, Values][])
      : []),
  ];
  return readPlan({
    format_version: "1.2",
    configuration: {},
    planned_values: {
      root_module: {
        resources: resources.map(([kind, name, values]) => ({
          address: `${kind}.${name}`,
          mode: "managed",
          type: kind,
          name,
          values,
        })),
      },
    },
  }).after;
}

const NONE: Credentials = { kind: "none" };
const ANY: Credentials = { kind: "principal", principal: ANY_AWS_ACCOUNT };
const AS_ROLE: Credentials = { kind: "principal", principal: ROLE };

/** https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
test.each<[string, ReturnType<typeof model>, Credentials, string]>([
  ["a provider that adds both", model("NONE", "new", [{ ...FIRST, principal: "*" }]), NONE, "allow"],
  ["one that adds the first", model("NONE", "old", [{ ...FIRST, principal: "*" }]), NONE, "unknown"],
  ["one that isn't told", model("NONE", "untold", []), NONE, "allow"],
  ["leave for everybody", model("NONE", "old", [{ ...SECOND, principal: "*" }]), NONE, "allow"],
  ["leave for one account", model("NONE", "old", [{ ...SECOND, principal: "123456789012" }]), NONE, "unknown"],
  ["a signature, both permissions", model("AWS_IAM", "new", [FIRST, VIA].map(forAll)), ANY, "allow"],
  ["a signature, one where two can be written", model("AWS_IAM", "new", [FIRST].map(forAll)), ANY, "deny"],
  ["a signature, one where no more can be", model("AWS_IAM", "old", [FIRST].map(forAll)), ANY, "unknown"],
  ["a signature, neither", model("AWS_IAM", "old", [{ ...SECOND, principal: "1" }]), ANY, "deny"],
  ["a role with both", model("AWS_IAM", "old", [], ["lambda:InvokeFunction*"]), AS_ROLE, "allow"],
  ["a role with the first", model("AWS_IAM", "old", [], ["lambda:InvokeFunctionUrl"]), AS_ROLE, "deny"],
  ["a role with the second", model("AWS_IAM", "old", [], ["lambda:InvokeFunction"]), AS_ROLE, "deny"],
])("%s", (_, at, credentials, outcome) => {
  const decision = whole(decide(at, { entryPoint: URL }, credentials));
  expect([decision.outcome, decision.reason]).toEqual([outcome, expect.any(String)]);
  expect(lacksSecondOnly(decision.steps)).toBe(outcome === "unknown");
});

function forAll(permission: Values): Values {
  return { ...permission, principal: "*" };
}

test("the versions are told apart by what their plans show", () => {
  const writes = (provider: keyof typeof SHOWN) => providerWritesBoth(model("NONE", provider, [forAll(FIRST)]));
  expect([writes("old"), writes("new"), writes("untold")]).toEqual([false, true, "unknown"]);
});

test("show and the rules say the same: a missing second permission is unknown, and no guard", () => {
  const old = model("NONE", "old", [forAll(FIRST)]);
  const entryPoint = entryPointAt(old, URL);
  expect(entryPoint && admissionOf(old, entryPoint)).toMatchObject({
    open: "unknown",
    who: expect.stringMatching(/^public: no authorization, as far as .*lambda:InvokeFunction/),
  });
  const found = (at: typeof old) =>
    evaluateRules(at, [functionUrlOpen, functionUrlSecondPermission]).findings.map(({ code, kind, severity }) =>
      [code, kind, severity].join(" "),
    );
  expect(found(old)).toEqual(["function-url-open mistake error", "function-url-second-permission mistake note"]);
  expect(found(model("NONE", "new", [forAll(FIRST)]))).toEqual(["function-url-open mistake error"]);
  expect(found(model("AWS_IAM", "new", [forAll(FIRST)]))).toEqual(["function-url-second-permission mistake warning"]);
});
