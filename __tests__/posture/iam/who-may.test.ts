import { evaluate, evaluatePool, findPrincipal, mayAssume, principals, whoMay } from "../../../posture/iam";
import type { Identity, Template } from "../../../posture/iam";
import { readSynth } from "../../../posture/model/read";

const ACCOUNT = "123456789012";
const API = `arn:aws:execute-api:eu-west-1:${ACCOUNT}:abc`;
const document = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: unknown, Resource: unknown = "*") => ({ Effect: "Allow", Action, Resource });
const trust = (Principal: unknown, Condition?: object, Action = "sts:AssumeRole") =>
  document({ Effect: "Allow", Action, Principal, ...(Condition && { Condition }) });
const role = (name: string, Principal: unknown, ...statements: readonly object[]) => ({
  [name]: {
    name,
    arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
    assume_role_policy: typeof Principal === "string" ? Principal : trust(Principal),
    inline_policy: statements.length > 0 ? [{ name: "p", policy: document(...statements) }] : [],
  },
});
const LAMBDA = { Service: "lambda.amazonaws.com" };
const model = (resource: object, data: object = {}) => readSynth({ resource, data });
const identity = (of: ReturnType<typeof model>, name: string) => findPrincipal(of, name) as Identity;
const ROUTE: Template = [`${API}/prod/GET/items`];

const called = (of: ReturnType<typeof model>) =>
  whoMay(of, (principal) => {
    const ask = { action: "execute-api:Invoke", resource: ROUTE };
    return "pool" in principal ? evaluatePool(of, principal, ask).may : evaluate(of, { ...ask, principal }).some;
  }).map(({ principal, may, through }) =>
    [principal.called, ...(may === true ? [] : [may]), ...(through ? [`through ${through.name ?? ""}`] : [])].join(" "),
  );

const COGNITO = "cognito-identity.amazonaws.com";
const federated = (amr: string, aud = "eu-west-1:pool") =>
  trust(
    { Federated: COGNITO },
    { StringEquals: { [`${COGNITO}:aud`]: aud }, "ForAnyValue:StringLike": { [`${COGNITO}:amr`]: amr } },
    "sts:AssumeRoleWithWebIdentity",
  );
const pool = (guests: boolean, roles: object, more: object = {}) => ({
  aws_cognito_identity_pool: {
    p: { id: "eu-west-1:pool", identity_pool_name: "visitors", allow_unauthenticated_identities: guests },
  },
  aws_cognito_identity_pool_roles_attachment: { p: { identity_pool_id: "eu-west-1:pool", roles, ...more } },
});
const arn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;

describe("who may call a route", () => {
  test("names roles and users that policies allow it, not those that may call another one", () => {
    const of = model({
      aws_iam_role: {
        ...role("all", LAMBDA, allow("execute-api:Invoke", "arn:aws:execute-api:*:*:*")),
        ...role("items", LAMBDA, allow("execute-api:Invoke", `${API}/*/GET/items`)),
        ...role("other", LAMBDA, allow("execute-api:Invoke", `${API}/*/GET/other`)),
        ...role("attached", LAMBDA),
      },
      aws_iam_policy: { unused: { name: "unused", policy: document(allow("*")) } },
      aws_iam_role_policy_attachment: {
        a: { role: "attached", policy_arn: "arn:aws:iam::aws:policy/AmazonAPIGatewayInvokeFullAccess" },
      },
      aws_iam_user: { ann: { name: "ann" } },
    });
    expect(called(of)).toEqual(["aws_iam_role.all", "aws_iam_role.items", "aws_iam_role.attached"]);
  });

  test("names who gets there by assuming a role, in steps, and accounts outside", () => {
    const of = model({
      aws_iam_role: {
        ...role("caller", { AWS: [arn("middle"), "999999999999"] }, allow("execute-api:Invoke")),
        ...role("middle", { AWS: arn("start") }),
        ...role("start", LAMBDA),
        ...role("stranger", LAMBDA),
      },
    });
    expect(called(of)).toEqual([
      "aws_iam_role.caller",
      "aws_iam_role.middle through caller",
      "aws_iam_role.start through middle",
      "the account 999999999999 through caller",
    ]);
  });

  test.each<[string, object, readonly string[]]>([
    [
      "guests, whom the pool and the role's trust let in",
      { ...pool(true, { unauthenticated: arn("r") }), trust: federated("unauthenticated") },
      ["aws_iam_role.r", "guests of the identity pool visitors"],
    ],
    [
      "no guests, where the pool lets none in",
      { ...pool(false, { unauthenticated: arn("r") }), trust: federated("unauthenticated") },
      ["aws_iam_role.r"],
    ],
    [
      "no guests, where the role trusts signed-in users only",
      { ...pool(true, { unauthenticated: arn("r") }), trust: federated("authenticated") },
      ["aws_iam_role.r"],
    ],
    [
      "no guests of another pool",
      { ...pool(true, { unauthenticated: arn("r") }), trust: federated("unauthenticated", "eu-west-1:other") },
      ["aws_iam_role.r"],
    ],
    [
      "signed-in users",
      { ...pool(false, { authenticated: arn("r") }), trust: federated("authenticated") },
      ["aws_iam_role.r", "signed-in users of the identity pool visitors"],
    ],
    [
      "signed-in users, by a rule",
      {
        ...pool(
          false,
          {},
          {
            role_mapping: [
              {
                identity_provider: "x",
                type: "Rules",
                mapping_rule: [{ claim: "a", match_type: "Equals", value: "b", role_arn: arn("r") }],
              },
            ],
          },
        ),
        trust: federated("authenticated"),
      },
      ["aws_iam_role.r", "signed-in users of the identity pool visitors"],
    ],
  ])("%s", (_, { trust: own, ...resources }: { trust?: string }, expected) => {
    const of = model({ ...resources, aws_iam_role: role("r", own, allow("execute-api:Invoke")) });
    expect(called(of)).toEqual(expected);
  });

  test("lists everybody whom policies know of", () => {
    const of = model({
      ...pool(true, {}),
      aws_iam_role: role("r", { AWS: "999999999999", Service: "ecs.amazonaws.com" }),
      aws_lambda_function: { f: { function_name: "f" } },
      aws_lambda_permission: {
        p: { function_name: "f", action: "lambda:InvokeFunction", principal: "*", principal_org_id: "o-1" },
      },
    });
    expect(principals(of).map((one) => one.called)).toEqual([
      "aws_iam_role.r",
      "guests of the identity pool visitors",
      "signed-in users of the identity pool visitors",
      "the account 999999999999",
      "ecs.amazonaws.com",
      "the organization o-1",
    ]);
  });
});

describe("trust", () => {
  test("in an account leaves it to that account's policies; in a role lets it in by itself", () => {
    const of = model({
      aws_iam_role: {
        ...role("byAccount", { AWS: ACCOUNT }),
        ...role("byName", { AWS: arn("plain") }),
        ...role("plain", LAMBDA),
        ...role("allowed", LAMBDA, allow("sts:AssumeRole", arn("byAccount"))),
      },
    });
    const may = (target: string, who: string) => mayAssume(of, identity(of, target), identity(of, who));
    expect([may("byAccount", "plain"), may("byAccount", "allowed")]).toEqual([false, true]);
    expect([may("byName", "plain"), may("byName", "allowed")]).toEqual([true, false]);
  });
});

describe("a part of what is asked", () => {
  const of = model({
    aws_iam_role: role(
      "r",
      LAMBDA,
      allow("execute-api:Invoke", [`${API}/prod/GET/items/1*`, `${API}/prod/GET/items/2*`]),
    ),
  });
  const ask = (resource: Template) =>
    evaluate(of, { principal: identity(of, "r"), action: "execute-api:Invoke", resource });
  const segment = { gap: "segment" } as const;

  test("is told from all of it", () => {
    expect(ask([`${API}/prod/GET/items/`, segment])).toMatchObject({
      outcome: "unknown",
      why: "part",
      some: true,
      all: false,
    });
    expect(ask([`${API}/prod/GET/items/1`, segment])).toMatchObject({ outcome: "allow", all: true });
    expect(ask([`${API}/prod/POST/items/`, segment])).toMatchObject({ outcome: "deny", some: false });
  });

  test("isn't claimed of an API that isn't known yet", () => {
    const open = { gap: "segment", open: true } as const;
    expect(ask(["arn:aws:execute-api:eu-west-1:", open, ":", open, "/prod/GET/items/1"])).toMatchObject({
      outcome: "unknown",
      some: "unknown",
    });
  });
});

describe("a policy document", () => {
  const of = (document: object) =>
    model(
      {
        aws_iam_role: role("r", LAMBDA),
        aws_iam_role_policy: { p: { role: "r", policy: "${data.aws_iam_policy_document.d.json}" } },
      },
      { aws_iam_policy_document: { d: document } },
    );
  const outcome = (data: object) => {
    const one = of(data);
    return evaluate(one, { principal: identity(one, "r"), action: "s3:GetObject", resource: "arn:aws:s3:::b/k" })
      .outcome;
  };
  const statement = { sid: "a", actions: ["s3:GetObject"], resources: ["*"] };
  const denying = document({ Sid: "a", Effect: "Deny", Action: "s3:*", Resource: "*" });
  const allowing = document({ Sid: "a", Effect: "Allow", Action: "s3:*", Resource: "*" });
  const other = document({ Sid: "b", Effect: "Deny", Action: "s3:*", Resource: "*" });

  test.each<[string, object, string]>([
    ["its own statement", { statement: [statement] }, "allow"],
    [
      "its own in place of a source's of the same sid",
      { source_policy_documents: [denying], statement: [statement] },
      "allow",
    ],
    ["a source's of another sid beside it", { source_policy_documents: [other], statement: [statement] }, "deny"],
    ["an override's in place of its own", { override_policy_documents: [denying], statement: [statement] }, "deny"],
    ["the last override's", { override_policy_documents: [denying, allowing], statement: [statement] }, "allow"],
    [
      "nothing known of an override",
      { override_policy_documents: ["${var.unset}"], statement: [statement] },
      "unknown",
    ],
    [
      "nothing known of a source, which may deny",
      { source_policy_documents: ["${var.unset}"], statement: [] },
      "unknown",
    ],
    ["resources that aren't known", { statement: [{ ...statement, resources: ["${var.unset}"] }] }, "unknown"],
    ["another effect than either", { statement: [{ ...statement, effect: "Deny" }] }, "deny"],
  ])("says %s", (_, data, expected) => expect(outcome(data)).toBe(expected));
});
