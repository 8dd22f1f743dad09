import type { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import {
  acknowledge,
  type ApiStack,
  type NodeFunctionOptions,
  type RouteTarget,
  SecuredApi,
  UserPool,
} from "../../constructs";

/** What the hand-written files describe, said by constructs. `items` is the function: one to manage, or one that is managed elsewhere. */
export function notesApi(stack: ApiStack, items: NodeFunctionOptions | Extract<RouteTarget, { functionArn: string }>) {
  const target = "entry" in items ? "items" : items;
  const api = new SecuredApi(stack, "Default", {
    project: "notes",
    domain: "example.com",
    tags: { project: "notes" },
    packaging: "prebuilt",
    pool: { mfa: "off" },
    groups: {
      admin: { description: "Admin users with elevated API access", precedence: 1 },
      user: { description: "Standard users", precedence: 10 },
    },
    scopes: {
      read: "Read access to API resources",
      write: "Write access to API resources",
      admin: "Admin access to all API resources",
    },
    webClients: {
      web: {
        callbackUrls: ["https://example.com/callback"],
        logoutUrls: ["https://example.com/logout"],
        scopes: ["read", "write"],
      },
    },
    machineClients: { machine: { scopes: ["read", "write"] } },
    functions: ("entry" in items ? { items } : {}) as Record<"items", NodeFunctionOptions>,
    routes: {
      "GET /items": { scopes: ["read"], target: target as "items" },
      "POST /items": { scopes: ["write"], target: target as "items" },
    },
    accessLog: {
      logGroupName: "/aws/apigateway/notes",
      format: {
        requestId: "$context.requestId",
        ip: "$context.identity.sourceIp",
        requestTime: "$context.requestTime",
        httpMethod: "$context.httpMethod",
        routeKey: "$context.routeKey",
        status: "$context.status",
        responseLength: "$context.responseLength",
        errorMessage: "$context.error.message",
        authorizerError: "$context.authorizer.error",
      },
    },
  });

  // The names that exist. A pool's name replaces the pool before version 6.6 of the AWS provider; the others would merely change.
  const { pool, webClients, machineClients } = api.identity;
  if (pool instanceof UserPool) {
    pool.resource.name = "notes-api-pool";
    acknowledge(pool, { code: "access-override", reason: "the pool that moves here has this name already" });
  }
  rename(webClients["web"], "notes-web-client");
  rename(machineClients["machine"], "notes-m2m-client");
  return api;
}

function rename(client: { readonly resource: CognitoUserPoolClient } | undefined, name: string): void {
  if (client !== undefined) client.resource.name = name;
}
