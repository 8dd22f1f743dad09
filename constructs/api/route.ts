import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Construct } from "constructs";
import { ConfigurationError } from "../errors";
import { acknowledge } from "../judgement";
import type { Authorizer } from "./authorizer";
import type { HttpApi } from "./http-api";
import type { RouteTarget } from "./integrations";
import { RouteKey } from "./route-key";

/**
 * Who may call a route. One of these has to be said; there is no default, because a route without authorization is open to everybody.
 * - `{ authorizer, scopes }`: holders of an access token with at least one of the scopes (full strings)
 * - `{ authorizer }`: whoever the authorizer lets in; with a JWT authorizer that includes ID tokens
 * - `{ iam: true }`: AWS principals that sign with SigV4 and are allowed `execute-api:Invoke`
 * - `{ public: "reason" }`: everybody, and why
 */
export type RouteAuthorization =
  | { readonly authorizer: Authorizer; readonly scopes?: readonly [string, ...string[]] }
  | { readonly iam: true }
  | { readonly public: string };

export interface RouteProps {
  readonly api: HttpApi;
  readonly key: string;
  readonly authorization: RouteAuthorization;
  readonly target: RouteTarget;
}

/** A route of an HTTP API. Address: `aws_apigatewayv2_route.ID`. */
export class Route extends Construct {
  readonly resource: Apigatewayv2Route;
  readonly key: RouteKey;

  constructor(scope: Construct, id: string, props: RouteProps) {
    super(scope, id);
    this.key = new RouteKey(props.key);
    this.resource = new Apigatewayv2Route(this, "Resource", {
      apiId: props.api.apiId,
      routeKey: props.key,
      target: props.api.integrations.target(props.target),
      ...this.authorization(props),
    });
  }

  private authorization({ api, authorization }: RouteProps): {
    authorizationType: string;
    authorizerId?: string;
    authorizationScopes?: string[];
  } {
    if ("public" in authorization) {
      if (authorization.public.trim() === "") {
        throw new ConfigurationError(
          "route-public-reason",
          this.node.path,
          "the route is public without a reason",
          'Say why, e.g. public: "health check of the load balancer"',
        );
      }
      acknowledge(this, { code: "route-open", reason: authorization.public });
      return { authorizationType: "NONE" };
    }
    if ("iam" in authorization) return { authorizationType: "AWS_IAM" };
    const { authorizer, scopes } = authorization;
    if (authorizer.api !== api) {
      throw new ConfigurationError(
        "authorizer-foreign",
        this.node.path,
        "the authorizer belongs to another API",
        "Make one for this API: an authorizer serves the API it was made for",
      );
    }
    if (scopes !== undefined && authorizer.authorizationType !== "JWT") {
      throw new ConfigurationError(
        "route-scopes-unchecked",
        this.node.path,
        "scopes on a route with a Lambda authorizer",
        "AWS refuses them; let the authorizer demand them",
      );
    }
    return {
      authorizationType: authorizer.authorizationType,
      authorizerId: authorizer.authorizerId,
      authorizationScopes: scopes === undefined ? undefined : [...scopes],
    };
  }
}
