import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { CognitoUserPoolClient } from "../../bindings";
import { declareAccess } from "../../stack/access-list";
import { requireChecks } from "../../stack/run-rules";
import { ConfigurationError } from "../../errors/configuration-error";
import { Problems } from "../../errors/problems";
import type { AudienceMember } from "./audience-member";
import type { Pool } from "../pool/pool";
import type { ScopeCatalogue } from "./scope-catalogue";
import { tokenValidity, type TokenLifetimes } from "./token-lifetimes";

/** Scopes that Cognito itself knows. */
export type OpenIdScope = "openid" | "email" | "profile" | "phone" | "aws.cognito.signin.user.admin";

export interface WebClientOptions<Scope extends string> {
  /** Where the browser may return after sign-in: https, or http on localhost. The first is the default. */
  readonly callbackUrls: readonly [string, ...string[]];
  /** Where it may return after sign-out. @default none */
  readonly logoutUrls?: readonly string[];
  /** The scopes of the catalogue that users may ask for through this client. */
  readonly scopes: readonly Scope[];
  /** @default openid, email, profile */
  readonly openIdScopes?: readonly OpenIdScope[];
  /** True for a server that can keep a secret; false for a browser or an app, which prove themselves by PKCE. @default false */
  readonly confidential?: boolean;
  /** @default access and ID tokens 60 minutes, refresh tokens 30 days */
  readonly lifetimes?: TokenLifetimes;
  /** A refresh token is good once; its predecessor stays valid for a grace of 0 to 60 seconds. @default no rotation */
  readonly refreshTokenRotation?: { readonly retryGracePeriodSeconds: number };
  /**
   * The attributes that users may change through this client. Left to Cognito they could write every mutable attribute, also one that a claim
   * is made from. @default email, name
   */
  readonly writeAttributes?: readonly string[];
  /** Where its users may have their account: `COGNITO`, and names of declared identity providers. @default COGNITO: the pool's own users */
  readonly identityProviders?: readonly [string, ...string[]];
  /** Lets people choose how they sign in (`ALLOW_USER_AUTH`). @default whether the pool offers a choice (`signIn`) */
  readonly choiceBasedSignIn?: boolean;
  /**
   * Lets an app sign people in by itself, without the sign-in page, by the SRP protocol (`ALLOW_USER_SRP_AUTH`). Such tokens carry none of the
   * catalogue's scopes unless a token trigger adds them. @default false
   */
  readonly srpSignIn?: boolean;
  /**
   * Lets an app sign people in by challenges of the pool's own (`ALLOW_CUSTOM_AUTH`): the functions `defineAuthChallenge`, `createAuthChallenge` and
   * `verifyAuthChallengeResponse` of `triggers`. Such tokens carry none of the catalogue's scopes unless a token trigger adds them. @default false
   */
  readonly customSignIn?: boolean;
}

/** What users may change through a client that doesn't say otherwise. */
export const DEFAULT_WRITABLE = ["email", "name"] as const;

export interface WebClientProps<Scope extends string> extends WebClientOptions<Scope> {
  /** The pool that issues its tokens. */
  readonly pool: Pool;
  /** Where its scopes are declared. */
  readonly catalogue: ScopeCatalogue<Scope>;
  /** The client's name in AWS. */
  readonly name: string;
  /** Whether the pool has functions for challenges of its own. @default false */
  readonly challenges?: boolean;
}

/**
 * A client for people: authorization code flow only (with PKCE where it is public), revocable tokens, and answers that don't tell whether a
 * user exists. Address: `aws_cognito_user_pool_client.ID`.
 */
export class WebClient<Scope extends string = string> extends Construct implements AudienceMember {
  readonly resource: CognitoUserPoolClient;
  readonly confidential: boolean;
  readonly callbackUrls: readonly [string, ...string[]];
  readonly logoutUrls: readonly string[];
  /** What it may ask for, as tokens carry it: OpenID's scopes and the catalogue's. */
  readonly scopes: readonly string[];

  constructor(scope: Construct, id: string, props: WebClientProps<Scope>) {
    super(scope, id);
    const problems = new Problems();
    requireChecks(this, props, problems);
    const where = this.node.path;
    const rotation = props.refreshTokenRotation;
    this.confidential = props.confidential ?? false;
    this.callbackUrls = props.callbackUrls;
    this.logoutUrls = props.logoutUrls ?? [];
    this.scopes = [
      ...(props.openIdScopes ?? ["openid", "email", "profile"]),
      ...props.scopes.flatMap((name, index) => {
        const place = { path: where, prop: `scopes[${String(index)}]` };
        return problems.attempt("", () => props.catalogue.scope(name, place)) ?? [];
      }),
    ];
    this.resource = new CognitoUserPoolClient(this, "Resource", {
      userPoolId: props.pool.poolId,
      name: props.name,
      generateSecret: this.confidential,
      allowedOauthFlows: ["code"],
      allowedOauthFlowsUserPoolClient: true,
      allowedOauthScopes: [...this.scopes],
      callbackUrls: [...props.callbackUrls],
      defaultRedirectUri: Token.isUnresolved(props.callbackUrls)
        ? Fn.element([...props.callbackUrls], 0)
        : props.callbackUrls[0],
      logoutUrls: props.logoutUrls === undefined ? undefined : [...props.logoutUrls],
      supportedIdentityProviders: [...(props.identityProviders ?? ["COGNITO"])],
      ...problems.part(() => tokenValidity(props.lifetimes, where)),
      explicitAuthFlows: problems.attempt("", () => authFlows(props, where)),
      refreshTokenRotation:
        rotation === undefined
          ? undefined
          : [{ feature: "ENABLED", retryGracePeriodSeconds: rotation.retryGracePeriodSeconds }],
      writeAttributes: [...(props.writeAttributes ?? DEFAULT_WRITABLE)],
      enableTokenRevocation: true,
      preventUserExistenceErrors: "ENABLED",
    });
    problems.throwIfAny();
    declareAccess(this, {
      kind: "client",
      client: {
        client: this.resource.id,
        pool: props.pool.poolId,
        flows: ["code"],
        scopes: [...this.scopes],
        callbackUrls: [...props.callbackUrls],
        identityProviders: [...(props.identityProviders ?? ["COGNITO"])],
        confidential: this.confidential,
      },
    });
  }

  get clientId(): string {
    return this.resource.id;
  }

  get clientIds(): readonly string[] {
    return [this.clientId];
  }

  /** Sensitive, and empty unless the client is confidential: put it only where Terraform knows that. */
  get clientSecret(): string {
    return this.resource.clientSecret;
  }
}

/**
 * What the client's users may do beside the sign-in page. Left out or empty, Cognito would allow SRP, custom authentication and refreshing.
 *
 * Rotation excludes REFRESH_TOKEN_AUTH (tokens are renewed all the same, by GetTokensFromRefreshToken and the token endpoint), and something has
 * to stand there: CUSTOM_AUTH lets nobody in where the pool has no challenge functions.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html (ExplicitAuthFlows)
 * @throws ConfigurationError `rotation-sign-in` where it has
 */
function authFlows(props: WebClientProps<string>, path: string): string[] {
  const flows = [
    ...(props.refreshTokenRotation === undefined ? ["ALLOW_REFRESH_TOKEN_AUTH"] : []),
    ...(props.choiceBasedSignIn === true ? ["ALLOW_USER_AUTH"] : []),
    ...(props.srpSignIn === true ? ["ALLOW_USER_SRP_AUTH"] : []),
    ...(props.customSignIn === true ? ["ALLOW_CUSTOM_AUTH"] : []),
  ];
  if (flows.length > 0) return flows;
  if (props.challenges === true)
    throw new ConfigurationError(
      "rotation-sign-in",
      { path, prop: "refreshTokenRotation" },
      "with rotation a client must allow some sign-in beside the sign-in page, and the one that lets nobody in elsewhere is answered by this pool's challenges",
      "Write customSignIn: true or srpSignIn: true, or leave refreshTokenRotation out",
    );
  return ["ALLOW_CUSTOM_AUTH"];
}
