import { planned } from "../../fixtures";
import { ARN, allow, ask, policy, role, stack } from "./iam-support";
import { explain, holdAnswers } from "../whole";

holdAnswers();

const inline = (...statements: readonly object[]) => ({
  aws_iam_role: role("reader"),
  aws_iam_role_policy: { invoke: { role: "${aws_iam_role.reader.id}", policy: policy(...statements) } },
});
const permission = (said: ReturnType<typeof ask>) => said.steps.find((step) => step.check === "permission");

describe("one policy of the role", () => {
  test.each([
    ["allows the route", [allow(`${ARN}/$default/GET/report`)], "passes"],
    ["allows every action and resource", [{ Effect: "Allow", Action: "*", Resource: "*" }], "passes"],
    ["writes the action in another case", [allow("*", { Action: "Execute-API:invoke" })], "passes"],
    ["allows all actions but others", [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }], "passes"],
    ["allows all resources but others", [{ Effect: "Allow", Action: "*", NotResource: `${ARN}/*/POST/*` }], "passes"],
    ["allows all resources but this one", [{ Effect: "Allow", Action: "*", NotResource: `${ARN}/*` }], "refused"],
    ["allows all actions but this one", [{ Effect: "Allow", NotAction: "execute-api:*", Resource: "*" }], "refused"],
    ["allows another method", [allow(`${ARN}/$default/POST/report`)], "refused"],
    ["allows another stage", [allow(`${ARN}/prod/GET/report`)], "refused"],
    ["allows another action", [allow("*", { Action: "execute-api:ManageConnections" })], "refused"],
    ["denies what it allows", [allow("*"), { ...allow("*"), Effect: "Deny" }], "refused"],
    ["denies something else", [allow("*"), { ...allow(`${ARN}/*/POST/*`), Effect: "Deny" }], "passes"],
    [
      "allows under a condition",
      [allow("*", { Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } })],
      "unknown",
    ],
    [
      "denies under a condition",
      [allow("*"), { ...allow("*"), Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }],
      "unknown",
    ],
    ["has no statement", [], "refused"],
  ] as const)("%s", (_, statements, outcome) => {
    const said = ask(inline(...statements));
    expect(said).toMatchObject({ outcome, ...(outcome === "refused" && { status: 403 }) });
    expect(permission(said)?.text).toContain("aws_iam_role.reader");
    if (outcome === "refused") expect(permission(said)?.remedy).toBeTruthy();
  });

  test("is named, with what it allows instead and with its conditions", () => {
    const missed = permission(ask(inline(allow(`${ARN}/$default/POST/report`))))?.text;
    expect(missed).toContain(`aws_iam_role_policy.invoke allows it on "${ARN}/$default/POST/report" only`);
    const open = permission(
      ask(inline(allow("*", { Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }))),
    )?.text;
    expect(open).toContain('with conditions ("IpAddress aws:SourceIp")');
    expect(open).not.toContain("10.0.0.0");
  });

  test("may cover a part of the paths that a route takes", () => {
    const one = inline(allow(`${ARN}/$default/GET/items/7`));
    expect(ask(one, { routeKey: "GET /items/{id}" }).outcome).toBe("unknown");
    expect(ask(one, { method: "GET", path: "/items/7" }).outcome).toBe("passes");
    expect(ask(one, { method: "GET", path: "/items/8" })).toMatchObject({ outcome: "refused", status: 403 });
  });
});

describe("policies come from", () => {
  const attached = (arn: string) => ({ attach: { role: "reader", policy_arn: arn } });
  const own = { read: { name: "read", policy: policy(allow()) } };
  const document = (statement: object) => ({ aws_iam_policy_document: { read: { statement: [statement] } } });
  const referring = { invoke: { role: "reader", policy: "${data.aws_iam_policy_document.read.json}" } };

  test.each([
    [
      "an attached policy",
      { aws_iam_policy: own, aws_iam_role_policy_attachment: attached("${aws_iam_policy.read.arn}") },
      "passes",
    ],
    [
      "an attachment to a list of roles",
      {
        aws_iam_policy: own,
        aws_iam_policy_attachment: {
          all: { name: "x", roles: ["${aws_iam_role.reader.name}"], policy_arn: "${aws_iam_policy.read.arn}" },
        },
      },
      "passes",
    ],
    [
      "another role's attachment",
      {
        aws_iam_policy: own,
        aws_iam_role_policy_attachment: { attach: { role: "other", policy_arn: "${aws_iam_policy.read.arn}" } },
      },
      "refused",
    ],
    [
      "a policy of AWS that allows it",
      { aws_iam_role_policy_attachment: attached("arn:aws:iam::aws:policy/AmazonAPIGatewayInvokeFullAccess") },
      "passes",
    ],
    [
      "a policy of AWS that says nothing of it",
      { aws_iam_role_policy_attachment: attached("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole") },
      "refused",
    ],
    [
      "a policy that is kept elsewhere",
      { aws_iam_role_policy_attachment: attached("arn:aws:iam::123456789012:policy/other") },
      "unknown",
    ],
    [
      "the role's own blocks",
      { aws_iam_role: role("reader", { inline_policy: [{ name: "x", policy: policy(allow()) }] }) },
      "passes",
    ],
    [
      "the role's list of ARNs",
      { aws_iam_role: role("reader", { managed_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"] }) },
      "passes",
    ],
  ])("%s", (_, resource, outcome) => {
    expect(ask({ aws_iam_role: role("reader"), ...resource }).outcome).toBe(outcome);
  });

  test("a policy document", () => {
    const resource = { aws_iam_role: role("reader"), aws_iam_role_policy: referring };
    const given = (statement: object) => ask(resource, undefined, {}, document(statement)).outcome;
    expect(given({ actions: ["execute-api:Invoke"], resources: [`${ARN}/*`] })).toBe("passes");
    expect(given({ effect: "Deny", actions: ["execute-api:*"], resources: ["*"] })).toBe("refused");
    expect(given({ not_actions: ["iam:*"], resources: ["*"] })).toBe("passes");
    const condition = [{ test: "StringEquals", variable: "aws:PrincipalTag/team", values: ["a"] }];
    expect(given({ actions: ["*"], resources: ["*"], condition })).toBe("unknown");
  });

  test("the groups of a user", () => {
    const resource = {
      aws_iam_user: { ann: { name: "ann", arn: "arn:aws:iam::123456789012:user/people/ann" } },
      aws_iam_group: { staff: { name: "staff" } },
      aws_iam_group_policy: { invoke: { group: "${aws_iam_group.staff.name}", policy: policy(allow()) } },
    };
    const member = { aws_iam_user_group_membership: { ann: { user: "ann", groups: ["${aws_iam_group.staff.name}"] } } };
    const members = {
      aws_iam_group_membership: { staff: { name: "x", group: "staff", users: ["${aws_iam_user.ann.name}"] } },
    };
    const ann = { principal: "arn:aws:iam::123456789012:user/people/ann" };
    expect(ask({ ...resource, ...member }, undefined, ann).outcome).toBe("passes");
    expect(ask({ ...resource, ...members }, undefined, ann).outcome).toBe("passes");
    expect(ask(resource, undefined, ann).outcome).toBe("refused");
  });

  test("a permissions boundary, which has to allow it too", () => {
    const bounded = (...statements: readonly object[]) => ({
      ...inline(allow("*")),
      aws_iam_role: role("reader", { permissions_boundary: "${aws_iam_policy.limit.arn}" }),
      aws_iam_policy: { limit: { name: "limit", policy: policy(...statements) } },
    });
    expect(ask(bounded(allow("*"))).outcome).toBe("passes");
    expect(ask(bounded(allow("*", { Action: "s3:*" })))).toMatchObject({ outcome: "refused", status: 403 });
    expect(ask(bounded(allow("*"), { ...allow("*"), Effect: "Deny" }))).toMatchObject({
      outcome: "refused",
      status: 403,
    });
  });
});

describe("who signs", () => {
  const resource = inline(allow("*"));
  test.each([
    ["its address", "aws_iam_role.reader", "passes"],
    ["its ARN", "arn:aws:iam::123456789012:role/reader", "passes"],
    ["a session of it", "arn:aws:sts::123456789012:assumed-role/reader/ann@example.com", "passes"],
    ["a role of the same name in another account", "arn:aws:iam::999999999999:role/reader", "refused"],
    ["a role that is made elsewhere", "arn:aws:iam::123456789012:role/elsewhere", "unknown"],
    ["nobody that is known", "reeder", "unknown"],
    ["a whole account", "arn:aws:iam::123456789012:root", "unknown"],
  ])("is named by %s", (_, principal, outcome) => {
    const said = ask(resource, undefined, { principal });
    expect(said.outcome).toBe(outcome);
    expect(JSON.stringify(said)).not.toContain("ann@example.com");
  });

  test("is allowed here though made elsewhere, if nothing else denies it", () => {
    const held = { aws_iam_role_policy: { invoke: { role: "elsewhere", policy: policy(allow("*")) } } };
    const said = ask(held, undefined, { principal: "arn:aws:iam::123456789012:role/elsewhere" });
    expect(said).toMatchObject({ outcome: "passes", assuming: ["no policy outside this input denies it"] });
  });

  test.each(["secret", "request", "expired"] as const)("signs badly: %s", (flaw) =>
    expect(ask(resource, undefined, { flaw })).toMatchObject({ outcome: "refused", status: 403 }),
  );

  test("needs no signature at an open route", () =>
    expect(ask(resource, { routeKey: "GET /open" }).outcome).toBe("passes"));
});

test("refuses who doesn't sign, and names who may", () => {
  for (const token of [undefined, "a.b.c"]) {
    const said = explain(stack(inline(allow("*"))), { routeKey: "GET /report" }, token);
    expect(said).toMatchObject({ outcome: "refused", status: 403, summary: expect.stringContaining("Forbidden") });
    expect(said.steps.find((step) => step.result === "fail")?.remedy).toContain("aws_iam_role.reader");
  }
});

describe("of a plan", () => {
  const at = (name: string, routeKey: string, principal: string) =>
    explain(planned(name), { routeKey }, undefined, { signed: { principal } });

  test("a role without such a policy is refused, though no ARN is known yet", () =>
    expect(at("peer-mistakes", "POST /items", "aws_iam_role.this")).toMatchObject({ outcome: "refused", status: 403 }));

  test("what is known after apply is said to be", () => {
    const said = at("rest-beside", "POST /internal", "aws_iam_role.authorizer");
    expect(said).toMatchObject({ outcome: "unknown" });
    expect(permission(said)?.text).toContain("policy_document.call allows it for what is known only after apply");
  });
});

test("an HTTP API has no policy that could let another account in", () => {
  const step = (account: string) =>
    ask({}, { routeKey: "GET /report" }, { principal: `arn:aws:iam::${account}:role/r` }).steps.find(
      ({ check, result }) => check === "principal" && result !== "note",
    );
  expect(step("123456789012")).toMatchObject({
    result: "pass",
    text: expect.stringMatching(/ is in the API's account\.$/),
  });
  expect(step("999999999999")).toMatchObject({
    ...{ result: "fail", status: 403 },
    text: expect.stringContaining(
      "is in the account 999999999999, the API in 123456789012; an HTTP API has no resource policy",
    ),
  });
});

test("a statement is told by its first three resources, by those left out, or as known after apply", () => {
  const depends = (statement: object) => {
    const Condition = { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } };
    const denied = { Effect: "Deny", Action: "*", ...statement };
    return [
      permission(ask(inline(allow("*"), denied)))?.remedy,
      permission(ask(inline(allow("*", { Condition }))))?.result,
    ];
  };
  const four = ["GET/report", "GET/a", "GET/b", "GET/c"].map((path) => `${ARN}/*/${path}`);
  const [one, two, three] = four.map((text) => `"${text}"`);
  expect(depends({ Resource: four })[0]).toBe(
    `Take ${one}, ${two}, ${three} and more out of that Deny, if aws_iam_role.reader should get in.`,
  );
  expect(depends({ NotResource: [`${ARN}/*/POST/a`, `${ARN}/*/POST/b`] })).toEqual([
    `Take everything but "${ARN}/*/POST/a", "${ARN}/*/POST/b" out of that Deny, if aws_iam_role.reader should get in.`,
    "unknown",
  ]);
});

test("who may do it is named to whom isn't signed in, six at most", () => {
  const many = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((i) => Object.entries(role(`r${i}`))[0] ?? []));
  const policies = Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7].map((i) => [`p${i}`, { role: `r${i}`, policy: policy(allow()) }]),
  );
  const of = (resource: object) =>
    explain(stack(resource), { routeKey: "GET /report" }, undefined).steps.find(
      ({ check }) => check === "authorization",
    )?.remedy;
  expect(of({ aws_iam_role: many, aws_iam_role_policy: policies })).toContain(
    " (here: aws_iam_role.r1, aws_iam_role.r2, aws_iam_role.r3, aws_iam_role.r4, aws_iam_role.r5, aws_iam_role.r6, …). --principal tells",
  );
  expect(of({})).toBe(
    "Sign with credentials that may execute-api:Invoke this route. --principal tells what a role or user may.",
  );
});
