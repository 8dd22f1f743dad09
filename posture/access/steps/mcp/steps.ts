import type { McpSettings } from "../../../claims/index";
import { valueOr, type Route } from "../../../model";
import { quote, quoteAll } from "../../../redact/quote";
import { MASK } from "../../../redact/redact";
import { decided } from "../authorizer/bundled";
import type { PresentedToken } from "../token";
import type { Asked, ExplainOptions, Step } from "../types";
import { gateOf, isDocument, type Gate } from "./gate";

/**
 * A route that is open at the gateway and leads to the function in front of an MCP server: what that makes of a request, in its own order.
 * Undefined for any other route. MCP, Authorization https://modelcontextprotocol.io/specification; RFC 9728, RFC 6750
 */
export function mcpSteps(
  route: Route,
  asked: Asked,
  token: PresentedToken | undefined,
  options: ExplainOptions,
): readonly Step[] | undefined {
  const gate = gateOf(route);
  if (!gate) return undefined;
  const { address } = gate.function;
  const path = pathOf(route, asked);
  if (path !== undefined && isDocument(path) && !(gate.config instanceof Error))
    return [
      {
        check: "authorization",
        result: "pass",
        text: `The route is open: ${address} answers with public metadata on where to get a token (RFC 9728, RFC 8414).`,
      },
    ];
  const open: Step = {
    check: "function",
    result: "note",
    text: `The route is open at the gateway, verified in the function: ${address} checks each token itself, as its MCP_CONFIG says.`,
  };
  return [open, ...verified(gate, path, valueOr(route.key, undefined), token, options)];
}

function verified(
  { config, rules, function: fn }: Gate,
  path: string | undefined,
  routeKey: string | undefined,
  token: PresentedToken | undefined,
  options: ExplainOptions,
): readonly Step[] {
  const settings = "resource" in config ? config : undefined;
  const sensitive = "sensitive" in rules && rules.sensitive;
  const resource = settings && (sensitive ? MASK : quote(settings.resource.href));
  // A mapping of a custom domain may stand in front of the route's path.
  if (settings && path !== undefined && !settings.resource.pathname.endsWith(path))
    return [fails("route", 404, `It answers only at the path of ${resource ?? ""}, and this is another path.`)];
  // What can't read its configuration looks at no token.
  if (token === undefined && !(config instanceof Error))
    return [
      {
        ...fails(
          "identity-source",
          401,
          "It finds no token in the Authorization header, and answers with where to get one.",
        ),
        remedy: `Send a token that is bound to ${resource ?? "its resource"}.`,
      },
    ];
  if ("unreadable" in rules)
    return [{ check: "function", result: "unknown", text: `${fn.address} decides, but ${rules.unreadable}.` }];
  const steps = decided(rules, routeKey, token, options).map(answered);
  if (settings?.tools === undefined || steps.some(({ result }) => result === "fail")) return steps;
  return [...steps, toolsNote(settings.tools, sensitive)];
}

/** RFC 6750, section 3.1: another token is asked for by 401, more rights by 403. */
function answered(step: Step): Step {
  if (step.result !== "fail") return step;
  if (step.check === "function") return { ...step, status: 500 };
  return { ...step, status: step.check === "scopes" || step.check === "groups" ? 403 : 401 };
}

function toolsNote(tools: NonNullable<McpSettings["tools"]>, sensitive: boolean): Step {
  const asked = [...tools].map(([name, scopes]) =>
    scopes.length === 0 ? `${quote(name)} without another scope` : `${quote(name)} for ${quoteAll(scopes)}`,
  );
  const list = sensitive ? MASK : asked.join("; ");
  return {
    check: "function",
    result: "note",
    text: `A tools/call requires in addition: ${list}. Other tools can't be called.`,
  };
}

const fails = (check: Step["check"], status: number, text: string): Step => ({ check, result: "fail", status, text });

/** The path that was asked for, or the route's where it has no variables. */
function pathOf(route: Route, asked: Asked): string | undefined {
  const own = valueOr(route.path, undefined);
  if (own !== undefined && !own.includes("{")) return own;
  return "path" in asked ? asked.path : undefined;
}
