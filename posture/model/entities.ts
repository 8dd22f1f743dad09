import type { Entity, Link } from "../terraform/resource";
import type { Listing, Value } from "../terraform/value";

export interface PasswordPolicy {
  readonly minimumLength: Value<number | undefined>;
  readonly requireLowercase: Value<boolean | undefined>;
  readonly requireUppercase: Value<boolean | undefined>;
  readonly requireNumbers: Value<boolean | undefined>;
  readonly requireSymbols: Value<boolean | undefined>;
  readonly history: Value<number | undefined>;
  /** Days. */
  readonly temporaryValidity: Value<number | undefined>;
}

/** A schema attribute of a pool. */
interface SchemaAttribute {
  readonly name: Value<string | undefined>;
  readonly type: Value<string | undefined>;
  readonly mutable: Value<boolean | undefined>;
  readonly required: Value<boolean | undefined>;
  /** True when the constraints that the type needs (String, Number) are written down. */
  readonly constrained: Value<boolean>;
}

/** A function that a pool calls. */
export interface Trigger {
  /** Name of the argument: `pre_token_generation`, `post_confirmation`, … */
  readonly name: string;
  readonly function: Link<LambdaFunction>;
  /** `V1_0`, `V2_0`, `V3_0` for pre_token_generation and the custom senders; `V1_0` for a plain pre_token_generation. */
  readonly version: Value<string | undefined>;
}

/** aws_cognito_user_pool, as a resource (`managed`) or as a data source (only its id, ARN and name may be known). */
export interface Pool extends Entity {
  readonly managed: boolean;
  readonly name: Value<string | undefined>;
  /** `eu-west-1_AbC`; known once applied, or for an existing pool. */
  readonly id: Value<string | undefined>;
  /** `LITE`, `ESSENTIALS` (AWS's default when left out) or `PLUS`. */
  readonly tier: Value<string>;
  /** `OFF` when left out, `ON`, `OPTIONAL`. */
  readonly mfa: Value<string>;
  readonly password: Value<PasswordPolicy | undefined>;
  readonly schema: Listing<SchemaAttribute>;
  /** `INACTIVE` when left out, `ACTIVE`. */
  readonly deletionProtection: Value<string>;
  readonly preventDestroy: Value<boolean>;
  /** True unless only administrators may create users. */
  readonly selfSignUp: Value<boolean>;
  readonly usernameAttributes: Listing<string>;
  readonly aliasAttributes: Listing<string>;
  readonly caseSensitive: Value<boolean | undefined>;
  /** `OFF` when left out, `AUDIT`, `ENFORCED`. */
  readonly threatProtection: Value<string>;
  /** First factors of `sign_in_policy`; empty when left out. */
  readonly firstFactors: Listing<string>;
  readonly triggers: Listing<Trigger>;
}

/** Lifetimes in seconds, AWS's defaults (1 h, 1 h, 30 d) filled in. */
export interface Lifetimes {
  readonly access: Value<number>;
  readonly id: Value<number>;
  readonly refresh: Value<number>;
}

/** aws_cognito_user_pool_client, or a data source of the same name. */
export interface Client extends Entity {
  readonly managed: boolean;
  readonly pool: Link<Pool>;
  readonly name: Value<string | undefined>;
  /** The client id, once it is known. */
  readonly id: Value<string | undefined>;
  readonly secret: Value<boolean>;
  /** `code`, `implicit`, `client_credentials`. */
  readonly flows: Listing<string>;
  /** `allowed_oauth_flows_user_pool_client`; false when left out: the OAuth fields then have no effect. */
  readonly oauth: Value<boolean>;
  readonly scopes: Listing<string>;
  readonly callbackUrls: Listing<string>;
  readonly logoutUrls: Listing<string>;
  readonly defaultRedirect: Value<string | undefined>;
  readonly lifetimes: Lifetimes;
  /** `enable_token_revocation`; true when left out. */
  readonly revocation: Value<boolean>;
  /** `LEGACY` when left out, `ENABLED`. */
  readonly userExistenceErrors: Value<string>;
  /** `explicit_auth_flows`: `ALLOW_USER_SRP_AUTH`, … */
  readonly authFlows: Listing<string>;
  /** `ENABLED` or `DISABLED`; undefined without the block. */
  readonly rotation: Value<string | undefined>;
  /** Seconds a rotated refresh token stays valid. */
  readonly rotationGrace: Value<number | undefined>;
  readonly identityProviders: Listing<string>;
  /** Attributes of users that the client may read and write; empty when left out: AWS's choice, every standard one. */
  readonly readAttributes: Listing<string>;
  readonly writeAttributes: Listing<string>;
}

export interface Scope {
  /** `read` */
  readonly name: string;
  /** `https://api.example/read`: what tokens and routes carry. Unknown while the server's identifier is. */
  readonly full: Value<string>;
}

/** aws_cognito_resource_server. */
export interface ResourceServer extends Entity {
  readonly pool: Link<Pool>;
  readonly identifier: Value<string | undefined>;
  readonly scopes: Listing<Scope>;
}

/** aws_cognito_user_group. */
export interface Group extends Entity {
  readonly pool: Link<Pool>;
  readonly name: Value<string | undefined>;
  /** 0 is the highest; undefined when left out. */
  readonly precedence: Value<number | undefined>;
  readonly roleArn: Value<string | undefined>;
}

/** aws_cognito_user_pool_domain. */
export interface PoolDomain extends Entity {
  readonly pool: Link<Pool>;
  /** A prefix (`my-app`) or, with a certificate, a whole name (`login.example.com`). */
  readonly domain: Value<string | undefined>;
  readonly certificateArn: Value<string | undefined>;
  /** 1 when left out (classic hosted UI), 2 for managed login. */
  readonly managedLogin: Value<number>;
}

/** aws_cognito_identity_provider. */
export interface IdentityProvider extends Entity {
  readonly pool: Link<Pool>;
  readonly name: Value<string | undefined>;
  /** `SAML`, `OIDC`, `Google`, … */
  readonly type: Value<string | undefined>;
}

/** aws_lambda_function, or a data source of the same name. */
export interface LambdaFunction extends Entity {
  readonly managed: boolean;
  readonly name: Value<string | undefined>;
  readonly runtime: Value<string | undefined>;
  readonly handler: Value<string | undefined>;
  readonly role: Value<string | undefined>;
  /** `source_code_hash`: changes when the code does. */
  readonly codeHash: Value<string | undefined>;
  /** Seconds; 3 when left out. */
  readonly timeout: Value<number>;
  /** The names of its aliases in this input. */
  readonly aliases: readonly string[];
}

/** aws_lambda_permission. */
export interface Permission extends Entity {
  readonly function: Link<LambdaFunction>;
  readonly action: Value<string | undefined>;
  /** `apigateway.amazonaws.com`, `cognito-idp.amazonaws.com`, an account, `*`. */
  readonly principal: Value<string | undefined>;
  readonly sourceArn: Value<string | undefined>;
  /** The API or pool the source ARN names; `none` without a source ARN: any API of the principal may invoke. */
  readonly source: Link<Api | Pool>;
  /** What follows the API in the source ARN when it is known: `/*\/*`, `/authorizers/abc`; "" when it ends there. */
  readonly sourcePath: Value<string | undefined>;
  /** The same, with `*` for each part that is known only later; undefined where the source doesn't show the ARN's end. */
  readonly sourcePattern: string | undefined;
  /** The alias or version that it is for, by `qualifier` or behind the function's name; undefined: the function itself. */
  readonly qualifier: Value<string | undefined>;
}

/** aws_cloudwatch_log_group. */
export interface LogGroup extends Entity {
  readonly managed: boolean;
  readonly name: Value<string | undefined>;
  /** Days; 0 (when left out): kept forever. */
  readonly retention: Value<number>;
  readonly kmsKey: Value<string | undefined>;
}

/** CORS settings of an API; lists left out are empty. `maxAge` in seconds. */
export interface Cors {
  readonly origins: Listing<string>;
  readonly methods: Listing<string>;
  readonly headers: Listing<string>;
  readonly exposeHeaders: Listing<string>;
  readonly credentials: Value<boolean>;
  readonly maxAge: Value<number | undefined>;
}

/** aws_apigatewayv2_api, as a resource (`managed`) or as a data source. */
export interface Api extends Entity {
  readonly managed: boolean;
  /** Known once applied, or for an existing API. */
  readonly id: Value<string | undefined>;
  readonly name: Value<string | undefined>;
  /** `HTTP` or `WEBSOCKET`. */
  readonly protocol: Value<string | undefined>;
  /** `known(undefined)`: no CORS configuration. */
  readonly cors: Value<Cors | undefined>;
  /** False: the API answers at its execute-api address (AWS's default). */
  readonly endpointDisabled: Value<boolean>;
  /** True when routes come from an OpenAPI body: the model doesn't hold them. */
  readonly fromBody: boolean;
  /** Quick create (`target`, `route_key` on the API): makes a route and integration the plan doesn't list. */
  readonly quickCreate: boolean;
}

export type AuthorizationType = "NONE" | "JWT" | "CUSTOM" | "AWS_IAM";

/**
 * What a route demands of its callers, and where it belongs and leads. Routes of one source that say the same may share
 * one object; two objects may still say the same.
 */
export interface RouteTerms {
  readonly api: Link<Api>;
  /** `NONE` when left out, as AWS does. */
  readonly authorization: Value<AuthorizationType | string>;
  readonly authorizer: Link<Authorizer>;
  readonly scopes: Listing<string>;
  readonly integration: Link<Integration>;
}

/** aws_apigatewayv2_route. */
export interface Route extends Entity, RouteTerms {
  /** `GET /items`, `ANY /{proxy+}`, `$default`. */
  readonly key: Value<string>;
  /** `GET`, `ANY`; undefined for `$default` and for keys that aren't of the form METHOD /path. */
  readonly method: Value<string | undefined>;
  readonly path: Value<string | undefined>;
  /** What it demands, as one: for looking at the same terms once. */
  readonly terms: RouteTerms;
}

/** Settings of a REQUEST authorizer. */
export interface LambdaAuthorizer {
  readonly uri: Value<string | undefined>;
  readonly function: Link<LambdaFunction>;
  /** Seconds an answer is kept; AWS's default is 300 once identity sources are set (provider sends none: 0..3600). */
  readonly ttl: Value<number | undefined>;
  /** `1.0` or `2.0`. */
  readonly payloadVersion: Value<string | undefined>;
  readonly simpleResponses: Value<boolean>;
}

/** One accepted audience of a JWT authorizer. */
export type Audience =
  | { readonly kind: "client"; readonly client: Client }
  | { readonly kind: "literal"; readonly id: string };

/** Settings of a JWT authorizer. */
export interface JwtAuthorizer {
  /** The issuer's text when it is known. */
  readonly issuer: Value<string | undefined>;
  /** The pool that issues the tokens; `external` holds a foreign issuer's address. */
  readonly pool: Link<Pool>;
  readonly audience: Listing<Audience>;
}

/** aws_apigatewayv2_authorizer. */
export interface Authorizer extends Entity {
  readonly api: Link<Api>;
  readonly name: Value<string | undefined>;
  /** `JWT` or `REQUEST`. */
  readonly type: Value<string | undefined>;
  readonly identitySources: Listing<string>;
  /** Set when the type is JWT. */
  readonly jwt?: JwtAuthorizer;
  /** Set when the type is REQUEST. */
  readonly lambda?: LambdaAuthorizer;
}

/** aws_apigatewayv2_integration. */
export interface Integration extends Entity {
  readonly api: Link<Api>;
  /** `AWS_PROXY`, `HTTP_PROXY`, … */
  readonly type: Value<string | undefined>;
  /** `1.0` when left out, as AWS does. */
  readonly payloadVersion: Value<string>;
  readonly uri: Value<string | undefined>;
  readonly function: Link<LambdaFunction>;
}

/** Throttling: steady requests a second (`rate`) and burst; undefined: not written down. */
export interface Throttle {
  readonly burst: Value<number | undefined>;
  readonly rate: Value<number | undefined>;
}

export interface RouteSettings extends Throttle {
  readonly routeKey: Value<string | undefined>;
}

export interface AccessLog {
  readonly destination: Value<string | undefined>;
  readonly group: Link<LogGroup>;
  readonly format: Value<string | undefined>;
}

/** aws_apigatewayv2_stage. */
export interface Stage extends Entity {
  readonly api: Link<Api>;
  readonly name: Value<string | undefined>;
  /** False when left out. */
  readonly autoDeploy: Value<boolean>;
  /** `known(undefined)`: no `default_route_settings` block. */
  readonly defaults: Value<Throttle | undefined>;
  readonly routeSettings: Listing<RouteSettings>;
  /** `known(undefined)`: access logging is off. */
  readonly accessLog: Value<AccessLog | undefined>;
}

/** aws_apigatewayv2_domain_name. */
export interface ApiDomain extends Entity {
  readonly name: Value<string | undefined>;
  readonly certificateArn: Value<string | undefined>;
  readonly securityPolicy: Value<string | undefined>;
  /** True when clients must show a certificate (mutual TLS). */
  readonly mutualTls: Value<boolean>;
}

/** aws_apigatewayv2_api_mapping: which stage answers under a custom domain. */
export interface ApiMapping extends Entity {
  readonly api: Link<Api>;
  readonly domain: Link<ApiDomain>;
  readonly stage: Link<Stage>;
  readonly key: Value<string | undefined>;
}
