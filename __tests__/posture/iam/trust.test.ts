import { poolIdentities, rolesOfPool } from "../../../posture/iam/identity-pools";
import { externalPrincipals, mayAssume, mayBeOpen, rolesFor } from "../../../posture/iam/trust";
import type { Principal } from "../../../posture/iam/principal";
import { ACCOUNT, allow, at, document, identity, model, policies, trusting, when } from "./support";

const OTHER = "999999999999";

describe("trust", () => {
  const WEB = "cognito-identity.amazonaws.com";
  const web = (more: object, Action = "sts:AssumeRoleWithWebIdentity") =>
    document({ Effect: "Allow", Action, Principal: { Federated: WEB }, ...more });
  const pooled = (assume_role_policy: string, pool: object = { id: "eu:p" }, roles: object = {}) =>
    model({
      aws_iam_role: { r: { name: "r", assume_role_policy }, s: { name: "s", assume_role_policy: web({}) } },
      aws_cognito_identity_pool: { p: { identity_pool_name: "p", allow_unauthenticated_identities: true, ...pool } },
      aws_cognito_identity_pool_roles_attachment: {
        p: {
          identity_pool_id: "${aws_cognito_identity_pool.p.id}",
          roles: { unauthenticated: "${aws_iam_role.r.arn}", ...roles },
        },
      },
    });
  const AUD = `${WEB}:aud`;
  const AMR = `${WEB}:amr`;
  /** https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
  test.each<[string, string, object, unknown, unknown]>([
    ["every pool's", web({}), {}, true, true],
    ["this pool's", web(when("StringEquals", AUD, "eu:p")), { id: "eu:p" }, true, true],
    ["another pool's", web(when("StringEquals", AUD, "eu:q")), { id: "eu:p" }, false, false],
    [
      "this pool's, whose id isn't known",
      web(when("StringEquals", AUD, "${aws_cognito_identity_pool.p.id}")),
      { id: undefined },
      true,
      true,
    ],
    [
      "nobody knows which: another key asks for the id that isn't known",
      web(when("ForAnyValue:StringLike", AMR, "${aws_cognito_identity_pool.p.id}")),
      { id: undefined },
      "unknown",
      "unknown",
    ],
    ["guests", web(when("ForAnyValue:StringLike", AMR, "unauthenticated")), {}, true, false],
    ["signed-in users", web(when("ForAnyValue:StringLike", AMR, "authenticated")), {}, false, true],
    ["somebody who assumes roles otherwise", web({}, "sts:AssumeRole"), {}, false, false],
  ])("in %s identities", (_, trust, pool, guests, users) => {
    const all = pooled(trust, pool);
    const may = poolIdentities(all).map((one) => mayAssume(all, identity(all, "r"), one));
    expect(may).toEqual([guests, users]);
  });

  test("a role is given to whom the pool has it for", () => {
    const all = pooled(web({}));
    const sure = poolIdentities(all).map((one) => rolesFor(all, one).map(({ role, sure: is }) => [role.name, is]));
    expect(sure).toEqual([[["r", true]], []]);
    const closed = pooled(web({}), { allow_unauthenticated_identities: "${var.unset}" });
    expect(poolIdentities(closed).map((one) => rolesFor(closed, one).map(({ sure: is }) => is))).toEqual([
      ["unknown"],
      [],
    ]);
    const [role] = rolesOfPool(all, at(all, "aws_cognito_identity_pool.p"), "guests");
    expect(role?.role.called).toBe("aws_iam_role.r");
  });

  test("the rules and groups of a mapping give roles to signed-in users only", () => {
    const mapping = (type: string) =>
      model({
        aws_iam_role: { r: { name: "r", assume_role_policy: web({}) }, g: { name: "g", assume_role_policy: web({}) } },
        aws_cognito_identity_pool: {
          p: { id: "eu:p", identity_pool_name: "p", allow_unauthenticated_identities: true },
        },
        aws_cognito_user_group: { g: { name: "g", role_arn: "${aws_iam_role.g.arn}" } },
        aws_cognito_identity_pool_roles_attachment: {
          p: {
            identity_pool_id: "eu:p",
            roles: {},
            role_mapping: [
              {
                identity_provider: "x",
                type,
                mapping_rule: [{ claim: "c", match_type: "Equals", value: "v", role_arn: "${aws_iam_role.r.arn}" }],
              },
            ],
          },
        },
      });
    const roles = (type: string, kind: "guests" | "signed-in") => {
      const all = mapping(type);
      return rolesOfPool(all, at(all, "aws_cognito_identity_pool.p"), kind).map(({ role }) => role.name);
    };
    expect([roles("Rules", "signed-in"), roles("Token", "signed-in"), roles("Token", "guests")]).toEqual([
      ["r"],
      ["g"],
      [],
    ]);
  });

  const external = (kind: string, id: string) => ({ kind, id, called: id }) as Principal;
  test.each<[unknown, Principal, unknown]>([
    [{ AWS: OTHER }, external("account", OTHER), true],
    [{ AWS: OTHER }, external("account", ACCOUNT), false],
    [{ Federated: "accounts.google.com" }, external("federated", "accounts.google.com"), false],
    [{ Service: "lambda.amazonaws.com" }, external("service", "lambda.amazonaws.com"), true],
  ])("%j lets %j assume the role: %s", (principal, whom, answer) => {
    const all = model({ aws_iam_role: { r: { name: "r", assume_role_policy: trusting(principal) } } });
    expect(mayAssume(all, identity(all, "r"), whom)).toBe(answer);
    expect(mayAssume(all, { ...identity(all, "r"), resource: undefined }, whom)).toBe("unknown");
  });

  test("of a role whose ARN isn't known is held against its name", () => {
    const all = model({
      aws_iam_role: {
        r: { name: "r", assume_role_policy: trusting({ AWS: ACCOUNT }) },
        may: { name: "may", arn: `arn:aws:iam::${ACCOUNT}:role/may`, assume_role_policy: "{}" },
        other: { name: "other", arn: `arn:aws:iam::${ACCOUNT}:role/other`, assume_role_policy: "{}" },
      },
      aws_iam_role_policy: Object.fromEntries(
        [
          ["may", "*"],
          ["other", "arn:aws:iam::*:role/x"],
        ].map(([role, resource]) => [role, { role, policy: document(allow("sts:AssumeRole", resource)) }]),
      ),
    });
    const may = (name: string) => mayAssume(all, identity(all, "r"), identity(all, name));
    expect([may("may"), may("other")]).toEqual([true, false]);
  });

  test("whom a policy names outside of the input", () => {
    const names = (Principal: unknown, more: object = {}, Effect = "Allow") =>
      externalPrincipals(model({}), policies({ Effect, Action: "*", Resource: "*", Principal, ...more })).map(
        ({ kind, called }) => [kind, called].join(": "),
      );
    expect(names("*")).toEqual(["everyone: everybody with an AWS account"]);
    expect(names("*", when("StringEquals", "aws:PrincipalOrgID", ["o-1", "o-2"]))).toEqual([
      "organization: the organization o-1, o-2",
    ]);
    expect(names({ AWS: OTHER })).toEqual([`account: the account ${OTHER}`]);
    expect(names({ AWS: `arn:aws:iam::${OTHER}:role/r` })).toEqual([`role: "arn:aws:iam::${OTHER}:role/r"`]);
    expect(names({ Service: "sns.amazonaws.com", Federated: "accounts.google.com" })).toEqual([
      "service: sns.amazonaws.com",
      "federated: accounts.google.com",
    ]);
    expect([
      names("*", {}, "Deny"),
      names({ AWS: "AROAEXAMPLEID1234567" }),
      externalPrincipals(model({}), policies(allow("*"))),
    ]).toEqual([[], [], []]);
    const not = policies({ Effect: "Allow", Action: "*", Resource: "*", NotPrincipal: { AWS: OTHER } });
    expect(externalPrincipals(model({}), not)).toEqual([]);
  });

  test.each<[string, string, boolean]>([
    ["a service", trusting({ Service: "lambda.amazonaws.com" }), false],
    ["a service and an account", trusting({ Service: "lambda.amazonaws.com", AWS: ACCOUNT }), true],
    [
      "everybody but a service",
      document({ Effect: "Allow", Action: "*", NotPrincipal: { Service: "lambda.amazonaws.com" } }),
      true,
    ],
    ["nobody, by a Deny", document({ Effect: "Deny", Action: "*", Principal: "*" }), false],
    ["nobody knows whom", "${var.unset}", true],
    ["nobody knows which services", trusting({ Service: "${var.unset}" }), true],
  ])("may be open to %s", (_, trust, open) => {
    const all = model({ aws_iam_role: { r: { name: "r", assume_role_policy: trust } } });
    expect(mayBeOpen(all, at(all, "aws_iam_role.r"))).toBe(open);
  });
});
