import type { LambdaFunction, LogGroup } from "./compute";
import type { Client, Pool } from "./identity";
import type { Entity, Link } from "../terraform/resource";
import type { Listing, Value } from "../terraform/value";

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
  { readonly kind: "client"; readonly client: Client } | { readonly kind: "literal"; readonly id: string };

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
