import { changesBetween } from "../../../posture/diff/index";
import { readSynth } from "../../../posture/model/read";
import type { Resources } from "../rules/support";

const said = (before: Resources, after: Resources, address: string) =>
  changesBetween(readSynth({ resource: before }), readSynth({ resource: after }))
    .filter((change) => change.address === address)
    .map(({ kind, summary }) => `${kind}: ${summary}`);

describe("the groups that a security group lets in", () => {
  const others = { h: { name: "h" }, k: { name: "k" } };
  const group = (source: string | readonly string[], more: object = others): Resources => ({
    aws_security_group: {
      g: { ingress: [{ protocol: "tcp", from_port: 443, to_port: 443, security_groups: [source].flat() }] },
      ...more,
    },
    aws_vpc: { v: {} },
  });
  const [h, k] = ["${aws_security_group.h.id}", "${aws_security_group.k.id}"];
  const sees = (verb: string, source: string) =>
    `aws_security_group.g ${verb} connections from ${source} to tcp port 443.`;
  const lets = (source: string) => `broadened: ${sees("lets in", source)}`;
  const refuses = (source: string) => `narrowed: ${sees("no longer lets in", source)}`;
  const open = (why: string) => `unknown: Which connections aws_security_group.g lets in may have changed: ${why}.`;
  const hIsIt = open("whether aws_security_group.h is sg-1 isn't known");

  test.each<[string, Resources, Resources, string[]]>([
    [
      "one by reference for another",
      group(h),
      group(k),
      [lets("aws_security_group.k"), refuses("aws_security_group.h")],
    ],
    [
      "one by its id for one that is yet to be made",
      group("sg-1", {}),
      group(h),
      [lets("aws_security_group.h"), refuses("sg-1")],
    ],
    ["one by its id for one that is there already", group("sg-1"), group(h), [hIsIt]],
    ["the other way round", group(h), group("sg-1"), [hIsIt]],
    ["the other way round, and it leaves the configuration", group(h), group("sg-1", {}), [hIsIt]],
    ["an id beside it", group(h), group([h, "sg-1"]), [lets("sg-1")]],
    [
      "an id that is another's",
      group("sg-1", { ...others, k: { name: "k", id: "sg-1" } }),
      group(h, { ...others, k: { name: "k", id: "sg-1" } }),
      [lets("aws_security_group.h"), refuses("sg-1")],
    ],
    [
      "what a data source finds",
      group(h),
      group("${data.aws_security_group.h.id}"),
      [open("data.aws_security_group.h is not declared")],
    ],
    [
      "a part of an id",
      group(h),
      group("${aws_security_group.k.id}x"),
      [open("known after apply, from aws_security_group.k.id")],
    ],
    [
      "another attribute",
      group(h),
      group("${aws_vpc.v.default_security_group_id}"),
      [open("known after apply, from aws_vpc.v.default_security_group_id")],
    ],
  ])("%s", (_, before, after, expected) => {
    expect(said(before, after, "aws_security_group.g")).toEqual(expected);
  });
});

describe("the client that an authorizer accepts", () => {
  const ISSUER = "https://cognito-idp.eu-central-1.amazonaws.com/${aws_cognito_user_pool.p.id}";
  const accepts = (audience: string): Resources => ({
    aws_cognito_user_pool: { p: { name: "p" } },
    aws_cognito_user_pool_client: { c: { name: "c", user_pool_id: "${aws_cognito_user_pool.p.id}" } },
    aws_apigatewayv2_api: { x: { name: "x", protocol_type: "HTTP" } },
    aws_apigatewayv2_authorizer: {
      j: {
        ...{ api_id: "${aws_apigatewayv2_api.x.id}", name: "jwt", authorizer_type: "JWT" },
        ...{ identity_sources: ["$request.header.Authorization"] },
        jwt_configuration: [{ issuer: ISSUER, audience: [audience] }],
      },
    },
  });
  const open =
    "unknown: The audience of the authorizer jwt may have changed: whether aws_cognito_user_pool_client.c is abc isn't known.";

  test("is by its id what it was by reference, or not", () => {
    const [id, reference] = [accepts("abc"), accepts("${aws_cognito_user_pool_client.c.id}")];
    expect(said(id, reference, "aws_apigatewayv2_authorizer.j")).toEqual([open]);
    expect(said(reference, id, "aws_apigatewayv2_authorizer.j")).toEqual([open]);
  });

  test("is not what a URL names", () => {
    const [url, reference] = [accepts("https://x.test"), accepts("${aws_cognito_user_pool_client.c.id}")];
    expect(said(url, reference, "aws_apigatewayv2_authorizer.j")).toEqual([
      "broadened: The authorizer jwt now accepts tokens of the client c.",
      "narrowed: The authorizer jwt no longer accepts tokens whose aud is https://x.test, of whichever client asks for them.",
    ]);
  });
});

test("settings tell one resource of the configuration from another", () => {
  const domain = (name: string): Resources => ({
    aws_acm_certificate: { a: { domain_name: "a.test" }, b: { domain_name: "b.test" } },
    aws_apigatewayv2_domain_name: {
      x: {
        domain_name: "x.test",
        domain_name_configuration: [{ certificate_arn: `\${aws_acm_certificate.${name}.arn}` }],
      },
    },
  });
  expect(said(domain("a"), domain("b"), "aws_apigatewayv2_domain_name.x")).toEqual([
    "neutral: aws_apigatewayv2_domain_name.x uses the certificate aws_acm_certificate.b (was: aws_acm_certificate.a).",
  ]);
  const authorizer = (...names: string[]): Resources => ({
    aws_cognito_user_pool: { a: { name: "a" }, b: { name: "b" } },
    aws_api_gateway_rest_api: { x: { name: "x" } },
    aws_api_gateway_authorizer: {
      z: {
        ...{ name: "z", rest_api_id: "${aws_api_gateway_rest_api.x.id}", type: "COGNITO_USER_POOLS" },
        provider_arns: names.map((name) => `\${aws_cognito_user_pool.${name}.arn}`),
      },
    },
  });
  expect(said(authorizer("a"), authorizer("a", "b"), "aws_api_gateway_authorizer.z")).toEqual([
    "broadened: aws_api_gateway_authorizer.z accepts tokens of aws_cognito_user_pool.b.",
  ]);
});
