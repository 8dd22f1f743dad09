import type {
  APIGatewayEventRequestContextIAMAuthorizer,
  APIGatewayEventRequestContextJWTAuthorizer,
  APIGatewayEventRequestContextV2,
  APIGatewayProxyEventV2WithRequestContext,
} from "aws-lambda";

/** What API Gateway adds for each kind of authorizer; a route has at most one. A Lambda authorizer without context gives `lambda: null`. */
export interface AuthorizerContext {
  readonly jwt?: APIGatewayEventRequestContextJWTAuthorizer["jwt"];
  readonly lambda?: object | null;
  readonly iam?: APIGatewayEventRequestContextIAMAuthorizer["iam"];
}

/** An HTTP API request in payload format 2.0, behind any authorizer or none (a public route has no `authorizer`). */
export type ApiEvent = APIGatewayProxyEventV2WithRequestContext<
  APIGatewayEventRequestContextV2 & { readonly authorizer?: AuthorizerContext }
>;
