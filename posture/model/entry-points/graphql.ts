import { targetOf } from "../../terraform/resource";
import type { Attributes, Link, Resource } from "../../terraform/resource";
import { listing, valueOr } from "../../terraform/value";
import type { LambdaFunction } from "../entities";
import { entryPoint, named, textOr, toFunction } from "./common";
import type { Authorization, EntryPoint } from "./entry-point";
import { leadsToResource } from "./sources";
import type { Sources } from "./sources";

const API = ["aws_appsync_graphql_api"];

/**
 * Fields of AppSync APIs that a Lambda data source answers, each by the API's default authorization; the additional
 * ones count where the schema lets them, by directives.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
 */
export function graphqlEntryPoints(sources: Sources): EntryPoint[] {
  return sources.ofType("aws_appsync_datasource").flatMap((source) => {
    const type = source.attributes.text("type");
    if (type.known && type.value !== "AWS_LAMBDA") return [];
    const fn = sources.functionAt(source.attributes, "lambda_config", 0, "function_arn");
    const resolvers = sources
      .ofType("aws_appsync_resolver", "aws_appsync_function")
      .filter(
        (one) =>
          leadsToResource(sources.resourceAt(one.attributes, ["data_source"], ["aws_appsync_datasource"]), source) ===
            true || sameName(one, source),
      );
    const api = targetOf(sources.resourceAt(source.attributes, ["api_id"], API))?.resource;
    const places = resolvers.length > 0 ? resolvers : [source];
    return places.flatMap((place) => ofField(place, api, fn));
  });
}

/** Resolvers name a data source by its name, which is no id of its own. */
function sameName(resolver: Resource, source: Resource): boolean {
  const [a, b] = [resolver.attributes.text("data_source"), source.attributes.text("name")];
  return a.known && b.known && a.value !== undefined && a.value === b.value;
}

function ofField(place: Resource, api: Resource | undefined, fn: Link<LambdaFunction>): EntryPoint[] {
  const field =
    place.type === "aws_appsync_resolver"
      ? `${textOr(place, "type", "?")}.${textOr(place, "field", "?")}`
      : `fields of ${named(place)}`;
  const visibility = api?.attributes.text("visibility");
  const hosts = [
    {
      name: api ? `the GraphQL endpoint of ${api.address}` : "a GraphQL endpoint that isn't in this input",
      private: visibility === undefined || !visibility.known ? ("unknown" as const) : visibility.value === "PRIVATE",
      mutualTls: false as const,
    },
  ];
  const common = {
    kind: "graphql-field",
    group: api ? `GraphQL API ${named(api)}` : "a GraphQL API that isn't known",
    ...(api && { groupAddress: api.address }),
    hosts,
    target: toFunction(fn),
  } as const;
  if (!api)
    return [
      entryPoint(place, {
        ...common,
        name: field,
        authorization: { kind: "unknown", why: "its API isn't in this input" },
      }),
    ];
  const base = entryPoint(place, {
    ...common,
    name: field,
    authorization: provider(api.attributes, api.attributes.text("authentication_type")),
  });
  const more = api.attributes.blocks("additional_authentication_provider");
  const others = more.items.flatMap((one, i): EntryPoint[] => {
    const type = valueOr(one.text("authentication_type"), undefined) ?? `#${i + 1}`;
    const allowed = directiveAllows(api, type);
    if (allowed === false) return [];
    const authorization = provider(one, one.text("authentication_type"));
    return [
      entryPoint(place, {
        ...common,
        part: type,
        name: `${field} by ${type}`,
        authorization:
          allowed === true
            ? authorization
            : { kind: "unknown", why: `the schema isn't known, which says whether ${type} may ask for it` },
      }),
    ];
  });
  return [base, ...others];
}

function provider(at: Attributes, type: ReturnType<Attributes["text"]>): Authorization {
  if (!type.known) return { kind: "unknown", why: `its authentication type isn't known (${type.why})` };
  switch (type.value) {
    case "API_KEY":
      return { kind: "api-key" };
    case "AWS_IAM":
      return { kind: "iam", action: "appsync:GraphQL", of: { kind: "none" } };
    case "AMAZON_COGNITO_USER_POOLS":
      return { kind: "token", issuer: "a Cognito user pool", scopes: listing<string>([]) };
    case "OPENID_CONNECT":
      return {
        kind: "token",
        issuer: valueOr(at.text("openid_connect_config", 0, "issuer"), undefined) ?? "an OpenID Connect provider",
        scopes: listing<string>([]),
      };
    case "AWS_LAMBDA":
      return { kind: "authorizer", called: "its Lambda authorizer" };
    default:
      return { kind: "unknown", why: `there is no authentication type ${type.value ?? "(none)"}` };
  }
}

const DIRECTIVES: Readonly<Record<string, string>> = {
  API_KEY: "@aws_api_key",
  AWS_IAM: "@aws_iam",
  AMAZON_COGNITO_USER_POOLS: "@aws_cognito_user_pools",
  OPENID_CONNECT: "@aws_oidc",
  AWS_LAMBDA: "@aws_lambda",
};

/** Without its directive anywhere in the schema, an additional provider reaches no field. */
function directiveAllows(api: Resource, type: string): boolean | "unknown" {
  const schema = api.attributes.text("schema");
  const directive = DIRECTIVES[type];
  if (!schema.known || schema.value === undefined || directive === undefined) return "unknown";
  return schema.value.includes(directive) ? "unknown" : false;
}
