import { Construct } from "constructs";
import type { IssuerConfig } from "../../../posture/claims";
import { isReason } from "../../../posture/rules/acknowledge";
import { Apigatewayv2Route } from "../../bindings";
import type { NodeFunction } from "../../compute/node-function";
import { requireChecks } from "../../stack/run-rules";
import type { ErrorCode } from "../../errors/codes";
import { ConfigurationError } from "../../errors/configuration-error";
import { declareAccess } from "../../stack/access-list";
import { acknowledge } from "../../stack/rule-report";
import type { RequestAuthorizer, TokenAuthorizer } from "../authorizers/authorizer";
import type { HttpApi } from "../http-api";
import { targetName, type RouteTarget } from "../integrations/targets";
import { RouteKey } from "../route-key";

/**
 * Who may call a route. One of these has to be said; there is no default, because a route without authorization is open to everybody.
 * - `{ authorizer, scopes }`: a JWT authorizer, and access tokens with at least one of the scopes (full strings)
 * - `{ authorizer, authenticated: "reason" }`: a JWT authorizer, and every token it accepts, ID tokens included, and why that is enough
 * - `{ authorizer }`: whoever a Lambda authorizer lets in
 * - `{ iam: true }`: AWS principals that sign with SigV4 and are allowed `execute-api:Invoke`
 * - `{ public: "reason" }`: everybody, and why
 * - `{ verifiedBy, resource, issuers }`: open at the gateway; the bundled function in front of an MCP server verifies tokens (`McpRoute`)
 */
export type RouteAuthorization =
  | {
      readonly authorizer: TokenAuthorizer;
      readonly scopes: readonly [string, ...string[]];
      readonly authenticated?: never;
    }
  | { readonly authorizer: TokenAuthorizer; readonly authenticated: string; readonly scopes?: never }
  | { readonly authorizer: RequestAuthorizer; readonly scopes?: never; readonly authenticated?: never }
  | { readonly iam: true }
  | {
      readonly public: string;
      /** True for a document that clients of the function in front of an MCP server look up: rules know that it is for everybody. */
      readonly metadata?: true;
    }
  | {
      readonly verifiedBy: NodeFunction;
      readonly resource: string;
      readonly issuers: readonly Pick<IssuerConfig, "issuer" | "scopes" | "groups" | "clientIds">[];
    };

export interface RouteProps {
  /** The API that gets the route. */
  readonly api: HttpApi;
  /** `GET /items/{id}`, `ANY /{proxy+}` or `$default`. */
  readonly key: string;
  /** Who may call it. */
  readonly authorization: RouteAuthorization;
  /** What answers. */
  readonly target: RouteTarget;
}

/** A route of an HTTP API. Address: `aws_apigatewayv2_route.ID`. */
export class Route extends Construct {
  readonly resource: Apigatewayv2Route;
  readonly key: RouteKey;
  /** The scopes that the function behind it asks for, where that verifies tokens. */
  readonly verified: readonly string[] | undefined;

  constructor(scope: Construct, id: string, props: RouteProps) {
    super(scope, id);
    requireChecks(this, props);
    this.key = new RouteKey(props.key);
    this.resource = new Apigatewayv2Route(this, "Resource", {
      apiId: props.api.apiId,
      routeKey: props.key,
      target: props.api.integrations.target(props.target),
      ...this.authorization(props),
    });
    const { authorization } = props;
    if ("verifiedBy" in authorization) this.verified = authorization.issuers.flatMap(({ scopes = [] }) => [...scopes]);
    this.declare(props);
  }

  private declare({ api, key: route, authorization, target }: RouteProps): void {
    declareAccess(this, {
      kind: "route",
      api: api.apiId,
      route,
      target: targetName(target),
      authorization:
        "verifiedBy" in authorization
          ? {
              verifiedBy: authorization.verifiedBy.resource.arn,
              tokens: authorization.issuers.map(({ issuer, scopes, groups, clientIds = [] }) => ({
                issuer,
                clients: [...clientIds, authorization.resource],
                ...(scopes && { scopes }),
                ...(groups && { groups }),
              })),
            }
          : "public" in authorization
            ? { public: authorization.public }
            : "authorizer" in authorization
              ? { ...authorization, authorizer: authorization.authorizer.authorizerId }
              : authorization,
    });
  }

  private authorization({ api, authorization }: RouteProps): {
    authorizationType: string;
    authorizerId?: string;
    authorizationScopes?: string[];
  } {
    if ("public" in authorization) {
      const example = 'public: "health check of the load balancer"';
      this.checkReason(authorization.public, "route-public-reason", "the route is public", example);
      // The rule lets preflights and metadata be open without being told.
      if (this.key.method !== "OPTIONS" && authorization.metadata !== true)
        acknowledge(this, { code: "route-open", reason: authorization.public });
      return { authorizationType: "NONE" };
    }
    if ("verifiedBy" in authorization) return { authorizationType: "NONE" };
    if ("iam" in authorization) return { authorizationType: "AWS_IAM" };
    const { authorizer, scopes, authenticated } = authorization;
    if (authorizer.api !== api) {
      throw new ConfigurationError(
        "authorizer-of-another-api",
        this.node.path,
        "the authorizer belongs to another API",
        "Make one for this API: an authorizer serves the API it was made for",
      );
    }
    if (authorizer.authorizationType === "CUSTOM") this.checkRequestAuthorizer(authorizer, scopes);
    else this.checkTokens(scopes, authenticated);
    return {
      authorizationType: authorizer.authorizationType,
      authorizerId: authorizer.authorizerId,
      authorizationScopes: scopes === undefined ? undefined : [...scopes],
    };
  }

  private checkRequestAuthorizer(authorizer: RequestAuthorizer, scopes: readonly string[] | undefined): void {
    if (scopes !== undefined) {
      throw new ConfigurationError(
        "route-scopes-ignored",
        this.node.path,
        "scopes on a route with a Lambda authorizer",
        "AWS refuses them; require them in the authorizer",
      );
    }
    authorizer.checkRoute?.(this.key, this.node.path);
  }

  /** Only scopes keep ID tokens out: nothing else in a JWT authorizer looks at the kind of token. */
  private checkTokens(scopes: readonly string[] | undefined, authenticated: string | undefined): void {
    if (scopes === undefined || scopes.length === 0) {
      const found = "the route requires no scope, so every token of the issuer passes, ID tokens included";
      this.checkReason(
        authenticated,
        "route-without-scopes",
        found,
        'authenticated: "the handler shows the caller\'s own claims only"',
      );
      acknowledge(this, { code: "route-without-scopes", reason: authenticated });
    } else if (scopes.length > 10) {
      throw new ConfigurationError(
        "quota-scopes",
        this.node.path,
        `${scopes.length} scopes`,
        "AWS accepts 10 for one route; one of them is enough for a caller, so a broader scope can stand for several",
      );
    }
  }

  private checkReason(
    reason: string | undefined,
    code: ErrorCode,
    found: string,
    example: string,
  ): asserts reason is string {
    if (reason !== undefined && isReason(reason)) return;
    const given =
      reason === undefined || reason.trim() === "" ? "no reason is given" : `${JSON.stringify(reason)} is none`;
    throw new ConfigurationError(code, this.node.path, `${found}, and ${given}`, `Say why, e.g. ${example}`);
  }
}
