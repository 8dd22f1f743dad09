import { entryAccesses } from "../../../posture/access";
import { readSynth } from "../../../posture/model/read";

const role = (pool: string, amr: string) => ({
  name: `${pool}-${amr}`,
  assume_role_policy: JSON.stringify({
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: "cognito-identity.amazonaws.com" },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: { "cognito-identity.amazonaws.com:aud": pool },
          "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": amr },
        },
      },
    ],
  }),
  inline_policy: {
    name: "invoke",
    policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: "*" }] }),
  },
});

/** Whom the pool's roles let invoke the function, by what the attachment says of its roles. */
const ways = (attachment: object | undefined, amr: string) =>
  entryAccesses(
    readSynth({
      resource: {
        aws_lambda_function: { f: { function_name: "f" } },
        aws_cognito_identity_pool: {
          p: { id: "eu-west-1:p", identity_pool_name: "p", allow_unauthenticated_identities: true },
        },
        aws_iam_role: { r: role("eu-west-1:p", amr), other: role("eu-west-1:other", amr) },
        ...(attachment && {
          aws_cognito_identity_pool_roles_attachment: { a: { identity_pool_id: "eu-west-1:p", ...attachment } },
        }),
      },
    }),
  )
    .filter(({ entryPoint }) => entryPoint.kind === "identity-pool")
    .map(({ open, who }) => `${String(open)}: ${JSON.stringify(who)}`);

describe("guests of an identity pool get in", () => {
  test("with the role that the attachment names", () => {
    expect(ways({ roles: { unauthenticated: "${aws_iam_role.r.arn}" } }, "unauthenticated")).toEqual([
      expect.stringMatching(/^true: .*guests of the identity pool p/),
    ]);
  });

  test.each<[string, object]>([
    ["the role is an input", { roles: { unauthenticated: "${var.role}" } }],
    ["the roles are an input", { roles: "${var.roles}" }],
    ["the pool is an input, too", { roles: { unauthenticated: "${var.role}" }, identity_pool_id: "${var.pool}" }],
  ])("perhaps, where %s: each role that trusts the pool may be meant", (_, attachment) => {
    expect(ways(attachment, "unauthenticated")).toEqual([
      expect.stringMatching(/^unknown: .*guests of the identity pool p/),
    ]);
  });

  test.each<[string, object | undefined]>([
    ["no role is attached", undefined],
    ["signed-in users alone get one", { roles: { authenticated: "${var.role}" } }],
  ])("not, where %s", (_, attachment) => {
    expect(ways(attachment, "unauthenticated")).toEqual([]);
  });
});

test.each<[string, object]>([
  ["rules", { role_mapping: "${var.mappings}" }],
  [
    "the rules of a mapping",
    { role_mapping: [{ identity_provider: "x", type: "Rules", mapping_rule: "${var.rules}" }] },
  ],
  [
    "the role of a rule",
    {
      role_mapping: [
        {
          identity_provider: "x",
          type: "Rules",
          mapping_rule: [{ claim: "c", match_type: "Equals", value: "v", role_arn: "${var.role}" }],
        },
      ],
    },
  ],
])("signed-in users perhaps get in, where %s are an input", (_, attachment) => {
  expect(ways({ roles: { unauthenticated: "" }, ...attachment }, "authenticated")).toEqual([
    expect.stringMatching(/signed-in users of the identity pool p/),
  ]);
});
