import { ref, Token } from "cdktf";
import { JwtAuthorizer, type JwtAuthorizerProps } from "../../../../constructs/api/authorizers/jwt-authorizer";
import { httpApi } from "../../../support/api";
import { expectRefusal } from "../../../support/expect-error";
import { emitted, testStack } from "../../../support/synth";
import { resource, type Block } from "../../../support/terraform-json";

const PROPS = {
  name: "jwt",
  issuer: "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI",
  audience: ["web", "machine"],
} as const;

const authorizer = (props: Partial<JwtAuthorizerProps> = {}): Block =>
  resource(
    emitted((stack) => new JwtAuthorizer(stack, "jwt", { api: httpApi(stack), ...PROPS, ...props })),
    "aws_apigatewayv2_authorizer.jwt",
  );

test("it checks the header's token against issuer and audience", () => {
  const emittedBody = authorizer();
  expect(emittedBody).toMatchObject({
    api_id: "${aws_apigatewayv2_api.api.id}",
    name: "jwt",
    authorizer_type: "JWT",
    identity_sources: ["$request.header.Authorization"],
    jwt_configuration: { issuer: PROPS.issuer, audience: ["web", "machine"] },
  });
  // These belong to Lambda authorizers; AWS refuses them here.
  for (const key of ["authorizer_uri", "authorizer_payload_format_version", "authorizer_result_ttl_in_seconds"])
    expect(emittedBody).not.toHaveProperty(key);
});

test.each(["$request.header.X-Token", "$request.querystring.token"] as const)(
  "the token may be at %s",
  (identitySource) => expect(authorizer({ identitySource })).toMatchObject({ identity_sources: [identitySource] }),
);

test("a trailing slash of the issuer is kept: it must equal the tokens' iss to the letter", () => {
  const issuer = "https://acme.eu.auth0.com/";
  expect(authorizer({ issuer })).toMatchObject({ jwt_configuration: { issuer } });
});

test("resource identifiers stand in the audience beside the clients", () => {
  const resourceIdentifiers = ["https://api.example.com", "urn:example:notes"];
  expect(authorizer({ resourceIdentifiers })).toMatchObject({
    jwt_configuration: { audience: ["web", "machine", ...resourceIdentifiers] },
  });
  const unknown = Token.asList(ref("var.resources"));
  expect(authorizer({ resourceIdentifiers: unknown })).toMatchObject({
    jwt_configuration: { audience: '${concat(["web", "machine"], var.resources)}' },
  });
});

describe("refusals", () => {
  test.each<[Partial<JwtAuthorizerProps>, string]>([
    [{ issuer: "http://issuer.example.com" }, "issuer-shape"],
    [{ issuer: "issuer.example.com" }, "issuer-shape"],
    [{ issuer: "https://issuer.example.com?a" }, "issuer-shape"],
    [{ identitySource: "$request.header." }, "authorizer-identity-source"],
    [{ identitySource: "$request.body.token" as "$request.header.a" }, "authorizer-identity-source"],
    [{ audience: Array.from({ length: 51 }, (_, i) => `client${i}`) as unknown as [string] }, "quota-audience"],
    [{ resourceIdentifiers: ["api.example.com"] }, "resource-identifier"],
    [{ resourceIdentifiers: ["https://api.example.com#a"] }, "resource-identifier"],
    [{ resourceIdentifiers: ["https://api.example.com", ""] }, "input-value"],
  ])("%j", (props, code) => expectRefusal(() => authorizer(props), code, "auth-api/jwt"));

  test("two authorizers of one API can't have one name", () => {
    const stack = testStack();
    const api = httpApi(stack);
    new JwtAuthorizer(stack, "jwt", { api, ...PROPS });
    expectRefusal(
      () => new JwtAuthorizer(stack, "other", { api, ...PROPS }),
      "authorizer-name-duplicate",
      "auth-api/jwt",
    );
  });
});
