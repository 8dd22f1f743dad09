import { parseUrl } from "../../claims/parse-url";
import { notPublic } from "../support/public-host";
import { SOURCES } from "../../aws/sources";
import { targetOf, valueOr, type Model, type Resource } from "../../model/index";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { nameOf, httpRoutes } from "../support/apis";

/** Where each kind of API says which backend answers. */
const BACKENDS: readonly (readonly [type: string, kind: string, uri: string])[] = [
  ["aws_apigatewayv2_integration", "integration_type", "integration_uri"],
  ["aws_api_gateway_integration", "type", "uri"],
];

/** Every HTTP backend that is reached without a VPC link, by the address that stands there. What stage variables fill is left as it stands. */
function httpBackends(model: Model): readonly { readonly at: Resource; readonly name: string; readonly uri: string }[] {
  return BACKENDS.flatMap(([type, kind, name]) =>
    model.ofType(type).flatMap((at) => {
      const { attributes } = at;
      const uri = attributes.text(name);
      const isHttp = ["HTTP", "HTTP_PROXY"].includes(valueOr(attributes.text(kind), undefined) ?? "");
      const linked = valueOr(attributes.text("connection_type"), "VPC_LINK") === "VPC_LINK";
      return at.mode === "managed" && isHttp && !linked && uri.known && uri.value !== undefined
        ? [{ at, name, uri: uri.value }]
        : [];
    }),
  );
}

/** Without a VPC link API Gateway calls backends over the internet. */
export const integrationUnreachable: Rule = {
  code: "integration-unreachable",
  severity: "error",
  title: "An HTTP backend that isn't reached from the internet, without a VPC link",
  source: SOURCES.httpIntegration,
  check(model, report) {
    for (const { at, name, uri } of httpBackends(model)) {
      const host = /\$\{?stageVariables/.test(uri) ? undefined : parseUrl(uri)?.hostname;
      const why = host === undefined ? undefined : notPublic(host);
      if (why === undefined) continue;
      report({
        at,
        message: `${name} leads to ${host ?? ""}, which ${why}: API Gateway calls backends over the internet, and never reaches it.`,
        remedy: "Write an address that the internet reaches, or connect a listener in a VPC by a VPC link.",
      });
    }
  },
};

/** `{id}` in a backend's address, and `$request.path.id`, take the value of that variable of the route's path. */
export const integrationPathVariable: Rule = {
  code: "integration-path-variable",
  severity: "error",
  title: "A backend that is to get a path variable which a route to it doesn't have",
  source: `${SOURCES.httpIntegration}; ${SOURCES.parameterMapping}`,
  check: each(httpRoutes, (route, report, model) => {
    const integration = targetOf(route.integration);
    if (integration === undefined || integration.resource.mode !== "managed" || !route.key.known) return;
    const { attributes } = integration.resource;
    const own = [...route.key.value.matchAll(/\{([^{}+]+)\+?\}/g)].map(([, name]) => name);
    const uri = httpBackends(model).find(({ at }) => at.address === integration.address)?.uri ?? "";
    const mapped = attributes.value("request_parameters");
    const texts = mapped.known && typeof mapped.value === "object" ? Object.values(mapped.value ?? {}) : [];
    const wanted = [
      ...[...uri.matchAll(/(?<!\$)\{([^{}]*)\}/g)].map(([text, name]) => [text, name] as const),
      ...texts.flatMap((text) =>
        [...String(text).matchAll(/\$\{?request\.path\.([\w-]+)/g)].map(([, name = ""]) => [
          `$request.path.${name}`,
          name,
        ]),
      ),
    ];
    for (const [text = "", name = ""] of wanted) {
      if (own.includes(name)) continue;
      const { key } = route;
      report({
        at: integration,
        message: `It holds ${text}, and ${nameOf(route)} leads there, ${own.length === 0 ? "whose path has no variable" : `whose path has ${own.map((one) => `{${one ?? ""}}`).join(", ")} only`}: nothing fills it.`,
        remedy: `${name === "" ? "Take" : `Write {${name.replace(/\+$/, "")}} into the path of ${key.value}, or take`} ${text} out.`,
      });
    }
  }),
};
