import { groupsOf, namesHolder } from "../../../posture/iam/groups";
import { boundaryOf, heldBy, policiesOf } from "../../../posture/iam/policies";
import { belongsTo, refersTo } from "../../../posture/iam/references";
import type { Policies } from "../../../posture/iam/statement";
import { readPlan } from "../../../posture/model/read";
import { ACCOUNT, actions, allow, at, document, identity, model } from "./support";

const MANAGED = "arn:aws:iam::aws:policy";
const unread = ({ unread: all }: Policies) => all.map(({ text }) => text);
const policy = (name: string) => ({
  name,
  arn: `arn:aws:iam::${ACCOUNT}:policy/${name}`,
  policy: document(allow(`${name}:x`)),
});
const LATER = "(var.unset is not declared)";

describe("what a role has", () => {
  const of = (role: object, resources: object = {}) => {
    const all = model({ aws_iam_role: { r: { name: "r", assume_role_policy: "{}", ...role } }, ...resources });
    return policiesOf(all, identity(all, "r"));
  };
  const arn = (name: string) => `arn:aws:iam::${ACCOUNT}:policy/${name}`;
  test.each<[string, object, object, string[], string[]]>([
    ["an inline policy", { inline_policy: [{ name: "i", policy: document(allow("i:x")) }] }, {}, ["i:x"], []],
    ["an empty one", { inline_policy: [{ name: "i", policy: "" }] }, {}, [], []],
    [
      "one that another resource manages",
      { inline_policy: [{ name: "p", policy: document(allow("i:x")) }] },
      { aws_iam_role_policy: { p: { name: "p", role: "r", policy: document(allow("p:x")) } } },
      ["p:x"],
      [],
    ],
    [
      "one that somebody else's resource manages",
      { inline_policy: [{ name: "p", policy: document(allow("i:x")) }] },
      { aws_iam_role_policy: { p: { name: "p", role: "s", policy: document(allow("p:x")) } } },
      ["i:x"],
      [],
    ],
    [
      "policies by ARN",
      { managed_policy_arns: [arn("m"), arn("n")] },
      { aws_iam_policy: { m: policy("m"), n: policy("n") } },
      ["m:x", "n:x"],
      [],
    ],
    [
      "policies by reference",
      { managed_policy_arns: ["${aws_iam_policy.m.arn}"] },
      { aws_iam_policy: { m: { ...policy("m"), arn: undefined } } },
      ["m:x"],
      [],
    ],
    [
      "one that isn't here",
      { managed_policy_arns: [arn("gone")] },
      {},
      [],
      [`what the policy "${arn("gone")}" says isn't part of this input`],
    ],
    [
      "one of AWS's that isn't known",
      { managed_policy_arns: [`${MANAGED}/NoSuchPolicy`] },
      {},
      [],
      [`what the policy "${MANAGED}/NoSuchPolicy" says isn't part of this input`],
    ],
    [
      "one of AWS's in another path",
      { managed_policy_arns: [`${MANAGED}/service-role/x/AdministratorAccess`] },
      {},
      ["*"],
      [],
    ],
    [
      "what only looks like one of AWS's",
      { managed_policy_arns: [`x${MANAGED}/AdministratorAccess`] },
      {},
      [],
      [`what the policy "x${MANAGED}/AdministratorAccess" says isn't part of this input`],
    ],
    [
      "a policy that isn't known",
      {},
      { aws_iam_role_policy: { p: { role: "r", policy: "${var.unset}" } } },
      [],
      [`what aws_iam_role_policy.p says isn't known yet ${LATER}`],
    ],
    [
      "a text that is no policy",
      {},
      { aws_iam_role_policy: { p: { role: "r", policy: "no" } } },
      [],
      ["aws_iam_role_policy.p holds no policy that AWS accepts"],
    ],
    [
      "a policy of nobody knows whom",
      {},
      { aws_iam_role_policy: { p: { role: "${var.unset}", policy: document(allow("p:x")) } } },
      [],
      ["whom aws_iam_role_policy.p is for isn't known yet"],
    ],
    [
      "an attachment of nobody knows what",
      {},
      { aws_iam_role_policy_attachment: { a: { role: "r", policy_arn: "${var.unset}" } } },
      [],
      [`which policy aws_iam_role_policy_attachment.a attaches isn't known yet ${LATER}`],
    ],
    [
      "attachments of a list",
      {},
      {
        aws_iam_policy: { m: policy("m") },
        aws_iam_policy_attachment: { a: { name: "a", roles: ["s", "r"], policy_arn: arn("m") } },
      },
      ["m:x"],
      [],
    ],
    [
      "attachments of a list by name and by reference",
      {},
      {
        aws_iam_policy: { m: policy("m") },
        aws_iam_role: {
          r: { name_prefix: "r", assume_role_policy: "{}" },
          s: { name: "r", assume_role_policy: "{}" },
        },
        aws_iam_policy_attachment: {
          a: { name: "a", roles: ["x", "${aws_iam_role.s.name}"], policy_arn: arn("m") },
        },
      },
      ["m:x"],
      [],
    ],
    [
      "somebody else's attachment",
      {},
      {
        aws_iam_policy: { m: policy("m") },
        aws_iam_role_policy_attachment: { a: { role: "s", policy_arn: arn("m") } },
      },
      [],
      [],
    ],
    [
      "a user's attachment",
      {},
      {
        aws_iam_policy: { m: policy("m") },
        aws_iam_user_policy_attachment: { a: { user: "r", policy_arn: arn("m") } },
      },
      [],
      [],
    ],
  ])("%s", (_, role, resources, found, text) => {
    const all = of(role, resources);
    expect([actions(all), unread(all)]).toEqual([found, text]);
  });

  test("what a plan takes away is gone, what it keeps isn't", () => {
    const values = {
      name: "r",
      assume_role_policy: "{}",
      inline_policy: ["old", "kept"].map((name) => ({ name, policy: document(allow(`${name}:x`)) })),
      managed_policy_arns: [arn("m"), arn("n"), arn("o")],
    };
    const managed = (type: string, name: string, own: object) => ({
      address: `${type}.${name}`,
      mode: "managed",
      type,
      name,
      values: own,
    });
    const gone = (type: string, name: string, before: object, actions = ["delete"]) => ({
      ...{ address: `${type}.${name}`, mode: "managed", type, name },
      change: { actions, before, after: null },
    });
    const all = readPlan({
      format_version: "1.2",
      configuration: {},
      planned_values: {
        root_module: {
          resources: [
            managed("aws_iam_role", "r", values),
            ...["m", "n", "o"].map((name) => managed("aws_iam_policy", name, policy(name))),
          ],
        },
      },
      resource_changes: [
        gone("aws_iam_role_policy", "old", { role: "r", name: "old" }),
        gone("aws_iam_role_policy", "kept", { role: "s", name: "kept" }),
        gone("aws_iam_role_policy_attachment", "m", { role: "r", policy_arn: arn("m") }),
        gone("aws_iam_policy_attachment", "n", { roles: ["r"], policy_arn: arn("n") }),
        gone("aws_iam_role_policy_attachment", "o", { role: "s", policy_arn: arn("o") }),
      ],
    }).after;
    expect(actions(policiesOf(all, identity(all, "r")))).toEqual(["kept:x", "o:x"]);
  });

  test("a boundary by reference, by ARN, one that isn't known, and none", () => {
    const bound = (permissions_boundary: unknown) => {
      const all = model({
        aws_iam_role: { r: { name: "r", assume_role_policy: "{}", permissions_boundary } },
        aws_iam_policy: { b: policy("b") },
      });
      const found = boundaryOf(all, identity(all, "r"));
      return (
        found && [actions(found), found.unread.map(({ text, at: place }) => [text, place?.resource && place.path])]
      );
    };
    expect(bound("${aws_iam_policy.b.arn}")).toEqual([["b:x"], []]);
    expect(bound(arn("b"))).toEqual([["b:x"], []]);
    expect(bound("${var.unset}")).toEqual([
      [],
      [[`which policy aws_iam_role.r attaches isn't known yet ${LATER}`, ["permissions_boundary"]]],
    ]);
    expect([bound(undefined), bound("")]).toEqual([undefined, undefined]);
  });
});

describe("what a user has", () => {
  const of = model({
    aws_iam_user: { ann: { name: "ann" }, later: { name: "${var.unset}" } },
    aws_iam_group: { a: { name: "a" }, b: { name: "b" } },
    aws_iam_user_policy: { p: { user: "ann", policy: document(allow("own:x")) } },
    aws_iam_group_policy: {
      a: { group: "a", policy: document(allow("a:x")) },
      b: { group: "b", policy: document(allow("b:x")) },
    },
    aws_iam_user_group_membership: { m: { user: "ann", groups: ["${aws_iam_group.a.name}"] } },
  });
  test("comes from itself and its groups, by way of the membership", () => {
    const all = policiesOf(of, identity(of, "ann"));
    expect(actions(all)).toEqual(["own:x", "a:x"]);
    expect(all.statements.map(({ through = [] }) => through.map(({ address }) => address))).toEqual([
      ["aws_iam_user_policy.p"],
      ["aws_iam_user_group_membership.m", "aws_iam_group_policy.a"],
    ]);
    expect(actions(heldBy(of, "group", { type: "aws_iam_group", name: "b", resource: undefined }))).toEqual(["b:x"]);
  });

  test("groups by name and by reference are each one; one that isn't known leaves them open", () => {
    const member = (groups: readonly string[]) => {
      const all = model({
        aws_iam_user: { ann: { name: "ann" } },
        aws_iam_group: { a: { name: "a" }, b: { name: "${var.unset}" } },
        aws_iam_user_group_membership: { m: { user: "ann", groups } },
      });
      const { groups: found, unread: left } = groupsOf(all, identity(all, "ann"));
      return [found.map(({ name, resource }) => name ?? resource?.address), left.map(({ text }) => text)];
    };
    expect(member(["a", "elsewhere"])).toEqual([["a", "elsewhere"], []]);
    expect(member(["a", "${aws_iam_group.b.name}"])).toEqual([["a", "aws_iam_group.b"], []]);
    const OPEN = "whether aws_iam_user_group_membership.m puts it into a group isn't known yet";
    expect(member(["a", "${var.unset}"])).toEqual([[], [OPEN]]);
  });

  test("a name that the provider makes up is none that is written", () => {
    const all = model({
      aws_iam_role: {
        made: { name_prefix: "x", assume_role_policy: "{}" },
        later: { name: "${var.unset}", assume_role_policy: "{}" },
      },
      aws_iam_role_policy: { p: { role: "x1", policy: "" } },
    });
    const names = (address: string) =>
      namesHolder(all, at(all, "aws_iam_role_policy.p"), "role", identity(all, address));
    expect([names("aws_iam_role.made"), names("aws_iam_role.later")]).toEqual([false, "unknown"]);
  });
});

describe("references", () => {
  const of = model({
    aws_iam_role: Object.fromEntries(["a", "b", "c"].map((name) => [name, { assume_role_policy: "{}" }])),
    aws_iam_user: { u: {} },
    aws_iam_role_policy: {
      a: { role: "${aws_iam_role.a.name}" },
      both: { role: '${join("", [aws_iam_role.a.name, aws_iam_role.b.name])}' },
      mixed: { role: "${aws_iam_role.a.name}${aws_iam_user.u.name}" },
      later: { role: "${var.unset}" },
      through: { role: "${aws_iam_role_policy.a.role}" },
    },
    aws_kms_key: { k: { key_id: "1", arn: "arn:k" } },
    aws_kms_key_policy: {
      id: { key_id: "1" },
      arn: { key_id: "arn:k" },
      other: { key_id: "2" },
      later: { key_id: "${var.unset}" },
      own: { key_id: "${aws_kms_key.k.id}" },
    },
  });
  test.each<[string, "a" | "b" | "c", unknown]>([
    ["a", "a", true],
    ["a", "b", false],
    ["both", "a", "unknown"],
    ["both", "c", false],
    ["mixed", "a", "unknown"],
    ["mixed", "b", "unknown"],
    ["later", "a", "unknown"],
    ["through", "a", true],
    ["through", "b", false],
  ])("%s to %s: %s", (from, to, answer) =>
    expect(
      refersTo(of, at(of, `aws_iam_role_policy.${from}`), ["role"], at(of, `aws_iam_role.${to}`), ["aws_iam_role"]),
    ).toBe(answer),
  );
  test("of two references both are meant where an argument holds two", () => {
    const to = (most: number) =>
      refersTo(of, at(of, "aws_iam_role_policy.both"), ["role"], at(of, "aws_iam_role.b"), ["aws_iam_role"], most);
    expect([to(1), to(2)]).toEqual(["unknown", true]);
    expect(refersTo(of, at(of, "aws_iam_role_policy.a"), ["role"], undefined, ["aws_iam_role"])).toBe(false);
    expect(refersTo(of, at(of, "aws_iam_role_policy.later"), ["role"], undefined, ["aws_iam_role"])).toBe("unknown");
  });
  test.each([
    ["id", true],
    ["arn", true],
    ["other", false],
    ["later", "unknown"],
    ["own", true],
  ])("a key's policy by %s: %s", (name, answer) =>
    expect(belongsTo(of, at(of, `aws_kms_key_policy.${name}`), "key_id", at(of, "aws_kms_key.k"))).toBe(answer),
  );
});
