import { SecuredApi, type SecuredApiProps } from "../../../../constructs";
import { POOL } from "../../../support/identity";
import { emitted } from "../../../support/synth";
import { addresses, resource } from "../../../support/terraform-json";

const PROPS = {
  project: "notes",
  domain: "example.com",
  scopes: { read: "Read access" },
  functions: { hello: "functions/hello" },
  packaging: "prebuilt",
  pool: { poolId: POOL.poolId, arn: POOL.arn },
  clientIds: ["1a2b3c4d"],
  routes: { "GET /hello": { scopes: ["read"], target: "hello" } },
} satisfies SecuredApiProps<"read", "hello">;

const made = (more: object = {}) => emitted((stack) => new SecuredApi(stack, "Default", { ...PROPS, ...more }));
const cognito = (json: ReturnType<typeof made>) =>
  addresses(json).filter((address) => address.startsWith("aws_cognito_"));

test("a pool that is managed elsewhere gets scopes, and no second sign-in domain", () =>
  expect(cognito(made())).toEqual(["aws_cognito_resource_server.scopes"]));

test("with scopes that exist nothing of Cognito is emitted, and routes ask for them all the same", () => {
  const json = made({ existingResourceServer: true });
  expect(cognito(json)).toEqual([]);
  expect(resource(json, "aws_apigatewayv2_route.get_hello").authorization_scopes).toEqual([
    "https://api.example.com/read",
  ]);
});

test("no scopes need no resource server", () =>
  expect(cognito(made({ scopes: {}, routes: { "GET /hello": { iam: true, target: "hello" } } }))).toEqual([]));

test("a domain can be had on purpose", () =>
  expect(cognito(made({ signInDomain: { prefix: "notes" } }))).toContain("aws_cognito_user_pool_domain.sign_in"));
