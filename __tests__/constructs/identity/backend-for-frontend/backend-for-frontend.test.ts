import { BackendForFrontend, type BackendForFrontendProps, type WebClientOptions } from "../../../../constructs";
import { Identity } from "../../../../constructs/identity/identity";
import { emit, only } from "../synth";

const ORIGIN = "https://app.example.com";

const KEY = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555";

const CLIENT: WebClientOptions<"read"> = {
  confidential: true,
  callbackUrls: [`${ORIGIN}/auth/callback`],
  logoutUrls: [`${ORIGIN}/`],
  scopes: ["read"],
};

const bff = (client: Partial<WebClientOptions<"read">> = {}, more: Partial<BackendForFrontendProps> = {}) =>
  emit((stack) => {
    const identity = new Identity(stack, "Default", {
      project: "notes",
      domain: "example.com",
      scopes: { read: "Read access" },
      webClients: { app: { ...CLIENT, ...client } },
    });

    const { pool, signInDomain, webClients } = identity;

    if (signInDomain === undefined || webClients["app"] === undefined) throw new Error("there is no client");

    new BackendForFrontend(stack, "bff", {
      name: "notes-bff",

      origin: ORIGIN,

      pool,

      signInDomain,

      client: webClients["app"],

      apiUrl: "https://api.example.com",

      packaging: "prebuilt",

      ...more,
    });
  });

const emitted = bff();

test("may use its table's items and read its own secret, and nothing else", () => {
  const policy = String(emitted.resource("aws_iam_role_policy")["bff_handler"]?.["policy"]);
  expect(policy.match(/"[a-z]+:[A-Za-z]+"/g)).toEqual([
    '"logs:CreateLogStream"',
    '"logs:PutLogEvents"',
    '"dynamodb:GetItem"',
    '"dynamodb:PutItem"',
    '"dynamodb:DeleteItem"',
    '"secretsmanager:GetSecretValue"',
  ]);
  expect(policy.match(/"Resource" = \[[^\]]*\]/g)).toEqual([
    '"Resource" = ["${aws_cloudwatch_log_group.bff_handler.arn}:*"]',
    '"Resource" = [aws_dynamodb_table.bff_sessions.arn]',
    '"Resource" = [aws_secretsmanager_secret.bff_client.arn]',
  ]);
});

test("encrypts sessions and secret with a key that is given, and uses it through their services only", () => {
  const given = bff({}, { kmsKeyArn: KEY });
  expect(only(given.resource("aws_dynamodb_table"))["server_side_encryption"]).toEqual({
    enabled: true,
    kms_key_arn: KEY,
  });
  expect(only(given.resource("aws_secretsmanager_secret"))["kms_key_id"]).toBe(KEY);
  const policy = String(given.resource("aws_iam_role_policy")["bff_handler"]?.["policy"]);
  const uses = policy.split('"Effect"').filter((statement) => statement.includes('"kms:'));
  expect(uses.map((use) => [...use.matchAll(/"(kms:\w+)"(?=[,\]])/g)].map(([, action]) => action))).toEqual([
    ["kms:Decrypt", "kms:GenerateDataKey"],
    ["kms:Decrypt"],
  ]);
  const condition = (service: string, context: string) =>
    expect.stringContaining(
      `"Condition" = {"StringEquals" = {"kms:ViaService" = ["${service}.eu-central-1.amazonaws.com"], ${context}}}`,
    );
  expect(uses).toEqual([
    condition("dynamodb", '"kms:EncryptionContext:aws:dynamodb:tableName" = "notes-bff-sessions"'),
    condition("secretsmanager", '"kms:EncryptionContext:SecretARN" = aws_secretsmanager_secret.bff_client.arn'),
  ]);
  for (const use of uses) expect(use).toContain(`"Resource" = ["${KEY}"]`);
});

test("takes a sign-in page of another state", () => {
  const { environment } = bff({}, { signInDomain: { url: "https://auth.example.com" } }).resource(
    "aws_lambda_function",
  )["bff_handler"] as { environment: { variables: Record<string, string> } };
  expect(environment.variables["SIGN_IN_URL"]).toBe("https://auth.example.com");
});

test("gets the secret's place, never the secret", () => {
  const { environment } = emitted.resource("aws_lambda_function")["bff_handler"] as {
    environment: { variables: Record<string, string> };
  };
  expect(environment.variables).toEqual({
    APP_ORIGIN: ORIGIN,
    API_URL: "https://api.example.com",
    SIGN_IN_URL: expect.stringContaining("${aws_cognito_user_pool_domain.sign_in.domain}"),
    ISSUER: "https://${aws_cognito_user_pool.pool.endpoint}",
    CLIENT_ID: "${aws_cognito_user_pool_client.app.id}",
    CLIENT_SECRET_ARN: "${aws_secretsmanager_secret.bff_client.arn}",
    SESSION_TABLE: "${aws_dynamodb_table.bff_sessions.name}",
    SESSION_SECONDS: "43200",
    SCOPES: "openid email profile ${aws_cognito_resource_server.scopes.identifier}/read",
  });
  const holders = emitted.json.match(/aws_cognito_user_pool_client\.\w+\.client_secret/g);
  expect(holders).toHaveLength(1);
  expect(only(emitted.resource("aws_secretsmanager_secret_version"))["secret_string"]).toContain("client_secret");
});

test("has its five routes, all to the one function, and no CORS", () => {
  const routes = emitted.resource("aws_apigatewayv2_route");
  expect(
    Object.values(routes)
      .map((route) => route["route_key"])
      .sort(),
  ).toEqual(["ANY /api/{proxy+}", "GET /auth/callback", "GET /auth/login", "GET /auth/session", "POST /auth/logout"]);
  expect(new Set(Object.values(routes).map((route) => route["target"])).size).toBe(1);
  expect(only(emitted.resource("aws_apigatewayv2_api"))).not.toHaveProperty("cors_configuration");
  expect(only(emitted.resource("aws_apigatewayv2_stage"))).toMatchObject({
    default_route_settings: { throttling_burst_limit: 200, throttling_rate_limit: 100 },
    access_log_settings: expect.anything(),
  });
});

test.each<[string, () => unknown, RegExp]>([
  ["a public client", () => bff({ confidential: false }), /confidential: true/],
  [
    "a client that leads elsewhere",
    () => bff({ callbackUrls: ["https://example.com/cb"] }),
    /auth\/callback" to the client's callbackUrls/,
  ],
  ["a client without the way out", () => bff({ logoutUrls: undefined }), /logoutUrls/],
  ["a client without openid", () => bff({ openIdScopes: ["email"] }), /openid/],
  ["an origin without TLS", () => bff({}, { origin: "http://app.example.com" }), /https:\/\//],
  ["an origin with a path", () => bff({}, { origin: `${ORIGIN}/` }), /without a path/],
  ["an alias for a key", () => bff({}, { kmsKeyArn: KEY.replace("key/", "alias/") }), /key\/KEY_ID/],
  ["a key by its id", () => bff({}, { kmsKeyArn: "11111111-2222" }), /arn:aws:kms:/],
  ["a sign-in page without TLS", () => bff({}, { signInDomain: { url: "http://auth.example.com" } }), /https:\/\//],
  ["a sign-in page with a slash", () => bff({}, { signInDomain: { url: "https://auth.example.com/" } }), /slash/],
  ["a session without end", () => bff({}, { sessionHours: 0 }), /1 to 720/],
])("refuses %s and says what to write", (_name, make, message) => expect(make).toThrow(message));

describe("session-table", () => {
  test("keeps sessions in an encrypted table that forgets and can be restored", () => {
    expect(emitted.resource("aws_dynamodb_table")).toEqual({
      bff_sessions: expect.objectContaining({
        name: "notes-bff-sessions",
        hash_key: "id",
        billing_mode: "PAY_PER_REQUEST",
        ttl: { attribute_name: "expires_at", enabled: true },
        server_side_encryption: { enabled: true },
        point_in_time_recovery: { enabled: true },
      }),
    });
  });
});
