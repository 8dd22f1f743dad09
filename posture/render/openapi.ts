import type { Model } from "../model";
import type { Api, Authorizer, Route } from "../model/entities";
import { leadsTo, targetOf } from "../terraform/resource";
import { valueOr, type Listing } from "../terraform/value";
import { nameOf } from "../redact/name";

type Scheme = Readonly<Record<string, unknown>>;
type Security = readonly Readonly<Record<string, readonly string[]>>[];

/** What one route asks for, and the schemes that it names. */
interface Asked {
  readonly security: Security;
  readonly schemes: Readonly<Record<string, Scheme>>;
  readonly responses: Readonly<Record<string, string>>;
  /** Why that isn't known. */
  readonly why?: string;
}

/** OpenAPI's methods, for which ANY stands. */
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch"] as const;
const REFUSED = "The credentials don't allow this call.";
const UNAUTHORIZED = "No credentials, or none that are valid.";

/**
 * An OpenAPI 3.1 document of one HTTP API: its routes, what each asks of callers, and where it answers. A route whose demand isn't known asks for a
 * scheme that says so, because an operation without security is a public one.
 * https://spec.openapis.org/oas/v3.1.1.html
 */
export function openApi(model: Model, api: Api): object {
  const schemes: Record<string, Scheme> = {};
  const paths: Record<string, Record<string, object>> = {};
  const shapes = new Map<string, string>();
  const routes = model.routes.filter((route) => leadsTo(route.api, api) === true && route.key.known);
  // A method of its own goes before ANY of the same path, and both before $default.
  const order = ({ key, method }: Route): number =>
    valueOr(key, "") === "$default" ? 2 : valueOr(method, "ANY") === "ANY" ? 1 : 0;
  for (const route of [...routes].sort((a, b) => order(a) - order(b))) {
    const key = valueOr(route.key, "$default");
    const given = key === "$default" ? "/{default+}" : valueOr(route.path, undefined);
    if (given === undefined) continue;
    // Templates that differ in names alone are one path, with the names of the first. {proxy+} stays as AWS writes it.
    const shape = given.replace(/\{[^}+]*/g, "{");
    const place = shapes.get(shape) ?? given;
    shapes.set(shape, place);
    const names = [...place.matchAll(/\{([^}]+)\}/g)].map(([, parameter = ""]) => parameter);
    const asked = demandOf(route);
    Object.assign(schemes, asked.schemes);
    const method = valueOr(route.method, "ANY") ?? "ANY";
    const item = (paths[place] ??= {});
    for (const one of method === "ANY" ? METHODS : METHODS.filter((known) => known === method.toLowerCase())) {
      item[one] ??= {
        summary: key,
        ...(asked.why !== undefined && { description: `What it asks for isn't known: ${asked.why}` }),
        ...(names.length > 0 && {
          parameters: names.map((name) => ({
            name,
            in: "path",
            required: true,
            ...(name.endsWith("+") && { description: "The rest of the path, slashes included." }),
            schema: { type: "string" },
          })),
        }),
        security: asked.security,
        responses: {
          default: { description: "What the backend answers." },
          ...Object.fromEntries(Object.entries(asked.responses).map(([code, description]) => [code, { description }])),
        },
      };
    }
  }
  const servers = serversOf(model, api);
  return {
    openapi: "3.1.1",
    info: { title: nameOf(api), version: "1" },
    ...(servers.length > 0 && { servers: servers.map((url) => ({ url })) }),
    paths,
    ...(Object.keys(schemes).length > 0 && { components: { securitySchemes: schemes } }),
  };
}

function demandOf(route: Route): Asked {
  if (!route.authorization.known) return unknownDemand(route.authorization.why);
  const type = route.authorization.value;
  if (type === "NONE") return { security: [], schemes: {}, responses: {} };
  if (type === "AWS_IAM")
    return {
      security: [{ "aws-iam": [] }],
      schemes: {
        "aws-iam": {
          type: "apiKey",
          in: "header",
          name: "Authorization",
          description: "AWS Signature Version 4, by a principal that may execute-api:Invoke the route.",
          "x-amazon-apigateway-authtype": "awsSigv4",
        },
      },
      responses: { 403: REFUSED },
    };
  const authorizer = targetOf(route.authorizer);
  if (authorizer === undefined)
    return unknownDemand(
      route.authorizer.kind === "unknown" ? route.authorizer.why : "the authorizer isn't in the input",
    );
  if (authorizer.identitySources.missing.length > 0) return unknownDemand(authorizer.identitySources.missing[0] ?? "");
  const name = nameOf(authorizer).replace(/[^A-Za-z0-9._-]/g, "-");
  return authorizer.jwt === undefined ? lambdaDemand(name, authorizer) : jwtDemand(name, authorizer, route.scopes);
}

function unknownDemand(why: string): Asked {
  const description = "Not known from this input, and not public unless it says so; each operation says why.";
  return {
    security: [{ unknown: [] }],
    schemes: { unknown: { type: "http", scheme: "bearer", description } },
    responses: {},
    why,
  };
}

function jwtDemand(name: string, authorizer: Authorizer, scopes: Listing<string>): Asked {
  if (scopes.missing.length > 0) return unknownDemand(scopes.missing[0] ?? "its scopes aren't known");
  const [source = "$request.header.Authorization"] = authorizer.identitySources.items;
  const issuer = authorizer.jwt?.issuer;
  const url = issuer?.known ? issuer.value : undefined;
  const scheme =
    source.toLowerCase() !== "$request.header.authorization"
      ? keyScheme(source, "A JSON Web Token.")
      : url === undefined
        ? {
            type: "http",
            scheme: "bearer",
            bearerFormat: "JWT",
            description: "The issuer's address isn't known from this input.",
          }
        : { type: "openIdConnect", openIdConnectUrl: `${url.replace(/\/$/, "")}/.well-known/openid-configuration` };
  // API Gateway accepts a token with one of the scopes: each is a requirement of its own.
  const security = scopes.items.length === 0 ? [{ [name]: [] }] : scopes.items.map((scope) => ({ [name]: [scope] }));
  return {
    security,
    schemes: { [name]: scheme },
    responses: { 401: UNAUTHORIZED, ...(scopes.items.length > 0 && { 403: REFUSED }) },
  };
}

function lambdaDemand(name: string, authorizer: Authorizer): Asked {
  const fn = targetOf(authorizer.lambda?.function ?? { kind: "none" });
  const description = fn === undefined ? "A function decides." : `The function ${nameOf(fn)} decides.`;
  const sources = authorizer.identitySources.items.filter((source) =>
    /^\$request\.(header|querystring)\./.test(source),
  );
  const named = sources.map(
    (source, at) => [at === 0 ? name : `${name}-${String(at + 1)}`, keyScheme(source, description)] as const,
  );
  // All of them have to be there. A function that looks at nothing a scheme can name still decides.
  const entries = named.length > 0 ? named : [[name, { type: "http", scheme: "custom", description }] as const];
  return {
    security: [Object.fromEntries(entries.map(([one]) => [one, []]))],
    schemes: Object.fromEntries(entries),
    responses: { 401: UNAUTHORIZED, 403: REFUSED },
  };
}

function keyScheme(source: string, description: string): Scheme {
  const [, place, ...rest] = source.split(".");
  return { type: "apiKey", in: place === "querystring" ? "query" : "header", name: rest.join("."), description };
}

/** Where it answers, as far as that is known: under its domains, and at its own address. */
function serversOf(model: Model, api: Api): string[] {
  const mapped = model.apiMappings.flatMap((mapping) => {
    const domain = leadsTo(mapping.api, api) === true ? targetOf(mapping.domain) : undefined;
    const name = domain && valueOr(domain.name, undefined);
    const key = valueOr(mapping.key, undefined);
    if (name === undefined || !mapping.key.known) return [];
    return [`https://${name}${key === undefined || key === "" ? "" : `/${key}`}`];
  });
  const endpoint = valueOr(api.resource.attributes.text("api_endpoint"), undefined);
  const closed = valueOr(api.endpointDisabled, true);
  const own = endpoint === undefined || closed ? [] : model.stages.filter((stage) => leadsTo(stage.api, api) === true);
  return [
    ...mapped,
    ...own.flatMap((stage) => {
      const name = valueOr(stage.name, undefined);
      return name === undefined ? [] : [name === "$default" ? String(endpoint) : `${String(endpoint)}/${name}`];
    }),
  ];
}
