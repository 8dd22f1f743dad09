import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyEventV2WithIAMAuthorizer,
  APIGatewayProxyEventV2WithJWTAuthorizer,
  APIGatewayProxyEventV2WithLambdaAuthorizer,
} from "aws-lambda";
import type { ApiEvent } from "../../functions/shared/event";

/** Events as API Gateway sends them (payload 2.0), typed as AWS types them, so that a handler refusing one doesn't compile. */

export const SUB = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
export const REQUEST_ID = "JKJaXmPLvHcESHA=";

export interface Call {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly base64?: boolean;
  readonly headers?: Record<string, string>;
}

export function publicEvent({
  method = "GET",
  path = "/hello",
  body,
  base64,
  headers,
}: Call = {}): APIGatewayProxyEventV2 {
  return {
    version: "2.0",
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: "",
    headers: { accept: "*/*", host: "abc123.execute-api.eu-central-1.amazonaws.com", ...headers },
    requestContext: {
      accountId: "123456789012",
      apiId: "abc123",
      domainName: "abc123.execute-api.eu-central-1.amazonaws.com",
      domainPrefix: "abc123",
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "curl/8.5.0" },
      requestId: REQUEST_ID,
      routeKey: `${method} ${path}`,
      stage: "$default",
      time: "06/Apr/2026:10:40:00 +0000",
      timeEpoch: 1775472000000,
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: base64 ?? false,
  };
}

export type Claims = APIGatewayProxyEventV2WithJWTAuthorizer["requestContext"]["authorizer"]["jwt"]["claims"];

/** The claims of a Cognito access token, every value a string, as the JWT authorizer hands them over. */
export const ACCESS_CLAIMS: Claims = {
  auth_time: "1775471990",
  client_id: "4exampleclientid123456789",
  "cognito:groups": "[admin user]",
  exp: "1775475590",
  iat: "1775471990",
  iss: "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI",
  scope: "notes-api/read notes-api/write",
  sub: SUB,
  token_use: "access",
  username: "demo@example.com",
};

export function jwtEvent(call: Call = {}, claims: Claims = ACCESS_CLAIMS): APIGatewayProxyEventV2WithJWTAuthorizer {
  const event = publicEvent(call);
  return { ...event, requestContext: { ...event.requestContext, authorizer: { jwt: { claims, scopes: null } } } };
}

export interface LambdaContext {
  readonly userId?: string;
  readonly tenantId?: string;
  readonly roles?: string;
  readonly scopes?: string;
}

const LAMBDA_CONTEXT: LambdaContext = {
  userId: "auth0|user123",
  tenantId: "acme",
  roles: "admin,user",
  scopes: "items:read items:write",
};

export function lambdaEvent(
  call: Call = {},
  context: LambdaContext | null = LAMBDA_CONTEXT,
): APIGatewayProxyEventV2WithLambdaAuthorizer<LambdaContext | null> {
  const event = publicEvent(call);
  return { ...event, requestContext: { ...event.requestContext, authorizer: { lambda: context } } };
}

export const USER_ARN = "arn:aws:sts::123456789012:assumed-role/reporting/session";

export function iamEvent(call: Call = {}): APIGatewayProxyEventV2WithIAMAuthorizer {
  const event = publicEvent(call);
  const iam = {
    accessKey: "AKIAIOSFODNN7EXAMPLE",
    accountId: "123456789012",
    callerId: "AROAEXAMPLE:session",
    cognitoIdentity: null,
    principalOrgId: "o-example",
    userArn: USER_ARN,
    userId: "AROAEXAMPLE:session",
  };
  return { ...event, requestContext: { ...event.requestContext, authorizer: { iam } } };
}

/** An event with an authorizer that AWS's types rule out. */
export function eventWith(authorizer: unknown): ApiEvent {
  const event = publicEvent();
  return { ...event, requestContext: { ...event.requestContext, authorizer: authorizer as Record<string, never> } };
}

/** A call that sends JSON. */
export const sending = (value: unknown, call: Call = {}): Call => ({
  method: "POST",
  path: "/notes",
  body: JSON.stringify(value),
  ...call,
  headers: { "content-type": "application/json", ...call.headers },
});

export const bodyOf = (answer: { readonly body?: string }): unknown => JSON.parse(answer.body ?? "null");
