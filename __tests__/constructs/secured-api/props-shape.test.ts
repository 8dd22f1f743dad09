import { BASE, places } from "../mistakes";

test.each([
  ["project", "input-missing project"],
  ["domain", "input-missing domain"],
  ["scopes", "input-missing scopes"],
  ["functions", "input-missing functions"],
  ["routes", "input-missing routes"],
])("%s left out is told as missing", (prop, expected) => expect(places({ [prop]: undefined })).toContain(expected));

const route = (more: object) => ({ routes: { "GET /items": { scopes: ["read"], target: "items", ...more } } });
const functions = (more: object) => ({ functions: { items: { entry: "functions/items", ...more } } });
const issuer = "https://example.eu.auth0.com/";

test.each<[props: object, ...expected: string[]]>([
  [route({ scopes: ["read", "write", "read"] }), 'input-value routes["GET /items"].scopes[2]'],
  [{ domain: "10.0.0.1" }, "api-domain domain"],
  [
    { routes: { "GET /{id}/notes/{id}": { scopes: ["read"], target: "items" } } },
    'route-key-shape routes["GET /{id}/notes/{id}"]',
  ],
  [{ identitySource: "Authorization" }, "authorizer-identity-source identitySource"],
  [
    { jwtAuthorizers: { other: { issuer: `${issuer}?a`, audience: ["a"] } } },
    "issuer-shape jwtAuthorizers.other.issuer",
  ],
  [
    { lambdaAuthorizers: { staff: { resultTtlInSeconds: 4000 } } },
    "authorizer-ttl-range lambdaAuthorizers.staff.resultTtlInSeconds",
  ],
  [
    { webClients: { web: { ...BASE.webClients.web, identityProviders: ["COGNITO", "Gogle"] } } },
    "federation-unknown webClients.web.identityProviders[1]",
  ],
  [
    route({ target: { name: "queue", service: "SQS-SendMessage", parameters: {}, resourceArns: ["arn:aws:sqs:::a"] } }),
    'target-service routes["GET /items"].target.parameters',
  ],
  [{ pool: { poolId: "users" } }, "pool-id pool.poolId"],
  [{ customDomain: { domainName: "api.example.com" } }, "input-missing customDomain.certificateArn"],
  [{ tags: { "aws:team": "notes" } }, 'tag-key tags["aws:team"]'],
  [
    { machineClients: { importer: { scopes: ["read"], secretsManager: { name: "a b" } } } },
    "input-value machineClients.importer.secretsManager.name",
  ],
  [
    functions({ policyStatements: [{ actions: ["dynamodb", "s3:Get*"], resources: ["table", "*"] }] }),
    "input-value functions.items.policyStatements[0].actions[0]",
    "input-value functions.items.policyStatements[0].resources[0]",
  ],
  [{ routes: { "GET /items": { iam: false, target: "items" } } }, 'input-value routes["GET /items"].iam'],
])("each mistake is named once, by its prop: %j", (props, ...expected) => expect(places(props)).toEqual(expected));
