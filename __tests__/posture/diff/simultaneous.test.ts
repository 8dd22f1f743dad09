import { changesBetween } from "../../../posture/diff/index";
import { readSynth } from "../../../posture/model/read";

type Json = Readonly<Record<string, unknown>>;

const said = (before: Json, after: Json) =>
  changesBetween(readSynth({ resource: before }), readSynth({ resource: after })).map(
    ({ kind, summary }) => `${kind}: ${summary}`,
  );

const client = (pool: string) => ({ name: "c", user_pool_id: `\${aws_cognito_user_pool.${pool}.id}` });
const issued = (pool: string, ...clients: string[]) => ({
  issuer: `https://cognito-idp.eu-central-1.amazonaws.com/\${aws_cognito_user_pool.${pool}.id}`,
  audience: clients.map((name) => `\${aws_cognito_user_pool_client.${name}.id}`),
});

/** Clients web and desk of pool a, and visitor of pool b. */
const authorizer = (jwt: object): Json => ({
  aws_cognito_user_pool: { a: { name: "a" }, b: { name: "b" } },
  aws_cognito_user_pool_client: {
    web: { ...client("a"), name: "web" },
    desk: { ...client("a"), name: "desk" },
    visitor: { ...client("b"), name: "visitor" },
  },
  aws_apigatewayv2_api: { x: { name: "x", protocol_type: "HTTP" } },
  aws_apigatewayv2_authorizer: {
    j: {
      api_id: "${aws_apigatewayv2_api.x.id}",
      name: "jwt",
      authorizer_type: "JWT",
      identity_sources: ["$request.header.Authorization"],
      jwt_configuration: [jwt],
    },
  },
});

describe("settings of one authorizer that change at once", () => {
  const POOL = "breaking: The authorizer jwt accepts tokens of pool b only: every token of pool a is refused.";
  const accepts = (name: string) => `broadened: The authorizer jwt now accepts tokens of the client ${name}.`;
  const refuses = (name: string) => `narrowed: The authorizer jwt no longer accepts tokens of the client ${name}.`;

  test.each<[string, object, object, string[]]>([
    ["issuer and audience", issued("a", "web"), issued("b", "visitor"), [POOL, accepts("visitor"), refuses("web")]],
    [
      "issuer, and one more in the audience",
      issued("a", "web"),
      issued("b", "web", "visitor"),
      [POOL, accepts("visitor")],
    ],
    ["one client for another", issued("a", "web"), issued("a", "desk"), [accepts("desk"), refuses("web")]],
    ["one client more", issued("a", "web"), issued("a", "web", "desk"), [accepts("desk")]],
    // Its tokens name another issuer.
    ["a client of a pool that isn't the issuer", issued("a", "web"), issued("a", "web", "visitor"), []],
    ["it goes again", issued("a", "web", "visitor"), issued("a", "web"), []],
  ])("%s", (_, before, after, expected) => {
    expect(said(authorizer(before), authorizer(after))).toEqual(expected);
  });
});

test("a name of a certificate that moves from one argument to the other is neither newly nor no longer covered", () => {
  const certificate = (name: string, ...more: string[]): Json => ({
    aws_acm_certificate: { c: { domain_name: name, subject_alternative_names: more } },
  });
  expect(said(certificate("a.test", "b.test"), certificate("b.test", "c.test"))).toEqual([
    "neutral: aws_acm_certificate.c has the domain name b.test.",
    "neutral: aws_acm_certificate.c no longer has the domain name a.test.",
    "neutral: aws_acm_certificate.c has the subject alternative name c.test.",
    "neutral: aws_acm_certificate.c no longer has the subject alternative name b.test.",
  ]);
});

test("a function that replaces another and gets a later event version does not change tokens as well as that one did", () => {
  const pool = (version: string, name: string): Json => ({
    aws_cognito_user_pool: {
      p: {
        name: "p",
        lambda_config: [
          {
            pre_token_generation_config: [
              { lambda_arn: `arn:aws:lambda:eu-central-1:123456789012:function:${name}`, lambda_version: version },
            ],
          },
        ],
      },
    },
  });
  expect(said(pool("V1_0", "f"), pool("V2_0", "g"))).toEqual([
    "broadened: The pre_token_generation function of pool p gets trigger event version V2_0: it can now change access tokens of users.",
    "unknown: The pre_token_generation function of pool p is now another function: what it decides can't be seen from a plan.",
  ]);
});

test("one value of a CAA record for another", () => {
  const record = (value: string): Json => ({
    aws_route53_record: { c: { zone_id: "Z1", name: "x.test", type: "CAA", ttl: 60, records: [value] } },
  });
  expect(said(record('0 issue "a.test"'), record('0 issue "b.test"'))).toEqual([
    'unknown: The CAA record x.test now has the value 0 issue "b.test": which CAs may issue certificates was not analysed.',
    'unknown: The CAA record x.test no longer has the value 0 issue "a.test": which CAs may issue certificates was not analysed.',
  ]);
});
