import fc from "fast-check";
import type { Credentials } from "../../../posture/access/index";
import { readSynth } from "../../../posture/model/read";
import type { Model } from "../../../posture/model/index";
import { callerWith, GUARD } from "../rules/support";

/** A stack in plain words: what is generated, what Terraform JSON is made of, and what the oracle decides by. */
export interface Spec {
  readonly routes: Readonly<Record<string, Demand>>;
  readonly authorizers: Readonly<Record<"one" | "two", { readonly pool: Pool; readonly audience: readonly Client[] }>>;
  /** What each client may ask for. */
  readonly clients: Readonly<Record<Client, { readonly pool: Pool; readonly scopes: readonly Scope[] }>>;
  readonly rules: {
    readonly pool: Pool;
    readonly clientIds: readonly Client[];
    readonly groups?: readonly Group[] | undefined;
    readonly staff: boolean;
  };
  readonly statements: readonly { readonly Effect: "Allow" | "Deny"; readonly Resource: string }[];
}

type Demand =
  | { readonly type: "NONE" | "CUSTOM" | "AWS_IAM" }
  | { readonly type: "JWT"; readonly authorizer: "one" | "two"; readonly scopes: readonly Scope[] };

const POOLS = ["eu-west-1_One", "eu-west-1_Two"] as const;
const CLIENTS = ["web", "machine", "other"] as const;
const SCOPES = ["read", "write"] as const;
const GROUPS = ["admin", "user"] as const;
const KEYS = ["GET /a", "POST /a", "GET /{x}", "ANY /a", "ANY /{proxy+}", "GET /a/{proxy+}", "$default"] as const;
export const NOW = 1_800_000_000;

type Pool = (typeof POOLS)[number];
type Client = (typeof CLIENTS)[number];
type Scope = (typeof SCOPES)[number];
type Group = (typeof GROUPS)[number];

const RESOURCES = ["*", "arn:aws:execute-api:*:*:*/*/GET/a", "arn:aws:execute-api:*:*:*/*/GET/*"] as const;

const demand: fc.Arbitrary<Demand> = fc.oneof(
  fc.constantFrom(...(["NONE", "CUSTOM", "CUSTOM", "AWS_IAM", "AWS_IAM"] as const).map((type) => ({ type }))),
  fc.record({
    type: fc.constant("JWT" as const),
    authorizer: fc.constantFrom("one" as const, "two" as const),
    scopes: fc.subarray([...SCOPES]),
  }),
);
const authorizer = fc.record({
  pool: fc.constantFrom(...POOLS),
  audience: fc.subarray([...CLIENTS], { minLength: 1 }),
});
const client = fc.record({ pool: fc.constantFrom(...POOLS), scopes: fc.subarray([...SCOPES]) });

export const spec: fc.Arbitrary<Spec> = fc.record({
  routes: fc.dictionary(fc.constantFrom(...KEYS), demand, { minKeys: 1, maxKeys: 5, noNullPrototype: true }),
  authorizers: fc.record({ one: authorizer, two: authorizer }),
  clients: fc.record({ web: client, machine: client, other: client }),
  rules: fc.record({
    pool: fc.constantFrom(...POOLS),
    clientIds: fc.subarray([...CLIENTS], { minLength: 1 }),
    groups: fc.option(fc.subarray([...GROUPS], { minLength: 1 }), { nil: undefined }),
    staff: fc.constantFrom(true, true, false),
  }),
  statements: fc.array(
    fc.record({ Effect: fc.constantFrom("Allow" as const, "Deny" as const), Resource: fc.constantFrom(...RESOURCES) }),
    { maxLength: 2 },
  ),
});

const issuerOf = (pool: Pool): string => `https://cognito-idp.eu-west-1.amazonaws.com/${pool}`;

/** The route of which the bundled authorizer asks for a group more. */
const STAFF = "GET /a";

/** The Terraform JSON of a stack. */
export function modelOf({ routes, authorizers, clients, rules, statements }: Spec): Model {
  const api_id = "${aws_apigatewayv2_api.api.id}";
  const ids = (demanded: Demand) =>
    demanded.type === "JWT"
      ? {
          authorizer_id: `\${aws_apigatewayv2_authorizer.${demanded.authorizer}.id}`,
          authorization_scopes: demanded.scopes,
        }
      : demanded.type === "CUSTOM"
        ? { authorizer_id: "${aws_apigatewayv2_authorizer.guard.id}" }
        : {};
  const jwt = (name: "one" | "two") => ({
    api_id,
    name,
    authorizer_type: "JWT",
    identity_sources: ["$request.header.Authorization"],
    jwt_configuration: { issuer: issuerOf(authorizers[name].pool), audience: authorizers[name].audience },
  });
  const { pool, groups, staff, clientIds } = rules;
  const config = {
    issuers: [
      {
        issuer: issuerOf(pool),
        clientIds,
        ...(groups && { groups }),
        ...(staff && { routes: { [STAFF]: { groups: ["admin"] } } }),
      },
    ],
  };
  return readSynth({
    resource: {
      aws_apigatewayv2_api: {
        api: {
          name: "api",
          protocol_type: "HTTP",
          execution_arn: "arn:aws:execute-api:eu-west-1:123456789012:abcdef",
        },
      },
      aws_apigatewayv2_stage: { live: { api_id, name: "$default", auto_deploy: true } },
      aws_apigatewayv2_integration: {
        items: { api_id, integration_type: "AWS_PROXY", integration_uri: "${aws_lambda_function.items.invoke_arn}" },
      },
      aws_apigatewayv2_route: Object.fromEntries(
        Object.entries(routes).map(([route_key, demanded], i) => [
          `r${i}`,
          {
            api_id,
            route_key,
            target: "integrations/${aws_apigatewayv2_integration.items.id}",
            authorization_type: demanded.type,
            ...ids(demanded),
          },
        ]),
      ),
      aws_apigatewayv2_authorizer: {
        one: jwt("one"),
        two: jwt("two"),
        guard: GUARD,
      },
      aws_lambda_function: {
        items: { function_name: "items", role: "r" },
        guard: {
          function_name: "guard",
          role: "r",
          environment: { variables: { AUTHORIZER_CONFIG: JSON.stringify(config) } },
        },
      },
      aws_lambda_permission: Object.fromEntries(
        ["items", "guard"].map((name) => [
          name,
          { action: "lambda:InvokeFunction", function_name: name, principal: "apigateway.amazonaws.com" },
        ]),
      ),
      aws_cognito_user_pool: Object.fromEntries(POOLS.map((id) => [id.slice(-3).toLowerCase(), { id, name: id }])),
      aws_cognito_user_pool_client: Object.fromEntries(
        CLIENTS.map((id) => [
          id,
          {
            id,
            name: id,
            user_pool_id: clients[id].pool,
            allowed_oauth_flows: ["code"],
            allowed_oauth_flows_user_pool_client: true,
            allowed_oauth_scopes: clients[id].scopes,
          },
        ]),
      ),
      ...callerWith(...statements.map((one) => ({ ...one, Action: "execute-api:Invoke" }))),
    },
  });
}

/** What a generated caller sends. */
export type Sent =
  | { readonly kind: "nothing" }
  | { readonly kind: "signature" }
  | {
      readonly kind: "token";
      readonly client: Client;
      readonly scope?: Scope | undefined;
      readonly group?: Group | undefined;
      /** Named in aud, as what the token is for. Left out: no aud. */
      readonly aud?: Client | undefined;
    };

export const SENT: readonly Sent[] = [
  { kind: "nothing" },
  { kind: "signature" },
  ...CLIENTS.flatMap((id) =>
    [undefined, ...SCOPES].flatMap((scope) =>
      [undefined, ...GROUPS].map((group): Sent => ({ kind: "token", client: id, scope, group })),
    ),
  ),
  ...CLIENTS.flatMap((id) =>
    CLIENTS.filter((aud) => aud !== id).map((aud): Sent => ({ kind: "token", client: id, aud })),
  ),
];

/** The claims of an access token that the client's pool issues. */
export function claimsOf({ clients }: Spec, sent: Extract<Sent, { kind: "token" }>): Record<string, unknown> {
  return {
    iss: issuerOf(clients[sent.client].pool),
    client_id: sent.client,
    sub: "somebody",
    token_use: "access",
    iat: NOW - 60,
    exp: NOW + 3600,
    ...(sent.aud !== undefined && { aud: sent.aud }),
    ...(sent.scope !== undefined && { scope: sent.scope }),
    ...(sent.group !== undefined && { "cognito:groups": [sent.group] }),
  };
}

export function credentialsOf(stack: Spec, sent: Sent): Credentials {
  if (sent.kind === "nothing") return { kind: "none" };
  return sent.kind === "signature"
    ? { kind: "principal", principal: ROLE }
    : { kind: "token", text: compact(claimsOf(stack, sent)) };
}

/** A token in its compact form. */
export function compact(claims: object): string {
  const part = (json: unknown): string => Buffer.from(JSON.stringify(json)).toString("base64url");
  return `${part({ alg: "RS256", kid: "k" })}.${part(claims)}.${part("signature")}`;
}

export const ROLE = "aws_iam_role.caller";

export const REQUESTS = ["/a", "/b", "/a/b"].flatMap((path) => ["GET", "POST"].map((method) => ({ method, path })));

/** Decides by the words of the documents alone, written without a look at posture/access. */
export function oracle(stack: Spec, request: (typeof REQUESTS)[number], sent: Sent): "allow" | "deny" | undefined {
  const key = keyFor(Object.keys(stack.routes), request);
  const demanded = key === undefined ? undefined : stack.routes[key];
  if (key === undefined || !demanded) return "deny";
  if (demanded.type === "NONE") return "allow";
  if (demanded.type === "AWS_IAM") return sent.kind === "signature" && mayCall(stack, request) ? "allow" : "deny";
  if (sent.kind !== "token") return "deny";
  const { pool } = stack.clients[sent.client];
  if (demanded.type === "JWT") {
    const { audience, pool: trusted } = stack.authorizers[demanded.authorizer];
    const scoped = demanded.scopes.length === 0 || (sent.scope !== undefined && demanded.scopes.includes(sent.scope));
    // aud goes before client_id, which is looked at only where there is no aud.
    return pool === trusted && audience.includes(sent.aud ?? sent.client) && scoped ? "allow" : "deny";
  }
  const { rules } = stack;
  if (sent.aud !== undefined) return undefined; // What the bundled authorizer makes of it is held elsewhere.
  const inGroup = (wanted: readonly string[]) => sent.group !== undefined && wanted.includes(sent.group);
  const fine =
    pool === rules.pool &&
    rules.clientIds.includes(sent.client) &&
    (rules.groups === undefined || inGroup(rules.groups)) &&
    (!rules.staff || key !== STAFF || inGroup(["admin"]));
  return fine ? "allow" : "deny";
}

/** A full match first, the literal before the variable, its method before ANY; then greedy ones, the longest first. */
function keyFor(keys: readonly string[], { method, path }: (typeof REQUESTS)[number]): string | undefined {
  const order = [
    ...(path === "/a" ? [`${method} /a`, "ANY /a"] : []),
    ...(path.split("/").length === 2 ? [`${method} /{x}`] : []),
    ...(path.startsWith("/a/") ? [`${method} /a/{proxy+}`] : []),
    "ANY /{proxy+}",
    "$default",
  ];
  return order.find((key) => keys.includes(key));
}

function mayCall({ statements }: Spec, { method, path }: (typeof REQUESTS)[number]): boolean {
  const about = statements.filter(
    ({ Resource }) =>
      Resource === "*" ||
      (method === "GET" && (Resource.endsWith("/GET/*") || (Resource.endsWith("/a") && path === "/a"))),
  );
  return about.some(({ Effect }) => Effect === "Allow") && !about.some(({ Effect }) => Effect === "Deny");
}
