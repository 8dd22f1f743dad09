/**
 * The program that many-routes.ts is, as somebody writes it with aws-cdk-lib: the same pool, client, function, authorizer, log and number of routes.
 * It is JavaScript, so that no time goes into compiling it.
 */
export const CDK_APP = `
import { App, Stack, Duration, aws_apigatewayv2 as api, aws_cognito as cognito, aws_lambda as lambda, aws_logs as logs } from "aws-cdk-lib";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
const stack = new Stack(new App({ outdir: process.env.CDKTF_OUTDIR }), "many-routes");
const pool = new cognito.UserPool(stack, "Pool", { deletionProtection: true, passwordPolicy: { minLength: 12 } });
const scope = { scopeName: "read", scopeDescription: "Read access" };
const server = pool.addResourceServer("Scopes", { identifier: "many-api", scopes: [scope] });
pool.addDomain("SignIn", { cognitoDomain: { domainPrefix: "many-auth" } });
const client = pool.addClient("web", {
  oAuth: { callbackUrls: ["https://example.com/callback"], flows: { authorizationCodeGrant: true }, scopes: [cognito.OAuthScope.resourceServer(server, scope)] },
  accessTokenValidity: Duration.minutes(60),
});
const items = new lambda.Function(stack, "items", {
  runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", code: lambda.Code.fromInline("exports.handler=async()=>({})"),
  logGroup: new logs.LogGroup(stack, "items-log", { retention: logs.RetentionDays.ONE_MONTH }),
});
const http = new api.HttpApi(stack, "Api", { corsPreflight: { allowOrigins: ["https://example.com"] } });
const authorizer = new HttpJwtAuthorizer("jwt", "https://cognito-idp.us-east-1.amazonaws.com/" + pool.userPoolId, { jwtAudience: [client.userPoolClientId] });
const integration = new HttpLambdaIntegration("items", items);
for (let i = 0; i < Number(process.env.ROUTES); i++)
  http.addRoutes({ path: "/items-" + i, methods: [api.HttpMethod.GET], integration, authorizer, authorizationScopes: ["many-api/read"] });
stack.node.root.synth();
`;
