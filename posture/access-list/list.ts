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
export interface AllowPublic {
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
export interface AllowPrincipals {
  readonly principals: readonly string[];
}

/** Whoever a function lets in. */
export interface AllowAuthorizer {
  readonly authorizer: string;
  /** Whose tokens the function lets in; left out where it decides by rules of its own. */
  readonly tokens?: readonly AuthorizerTokens[];
  /** Groups that this route asks for, beyond what its issuers' tokens must show: one is enough. */
  readonly groups?: readonly string[];
  /** Scopes that this route asks for: one is enough. */
  readonly scopes?: readonly string[];
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
}

/** A name that only Terraform can resolve: it can't be compared as a text. */
export function isExpression(name: string): boolean {
  return name.includes("${");
}
