import fc from "fast-check";
import { readSynth } from "../../../posture/model/read";
import type { Model } from "../../../posture/model/index";

/** What else lets callers in than the routes of an HTTP API, in plain words: what is generated, and what the oracle decides by. */
export interface Elsewhere {
  /** The guards of the methods of a REST API, in the order of `METHODS`; undefined: there is no such method. */
  readonly methods: readonly (Guard | undefined)[];
  /** The REST API's own policy: for whom, on what, and who is denied. */
  readonly policy: { readonly allows: "nothing said" | "all" | "items"; readonly deniesCaller: boolean };
  readonly url: "NONE" | "AWS_IAM";
  /** What the function's own policy lets everybody do. */
  readonly permissions: readonly UrlAction[];
  readonly statements: readonly Statement[];
  readonly boundary?: readonly Statement[] | undefined;
  /** Does the REST API's domain want a client certificate? */
  readonly secure: boolean;
  readonly pool: { readonly guests: boolean; readonly trusts: "unauthenticated" | "authenticated" };
  /** Does the listener ask for a sign-in, and is there a rule for /open that does not? */
  readonly balancer: { readonly signIn: boolean; readonly openRule: boolean };
  readonly graphql: { readonly main: Mode; readonly also?: Mode | undefined; readonly marked: boolean };
  /** An HTTP API whose catch-all wants a signature. */
  readonly http: {
    readonly cors: boolean;
    readonly options: boolean;
    readonly catchAll: "ANY /{proxy+}" | "GET /{proxy+}";
  };
}

type Guard = "open" | "signature" | "key" | "id token" | "scope";
export type UrlAction = "lambda:InvokeFunctionUrl" | "lambda:InvokeFunction";
type Mode = "API_KEY" | "AWS_IAM" | "AMAZON_COGNITO_USER_POOLS";
export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: "execute-api:Invoke" | "lambda:*" | "lambda:InvokeFunctionUrl" | "appsync:GraphQL" | "*";
  readonly Resource: "*" | "arn:aws:execute-api:*:*:*/*/GET/items";
  /** Holds for the caller, holds for somebody else. */
  readonly only?: "caller" | "somebody else" | undefined;
}

export const URL_ACTIONS = ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"] as const;
const METHODS = [
  ["items", "GET"],
  ["items", "ANY"],
  ["proxy", "ANY"],
] as const;
const ACCOUNT = "123456789012";
const CALLER = `arn:aws:iam::${ACCOUNT}:role/caller`;
export const POOL = "eu-west-1_A";
const IDENTITIES = "eu-west-1:11111111-2222-3333-4444-555555555555";

const statement = fc
  .record({
    Effect: fc.constantFrom<Statement["Effect"]>("Allow", "Allow", "Deny"),
    Action: fc.constantFrom<Statement["Action"]>(
      "execute-api:Invoke",
      "execute-api:Invoke",
      "lambda:*",
      "lambda:InvokeFunctionUrl",
      "lambda:InvokeFunctionUrl",
      "appsync:GraphQL",
      "*",
    ),
    Resource: fc.constantFrom<Statement["Resource"]>("*", "*", "arn:aws:execute-api:*:*:*/*/GET/items"),
    only: fc.constantFrom<Statement["only"]>(undefined, undefined, "caller", "somebody else"),
  })
  .map((one): Statement => (one.Action === "appsync:GraphQL" || one.Action === "*" ? { ...one, Resource: "*" } : one));
const mode = fc.constantFrom<Mode>("API_KEY", "AWS_IAM", "AMAZON_COGNITO_USER_POOLS");

export const elsewhere: fc.Arbitrary<Elsewhere> = fc.record({
  methods: fc.tuple(
    ...METHODS.map(() =>
      fc.option(fc.constantFrom<Guard>("open", "signature", "signature", "key", "id token", "scope"), {
        nil: undefined,
      }),
    ),
  ),
  policy: fc.record({ allows: fc.constantFrom("nothing said", "all", "items"), deniesCaller: fc.boolean() }),
  url: fc.constantFrom("NONE", "AWS_IAM", "AWS_IAM"),
  permissions: fc.constantFrom<readonly UrlAction[]>([], [], [], [URL_ACTIONS[0]], [URL_ACTIONS[1]], URL_ACTIONS),
  statements: fc
    .tuple(
      fc.constantFrom(...(["execute-api:Invoke", "lambda:InvokeFunctionUrl", "lambda:*"] as const)),
      fc.constantFrom(undefined, "caller" as const),
      fc.array(statement, { maxLength: 2 }),
    )
    .map(([Action, only, more]): Statement[] => [{ Effect: "Allow", Action, Resource: "*", only }, ...more]),
  boundary: fc.oneof(
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.array(statement, { maxLength: 2 }) },
  ),
  secure: fc.boolean(),
  pool: fc.record({ guests: fc.boolean(), trusts: fc.constantFrom("unauthenticated", "authenticated") }),
  balancer: fc.record({ signIn: fc.boolean(), openRule: fc.boolean() }),
  graphql: fc.record({ main: mode, also: fc.option(mode, { nil: undefined }), marked: fc.boolean() }),
  http: fc.record({
    cors: fc.boolean(),
    options: fc.boolean(),
    catchAll: fc.constantFrom("ANY /{proxy+}", "GET /{proxy+}"),
  }),
});

const GUARDS: Readonly<Record<Guard, object>> = {
  open: { authorization: "NONE" },
  signature: { authorization: "AWS_IAM" },
  key: { authorization: "NONE", api_key_required: true },
  "id token": { authorization: "COGNITO_USER_POOLS", authorizer_id: "${aws_api_gateway_authorizer.pool.id}" },
  scope: {
    authorization: "COGNITO_USER_POOLS",
    authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
    authorization_scopes: ["read"],
  },
};

const document = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const policyText = (statements: readonly Statement[]): string =>
  document(
    ...statements.map(({ only, ...rest }) => ({
      ...rest,
      ...(only && {
        Condition: {
          ArnEquals: { "aws:PrincipalArn": only === "caller" ? CALLER : `arn:aws:iam::${ACCOUNT}:role/other` },
        },
      }),
    })),
  );

type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

function restOf({ methods, policy, secure }: Elsewhere): Resources {
  const rest_api_id = "${aws_api_gateway_rest_api.rest.id}";
  const parent_id = "${aws_api_gateway_rest_api.rest.root_resource_id}";
  const each = (of: (guard: Guard) => object): Readonly<Record<string, object>> =>
    Object.fromEntries(
      METHODS.flatMap(([resource, http_method], i) => {
        const guard = methods[i];
        const at = { rest_api_id, resource_id: `\${aws_api_gateway_resource.${resource}.id}`, http_method };
        return guard === undefined ? [] : [[`${resource}_${http_method}`, { ...at, ...of(guard) }]];
      }),
    );
  const Action = "execute-api:Invoke";
  const allows = { "nothing said": undefined, all: "*", items: "execute-api:/*/GET/items" }[policy.allows];
  const own = [
    ...(allows === undefined ? [] : [{ Effect: "Allow", Principal: "*", Action, Resource: allows }]),
    ...(policy.deniesCaller ? [{ Effect: "Deny", Principal: { AWS: CALLER }, Action, Resource: "*" }] : []),
  ];
  return {
    aws_api_gateway_rest_api: {
      rest: {
        name: "rest",
        execution_arn: `arn:aws:execute-api:eu-west-1:${ACCOUNT}:rest`,
        ...(own.length > 0 && { policy: document(...own) }),
      },
    },
    aws_api_gateway_resource: {
      items: { rest_api_id, parent_id, path_part: "items" },
      proxy: { rest_api_id, parent_id, path_part: "{proxy+}" },
    },
    aws_api_gateway_authorizer: {
      pool: {
        name: "pool",
        type: "COGNITO_USER_POOLS",
        rest_api_id,
        provider_arns: [`arn:aws:cognito-idp:eu-west-1:${ACCOUNT}:userpool/${POOL}`],
      },
    },
    aws_api_gateway_method: each((guard) => GUARDS[guard]),
    aws_api_gateway_integration: each(() => ({ type: "HTTP_PROXY", uri: "https://backend.example" })),
    aws_apigatewayv2_domain_name: {
      d: {
        domain_name: "api.example",
        ...(secure && { mutual_tls_authentication: [{ truststore_uri: "s3://t/t.pem" }] }),
      },
    },
    aws_apigatewayv2_api_mapping: {
      d: { api_id: rest_api_id, domain_name: "${aws_apigatewayv2_domain_name.d.id}", stage: "live" },
    },
  };
}

function httpOf({ http }: Elsewhere): Resources {
  const api_id = "${aws_apigatewayv2_api.http.id}";
  const target = "integrations/${aws_apigatewayv2_integration.http.id}";
  return {
    aws_apigatewayv2_api: {
      http: {
        name: "http",
        protocol_type: "HTTP",
        execution_arn: `arn:aws:execute-api:eu-west-1:${ACCOUNT}:http`,
        ...(http.cors && { cors_configuration: [{ allow_origins: ["https://app.example"] }] }),
      },
    },
    aws_apigatewayv2_stage: { live: { api_id, name: "$default", auto_deploy: true } },
    aws_apigatewayv2_integration: {
      http: { api_id, integration_type: "HTTP_PROXY", integration_uri: "https://backend.example" },
    },
    aws_apigatewayv2_route: {
      all: { api_id, route_key: http.catchAll, target, authorization_type: "AWS_IAM" },
      ...(http.options && { options: { api_id, route_key: "OPTIONS /{proxy+}", target } }),
    },
  };
}

function functionsOf({ url, permissions, graphql }: Elsewhere): Resources {
  const pool = { user_pool_config: [{ user_pool_id: POOL, default_action: "ALLOW" }] };
  const provider = (authentication_type: Mode) => ({
    authentication_type,
    ...(authentication_type === "AMAZON_COGNITO_USER_POOLS" && pool),
  });
  const directives = {
    API_KEY: "@aws_api_key",
    AWS_IAM: "@aws_iam",
    AMAZON_COGNITO_USER_POOLS: "@aws_cognito_user_pools",
  };
  const { main, also, marked } = graphql;
  const marks = also && marked ? ` ${directives[main]} ${directives[also]}` : "";
  const api_id = "${aws_appsync_graphql_api.g.id}";
  return {
    aws_lambda_function: {
      f: { function_name: "f", role: "r", arn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:f` },
    },
    aws_lambda_function_url: { u: { function_name: "f", authorization_type: url } },
    aws_lambda_permission: Object.fromEntries(
      permissions.map((action) => [
        action.slice(7),
        {
          ...{ action, function_name: "f", principal: "*" },
          ...(action === "lambda:InvokeFunctionUrl"
            ? { function_url_auth_type: "NONE" }
            : { invoked_via_function_url: true }),
        },
      ]),
    ),
    aws_appsync_graphql_api: {
      g: {
        name: "g",
        ...provider(main),
        schema: `type Query { order: String${marks} } schema { query: Query }`,
        ...(also && { additional_authentication_provider: [provider(also)] }),
      },
    },
    aws_appsync_datasource: {
      s: {
        ...{ api_id, name: "s", type: "AWS_LAMBDA" },
        lambda_config: [{ function_arn: "${aws_lambda_function.f.arn}" }],
      },
    },
    aws_appsync_resolver: {
      r: { api_id, type: "Query", field: "order", data_source: "${aws_appsync_datasource.s.name}" },
    },
  };
}

function identitiesOf({ statements, boundary, pool }: Elsewhere): Resources {
  const key = "cognito-identity.amazonaws.com";
  return {
    aws_iam_policy: { limit: { name: "limit", policy: policyText(boundary ?? []) } },
    aws_iam_role: {
      caller: {
        ...{ name: "caller", arn: CALLER, assume_role_policy: '{"Statement":[]}' },
        ...(boundary && { permissions_boundary: "${aws_iam_policy.limit.arn}" }),
      },
      visitor: {
        name: "visitor",
        arn: `arn:aws:iam::${ACCOUNT}:role/visitor`,
        assume_role_policy: document({
          Effect: "Allow",
          Action: "sts:AssumeRoleWithWebIdentity",
          Principal: { Federated: key },
          Condition: {
            StringEquals: { [`${key}:aud`]: IDENTITIES },
            "ForAnyValue:StringLike": { [`${key}:amr`]: pool.trusts },
          },
        }),
      },
    },
    aws_iam_role_policy: {
      call: { role: "caller", policy: policyText(statements) },
      visit: {
        role: "visitor",
        policy: policyText([{ Effect: "Allow", Action: "appsync:GraphQL", Resource: "*" }]),
      },
    },
    aws_cognito_identity_pool: {
      p: { id: IDENTITIES, identity_pool_name: "p", allow_unauthenticated_identities: pool.guests },
    },
    aws_cognito_identity_pool_roles_attachment: {
      a: {
        identity_pool_id: IDENTITIES,
        roles: {
          unauthenticated: "${aws_iam_role.visitor.arn}",
          authenticated: "${aws_iam_role.visitor.arn}",
        },
      },
    },
  };
}

function balancerOf({ balancer: { signIn, openRule } }: Elsewhere): Resources {
  const forward = { type: "forward", target_group_arn: "${aws_lb_target_group.t.arn}" };
  const issuer = { issuer: "https://id.example" };
  return {
    aws_lb: { lb: { name: "lb", internal: false } },
    aws_lb_target_group: { t: { name: "t", target_type: "lambda" } },
    aws_lb_target_group_attachment: {
      t: { target_group_arn: "${aws_lb_target_group.t.arn}", target_id: "${aws_lambda_function.f.arn}" },
    },
    aws_lb_listener: {
      l: {
        ...{ load_balancer_arn: "${aws_lb.lb.arn}", port: 443, protocol: "HTTPS" },
        default_action: [...(signIn ? [{ type: "authenticate-oidc", authenticate_oidc: [issuer] }] : []), forward],
      },
    },
    ...(openRule && {
      aws_lb_listener_rule: {
        r: {
          ...{ listener_arn: "${aws_lb_listener.l.arn}", priority: 1, action: [forward] },
          condition: [{ path_pattern: [{ values: ["/open"] }] }],
        },
      },
    }),
  };
}

/** The Terraform JSON of a stack. */
export function resourcesOf(stack: Elsewhere): Resources {
  return {
    ...restOf(stack),
    ...httpOf(stack),
    ...functionsOf(stack),
    ...identitiesOf(stack),
    ...balancerOf(stack),
  };
}

export function elsewhereModel(stack: Elsewhere): Model {
  return readSynth({ resource: resourcesOf(stack) });
}
