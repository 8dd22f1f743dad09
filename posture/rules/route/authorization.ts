import { admissionOf, entryPointAt } from "../../access/index";
import { isMetadata } from "../../access/steps/mcp/gate";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { isNamed, nameOf, httpRoutes } from "../support/apis";
import { SOURCES } from "../../aws/sources";
import { when } from "../support/known";
import { targetOf } from "../../model/index";
import { poolOf } from "../support/clients";

/**
 * A route that anybody may call. An `authorizer_id` changes nothing while `authorization_type` is NONE, its default.
 * Preflight routes (OPTIONS) and the metadata of an MCP server that verifies tokens itself are meant to be open; WebSocket APIs have other authorization and aren't judged.
 */
export const routeOpen: Rule = {
  code: "route-open",
  severity: "error",
  title: "A route without authorization",
  source:
    "terraform-aws-modules/apigateway-v2 #82; aws_apigatewayv2_route: authorization_type defaults to NONE " +
    "https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/apigatewayv2_route#authorization_type-1",
  check: each(httpRoutes, (route, report, model) => {
    const { authorization } = route;
    const name = nameOf(route);
    if (!authorization.known) report.unknown(route, `the authorization type of ${name} (${authorization.why})`);
    if (!authorization.known || (route.method.known && route.method.value === "OPTIONS")) return;
    if (isMetadata(route)) return;
    const entryPoint = entryPointAt(model, route.address);
    const { open, who } = entryPoint ? admissionOf(model, entryPoint) : { open: false, who: "" };
    // Whom policies let in at a route behind IAM, guest-invokes tells.
    if (open === "unknown" && authorization.value !== "AWS_IAM")
      report.unknown(route, `who gets in by ${name} (${who})`);
    if (open !== true || authorization.value === "AWS_IAM") return;
    // Whoever sends to a WebSocket API's other routes was let in by its $connect.
    const api = targetOf(route.api);
    if (api?.protocol.known === false && !(route.key.known && route.key.value.includes(" ")))
      return report.unknown(route, `whether ${api.address} is a WebSocket API (${api.protocol.why})`);
    const dangling = isNamed(route.authorizer);
    report({
      message: dangling
        ? `${name} names an authorizer but its authorization type is NONE: anyone can call it.`
        : `${name} has no authorization: anyone can call it.`,
      remedy: dangling
        ? 'Set authorization_type = "JWT" (or "CUSTOM" for a Lambda authorizer) beside authorizer_id.'
        : 'Set authorization_type = "JWT" and an authorizer_id, or acknowledge this route as public with a reason.',
    });
  }),
};

/** JWT and CUSTOM routes name an authorizer; AWS_IAM routes take none. */
export const routeAuthorizerMissing: Rule = {
  code: "route-authorizer-missing",
  severity: "error",
  title: "A JWT or Lambda route without an authorizer, or an IAM route with one",
  source: SOURCES.routeReference,
  check: each(httpRoutes, (route, report) => {
    const named = route.authorizer.kind !== "none";
    when(report, route, route.authorization, `the authorization type of ${nameOf(route)}`, (type) => {
      if ((type === "JWT" || type === "CUSTOM") && !named) {
        report({
          message: `${nameOf(route)} has the authorization type ${type} but names no authorizer: AWS refuses it.`,
          remedy: `Set authorizer_id to an authorizer of type ${type === "JWT" ? "JWT" : "REQUEST"}.`,
        });
      } else if (type === "AWS_IAM" && isNamed(route.authorizer)) {
        report({
          message: `${nameOf(route)} has the authorization type AWS_IAM and names an authorizer, which that type doesn't use.`,
          remedy: 'Remove authorizer_id, or set authorization_type to "JWT" or "CUSTOM".',
        });
      }
    });
  }),
};

const TYPE_FOR: Readonly<Record<string, string>> = { JWT: "JWT", CUSTOM: "REQUEST" };

/** A JWT route takes a JWT authorizer, a CUSTOM route a REQUEST authorizer. */
export const routeAuthorizerType: Rule = {
  code: "route-authorizer-type",
  severity: "error",
  title: "A route whose authorization type doesn't fit its authorizer",
  source: SOURCES.routeReference,
  check: each(httpRoutes, (route, report) => {
    const authorizer = targetOf(route.authorizer);
    const wanted = route.authorization.known ? TYPE_FOR[route.authorization.value] : undefined;
    if (!authorizer || wanted === undefined) return;
    if (!authorizer.type.known) {
      report.unknown(route, `the type of ${authorizer.address} (${authorizer.type.why})`);
    } else if (authorizer.type.value !== wanted) {
      const fitting = wanted === "JWT" ? "CUSTOM" : "JWT";
      report({
        message: `${nameOf(route)} has a ${authorizer.type.value ?? "nameless"} authorizer, ${authorizer.address}, but its authorization type takes one of type ${wanted}.`,
        remedy: `Set authorization_type = "${fitting}", or name another authorizer.`,
        nearest: fitting,
      });
    }
  }),
};

/** What becomes of scopes on a route that isn't guarded by a JWT authorizer. */
const FATE: Readonly<Record<string, string>> = {
  NONE: "they are dropped, and anyone can call it",
  AWS_IAM: "AWS refuses them",
  CUSTOM: "AWS refuses them, since a Lambda authorizer decides by itself",
};

/** Only a JWT authorizer looks at a route's scopes. */
export const routeScopesIgnored: Rule = {
  code: "route-scopes-ignored",
  severity: "error",
  title: "Scopes on a public, IAM or Lambda route",
  source: SOURCES.routeReference,
  check: each(httpRoutes, (route, report) => {
    const { items, missing } = route.scopes;
    // Of a type that isn't known route-open tells.
    if (items.length === 0 && (missing.length === 0 || !route.authorization.known)) return;
    when(report, route, route.authorization, `the authorization type of ${nameOf(route)}`, (type) => {
      const fate = FATE[type];
      if (fate === undefined) return;
      if (items.length === 0)
        return report.unknown(route, `whether ${nameOf(route)} requires scopes (${missing.join(", ")})`);
      report({
        message: `${nameOf(route)} requires ${items.join(", ")} but its authorization type is ${type}: ${fate}.`,
        remedy: 'Set authorization_type = "JWT" and a JWT authorizer, or remove authorization_scopes.',
      });
    });
  }),
};

/**
 * A JWT route without scopes takes every token of every client in the audience, ID tokens too: nothing checks what a
 * token is for. With open sign-up, anybody can fetch one.
 */
export const routeWithoutScopes: Rule = {
  code: "route-without-scopes",
  severity: "note",
  title: "A JWT route without scopes, which any token of the issuer passes",
  source: SOURCES.verifyTokens,
  check: each(httpRoutes, (route, report) => {
    if (!route.authorization.known || route.authorization.value !== "JWT" || route.scopes.items.length > 0) return;
    if (route.scopes.missing.length > 0) {
      report.unknown(route, `whether ${nameOf(route)} requires scopes (${route.scopes.missing.join(", ")})`);
      return;
    }
    const authorizer = targetOf(route.authorizer);
    const pool = authorizer && poolOf(authorizer);
    if (pool?.selfSignUp.known === true && pool.selfSignUp.value) {
      report({
        severity: "warning",
        message: `${nameOf(route)} requires no scope and anyone can sign up to ${pool.address}: it is open to everybody who creates an account.`,
        remedy:
          "Set authorization_scopes, or let only administrators create users: admin_create_user_config { allow_admin_create_user_only = true }.",
      });
      return;
    }
    report({
      message: `${nameOf(route)} requires no scope: every token of the ${pool ? "pool" : "issuer"} passes, ID tokens too.`,
      remedy: pool
        ? "Set authorization_scopes to a scope of the resource server."
        : "Set authorization_scopes to a scope that the issuer grants.",
    });
    if (pool && !pool.selfSignUp.known) report.unknown(route, `whether anyone can sign up (${pool.selfSignUp.why})`);
  }),
};
