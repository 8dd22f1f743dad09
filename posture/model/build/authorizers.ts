import { isConfiguration, known, listing } from "../index";
import type {
  Api,
  Attributes,
  Audience,
  Authorizer,
  Client,
  JwtAuthorizer,
  LambdaFunction,
  Listing,
  Pool,
} from "../index";
import { parseIssuer } from "../../aws/issuers";
import type { ResourceIndex } from "../../terraform/resource-index";
import { block, entityOf, or } from "./common";
import { FUNCTION_NAMING } from "./compute";
import { Registry, link, referencedEntities, type AttributeNaming } from "./registry";

export interface AuthorizerInputs {
  readonly apis: Registry<Api>;
  readonly functions: Registry<LambdaFunction>;
  readonly pools: Registry<Pool>;
  readonly clients: Registry<Client>;
}

export function buildAuthorizers(
  index: ResourceIndex,
  { apis, functions, pools, clients }: AuthorizerInputs,
): Registry<Authorizer> {
  const registry = new Registry<Authorizer>();
  for (const resource of index.ofType("aws_apigatewayv2_authorizer")) {
    const a = resource.attributes;
    const type = a.text("authorizer_type");
    const authorizer: Authorizer = {
      ...entityOf(resource),
      api: link(index, apis, a, ["api_id"]),
      name: a.text("name"),
      type,
      identitySources: a.texts("identity_sources"),
      ...(type.known && type.value === "JWT" && { jwt: jwtOf(index, a, pools, clients) }),
      ...(type.known &&
        type.value === "REQUEST" && {
          lambda: {
            uri: a.text("authorizer_uri"),
            function: link(index, functions, a, ["authorizer_uri"], FUNCTION_NAMING),
            ttl: a.number("authorizer_result_ttl_in_seconds"),
            payloadVersion: a.text("authorizer_payload_format_version"),
            simpleResponses: or(a.flag("enable_simple_responses"), false),
          },
        }),
    };
    registry.add(authorizer, [a.text("id")]);
  }
  return registry;
}

/** An issuer of Amazon Cognito, in each of its forms, names its pool. */
const ISSUER_NAMING: AttributeNaming = { ids: (text) => [parseIssuer(text)?.poolId ?? text] };

function jwtOf(index: ResourceIndex, a: Attributes, pools: Registry<Pool>, clients: Registry<Client>): JwtAuthorizer {
  const config = block(a, "jwt_configuration");
  if (!config.known) {
    const missing = { kind: "unknown", why: config.why, candidates: [] } as const;
    return { issuer: config, pool: missing, audience: listing([], [config.why]) };
  }
  if (!config.value) return { issuer: known(undefined), pool: { kind: "none" }, audience: listing([]) };
  const jwt = config.value;
  return {
    issuer: jwt.text("issuer"),
    pool: link(index, pools, jwt, ["issuer"], ISSUER_NAMING),
    audience: audienceOf(index, jwt, clients),
  };
}

function audienceOf(index: ResourceIndex, jwt: Attributes, clients: Registry<Client>): Listing<Audience> {
  const whole = jwt.value("audience");
  const client = (c: Client): Audience => ({ kind: "client", client: c });
  const named = (id: string): Audience => {
    const [found] = clients.named(id);
    return found ? client(found) : { kind: "literal", id };
  };
  const texts = jwt.texts("audience");
  if (whole.known) return listing(texts.items.map(named));
  const found = referencedEntities(index, clients, jwt.references("audience"));
  const present = [...texts.items.map(named), ...found.map(client)];
  if (found.length === 0) return listing(present, texts.missing);
  // Terraform JSON shows the list item by item; of HCL a plan shows a set with one unknown item as unknown altogether.
  const itemized =
    (isConfiguration(index.origin) && jwt.written("audience") === undefined) ||
    texts.items.length + texts.missing.length > 1 ||
    jwt.pieces("audience", 0) !== undefined;
  if (itemized) return listing(present, texts.missing.slice(found.length));
  return { ...listing(present), inferred: true };
}
