import { AccessLog } from "../../../constructs/api/monitoring/access-log";
import { HttpApi } from "../../../constructs/api/http-api";
import { JwtAuthorizer } from "../../../constructs/api/authorizers/jwt-authorizer";
import { Route } from "../../../constructs/api/routes/route";
import { Stage } from "../../../constructs/api/stage";
import type { NodeFunction } from "../../../constructs/compute/node-function";
import type { Blueprint } from "../blueprint";
import { PRECONDITIONS } from "../checks";
import { flag, list, map, number, text, word } from "../tokens";
import { POOL } from "./identity";
import { drawDomain } from "./domain";
import { drawIntegrations } from "./integrations";

const FILE = "main.tf";

/** The HTTP API: itself, its stage and log, who checks callers, and the routes. */
export function drawApi(blueprint: Blueprint, functions: NodeFunction): void {
  const { stack } = blueprint;
  const api = new HttpApi(stack, "api", {
    name: `${text("var.project")}-api`,
    cors: {
      allowOrigins: list("local.cors_origins"),
      allowMethods: list("local.cors_methods"),
      allowHeaders: list("var.cors.headers"),
      exposeHeaders: list("var.cors.expose_headers"),
      allowCredentials: flag("var.cors.credentials"),
      maxAgeSeconds: number("var.cors.max_age_seconds"),
    },
    disableExecuteApiEndpoint: flag("coalesce(var.disable_execute_api_endpoint, var.custom_domain != null)"),
    tags: map("var.tags"),
  });
  blueprint.draw(FILE, api.resource, {
    comment: "The preconditions look at everything together; see checks.tf.",
    dynamics: { cors_configuration: { when: "var.cors.enabled" } },
    preconditions: PRECONDITIONS,
  });

  const authorizer = new JwtAuthorizer(stack, "jwt", {
    api,
    name: "cognito-jwt",
    issuer: POOL.issuer,
    audience: list("local.audience"),
  });
  blueprint.draw(FILE, authorizer.resource, {
    comment: "Every client whose tokens are welcome is in the audience, machine clients included.",
    instances: { when: "local.has_clients" },
  });
  const named = new JwtAuthorizer(stack, "named", {
    api,
    name: text("each.key"),
    issuer: text("each.value.issuer"),
    audience: list("each.value.audience"),
  });
  blueprint.draw(FILE, named.resource, { instances: { each: "var.jwt_authorizers" } });
  const route = drawRoutes(blueprint, api, authorizer, functions);
  drawDomain(blueprint, drawStage(blueprint, api, route));
}

function drawRoutes(blueprint: Blueprint, api: HttpApi, authorizer: JwtAuthorizer, functions: NodeFunction): Route {
  const route = new Route(blueprint.stack, "route", {
    api,
    key: "$default",
    authorization: { authorizer, scopes: list("set below") },
    target: functions,
  });
  const { resource } = route;
  resource.routeKey = text("each.key");
  resource.target = `integrations/${text("local.integration_ids[each.value.target]")}`;
  resource.authorizationType = text("local.authorization[each.key]");
  resource.authorizerId = text('local.authorization[each.key] == "JWT" ? local.authorizer_ids[each.key] : null');
  resource.authorizationScopes = list("local.demanded_scopes[each.key]");
  drawIntegrations(blueprint, api);
  blueprint.draw(FILE, resource, {
    comment: "Routes are known by their keys: adding, removing or reordering some leaves the others alone.",
    instances: { each: "local.routes" },
  });
  return route;
}

function drawStage(blueprint: Blueprint, api: HttpApi, route: Route): Stage {
  const accessLog = new AccessLog(blueprint.stack, "access_log", {
    apiName: `${text("var.project")}-api`,
    retentionInDays: number("coalesce(var.access_log.retention_days, 30)"),
    kmsKeyArn: text("var.access_log.kms_key_arn"),
    tags: map("var.tags"),
  });
  const logGroup = accessLog.resource;
  logGroup.name = text(
    'coalesce(var.access_log.log_group_name, "/aws/vendedlogs/apigateway/${var.project}-api")',
  );
  blueprint.draw(FILE, logGroup, { instances: { when: "local.own_access_log" } });

  const stage = new Stage(blueprint.stack, "stage", {
    api,
    name: text("var.stage.name"),
    throttling: { burstLimit: number("var.stage.throttling.burst"), rateLimit: number("var.stage.throttling.rate") },
    detailedMetrics: flag("var.stage.detailed_metrics"),
    accessLog,
    routeThrottling: {
      [text("route_settings.key")]: {
        burstLimit: number("route_settings.value.burst"),
        rateLimit: number("route_settings.value.rate"),
      },
    },
    after: [route.resource],
    tags: map("var.tags"),
  });
  const { resource } = stage;
  resource.putAccessLogSettings({
    destinationArn: text("local.access_log_arn"),
    format: word("jsonencode(var.access_log.format)"),
  });
  blueprint.draw(FILE, resource, {
    comment: "Both throttling numbers are always sent: the provider sends 0 for one that is left out, and every call is answered 429.",
    dynamics: {
      access_log_settings: { when: "var.access_log.enabled" },
      route_settings: { over: "local.route_throttling" },
    },
  });
  return stage;
}
