import type { LambdaAuthorizerOptions } from "./authorizers/lambda-authorizer";
import type { LambdaIssuer } from "./authorizers/authorizer-config";
import type { BundledFunctionOptions } from "../compute/node-function-props";
import type { RouteTarget } from "./integrations/targets";
import type { Throttling } from "./stage";

type AccessKey = "scopes" | "authenticated" | "authorizer" | "requires" | "iam" | "public" | "mcp";

/** What is said, and none of the other words. */
type Only<Said> = Said & { readonly [Other in Exclude<AccessKey, keyof Said>]?: never };

interface PublicAccess {
  /** Everybody; the text says why. */
  readonly public: string;
}

interface IamAccess {
  /** AWS principals that sign with SigV4 and may `execute-api:Invoke` this route: see `grantInvoke`. */
  readonly iam: true;
}

interface PoolScopes<Scope extends string> {
  /** Holders of an access token of the API's own pool with at least one of these scopes. At most 10. */
  readonly scopes: readonly [Scope, ...Scope[]];
}

interface AnyPoolToken {
  /** Holders of any token of the API's own pool and clients, ID tokens included; the text says why that is enough. */
  readonly authenticated: string;
}

interface IssuerScopes<Jwt extends string> {
  /** One of `jwtAuthorizers`. */
  readonly authorizer: Jwt;
  /** The scopes as its tokens carry them; one is enough. At most 10. */
  readonly scopes: readonly [string, ...string[]];
}

interface AnyIssuerToken<Jwt extends string> {
  /** One of `jwtAuthorizers`. */
  readonly authorizer: Jwt;
  /** Every token of that issuer and audience; the text says why that is enough (Firebase and Google know no scopes, for example). */
  readonly authenticated: string;
}

interface LambdaAuthorized<Lambda extends string> {
  /** One of `lambdaAuthorizers`. AWS accepts no scopes beside it. */
  readonly authorizer: Lambda;
}

/**
 * What the bundled function requires on a route, beyond its issuers' requirements. Of each list that is given, a token needs one; every list that is
 * given must match.
 */
export interface RouteRequirement<Scope extends string, Group extends string> {
  /** Scopes of the catalogue, by their short names. */
  readonly scopes?: readonly [Scope, ...Scope[]];
  /** Groups of `groups`. */
  readonly groups?: readonly [Group, ...Group[]];
  /** Scopes that aren't declared here, as the tokens of the authorizer's `issuers` carry them. */
  readonly issuerScopes?: readonly [string, ...string[]];
  /** Groups that aren't declared here: another issuer's, or of a pool where they are managed elsewhere. */
  readonly issuerGroups?: readonly [string, ...string[]];
}

interface LambdaRequirements<
  Lambda extends string,
  Scope extends string,
  Group extends string,
> extends LambdaAuthorized<Lambda> {
  /** Groups and scopes that the bundled function requires on this route. */
  readonly requires: RouteRequirement<Scope, Group>;
}

/** Left out where there are none to name, so that the compiler explains a misspelt scope by the scopes and not by what isn't there. */
type IssuerAccess<Jwt extends string> = [Jwt] extends [never]
  ? never
  : Only<IssuerScopes<Jwt>> | Only<AnyIssuerToken<Jwt>>;

type LambdaAccess<Lambda extends string, Scope extends string, Group extends string> = [Lambda] extends [never]
  ? never
  : Only<LambdaAuthorized<Lambda>> | Only<LambdaRequirements<Lambda, Scope, Group>>;

/** Who may call, closed in some way. */
export type ClosedAccess<
  Scope extends string,
  Jwt extends string,
  Lambda extends string,
  Group extends string = string,
> =
  | Only<PoolScopes<Scope>>
  | Only<AnyPoolToken>
  | IssuerAccess<Jwt>
  | LambdaAccess<Lambda, Scope, Group>
  | Only<IamAccess>;

/** An MCP server (Model Context Protocol) behind tokens of the own pool that are bound to it. */
export interface McpOptions<Scope extends string> {
  /** Its address as clients write it: `https://api.example.com/mcp`, on a domain of the API. Its path is the route's, and tokens name it in `aud`. */
  readonly resource: string;
  /** Every call needs an access token with at least one of these scopes. */
  readonly scopes: readonly [Scope, ...Scope[]];
  /**
   * Scopes by the name of the tool that is called, beyond `scopes`; one of each list is enough, and `*` is every tool that isn't named. A tool that
   * is neither named nor covered by `*` can't be called. @default every tool is open to whoever has one of `scopes`
   */
  readonly tools?: Readonly<Record<string, readonly Scope[]>>;
  /** Origins of pages that may call. @default none: clients that aren't pages send no `Origin` */
  readonly allowedOrigins?: readonly [string, ...string[]];
  /** Shown by clients. @default none */
  readonly name?: string;
  /** A page for developers. @default none */
  readonly documentation?: string;
  /** Memory, log and more of the bundled function that verifies tokens. @default timeout 29 seconds, else as for every function */
  readonly function?: Omit<BundledFunctionOptions, "entry" | "environment" | "policyStatements">;
}

interface McpAccess<Scope extends string> {
  /** Holders of an access token of the own pool that is bound to the server; the target is a function. The key is `ANY` with the server's path. */
  readonly mcp: McpOptions<Scope>;
}

/** Who may call a route. See `RouteAuthorization`. */
export type Access<Scope extends string, Jwt extends string, Lambda extends string, Group extends string = string> =
  | ClosedAccess<Scope, Jwt, Lambda, Group>
  | Only<PublicAccess>
  | Only<McpAccess<Scope>>;

/** Nothing is said: compiles only where the API has `defaults`. */
type NoAccess<Default> = Default extends undefined ? never : { readonly [Other in AccessKey]?: never };

/**
 * A route with who may call it; leaving that out does not compile unless the API has `defaults`. What a route says replaces the default as a
 * whole, and only `public`, with its reason, opens it.
 */
export type SecuredRoute<
  Scope extends string,
  Name extends string,
  Jwt extends string = never,
  Lambda extends string = never,
  Default = undefined,
  Group extends string = string,
> = (Access<Scope, Jwt, Lambda, Group> | NoAccess<Default>) & {
  /** The name of one of `functions`, a function, an existing Lambda, or an HTTP backend. */
  readonly target: Name | RouteTarget;
  /** @default the stage's */
  readonly throttling?: Throttling;
};

/** A Lambda authorizer of a `SecuredApi`. */
export interface SecuredLambdaAuthorizer extends LambdaAuthorizerOptions {
  /** Whose tokens the bundled function lets in. @default the API's own pool, with all its clients */
  readonly issuers?: readonly [LambdaIssuer, ...LambdaIssuer[]];
}
