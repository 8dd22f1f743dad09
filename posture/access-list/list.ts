/**
 * Who shall get in, as it was declared, and that everybody else shall not. Every other stage is held to it: what is
 * emitted, planned, applied, observed. Entities are named by their Terraform address, or by their id, ARN or name in AWS
 * where they are managed elsewhere. It holds no secret. docs/access-list.md describes the JSON.
 */
export interface AccessList {
  readonly version: 1;
  readonly routes: readonly DeclaredRoute[];
  readonly stages: readonly DeclaredStage[];
  readonly pools: readonly DeclaredPool[];
  /** Left out: nothing is declared of whom a client gets tokens for. */
  readonly clients?: readonly DeclaredClient[];
  /** Left out: nothing is declared of which pages may call. */
  readonly apis?: readonly DeclaredApi[];
}

export interface DeclaredRoute {
  /** `aws_apigatewayv2_api.api` */
  readonly api: string;
  /** `GET /items`, `ANY /{proxy+}`, `$default` */
  readonly route: string;
  readonly allow: Allow;
  /** Which function answers, or the address that requests are handed on to. Left out: not declared. */
  readonly target?: string;
  /** The VPC endpoints through which a private REST API is reached, and nothing else. */
  readonly vpcEndpoints?: readonly string[];
}

/** Who gets in; whoever isn't described is refused. */
export type Allow = AllowPublic | AllowTokens | AllowPrincipals | AllowAuthorizer;

/** Everybody, and why. */
interface AllowPublic {
  readonly public: string;
}

/** Holders of tokens that an issuer gave to one of these clients. */
export interface AllowTokens {
  /** The user pool, or the address of another issuer: the tokens' `iss`. */
  readonly issuer: string;
  /** The clients, or what else is the audience of another issuer's tokens. */
  readonly clients: readonly string[];
  /** Scopes of which an access token carries at least one. */
  readonly scopes?: readonly string[];
  /** In place of scopes: every such token, ID tokens included, and why that is enough. */
  readonly authenticated?: string;
}

/** AWS principals that sign with SigV4. */
interface AllowPrincipals {
  readonly principals: readonly string[];
}

/** Whoever a function lets in. */
export interface AllowAuthorizer {
  readonly authorizer: string;
  /** Whose tokens the function lets in; left out where its rules aren't known. */
  readonly tokens?: readonly AuthorizerTokens[];
  /** Groups that this route asks for, beyond what its issuers' tokens must show: one is enough. */
  readonly groups?: readonly string[];
  /** Scopes that this route asks for: one is enough. */
  readonly scopes?: readonly string[];
  /** The header by which the function knows what came by a distribution, in lowercase: calls without it are refused. Left out: not declared. */
  readonly originHeader?: string;
}

export interface AuthorizerTokens {
  readonly issuer: string;
  readonly clients: readonly string[];
  readonly groups?: readonly string[];
  readonly scopes?: readonly string[];
}

/** A stage, and what is on: false where it was switched off on purpose. */
export interface DeclaredStage {
  readonly stage: string;
  /** The API that it publishes. Left out: not declared. */
  readonly api?: string;
  /** `$default`, or the first part of each path. Left out: not declared. */
  readonly name?: string;
  readonly accessLog: boolean;
  readonly throttling: boolean;
}

/** A pool that is managed here. */
export interface DeclaredPool {
  readonly pool: string;
  /** Protected from deletion, by AWS and by Terraform. */
  readonly protected: boolean;
  /** The function that shapes tokens. Left out: none does. */
  readonly tokenTrigger?: string;
  /** `V2_0`: which tokens it shapes. Left out: not declared. */
  readonly tokenTriggerVersion?: string;
  /** Names of its groups. Left out: not declared. */
  readonly groups?: readonly string[];
  /** May people make their own accounts? Left out: not declared. */
  readonly selfSignUp?: boolean;
}

/** What a client gets tokens for. */
export interface DeclaredClient {
  readonly client: string;
  readonly pool: string;
  /** `code`, `implicit`, `client_credentials` */
  readonly flows: readonly string[];
  /** What it may ask for: OpenID's scopes and those of resource servers. */
  readonly scopes: readonly string[];
  /** Where codes and tokens are sent. Left out: not declared. */
  readonly callbackUrls?: readonly string[];
  /** Where its users have their accounts: `COGNITO`, names of identity providers. Left out: not declared. */
  readonly identityProviders?: readonly string[];
  /** True where it proves itself by a secret. Left out: not declared. */
  readonly confidential?: boolean;
}

/** Which pages may call an HTTP API. */
export interface DeclaredApi {
  readonly api: string;
  /** Origins that CORS allows; empty where no page of another origin may call. */
  readonly origins: readonly string[];
  /** Does its execute-api address answer? Left out: not declared. */
  readonly executeApiEndpoint?: boolean;
}

/** A name that only Terraform can resolve: it can't be compared as a text. */
export const isExpression = (name: string): boolean => name.includes("${");
