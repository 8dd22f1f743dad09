/**
 * The engine against another implementation of IAM's rules, @cloud-copilot/iam-simulate. It is AGPL: development only,
 * imported here and nowhere else (docs/adr says why).
 */
import { runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import * as fc from "fast-check";
import { statementsOf } from "../../../posture/iam/document";
import { decide } from "../../../posture/iam/evaluate";
import type { Identity } from "../../../posture/iam/principal";
import type { Policies } from "../../../posture/iam/statement";

// Its quick entry gives a resource's policy no name and then asks for it.
jest.mock("@cloud-copilot/iam-policy", () => {
  const real = jest.requireActual<{ loadPolicy: (policy: object, more: object) => object }>(
    "@cloud-copilot/iam-policy",
  );
  return { ...real, loadPolicy: (policy: object, more = { name: "resource" }) => real.loadPolicy(policy, more) };
});

const ACCOUNT = "123456789012";
const OTHER = "999999999999";
const API = `arn:aws:execute-api:eu-west-1:${ACCOUNT}:abc`;
const ORG = "o-aaaaaaaaaa";

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const some = <T>(values: fc.Arbitrary<T>) => fc.array(values, { minLength: 1, maxLength: 3 });

const actions = oneOf(
  "*",
  "*",
  "execute-api:*",
  "execute-api:*",
  "execute-api:Invoke",
  "execute-api:inv?ke",
  "s3:*",
  "Execute-API:Man*",
);
const resources = oneOf(
  "*",
  "*",
  "*",
  `${API}/*`,
  `${API}/prod/GET/items`,
  `${API}/*/GET/*`,
  `${API}/prod/*/items`,
  "arn:aws:execute-api:*:*:*",
  `arn:aws:execute-api:eu-*:${ACCOUNT}:abc/prod/???/items`,
  "arn:aws:execute-api:us-*-1:*:abc/*",
  `${API}/prod/GET/\${aws:username}`,
  `${API}/prod/GET/\${aws:PrincipalTag/team, 'items'}`,
  "arn:aws:s3:::bucket/*",
);

const conditions = oneOf<object>(
  { StringEquals: { "aws:PrincipalOrgID": ORG } },
  { StringNotEquals: { "aws:PrincipalOrgID": ORG } },
  { StringEqualsIfExists: { "aws:PrincipalOrgID": ["o-bbbbbbbbbb", ORG] } },
  { StringLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:*/reader` } },
  { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:*` } },
  { ArnNotLike: { "aws:PrincipalArn": `arn:aws:iam::${OTHER}:*` } },
  { Null: { "aws:PrincipalOrgID": "true" } },
  { Null: { "aws:PrincipalOrgID": "false" } },
  { Bool: { "aws:SecureTransport": "true" } },
  { BoolIfExists: { "aws:SecureTransport": "false" } },
  { StringEqualsIgnoreCase: { "aws:UserAgent": "CURL" } },
  { "ForAnyValue:StringEquals": { "aws:TagKeys": ["a", "b"] } },
  { "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"] } },
  { "ForAnyValue:StringLike": { "aws:TagKeys": "c*" } },
  { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "192.168.1.0/24"] } },
  { NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
  { NumericLessThan: { "aws:MultiFactorAuthAge": "300" } },
  { NumericGreaterThanEqualsIfExists: { "aws:MultiFactorAuthAge": "300" } },
  { DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } },
  { StringEquals: { "aws:UserAgent": "curl" }, Bool: { "aws:SecureTransport": ["true"] } },
);

const statement = fc
  .record({
    Effect: oneOf("Allow", "Allow", "Allow", "Allow", "Deny"),
    action: fc.tuple(oneOf("Action", "Action", "Action", "NotAction"), some(actions)),
    resource: fc.tuple(oneOf("Resource", "Resource", "Resource", "NotResource"), some(resources)),
    Condition: fc.option(conditions, { nil: undefined, freq: 2 }),
  })
  .map(({ Effect, action, resource, Condition }) => ({
    Effect,
    [action[0]]: action[1],
    [resource[0]]: resource[1],
    ...(Condition && { Condition }),
  }));

// Documents of the older version hold no variables; the simulator fills them in there too, so it isn't asked.
const policy = fc
  .tuple(oneOf("2012-10-17", "2012-10-17", undefined), fc.array(statement, { maxLength: 3 }))
  .map(([version, Statement]) => {
    const Version = JSON.stringify(Statement).includes("${") ? "2012-10-17" : version;
    return { ...(Version !== undefined && { Version }), Statement };
  });

const principalElement = oneOf<unknown>(
  "*",
  { AWS: "*" },
  { AWS: ACCOUNT },
  { AWS: `arn:aws:iam::${OTHER}:root` },
  { AWS: `arn:aws:iam::${ACCOUNT}:role/reader` },
  { AWS: [`arn:aws:iam::${OTHER}:role/reader`, `arn:aws:iam::${ACCOUNT}:user/reader`] },
  { Service: "apigateway.amazonaws.com" },
);

const resourcePolicy = fc
  .array(fc.tuple(statement, principalElement), { maxLength: 2 })
  .map((all) => ({ Version: "2012-10-17", Statement: all.map(([one, Principal]) => ({ ...one, Principal })) }));

const context = fc.record({
  "aws:principalorgid": oneOf(null, [ORG], ["o-cccccccccc"]),
  "aws:securetransport": oneOf(["true"], ["false"]),
  "aws:useragent": oneOf(null, ["curl"], ["Curl"]),
  "aws:tagkeys": oneOf<string[] | null>(null, ["a"], ["a", "c1"], ["c1"]),
  "aws:sourceip": oneOf(["10.1.2.3"], ["192.168.1.9"], ["8.8.8.8"]),
  "aws:multifactorauthage": oneOf(null, ["20"], ["300"], ["3000"]),
  "aws:currenttime": oneOf(["2025-06-01T00:00:00Z"], ["2026-06-01T00:00:00Z"]),
  "aws:principaltag/team": oneOf(null, ["items"], ["users"]),
});

const request = fc.record({
  kind: oneOf("role" as const, "user" as const),
  account: oneOf(ACCOUNT, ACCOUNT, OTHER),
  action: oneOf("execute-api:Invoke", "execute-api:Invoke", "execute-api:ManageConnections"),
  resource: oneOf(`${API}/prod/GET/items`, `${API}/prod/POST/items`, `${API}/$default/GET/reader`),
  own: fc.array(policy, { minLength: 1, maxLength: 2 }),
  boundary: fc.option(policy, { nil: undefined, freq: 3 }),
  resourcePolicy: fc.option(resourcePolicy, { nil: undefined }),
  context,
});

type Request = typeof request extends fc.Arbitrary<infer T> ? T : never;

const read = (...documents: readonly object[]): Policies => ({
  statements: documents.flatMap((one) => {
    const statements = statementsOf(JSON.stringify(one), { address: "policy" });
    if (!statements) throw new Error(`no policy: ${JSON.stringify(one)}`);
    return statements;
  }),
  unread: [],
});

function ours(asked: Request) {
  const { kind, account, action, resource, own, boundary } = asked;
  const arn = `arn:aws:iam::${account}:${kind}/reader`;
  const principal: Identity = {
    kind,
    type: `aws_iam_${kind}`,
    name: "reader",
    resource: undefined,
    managed: true,
    account,
    called: "reader",
  };
  return decide({
    principal,
    action,
    resource,
    asked: [resource],
    own: read(...own),
    ...(boundary && { boundary: read(boundary) }),
    ...(asked.resourcePolicy && { resourcePolicy: read(asked.resourcePolicy) }),
    context: { ...asked.context, "aws:principalarn": [arn] },
  }).outcome;
}

function theirs(asked: Request) {
  const { kind, account, action, resource, own, boundary } = asked;
  const given = Object.entries(asked.context).filter(([, values]) => values !== null);
  const values = Object.fromEntries(
    given.map(([key, all]) => [key, key === "aws:tagkeys" ? (all ?? []) : String(all?.[0])]),
  );
  const arn = `arn:aws:iam::${account}:${kind}/reader`;
  const result = runUnsafeSimulation(
    {
      request: {
        principal: arn,
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: {
          ...values,
          "aws:principalarn": arn,
          ...(kind === "user" && { "aws:username": "reader" }),
        },
      },
      identityPolicies: own.map((one, i) => ({ name: `own${String(i)}`, policy: one })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(boundary && { permissionBoundaryPolicies: [{ name: "boundary", policy: boundary }] }),
      ...(asked.resourcePolicy && { resourcePolicy: asked.resourcePolicy }),
    },
    {},
  );
  return result === "Allowed" ? "allow" : "deny";
}

test("a thousand generated requests are decided as by iam-simulate", () => {
  const seen = { allow: 0, deny: 0, unknown: 0 };
  fc.assert(
    fc.property(request, (asked) => {
      const expected = theirs(asked);
      const own = ours(asked);
      seen[own] += 1;
      if (own !== "unknown") expect(own).toBe(expected);
    }),
    { numRuns: 1500 },
  );
  // Both answers come up often enough for the comparison to mean something.
  expect(seen.allow).toBeGreaterThan(150);
  expect(seen.deny).toBeGreaterThan(150);
  // A NotResource with a variable that the request has no value for: AWS's documents leave it open.
  expect(seen.unknown).toBeLessThan(40);
});
