import { existingPools, makeExistingPools, withExisting } from "../../../local/session/existing-pools";
import type { Applied } from "../../../local/terraform/applied";
import { readSynth } from "../../../posture/model/read";
import { serving } from "../serving";

const ID = "eu-west-1_AbCdEfGhI";
const API = "${aws_apigatewayv2_api.api.id}";
const stack = (issuer: string, more: object = {}) =>
  readSynth({
    terraform: {},
    resource: {
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
      aws_apigatewayv2_authorizer: {
        jwt: { api_id: API, authorizer_type: "JWT", jwt_configuration: { issuer, audience: ["first", "second"] } },
      },
      aws_apigatewayv2_route: {
        get: {
          api_id: API,
          route_key: "GET /a",
          authorization_type: "JWT",
          authorizer_id: "${aws_apigatewayv2_authorizer.jwt.id}",
          authorization_scopes: ["https://api.example/read", "openid"],
        },
      },
      ...more,
    },
  });
const cognito = `https://cognito-idp.eu-west-1.amazonaws.com/${ID}`;

test("a pool that an issuer names, its clients and its scopes", () => {
  const pool = { id: ID, address: ID, clients: ["first", "second"], scopes: ["https://api.example/read"] };
  expect(existingPools(stack(cognito))).toEqual([pool]);
  expect(existingPools(stack(cognito.replace("cognito-idp", "issuer-cognito-idp")))).toEqual([pool]);
  const server = { aws_cognito_resource_server: { s: { identifier: "https://api.example", user_pool_id: ID } } };
  expect(existingPools(stack(cognito, server))).toEqual([{ ...pool, scopes: [] }]);
});

test("a pool that only a client, group or domain names", () => {
  const found = existingPools(
    readSynth({ terraform: {}, resource: { aws_cognito_user_group: { admin: { name: "admin", user_pool_id: ID } } } }),
  );
  expect(found).toEqual([{ id: ID, address: ID, clients: [], scopes: [] }]);
});

test("neither the stack's own pool nor another issuer is one", () => {
  expect(existingPools(stack("https://issuer.example"))).toEqual([]);
  expect(existingPools(stack(cognito.replace("https://", "https://issuer.example/")))).toEqual([]);
  const own = { aws_cognito_user_pool: { pool: { name: "pool" } } };
  expect(existingPools(stack("https://${aws_cognito_user_pool.pool.endpoint}", own))).toEqual([]);
});

test("it is made with its id: people sign in with the first client, the others are machines'", async () => {
  const actions: string[] = [];
  const { url, asked } = await serving(({ headers, body }) => {
    const action = String(headers["x-amz-target"]).split(".")[1] ?? "";
    actions.push(action);
    if (action === "CreateResourceServer") return { status: 400, body: "Resource server x already exists." };
    const secret = (JSON.parse(body) as { GenerateSecret?: boolean }).GenerateSecret === true;
    return { status: 200, body: JSON.stringify({ UserPoolClient: secret ? { ClientSecret: "s" } : {} }) };
  });
  const pools = existingPools(stack(cognito));
  const clients = await makeExistingPools(url, pools);
  expect(actions).toEqual(["CreateUserPool", "CreateResourceServer", "CreateUserPoolClient", "CreateUserPoolClient"]);
  expect(JSON.parse(asked[0]?.body ?? "")).toMatchObject({ Id: ID });
  expect(clients).toMatchObject([
    { id: "first", isForPeople: true, secret: undefined, scopes: ["openid", "https://api.example/read"] },
    { id: "second", isForPeople: false, secret: "s", scopes: ["https://api.example/read"] },
  ]);
  const applied = { issuers: [], clients: [], webClients: [], machineClients: [] } as unknown as Applied;
  expect(withExisting(applied, pools, clients)).toMatchObject({
    poolId: ID,
    issuers: [{ issuer: cognito, poolId: ID, address: ID }],
    webClients: [{ id: "first" }],
    machineClients: [{ id: "second" }],
  });
  // What the stack made itself isn't there twice.
  const [first] = clients;
  const own = {
    poolId: "own",
    issuers: [{ issuer: "i", poolId: ID, address: "a" }],
    clients: [first],
    webClients: [first],
  };
  const joined = withExisting({ ...applied, ...own } as unknown as Applied, pools, clients);
  expect(joined).toMatchObject({ poolId: "own", issuers: own.issuers, webClients: [{ id: "first" }] });
  expect(joined.clients.map(({ id }) => id)).toEqual(["first", "second"]);
});

test("another refusal of the AWS emulator is told", async () => {
  const { url } = await serving(() => ({ status: 400, body: "no" }));
  await expect(makeExistingPools(url, existingPools(stack(cognito)))).rejects.toThrow(
    /CreateUserPool answered 400: no/,
  );
});
