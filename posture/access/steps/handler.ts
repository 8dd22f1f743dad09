import { leadsTo, targetOf, valueOr, type Model, type Route } from "../../model";
import { nearestOf } from "../../nearest";
import { safe } from "../../redact/safe";
import { shown } from "../../redact/redact";
import { masked, quote, quoteAll } from "../../redact/quote";
import { scopesOf } from "./scopes";
import { claim, textClaim, wordsOf, type Claims } from "./token";
import type { Step } from "./types";

/** What stands behind the route, and what it is given to decide with. */
export function handlerSteps(model: Model, route: Route, claims?: Claims): readonly Step[] {
  return [behind(model, route), ...(claims ? [groupStep(model, claims), given(route, claims)] : [])];
}

function behind(model: Model, route: Route): Step {
  const integration = targetOf(route.integration);
  const fn = integration && targetOf(integration.function);
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
  if (route.integration.kind === "none" && valueOr(route.key, "") === "$connect")
    return {
      check: "handler",
      result: "note",
      text: "The $connect route has no integration, which is optional: the connection is made without one.",
    };
  if (route.integration.kind === "none")
    return {
      check: "handler",
      result: "fail",
      status: 500,
      text: "The route has no integration, so nothing answers.",
      remedy: `Give ${route.address} a target.`,
    };
  if (!fn) {
    const uri = integration && valueOr(integration.uri, undefined);
    return {
      check: "handler",
      result: "note",
      text: `The request goes on to ${integration === undefined || uri === undefined ? "an integration that isn't known yet" : quote(shown(integration, ["integration_uri"], uri))}.`,
    };
  }
  const may = model.permissions.some(
    (p) =>
      leadsTo(p.function, fn) !== false &&
      valueOr(p.principal, "apigateway.amazonaws.com") !== "cognito-idp.amazonaws.com",
  );
  if (fn.managed && !may)
    return {
      check: "handler",
      result: "fail",
      status: 500,
      text: `The request goes to ${fn.address}, but no aws_lambda_permission lets API Gateway invoke it: the answer is 500.`,
      remedy: `Add an aws_lambda_permission for ${fn.address} with the principal apigateway.amazonaws.com.`,
    };
  return {
    check: "handler",
    result: "note",
    text: `The request goes on to ${fn.address}, which may still refuse it by its own rules.`,
  };
}

/** Groups are the handler's business: API Gateway doesn't look at them. */
export function groupStep(model: Model, claims: Claims): Step {
  const raw = claim(claims, "cognito:groups");
  const held = Array.isArray(raw) ? wordsOf(raw) : typeof raw === "string" ? wordsOf(raw.replace(/^\[|\]$/g, "")) : [];
  const declared = model.groups.flatMap((group) =>
    group.name.known && group.name.value !== undefined ? [group.name.value] : [],
  );
  if (held.length === 0) {
    const machine = textClaim(claims, "username") === undefined && textClaim(claims, "cognito:username") === undefined;
    return {
      check: "handler",
      result: "note",
      text: `The token names no group${machine && textClaim(claims, "token_use") === "access" ? " (a machine's never does)" : ""}: a handler that requires one refuses it.${declared.length > 0 ? ` Groups of the pool: ${quoteAll(declared)}.` : ""}`,
    };
  }
  const stray = held.filter((group) => declared.length > 0 && !declared.includes(group));
  const said = stray.map((group) => {
    const near = nearestOf(group, declared);
    return `${quote(group)} is no group of this configuration${near === undefined ? "" : ` (is ${quote(near)} meant?)`}`;
  });
  return {
    check: "handler",
    result: "note",
    text: `The handler sees the groups ${quoteAll(held)}, as one string: "[${safe(held.slice(0, 12).join(" "))}]".${said.length > 0 ? ` ${said.join("; ")}.` : ""}`,
  };
}

function given(route: Route, claims: Claims): Step {
  const sub = textClaim(claims, "sub");
  const scopes =
    route.scopes.items.length > 0
      ? `the scopes ${quoteAll(scopesOf(claims))}`
      : "no list of scopes (jwt.scopes is null on a route without scopes)";
  return {
    check: "handler",
    result: "note",
    text: `It gets the claims as strings, ${sub === undefined ? "without sub" : `sub ${masked(sub)}`}, and ${scopes}.`,
  };
}
