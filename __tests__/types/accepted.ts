import { AccessLog, issuers, MachineClient, Route, SecuredApi, Stage, UserPool, WebClient } from "../../constructs";
import { api, base, catalogue, jwt, pool, scope } from "./parts";

/** The control: each thing that a program in `refused` gets wrong is right here, and this compiles. */

new SecuredApi(scope, "Default", {
  ...base,
  webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } },
  machineClients: { machine: { scopes: ["read", "write"] } },
  stage: { throttling: { burstLimit: 10, rateLimit: 5 } },
  accessLog: { format: { requestId: "$context.requestId", who: "$context.authorizer.claims.sub" } },
  tokenTrigger: { version: "V3_0" },
  lambdaAuthorizers: { staff: {} },
  routes: {
    "GET /items": { scopes: ["read"], target: "items" },
    "POST /items": { scopes: ["write"], target: "items", throttling: { burstLimit: 2, rateLimit: 1 } },
    "GET /health": { public: "health check of the load balancer", target: "items" },
    "GET /reports": { iam: true, target: "items" },
    "GET /me": { authenticated: "shows the caller's own claims only", target: "items" },
    "GET /staff": { authorizer: "staff", requires: { groups: ["staff"] }, target: "items" },
    "GET /old": { scopes: ["read"], target: { url: "https://backend.example.com", name: "old" } },
    $default: { scopes: ["read"], target: "items" },
  },
});

new SecuredApi(scope, "defaulted", {
  ...base,
  jwtAuthorizers: { partner: issuers.firebase("notes-1a2b3") },
  defaults: { scopes: ["read"] },
  routes: {
    "GET /items": { target: "items" },
    "POST /items": { scopes: ["write"], target: "items" },
    "GET /partner": { authorizer: "partner", scopes: ["items:read"], target: "items" },
    "GET /me": { authorizer: "partner", authenticated: "Firebase knows no scopes", target: "items" },
  },
});

const target = { url: "https://backend.example.com", name: "backend" };
new Route(scope, "scoped", { api, key: "GET /a", target, authorization: { authorizer: jwt, scopes: ["a/read"] } });
new Route(scope, "open", { api, key: "GET /b", target, authorization: { public: "a greeting" } });
new WebClient(scope, "web", { pool, catalogue, name: "web", callbackUrls: ["https://a.test"], scopes: ["read"] });
new MachineClient(scope, "machine", { pool, catalogue, name: "machine", scopes: ["write"] });
new AccessLog(scope, "log", { apiName: "notes", format: { requestId: "$context.requestId", at: "$context.path" } });
new Stage(scope, "stage", { api, accessLog: false, throttling: { burstLimit: 1, rateLimit: 1 } });
new UserPool(scope, "pool", { name: "notes", customAttributes: { age: { type: "Number", min: 0, max: 150 } } });
