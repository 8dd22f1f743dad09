import { parseUrl } from "../../claims/parse-url";
import { notPublic } from "../support/public-host";
import { SOURCES } from "../../aws/sources";
import { every, holds, is, not, targetOf, valueOr, type Model, type Resource, type Value } from "../../model/index";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { nameOf, httpRoutes } from "../support/apis";
import { isOfResources } from "../support/known";

/** Where each kind of API says which backend answers. */
const BACKENDS: readonly (readonly [type: string, kind: string, uri: string])[] = [
  ["aws_apigatewayv2_integration", "integration_type", "integration_uri"],
  ["aws_api_gateway_integration", "type", "uri"],
];

interface Backend {
  readonly at: Resource;
  /** The argument that holds its address. */
  readonly name: string;
  readonly uri: Value<string | undefined>;
  /** The arguments that say whether it is one, where they aren't known. */
  readonly open: readonly string[];
}

/** Every HTTP backend that is reached without a VPC link, or that may be one. What stage variables fill is left as it stands. */
function httpBackends(model: Model): readonly Backend[] {
  return BACKENDS.flatMap(([type, kind, name]) =>
    model.ofType(type).flatMap((at): Backend[] => {
      const [type, connection] = [at.attributes.text(kind), at.attributes.text("connection_type")];
      const isHttp = holds(type, (one = "") => ["HTTP", "HTTP_PROXY"].includes(one));
      if (at.mode !== "managed" || every([isHttp, not(is(connection, "VPC_LINK"))]) === false) return [];
      const open = [type.known ? [] : kind, connection.known ? [] : "connection_type"].flat();
      return [{ at, name, uri: at.attributes.text(name), open }];
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
    for (const { at, name, uri, open } of httpBackends(model)) {
      const text = valueOr(uri, undefined) ?? at.attributes.written(name) ?? "";
      const isFilled = /\$\{?stageVariables/.test(text);
      if (!uri.known && open.length === 0 && !isFilled && !isOfResources(at, name))
        report.unknown(at, `${name} (${uri.why})`);
      const host = uri.known && !isFilled ? parseUrl(text)?.hostname : undefined;
      const why = host === undefined ? undefined : notPublic(host);
      if (why === undefined) continue;
      if (open.length > 0) report.unknown(at, `${open.join(" and ")}, beside an address that ${why}`);
      else
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
    const backend = httpBackends(model).find(({ at, open }) => at.address === integration.address && open.length === 0);
    const uri = (backend && valueOr(backend.uri, undefined)) ?? "";
    const mapped = attributes.value("request_parameters");
    if (!mapped.known) report.unknown(integration, `request_parameters (${mapped.why})`);
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
