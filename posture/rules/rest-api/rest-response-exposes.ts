import { SOURCES } from "../../aws/sources";
import { isBranch, valueOr, type Model, type Resource } from "../../model/index";
import type { Rule } from "../rule";
import { unknownOf } from "../support/known";

/** One gateway response, of a resource of its own or of an OpenAPI body. */
interface GatewayResponse {
  readonly at: Resource;
  readonly type: string;
  readonly status: string | undefined;
  /** Header mappings, by lowercase name of the header. */
  readonly headers: Readonly<Record<string, string>>;
  readonly texts: readonly string[];
  /** Which of its arguments aren't known, and why. */
  readonly hidden: readonly string[];
}

/** What of the context is nothing that a refused caller is to read. */
const INTERNAL =
  /\bcontext\.(?:authorizer\.|auth(?:enticate|orize)\.error|integration\.error|integrationErrorMessage|identity\.(?:apiKey|caller|userArn|accountId))[\w.-]*/;

/** Answers to a request that API Gateway refuses, or can't serve. */
export const restResponseExposes: Rule = {
  code: "rest-response-exposes",
  severity: "warning",
  title: "A gateway response that gives refused callers what isn't theirs",
  source: SOURCES.gatewayResponses,
  check(model, report) {
    for (const { at, type, status, headers, texts, hidden } of responsesOf(model)) {
      for (const what of hidden) report.unknown(at, what);
      const [leak] = texts.flatMap((text) => INTERNAL.exec(text) ?? []);
      if (leak !== undefined)
        report({
          at,
          message: `The gateway response ${type} sends $${leak} to callers who are refused.`,
          remedy: "Answer with $context.requestId, and log the rest in the access log.",
        });
      const origin = headers["access-control-allow-origin"]?.toLowerCase();
      const credentials = headers["access-control-allow-credentials"]?.includes("true");
      if (credentials === true && origin === "method.request.header.origin")
        report({
          at,
          message: `The gateway response ${type} allows every origin that asks, with credentials.`,
          remedy: "Name the origins that may read it, or leave Access-Control-Allow-Credentials out.",
        });
      if (/^2\d\d$/.test(status ?? ""))
        report({
          at,
          message: `The gateway response ${type} answers refused requests with ${status ?? ""}: clients and caches take them for successful.`,
          remedy: "Leave status_code out, or give one from 400 on.",
        });
    }
  },
};

function responsesOf(model: Model): readonly GatewayResponse[] {
  const own = model.ofType("aws_api_gateway_gateway_response").map(({ attributes: a, ...rest }): GatewayResponse => {
    const { values } = a.plain();
    const parts = isBranch(values) ? values : {};
    return {
      at: { ...rest, attributes: a },
      type: valueOr(a.text("response_type"), undefined) ?? "of a type that isn't known",
      status: valueOr(a.text("status_code"), undefined),
      ...mapped(parts["response_parameters"], parts["response_templates"]),
      hidden: unknownOf(a, "status_code", "response_parameters", "response_templates"),
    };
  });
  const bodies = model.restApis.flatMap(({ resource }): GatewayResponse[] => {
    const body = resource.attributes.json("body");
    const all = isBranch(body) ? body["x-amazon-apigateway-gateway-responses"] : undefined;
    return Object.entries(isBranch(all) ? all : {}).flatMap(([type, one]) => {
      if (!isBranch(one)) return [];
      const status = one["statusCode"];
      return [
        {
          at: resource,
          type,
          status: typeof status === "string" || typeof status === "number" ? String(status) : undefined,
          ...mapped(one["responseParameters"], one["responseTemplates"]),
          hidden: [],
        },
      ];
    });
  });
  return [...own, ...bodies];
}

function mapped(parameters: unknown, templates: unknown): Pick<GatewayResponse, "headers" | "texts"> {
  const texts = (node: unknown): [string, string][] =>
    Object.entries(isBranch(node) ? node : {}).flatMap(([key, text]) =>
      typeof text === "string" ? [[key, text] as [string, string]] : [],
    );
  const headers = texts(parameters).map(([key, text]) => [
    key.toLowerCase().replace(/^gatewayresponse\.header\./, ""),
    text,
  ]);
  return {
    headers: Object.fromEntries(headers) as Record<string, string>,
    texts: [...texts(parameters), ...texts(templates)].map(([, text]) => text),
  };
}
