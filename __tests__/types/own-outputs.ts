import {
  ApiAlarms,
  ApiDistribution,
  ApiDomain,
  AuthorizerErrors,
  BackendForFrontend,
  cognitoIssuer,
  ExistingApiDomain,
  InvokeGrant,
  issuers,
  JwtAuthorizer,
  LambdaAuthorizer,
  McpRoute,
  OriginSecret,
  Route,
  SecuredApi,
  Stage,
  TokenTrigger,
  Truststore,
  VpcLink,
  WebAcl,
  WebClient,
  type Identity,
  type MachineClient,
  type NodeFunction,
  type RotatingMachineClient,
  type Settings,
  type SignInDomain,
  type UserPool,
} from "../../constructs";
import { api, base, catalogue, pool, scope } from "./parts";

/** What one part of the package gives, another one takes as it is. */

declare const identity: Identity<"read" | "write">;
declare const secured: SecuredApi<"read" | "write", "items">;
declare const web: WebClient<"read" | "write">;
declare const machine: MachineClient<"read" | "write">;
declare const rotating: RotatingMachineClient<"read" | "write">;
declare const settings: Settings;
declare const stage: Stage;
declare const signIn: SignInDomain;
declare const handler: NodeFunction;
declare const ownPool: UserPool;

const { issuer, poolId } = identity.pool;
for (const { clientIds } of [identity, web, machine, rotating]) {
  new JwtAuthorizer(scope, "jwt", { api, name: "pool", issuer, audience: clientIds });
  new LambdaAuthorizer(scope, "lambda", { api, name: "pool", issuers: [issuers.cognito({ poolId, clientIds })] });
  issuers.google({ clientIds });
  issuers.generic({ issuer: cognitoIssuer(poolId, "here"), audience: clientIds });
  new SecuredApi(scope, "second", {
    ...base,
    pool: { poolId, arn: identity.pool.arn },
    signInDomain: false,
    existingResourceServer: true,
    clientIds,
    jwtAuthorizers: { other: { issuer, audience: clientIds } },
    lambdaAuthorizers: { staff: { issuers: [{ issuer, audience: clientIds, groups: ["staff"] }] } },
    routes: {},
  });
}

const client = { pool: identity.pool, catalogue, name: "further" };
const { callbackUrls, logoutUrls } = web;
new WebClient(scope, "like", { ...client, callbackUrls, logoutUrls, scopes: catalogue.names });
new WebClient(scope, "set", { ...client, callbackUrls: settings.callbackUrls, scopes: [] });

const jwt = new JwtAuthorizer(scope, "own", { api, name: "own", issuer, audience: web.clientIds });
const route = new Route(scope, "items", {
  api,
  key: "GET /items",
  target: handler,
  authorization: { authorizer: jwt, scopes: [catalogue.scope("read")] },
});
new Route(scope, "machines", {
  api: secured.api,
  key: route.key.text,
  target: secured.functions.items,
  authorization: { authorizer: jwt, scopes: [catalogue.scope("read")] },
});
new TokenTrigger(scope, "claims", { pool: ownPool, function: handler });

const certificateArn = "arn:aws:acm:eu-central-1:111122223333:certificate/abc";
const { uri, version } = new Truststore(scope, "trust", { certificates: "", bucketPrefix: "notes" });
const named = { domainName: "api.example.com", certificateArn, bucketPrefix: "notes" };
const mutualTls = { truststoreUri: uri, truststoreVersion: version };
const domain = new ApiDomain(scope, "domain", { ...named, stage, stages: secured.stages, mutualTls });
const mapped = new ExistingApiDomain(scope, "mapped", { existing: true, domainName: "api.example.com", stage });
const secret = new OriginSecret(scope, "origin", { name: "notes" });
new LambdaAuthorizer(scope, "gate", { api, name: "gate", function: handler, originHeader: secret.header });
const webAcl = new WebAcl(scope, "acl", { name: "notes" });
for (const at of [domain, mapped, secured.domain])
  new ApiDistribution(scope, "front", {
    name: "notes",
    origin: { stage, domain: at },
    webAcl,
    originHeader: { name: secret.headerName, value: secret.value },
    after: [route.resource],
  });

new Stage(scope, "beta", { api, accessLog: secured.accessLog ?? false });
if (secured.accessLog !== undefined) {
  const { metric } = new AuthorizerErrors(scope, "errors", { accessLog: secured.accessLog, apiName: "notes" });
  new ApiAlarms(scope, "alarms", { stage: secured.stage, apiName: "notes", authorizerErrorMetric: metric });
}
const vpcLink = new VpcLink(scope, "link", { name: "notes", subnetIds: ["subnet-1"] });
const listenerArn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:listener/app/a/b/c";
new Route(scope, "inside", {
  api,
  key: "GET /inside",
  target: { listenerArn, vpcLink, name: "inside" },
  authorization: { iam: true },
});
new BackendForFrontend(scope, "bff", {
  name: "notes",
  origin: "https://app.example.com",
  pool,
  signInDomain: signIn,
  client: web,
  apiUrl: domain.url,
});
new McpRoute(scope, "mcp", {
  api,
  functionName: "notes-mcp",
  target: handler,
  resource: "https://api.example.com/mcp",
  issuers: [{ issuer, clientIds: web.clientIds, jwksUri: `${issuer}/.well-known/jwks.json` }],
});
new InvokeGrant(scope, "grant", {
  roleName: "caller",
  routeKeys: [route.key.text],
  api: {
    name: "notes",
    executionArn: api.resource.executionArn,
    stageName: stage.stageName,
    routes: { [route.key.text]: { key: route.key, signed: true } },
  },
});
