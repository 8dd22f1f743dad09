import { evaluate, findPrincipal, nearMisses } from "../../../posture/iam";
import { namesHolder, groupsOf } from "../../../posture/iam/groups";
import { poolIdentities, roleAt, rolesOfPool } from "../../../posture/iam/identity-pools";
import { boundaryOf, policiesOf } from "../../../posture/iam/policies";
import { identities, identityArn } from "../../../posture/iam/principal";
import { accountOf, naming } from "../../../posture/iam/principal-match";
import { belongsTo, referencedResources, refersTo } from "../../../posture/iam/references";
import { functionPolicy, resourcePolicyOf } from "../../../posture/iam/resource-policies";
import { evaluatePool, mayAssume, mayBeOpen, externalPrincipals, rolesFor, trustOf } from "../../../posture/iam/trust";

import {
  ACCOUNT,
  document,
  statements,
  allow,
  deny,
  trusting,
  model,
  at,
  identity,
  actions,
  ROLES,
  POOLED,
} from "./support";

describe("names-holder", () => {
  const of = model({
    ...ROLES,
    aws_iam_role_policy: {
      byName: { role: "r", policy: document(allow("a:b")) },
      byReference: { role: "${aws_iam_role.r.id}", policy: document(allow("a:b")) },
      other: { role: "else", policy: document(allow("a:b")) },
      later: { role: "${var.unset}", policy: document(allow("a:b")) },
    },
  });
  test.each<[string, unknown]>([
    ["byName", true],
    ["byReference", true],
    ["other", false],
    ["later", "unknown"],
  ])("%s: %s", (name, answer) =>
    expect(namesHolder(of, at(of, `aws_iam_role_policy.${name}`), "role", identity(of, "r"))).toBe(answer),
  );
});

describe("groups", () => {
  test("a user's groups come by either resource; a membership that isn't known is said", () => {
    const of = model({
      aws_iam_user: { ann: { name: "ann" } },
      aws_iam_group: { a: { name: "a" }, b: { name: "b" } },
      aws_iam_user_group_membership: {
        m: { user: "ann", groups: ["a"] },
        later: { user: "ann", groups: ["${var.unset}"] },
        whoever: { user: "${var.unset}", groups: ["a"] },
      },
      aws_iam_group_membership: {
        n: { users: ["ann"], group: "b", name: "n" },
        other: { users: ["bob"], group: "b", name: "o" },
      },
    });
    const { groups, unread } = groupsOf(of, identity(of, "ann"));
    expect(groups.map(({ name, by }) => `${name ?? ""} by ${by.address}`)).toEqual([
      "a by aws_iam_user_group_membership.m",
      "b by aws_iam_group_membership.n",
    ]);
    // Whose membership it is, is as much an unknown as the group.
    expect(unread.map(({ at }) => at)).toMatchObject([
      { address: "aws_iam_user_group_membership.later", path: ["groups"] },
      { address: "aws_iam_user_group_membership.whoever", path: ["user"] },
    ]);
  });
});

describe("identity-pools", () => {
  test("guests are there where the pool lets them in", () =>
    expect(poolIdentities(POOLED).map(({ called }) => called)).toEqual([
      "guests of the identity pool visitors",
      "signed-in users of the identity pool visitors",
      "signed-in users of the identity pool members",
    ]));

  test("each kind has the role that is attached for it", () => {
    const pool = at(POOLED, "aws_cognito_identity_pool.p");
    const roles = (kind: "guests" | "signed-in") =>
      rolesOfPool(POOLED, pool, kind).map(({ role, sure }) => [role.name, sure]);
    expect([roles("guests"), roles("signed-in")]).toEqual([[["guest", true]], []]);
    // Of several pools each has its own attachment, whether or not its id is known yet.
    const other = { id: "eu-west-1:other", identity_pool_name: "other", allow_unauthenticated_identities: true };
    const beside = model({
      aws_iam_role: { r: { name: "r", arn: `arn:aws:iam::${ACCOUNT}:role/r`, assume_role_policy: trusting("*") } },
      aws_cognito_identity_pool: { p: { ...other, id: "eu-west-1:p" }, other, later: { ...other, id: undefined } },
      aws_cognito_identity_pool_roles_attachment: {
        p: { identity_pool_id: "eu-west-1:p", roles: { unauthenticated: `arn:aws:iam::${ACCOUNT}:role/r` } },
      },
    });
    expect(
      ["p", "other", "later"].map((name) =>
        rolesOfPool(beside, at(beside, `aws_cognito_identity_pool.${name}`), "guests").map(({ role }) => role.name),
      ),
    ).toEqual([["r"], [], []]);
    const attachment = at(POOLED, "aws_cognito_identity_pool_roles_attachment.p");
    expect(roleAt(POOLED, attachment, ["roles", "unauthenticated"])?.name).toBe("guest");
    expect(roleAt(POOLED, attachment, ["roles", "authenticated"])).toBeUndefined();
  });
});

describe("near-misses", () => {
  test("are the statements that allow the action on something else", () => {
    const of = model({
      aws_iam_role: {
        r: {
          name: "r",
          assume_role_policy: trusting("*"),
          inline_policy: [
            { name: "p", policy: document(allow("s3:Get*", "arn:aws:s3:::a"), deny("s3:Get*"), allow("ec2:*")) },
          ],
        },
      },
    });
    const found = nearMisses(of, identity(of, "r"), "s3:GetObject");
    expect(found.map(({ actions: { list } }) => list.items)).toEqual([["s3:Get*"]]);
  });
});

describe("policies", () => {
  const of = model({
    aws_iam_role: {
      r: {
        name: "r",
        arn: `arn:aws:iam::${ACCOUNT}:role/r`,
        assume_role_policy: trusting({ AWS: ACCOUNT }),
        permissions_boundary: "${aws_iam_policy.limit.arn}",
        inline_policy: [{ name: "own", policy: document(allow("own:x")) }],
      },
      free: { name: "free", assume_role_policy: trusting("*") },
    },
    aws_iam_policy: {
      limit: { name: "limit", policy: document(allow("limit:x")) },
      managed: { name: "managed", policy: document(allow("managed:x")) },
    },
    aws_iam_role_policy: {
      p: { role: "r", policy: document(allow("inline:x")) },
      later: { role: "r", policy: "${var.unset}" },
    },
    aws_iam_role_policy_attachment: {
      a: { role: "${aws_iam_role.r.name}", policy_arn: "${aws_iam_policy.managed.arn}" },
    },
  });

  test("a role's own, those attached to it, and what can't be read", () => {
    const all = policiesOf(of, identity(of, "r"));
    expect(actions(all)?.sort()).toEqual(["inline:x", "managed:x", "own:x"]);
    expect(all.unread.map(({ text }) => text)).toEqual([expect.stringContaining("aws_iam_role_policy.later")]);
  });

  test("attachments of every kind are a role's; whom one is for that isn't known is said", () => {
    const beside = model({
      aws_iam_role: { r: { name: "r", arn: `arn:aws:iam::${ACCOUNT}:role/r`, assume_role_policy: trusting("*") } },
      aws_iam_policy: Object.fromEntries(
        ["one", "two", "three"].map((name) => [name, { name, policy: document(allow(`${name}:x`)) }]),
      ),
      aws_iam_policy_attachment: { a: { name: "a", roles: ["r"], policy_arn: "${aws_iam_policy.one.arn}" } },
      aws_iam_role_policy_attachments_exclusive: { a: { role_name: "r", policy_arns: ["${aws_iam_policy.two.arn}"] } },
      aws_iam_role_policy_attachment: { later: { role: "${var.unset}", policy_arn: "${aws_iam_policy.three.arn}" } },
    });
    const all = policiesOf(beside, identity(beside, "r"));
    expect(actions(all)?.sort()).toEqual(["one:x", "two:x"]);
    expect(all.unread.map(({ text }) => text)).toEqual([
      "whom aws_iam_role_policy_attachment.later is for isn't known yet",
    ]);
  });

  test("a boundary is a layer of its own, and none where none is set", () => {
    expect(actions(boundaryOf(of, identity(of, "r")))).toEqual(["limit:x"]);
    expect(boundaryOf(of, identity(of, "free"))).toBeUndefined();
    // What is known by its ARN alone has none that could be read.
    expect(boundaryOf(of, { ...identity(of, "r"), resource: undefined })).toBeUndefined();
  });
});

describe("principal", () => {
  const of = model({ ...ROLES, aws_iam_user: { ann: { name: "ann" } } });

  test("is found by address, name, ARN and session", () => {
    for (const text of [
      "aws_iam_role.r",
      "r",
      `arn:aws:iam::${ACCOUNT}:role/r`,
      `arn:aws:sts::${ACCOUNT}:assumed-role/r/session`,
    ])
      expect(identity(of, text)).toMatchObject({ kind: "role", name: "r", account: ACCOUNT });
    expect(identity(of, `arn:aws:iam::999999999999:user/bob`)).toMatchObject({
      kind: "user",
      name: "bob",
      managed: false,
    });
    expect(identities(of).map(({ called }) => called)).toEqual([
      "aws_iam_role.r",
      "aws_iam_role.made",
      "aws_iam_user.ann",
    ]);
  });

  test("what is none is refused, with what was meant", () => {
    expect(findPrincipal(of, "aws_iam_role.rr")).toMatchObject({
      problem: expect.stringContaining('Is "aws_iam_role.r" meant?'),
    });
    expect(findPrincipal(of, `arn:aws:iam::${ACCOUNT}:root`)).toMatchObject({
      problem: expect.stringContaining("whole account"),
    });
  });

  test("an ARN is taken apart: the path, or the session", () => {
    expect(identityArn(`arn:aws:iam::${ACCOUNT}:role/team/r`)).toEqual({ account: ACCOUNT, kind: "role", name: "r" });
    expect(identityArn(`arn:aws:sts::${ACCOUNT}:assumed-role/r/a/b`)).toEqual({
      account: ACCOUNT,
      kind: "role",
      name: "r",
      session: "a/b",
    });
    expect(identityArn("arn:aws:s3:::a")).toBeUndefined();
    expect(identityArn(`arn:aws:iam::${ACCOUNT}:role/r\n`)).toBeUndefined();
    expect(identityArn(`xarn:aws:iam::${ACCOUNT}:role/r`)).toBeUndefined();
  });
});

describe("principal-match", () => {
  const of = model(ROLES);
  const named = (Principal: unknown, not = false, whom: Parameters<typeof naming>[1] = identity(of, "r")) => {
    const [one] = statements({ ...allow("a:b"), [not ? "NotPrincipal" : "Principal"]: Principal });
    return one?.principals && naming(one.principals, whom);
  };
  test("a service is named by its own name alone", () => {
    const service = { kind: "service", id: "lambda.amazonaws.com", called: "lambda" } as Parameters<typeof naming>[1];
    expect(named({ Service: "lambda.amazonaws.com" }, false, service)).toMatchObject({ named: true, how: "direct" });
    expect(named({ Service: "sns.amazonaws.com" }, false, service)).toMatchObject({ named: false });
    expect(named({ AWS: ACCOUNT }, false, service)).toMatchObject({ named: false });
  });
  test.each<[unknown, boolean, object]>([
    ["*", false, { named: true, how: "everyone" }],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:role/r` }, false, { named: true, how: "direct" }],
    [{ AWS: ACCOUNT }, false, { named: true, how: "account" }],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:role/other` }, false, { named: false }],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:role/team/r` }, false, { named: false }],
    [{ AWS: `arn:aws:iam::999999999999:role/r` }, false, { named: false }],
    [{ Service: "lambda.amazonaws.com" }, false, { named: false }],
    [{ AWS: "AROAEXAMPLEID1234567" }, false, { named: false }],
    [{ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/r/session` }, false, { named: "unknown" }],
    [{ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/other/session` }, false, { named: false }],
    [{ AWS: [`arn:aws:iam::${ACCOUNT}:role/r`, ACCOUNT] }, false, { named: true, how: "direct" }],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:role/other` }, true, { named: true }],
    [{ AWS: ACCOUNT }, true, { named: "unknown" }],
  ])("%j, turned round %s", (principal, not, result) => expect(named(principal, not)).toMatchObject(result));

  test("an account is named by its number or its root", () =>
    expect([ACCOUNT, `arn:aws:iam::${ACCOUNT}:root`, `arn:aws:iam::${ACCOUNT}:role/r`].map(accountOf)).toEqual([
      ACCOUNT,
      ACCOUNT,
      undefined,
    ]));
});

describe("references", () => {
  const of = model({
    ...ROLES,
    aws_iam_user: { many: { count: 2, name: "u-${count.index}" } },
    aws_iam_role_policy: {
      one: { role: "${aws_iam_role.made.id}" },
      none: { role: "${var.unset}" },
      other: { role: "${aws_iam_user.many[0].name}" },
      mixed: { role: "${aws_iam_role.made.id}-${aws_iam_user.many[0].name}" },
    },
  });
  const from = (name: string) => at(of, `aws_iam_role_policy.${name}`);

  test("one reference is sure, none and others are not", () => {
    expect(referencedResources(of, from("one"), ["role"], ["aws_iam_role"])).toMatchObject({
      resources: [{ address: "aws_iam_role.made" }],
      sure: true,
    });
    expect(referencedResources(of, from("none"), ["role"], ["aws_iam_role"]).sure).toBe(false);
    expect(refersTo(of, from("one"), ["role"], at(of, "aws_iam_role.made"), ["aws_iam_role"])).toBe(true);
    expect(refersTo(of, from("one"), ["role"], at(of, "aws_iam_role.r"), ["aws_iam_role"])).toBe(false);
    expect(refersTo(of, from("none"), ["role"], at(of, "aws_iam_role.r"), ["aws_iam_role"])).toBe("unknown");
    for (const name of ["other", "mixed"])
      expect(refersTo(of, from(name), ["role"], at(of, "aws_iam_role.r"), ["aws_iam_role"])).toBe("unknown");
  });

  test("an argument names a resource by any of its ids", () => {
    const keyed = model({
      aws_kms_key: { k: { key_id: "1234" } },
      aws_kms_key_policy: { own: { key_id: "1234" }, other: { key_id: "5" }, later: { key_id: "${aws_kms_key.k.id}" } },
    });
    const of = (name: string) =>
      belongsTo(keyed, at(keyed, `aws_kms_key_policy.${name}`), "key_id", at(keyed, "aws_kms_key.k"));
    expect([of("own"), of("other"), of("later")]).toEqual([true, false, true]);
  });
});

describe("resource-policies", () => {
  const of = model({
    aws_lambda_function: { f: { function_name: "f" }, g: { function_name: "g" } },
    aws_lambda_permission: {
      all: { function_name: "f", principal: "*", action: "lambda:InvokeFunction", principal_org_id: "o-1" },
      api: {
        function_name: "f",
        principal: "apigateway.amazonaws.com",
        action: "lambda:InvokeFunction",
        source_arn: "arn:aws:x",
      },
      other: { function_name: "g", principal: "*", action: "lambda:InvokeFunction" },
    },
    aws_kms_key: { k: { key_id: "1" } },
    aws_kms_key_policy: { k: { key_id: "1", policy: document({ ...allow("kms:*"), Principal: "*" }) } },
  });

  test("permissions are statements of the function's policy, their sources conditions", () => {
    const [fn] = of.functions;
    if (!fn) throw new Error("no function");
    expect(functionPolicy(of, fn).unread).toEqual([]);
    expect(
      functionPolicy(of, fn).statements.map(({ principals, conditions }) => [
        principals?.list.items[0]?.kind,
        conditions.items.map(({ key }) => key),
      ]),
    ).toEqual([
      ["everyone", ["aws:PrincipalOrgID"]],
      ["Service", ["AWS:SourceArn"].map((key) => expect.stringMatching(new RegExp(key, "i")))],
    ]);
  });

  test("a policy beside its resource is the resource's", () =>
    expect(actions(resourcePolicyOf(of, at(of, "aws_kms_key.k")))).toEqual(["kms:*"]));
});

describe("trust", () => {
  const of = model(ROLES);

  test("says who may assume a role", () => {
    const outsider = { kind: "account", id: ACCOUNT, called: "the account" } as const;
    expect(mayAssume(of, identity(of, "r"), outsider)).toBe(true);
    expect(mayAssume(of, identity(of, "r"), { ...outsider, id: "999999999999" })).toBe(false);
    expect(externalPrincipals(of, trustOf(of, at(of, "aws_iam_role.r"))).map(({ called }) => called)).toEqual([
      expect.stringContaining(ACCOUNT),
    ]);
  });

  test("guests act through the role that trusts their pool", () => {
    const [guests] = poolIdentities(POOLED);
    if (!guests) throw new Error("no guests");
    expect(rolesFor(POOLED, guests).map(({ role }) => role.name)).toEqual(["guest"]);
    const may = (action: string) => evaluatePool(POOLED, guests, { action, resource: "arn:aws:s3:::a/b" }).may;
    expect(may("s3:PutObject")).toBe(false);
    expect(may("s3:GetObject")).not.toBe(false);
  });

  test("may be open where it names everybody, or can't be read", () => {
    const trusts = model({
      aws_iam_role: {
        all: { name: "all", assume_role_policy: trusting("*") },
        later: { name: "later", assume_role_policy: "${var.unset}" },
        ...ROLES.aws_iam_role,
      },
    });
    expect(["all", "later", "made"].map((name) => mayBeOpen(trusts, at(trusts, `aws_iam_role.${name}`)))).toEqual([
      true,
      true,
      false,
    ]);
    expect(evaluate(trusts, { principal: identity(trusts, "r"), action: "a:b", resource: "*" }).outcome).toBe("deny");
  });
});
