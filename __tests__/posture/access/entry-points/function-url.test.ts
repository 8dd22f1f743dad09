import { ANY_AWS_ACCOUNT, admissionOf, entryPointAt, providerWritesBoth } from "../../../../posture/access/index";
import {
  lacksSecondOnly,
  letsCloudFrontSign,
  secondPermissionSteps,
} from "../../../../posture/access/entry-points/function-url";
import { findPrincipal } from "../../../../posture/iam";
import type { Credentials } from "../../../../posture/access/index";
import { poolIdentities } from "../../../../posture/iam/identity-pools";
import { readPlan, readSynth } from "../../../../posture/model/read";
import { functionUrlOpen } from "../../../../posture/rules/entry-point/open";
import { functionUrlSecondPermission } from "../../../../posture/rules/function/function-url-second-permission";
import { evaluateRules } from "../../../../posture/rules/index";
import { decide, holdAnswers, whole } from "../whole";

holdAnswers();

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
  [
    "leave for everybody who signs",
    model("NONE", "old", [{ ...SECOND, principal: "*", function_url_auth_type: "AWS_IAM" }]),
    NONE,
    "unknown",
  ],
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

describe("who signs needs lambda:InvokeFunction by URL too", () => {
  const NEEDS = "lambda:InvokeFunction for requests by URL (lambda:InvokedViaFunctionUrl)";
  const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:f";
  const allow = (Action: unknown, more: object = {}) => ({ Effect: "Allow", Action, Resource: "*", ...more });
  const holding = (...Statement: readonly object[]) => {
    const Condition = { StringEquals: { "cognito-identity.amazonaws.com:aud": "pool" } };
    const Principal = { Federated: "cognito-identity.amazonaws.com" };
    const trust = { Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity", Principal, Condition };
    return readSynth({
      resource: {
        aws_lambda_function: { f: { function_name: "f", arn: ARN } },
        aws_lambda_function_url: { u: { function_name: "f", authorization_type: "AWS_IAM" } },
        aws_iam_role: { r: { name: "r", assume_role_policy: JSON.stringify({ Statement: [trust] }) } },
        aws_iam_role_policy: { r: { role: "r", policy: JSON.stringify({ Version: "2012-10-17", Statement }) } },
        aws_cognito_identity_pool: {
          p: { id: "pool", identity_pool_name: "p", allow_unauthenticated_identities: true },
        },
        aws_cognito_identity_pool_roles_attachment: {
          p: { identity_pool_id: "pool", roles: { unauthenticated: "${aws_iam_role.r.arn}" } },
        },
      },
    });
  };
  const steps = (of: ReturnType<typeof holding>, as: "role" | "guests") => {
    const url = entryPointAt(of, URL);
    const role = findPrincipal(of, ROLE);
    const principal = as === "guests" ? poolIdentities(of)[0] : "problem" in role ? undefined : role;
    if (!url || !principal) throw new RangeError("no URL or no principal");
    return secondPermissionSteps(of, url, { principal }).map(({ check, result, status, text }) => [
      [check, result, status].join(" ").trim(),
      text,
    ]);
  };
  const BOTH = allow("lambda:InvokeFunction*");
  const FIRST_ONLY = allow("lambda:InvokeFunctionUrl");
  const SOME = allow("lambda:InvokeFunction", { Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } });
  const GUESTS = "guests of the identity pool p";
  const LACKS = `isn't allowed ${NEEDS}, which AWS requires too.`;
  const UNTOLD = `No role that ${GUESTS} get is known to allow ${NEEDS}, which AWS requires too.`;
  test.each<[string, object[], "role" | "guests", string, string]>([
    ["has it", [BOTH], "role", "pass", `${ROLE} may ${NEEDS} too.`],
    ["lacks it", [FIRST_ONLY], "role", "fail 403", `${ROLE} ${LACKS}`],
    ["is denied it", [BOTH, { ...BOTH, Effect: "Deny" }], "role", "fail 403", `${ROLE} ${LACKS}`],
    [
      "has it from some addresses",
      [FIRST_ONLY, SOME],
      "role",
      "unknown",
      `Whether ${ROLE} may ${NEEDS} can't be said from this input.`,
    ],
    [
      "has it by neither",
      [],
      "role",
      "unknown",
      `No permission here lets ${ROLE} ${NEEDS}: it gets 403 unless another configuration has one.`,
    ],
    ["have it", [BOTH], "guests", "pass", `${GUESTS} may ${NEEDS} too.`],
    ["lack it", [FIRST_ONLY], "guests", "fail 403", UNTOLD],
    ["have it from some addresses", [SOME], "guests", "unknown", UNTOLD],
  ])("who %s: %j as %s %s", (_, statements, as, result, text) =>
    expect(steps(holding(...statements), as)).toEqual([[`url-permission ${result}`, text]]),
  );

  const DISTRIBUTION = "arn:aws:cloudfront::123456789012:distribution/D";
  const lets = (...permissions: readonly object[]) => {
    const of = readSynth({
      resource: {
        aws_lambda_function: { f: { function_name: "f", arn: ARN } },
        aws_lambda_function_url: { u: { function_name: "f", authorization_type: "AWS_IAM" } },
        aws_lambda_permission: Object.fromEntries(
          permissions.map((one, i) => [`p${i}`, { function_name: "f", ...one }]),
        ),
        aws_cloudfront_distribution: {
          d: {
            arn: DISTRIBUTION,
            origin: [{ origin_id: "o", domain_name: "x.example" }],
            default_cache_behavior: [{ target_origin_id: "o" }],
          },
        },
      },
    });
    const [url, resource] = [entryPointAt(of, URL), of.resource("aws_cloudfront_distribution.d")];
    if (!url || !resource) throw new RangeError("no URL or no distribution");
    return letsCloudFrontSign(of, url, { address: resource.address, resource });
  };
  const to = (principal: string, more: object = {}) =>
    ["InvokeFunctionUrl", "InvokeFunction"].map((action) => ({ action: `lambda:${action}`, principal, ...more }));
  const CLOUDFRONT = "cloudfront.amazonaws.com";
  test.each<[string, object[], true | "unknown"]>([
    ["both, for this distribution", to(CLOUDFRONT, { source_arn: DISTRIBUTION }), true],
    ["both, for any", to(CLOUDFRONT), true],
    ["both, for another distribution", to(CLOUDFRONT, { source_arn: `${DISTRIBUTION}2` }), "unknown"],
    ["both, of another account", to(CLOUDFRONT, { source_account: "222222222222" }), "unknown"],
    ["the first only", to(CLOUDFRONT).slice(0, 1), "unknown"],
    ["both, for another service", to("s3.amazonaws.com"), "unknown"],
  ])("CloudFront may sign with %s", (_, permissions, answer) => expect(lets(...permissions)).toBe(answer));
});

describe("a URL of the Cloud Control provider, which adds no permission", () => {
  const NEEDS = "lambda:InvokeFunction for requests by URL (lambda:InvokedViaFunctionUrl)";
  const url = (...permissions: Values[]) => {
    const of = readSynth({
      resource: {
        aws_lambda_function: { f: { function_name: "f", arn: "arn:aws:lambda:eu-west-1:123456789012:function:f" } },
        awscc_lambda_url: { u: { target_function_arn: "f", auth_type: "NONE" } },
        aws_lambda_permission: Object.fromEntries(
          permissions.map((one, i) => [`p${i}`, { function_name: "f", ...one }]),
        ),
      },
    });
    const id = of.entryPoints.find(({ kind }) => kind === "function-url")?.id ?? "none";
    const found = decide(of, { entryPoint: id }, NONE).steps.find(({ check }) => check === "url-permission");
    return `${found?.result}: ${found?.text}`;
  };
  const lacking = (what: string) =>
    `unknown: No permission here is known to let everybody ${what}, and the Cloud Control provider adds none: callers get 403 unless another configuration added it.`;
  const first = { ...FIRST, principal: "*", function_url_auth_type: "NONE" };
  test.each<[string, Values[], string]>([
    ["both", [first, forAll(SECOND)], `pass: Permissions let everybody lambda:InvokeFunctionUrl and ${NEEDS}.`],
    ["the first", [first], lacking("lambda:InvokeFunction")],
    ["the second", [forAll(SECOND)], lacking("lambda:InvokeFunctionUrl")],
    ["neither", [], lacking("lambda:InvokeFunctionUrl and lambda:InvokeFunction")],
  ])("with %s", (_, permissions, said) => expect(url(...permissions)).toBe(said));
});

test("who may do it by URL isn't known where a permission's principal isn't, or the function", () => {
  const of = (provider: keyof typeof SHOWN, principal: unknown) =>
    decide(model("NONE", provider, [{ ...SECOND, principal }]), { entryPoint: URL }, NONE).outcome;
  expect([of("old", "${var.unset}"), of("new", "x")]).toEqual(["unknown", "allow"]);
  const elsewhere = readSynth({
    resource: { aws_lambda_function_url: { u: { function_name: "elsewhere", authorization_type: "NONE" } } },
  });
  expect(decide(elsewhere, { entryPoint: URL }, NONE).outcome).toBe("allow");
});
