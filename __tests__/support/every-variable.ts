import { TerraformVariable } from "cdktf";
import { issuers, PrivateRestApi, SecuredApi } from "../../constructs";
import type { ApiStack } from "../../constructs";

/** Makes an API, and a private one, of values that only Terraform knows: what can't be checked at synth must still come out right. */
export function everyVariable(stack: ApiStack): void {
  const variable = (name: string, type = "string") => new TerraformVariable(stack, name, { type });
  const text = (name: string) => variable(name).stringValue;
  const number = (name: string) => variable(name, "number").numberValue;
  const list = (name: string) => variable(name, "list(string)").listValue as [string, ...string[]];
  const project = text("project");
  new SecuredApi(stack, "Default", {
    project,
    domain: text("domain"),
    scopeIdentifier: text("scope_identifier"),
    packaging: "prebuilt",
    scopes: { read: "Read access" },
    signInDomain: { prefix: text("sign_in_prefix") },
    webClients: {
      web: {
        callbackUrls: list("callback_urls"),
        logoutUrls: list("logout_urls"),
        scopes: ["read"],
        lifetimes: { accessTokenMinutes: number("access_minutes"), refreshTokenDays: number("refresh_days") },
      },
    },
    clientIds: list("client_ids"),
    groups: { admin: { description: text("group"), precedence: number("precedence") } },
    jwtAuthorizers: {
      pool: issuers.cognito({ poolId: text("pool_id"), clientIds: list("pool_clients") }),
      partner: issuers.auth0({ domain: text("auth0_domain"), audience: list("auth0_audience") }),
    },
    lambdaAuthorizers: {
      staff: { resultTtlInSeconds: number("cache_seconds") },
      own: { function: { functionArn: text("authorizer_arn") } },
    },
    functions: {
      hello: { entry: "functions/hello", memorySize: number("memory"), logRetentionInDays: number("days") },
    },
    routes: {
      "GET /hello": { scopes: ["read"], target: "hello" },
      "GET /pool": { authorizer: "pool", authenticated: "own claims", target: "hello" },
      "GET /partner": { authorizer: "partner", scopes: [text("scope")], target: { url: text("url"), name: "partner" } },
      "GET /staff": { authorizer: "staff", target: { functionArn: text("lambda_arn"), name: "staff" } },
      "GET /own": { authorizer: "own", target: "hello" },
    },
    cors: { allowOrigins: list("origins"), maxAgeSeconds: number("max_age") },
    stage: { name: "v1", throttling: { burstLimit: number("burst"), rateLimit: number("rate") } },
    accessLog: { retentionInDays: number("log_days"), kmsKeyArn: text("kms_key"), logGroupName: text("log_group") },
    customDomain: {
      domainName: text("api_domain"),
      certificateArn: text("certificate_arn"),
      hostedZoneId: text("zone_id"),
      mutualTls: { certificates: text("authorities") },
    },
    alarms: { latency: { threshold: number("latency") } },
    dashboard: true,
  });
  new PrivateRestApi(stack, "inside", {
    name: `${project}-inside`,
    vpcEndpointIds: list("vpc_endpoint_ids"),
    routes: { "GET /report": { iam: true, target: { functionArn: text("report_arn"), name: "report" } } },
  });
}
