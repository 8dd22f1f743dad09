import type { Credentials } from "../../../../posture/access";
import { ANY_AWS_ACCOUNT } from "../../../../posture/access";
import { poolIdentities } from "../../../../posture/iam";
import { decide, holdAnswers, ways } from "../whole";
import { api, document, ip, notIp, stack, type Given } from "./rest-support";

holdAnswers();

const NOTHING: Credentials = { kind: "none" };
const ROLE: Credentials = { kind: "principal", principal: "aws_iam_role.r" };
const ANY: Credentials = { kind: "principal", principal: ANY_AWS_ACCOUNT };
const CALLS = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" }] };
const WHO = {
  aws_iam_role: { r: { name: "r", assume_role_policy: "{}" } },
  aws_iam_role_policy: { r: { role: "r", policy: JSON.stringify(CALLS) } },
};
const AUTHORIZER = {
  aws_api_gateway_authorizer: { f: { name: "f", type: "REQUEST", rest_api_id: api, authorizer_uri: "arn:aws:x" } },
  aws_api_gateway_method: {
    m: {
      ...{ rest_api_id: api, resource_id: "${aws_api_gateway_rest_api.a.root_resource_id}", http_method: "GET" },
      ...{ authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.f.id}" },
    },
  },
};
const POST = { Resource: "execute-api:/*/POST/*" };
const OTHER = { Principal: { AWS: "arn:aws:iam::222222222222:root" } };
const DENY = { Effect: "Deny" };

test.each<[string, boolean, Given, Credentials, boolean, string]>([
  ["no policy", false, {}, NOTHING, false, "allow"],
  ["no policy of a private API, from inside", true, {}, NOTHING, true, "unknown"],
  ["no policy of a private API, from outside", true, {}, NOTHING, false, "allow"],
  ["one that isn't known", false, { policy: "${var.unset}" }, NOTHING, false, "unknown"],
  ["an Allow", false, { policy: document({}) }, NOTHING, false, "allow"],
  ["an Allow of other methods", false, { policy: document(POST) }, NOTHING, false, "deny"],
  ["an Allow of somebody else", false, { policy: document(OTHER) }, NOTHING, false, "deny"],
  ["a Deny", false, { policy: document({}, DENY) }, NOTHING, false, "deny"],
  ["a Deny of other methods", false, { policy: document({}, { ...DENY, ...POST }) }, NOTHING, false, "allow"],
  [
    "a Deny of some addresses and a condition",
    false,
    { policy: document({}, notIp("192.0.2.0/24")) },
    NOTHING,
    true,
    "unknown",
  ],
  ["wide blocks", false, { policy: document(ip("0.0.0.0/7", "2.0.0.0/8")) }, NOTHING, false, "deny"],
  ["IPv6", false, { policy: document(ip("::/0")) }, NOTHING, false, "deny"],
  [
    "a block that isn't known among others",
    false,
    { policy: document(ip("${var.a}"), ip("192.0.2.1")) },
    NOTHING,
    false,
    "unknown",
  ],
  [
    "conditions that depend on the call",
    false,
    {
      policy: document({
        Condition: {
          Bool: { "aws:SecureTransport": "true" },
          DateLessThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" },
        },
      }),
    },
    NOTHING,
    false,
    "unknown",
  ],
  [
    "an authorizer, and an Allow of somebody else",
    false,
    { policy: document(OTHER), more: AUTHORIZER },
    NOTHING,
    false,
    "deny",
  ],
  ["an authorizer, and a Deny", false, { policy: document(DENY), more: AUTHORIZER }, NOTHING, false, "deny"],
  [
    "a signature, and nothing said",
    false,
    { policy: document(OTHER), authorization: "AWS_IAM", more: WHO },
    ROLE,
    false,
    "allow",
  ],
  [
    "a signature, and a Deny of addresses",
    false,
    { policy: document(OTHER, notIp("192.0.2.0/24")), authorization: "AWS_IAM", more: WHO },
    ROLE,
    false,
    "unknown",
  ],
  [
    "a signature, and a Deny",
    false,
    { policy: document(DENY), authorization: "AWS_IAM", more: WHO },
    ROLE,
    false,
    "deny",
  ],
  ["a signature from inside", true, { policy: document({}), authorization: "AWS_IAM", more: WHO }, ROLE, true, "allow"],
  ["anybody's signature", false, { policy: document({}), authorization: "AWS_IAM" }, ANY, false, "allow"],
  [
    "anybody's signature, by address",
    false,
    { policy: document(ip("192.0.2.0/24")), authorization: "AWS_IAM" },
    ANY,
    false,
    "deny",
  ],
  ["anybody's signature, unnamed", false, { policy: document(OTHER), authorization: "AWS_IAM" }, ANY, false, "deny"],
  ["anybody's signature, without a policy", false, { authorization: "AWS_IAM" }, ANY, false, "deny"],
])("%s", (_, isPrivate, given, credentials, inside, outcome) => {
  const model = stack(isPrivate, given);
  ways(model);
  expect(decide(model, { entryPoint: "aws_api_gateway_method.m", inside }, credentials).outcome).toBe(outcome);
});

test("a policy for a part of what a method takes lets those in, whatever the stage", () => {
  const model = stack(false, { policy: document({ Resource: "execute-api:/live/*" }) });
  const of = (request: object) =>
    decide(model, { entryPoint: "aws_api_gateway_method.m", ...request }, NOTHING).outcome;
  expect([of({}), of({ method: "GET", path: "/" })]).toEqual(["allow", "unknown"]);
});

describe("guests of an identity pool", () => {
  const key = "cognito-identity.amazonaws.com";
  const trust = {
    Effect: "Allow",
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: key },
    Condition: { StringEquals: { [`${key}:aud`]: "pool" } },
  };
  const guests = (Statement: object, isPrivate = false, more: object = {}) => {
    const model = stack(isPrivate, {
      policy: document(OTHER),
      authorization: "AWS_IAM",
      more: {
        aws_iam_role: { r: { name: "r", assume_role_policy: JSON.stringify({ Statement: [trust] }) } },
        aws_iam_role_policy: { r: { role: "r", policy: JSON.stringify({ Statement: [Statement] }) } },
        aws_cognito_identity_pool: {
          p: { id: "pool", identity_pool_name: "p", allow_unauthenticated_identities: true },
        },
        aws_cognito_identity_pool_roles_attachment: {
          p: { identity_pool_id: "pool", roles: { unauthenticated: "${aws_iam_role.r.arn}" } },
        },
        ...more,
      } as Given["more"] & object,
    });
    ways(model);
    const [principal] = poolIdentities(model);
    if (!principal) throw new RangeError("no guests");
    return decide(
      model,
      { entryPoint: "aws_api_gateway_method.m", inside: isPrivate },
      { kind: "principal", principal },
    ).outcome;
  };
  const allow = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" };
  const sometimes = { ...allow, Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } };
  const endpoint = (Principal: unknown) => ({
    aws_vpc_endpoint: { e: { service_name: "com.amazonaws.eu-west-1.execute-api", policy: document({ Principal }) } },
  });
  test.each<[string, object, boolean, object, string]>([
    ["that may", allow, false, {}, "allow"],
    ["that perhaps may", sometimes, false, {}, "unknown"],
    ["that may something else", { ...allow, Action: "s3:GetObject" }, false, {}, "deny"],
    [
      "behind an endpoint that names a role",
      allow,
      true,
      endpoint({ AWS: "arn:aws:iam::123456789012:role/r" }),
      "allow",
    ],
  ])("%s", (_, statement, isPrivate, more, outcome) => expect(guests(statement, isPrivate, more)).toBe(outcome));
});
