import { changesBetween } from "../../../../posture/diff/index";
import { readSynth } from "../../../../posture/model/read";

const BUCKET = "arn:aws:s3:::b/*";
const NOT_TLS = { Bool: { "aws:SecureTransport": "false" } };
const EXCEPT = (...names: string[]) => ({
  StringNotEquals: { "aws:PrincipalArn": names.map((name) => `arn:aws:iam::123456789012:role/${name}`) },
});
const deny = (actions: string | string[], Condition?: object) => ({
  Effect: "Deny",
  Principal: "*",
  Action: actions,
  Resource: BUCKET,
  ...(Condition && { Condition }),
});
const allow = (principal: unknown) => ({
  Effect: "Allow",
  Principal: principal,
  Action: "s3:GetObject",
  Resource: BUCKET,
});

const bucket = (...statements: object[]) => ({
  aws_s3_bucket: { b: { bucket: "b" } },
  ...(statements.length > 0 && {
    aws_s3_bucket_policy: {
      p: { bucket: "b", policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) },
    },
  }),
});

const said = (before: object, after: object) =>
  changesBetween(readSynth({ resource: before }), readSynth({ resource: after })).map(
    ({ kind, summary }) => `${kind}: ${summary.replace("The policy of aws_s3_bucket_policy.p ", "")}`,
  );

// A bucket's policy needn't allow what a policy of a caller in the same account allows: a denial counts by itself.
describe("what the policy of a resource denies", () => {
  const WHOLE = `s3:* on ${BUCKET} for everybody, where Bool aws:SecureTransport false`;

  test.each<[string, object[], object[], string[]]>([
    [
      "a denial goes with its policy",
      [deny("s3:*", NOT_TLS)],
      [],
      [`broadened: no longer denies ${WHOLE}: policies of callers may allow it.`],
    ],
    ["a denial comes with its policy", [], [deny("s3:*", NOT_TLS)], [`narrowed: now denies ${WHOLE}.`]],
    [
      "fewer actions are denied",
      [deny(["s3:PutObject", "s3:DeleteObject"])],
      [deny("s3:PutObject")],
      [`broadened: no longer denies s3:DeleteObject on ${BUCKET} for everybody: policies of callers may allow it.`],
    ],
    [
      "a part of a denial stays",
      [deny("s3:*")],
      [deny("s3:DeleteObject")],
      [
        `broadened: no longer denies s3:* on ${BUCKET} for everybody, except what other statements deny: policies of callers may allow it.`,
      ],
    ],
    [
      "beside what is allowed to others",
      [deny("s3:PutObject"), allow({ AWS: "111122223333" })],
      [allow({ AWS: "111122223333" })],
      [`broadened: no longer denies s3:PutObject on ${BUCKET} for everybody: policies of callers may allow it.`],
    ],
    [
      "one more role is excepted",
      [deny("s3:*", EXCEPT("a"))],
      [deny("s3:*", EXCEPT("a", "b"))],
      [
        `broadened: denies less: s3:* on ${BUCKET} for everybody, only where StringNotEquals aws:PrincipalArn arn:aws:iam::123456789012:role/a or arn:aws:iam::123456789012:role/b (was: where StringNotEquals aws:PrincipalArn arn:aws:iam::123456789012:role/a): policies of callers may allow it.`,
      ],
    ],
    ["in another order nothing is said", [deny("s3:*"), allow("*")], [allow("*"), deny("s3:*")], []],
    ["one that another covers goes in silence", [deny("s3:*"), deny("s3:PutObject")], [deny("s3:*")], []],
  ])("%s", (_, before, after, expected) => {
    expect(said(bucket(...before), bucket(...after))).toEqual(expected);
  });

  test("of a file system, which callers of the account may mount by policies of their own", () => {
    const files = (actions: string[]) => ({
      aws_efs_file_system_policy: {
        p: {
          file_system_id: "fs-1",
          policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Deny", Principal: { AWS: "*" }, Action: actions, Resource: "*" }],
          }),
        },
      },
    });
    const [mount, root] = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess"];
    expect(said(files([mount, root]), files([mount]))).toEqual([
      `broadened: The policy of aws_efs_file_system_policy.p no longer denies ${root} for everybody: policies of callers may allow it.`,
    ]);
  });

  test("of a VPC endpoint, which allows by itself, says nothing where nothing is allowed", () => {
    const endpoint = (...statements: object[]) => ({
      aws_vpc_endpoint: {
        e: {
          vpc_id: "vpc-1",
          service_name: "com.amazonaws.eu-central-1.s3",
          policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
        },
      },
    });
    const one = allow({ AWS: "111122223333" });
    expect(said(endpoint(one, deny("s3:PutObject")), endpoint(one))).toEqual([]);
  });
});

test("ArnEquals and ArnLike say the same of an ARN", () => {
  const from = (operator: string, arn: string) =>
    bucket({ ...allow({ Service: "sns.amazonaws.com" }), Condition: { [operator]: { "aws:SourceArn": arn } } });
  const topic = "arn:aws:sns:eu-central-1:123456789012:t";
  expect(said(from("ArnEquals", topic), from("ArnLike", topic))).toEqual([]);
  expect(said(from("StringEquals", topic), from("ArnLike", topic))).toEqual([]);
  const wide = said(from("ArnEquals", topic), from("ArnLike", topic.replace(/t$/, "*")));
  expect(wide).toEqual([expect.stringMatching(/^broadened: now allows .* where ArnLike aws:SourceArn .*:\*/)]);
});
