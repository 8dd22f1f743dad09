import { listing, type Answer, type Listing } from "../../terraform/value";
import type { Link, Resource } from "../../terraform/resource";
import { Unresolved, firstUnresolved, isBranch, type ValueBranch, type ValueNode } from "../../terraform/value-node";
import { FUNCTION_NAMING } from "../build/compute";
import { referencedEntities } from "../build/registry";
import type { LambdaFunction, Pool } from "../entities";
import { nameOf } from "./common";
import type { Authorization, Target, ClientFilter } from "./entry-point";
import type { Sources } from "./sources";

/** One operation of an OpenAPI document, as API Gateway imports it. */
export interface Operation {
  /** `GET /items`, `ANY /{proxy+}`. */
  readonly name: string;
  readonly authorization: Authorization;
  readonly target: Target;
  readonly keyRequired: boolean;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "x-amazon-apigateway-any-method"];

/**
 * The operations of an API's `body`; a text says why they aren't known.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export function operationsOf(sources: Sources, api: Resource, product: "http" | "rest"): readonly Operation[] | string {
  const body = api.attributes.json("body") as ValueNode;
  if (!isBranch(body)) {
    const text = api.attributes.value("body");
    return text.known
      ? "the OpenAPI body is neither JSON nor YAML that can be read"
      : `the OpenAPI body isn't known (${text.why})`;
  }
  const paths = at(body, "paths");
  if (paths === undefined) return [];
  if (!isBranch(paths)) return "the paths of the OpenAPI body aren't known";
  const reader = new Reader(sources, api, body, product);
  return Object.entries(paths).flatMap(([path, written]): Operation[] => {
    const item = referred(body, written);
    if (!isBranch(item)) return [unread(`ANY ${path}`, "it isn't known what the OpenAPI body says of it")];
    const own = METHODS.filter((method) => Object.hasOwn(item, method));
    return own.map((method) => {
      const name = `${method.startsWith("x-") ? "ANY" : method.toUpperCase()} ${path}`.replace(
        /^ANY \/?\$default$/,
        "$default",
      );
      const operation = item[method];
      return isBranch(operation)
        ? reader.operation(name, operation)
        : unread(name, "it isn't known what the OpenAPI body says of it");
    });
  });
}

function unread(name: string, why: string): Operation {
  return {
    name,
    authorization: { kind: "unknown", why },
    target: { kind: "unknown", why },
    keyRequired: false,
  };
}

class Reader {
  constructor(
    private readonly sources: Sources,
    private readonly api: Resource,
    private readonly document: ValueBranch,
    private readonly product: "http" | "rest",
  ) {}

  operation(name: string, operation: ValueBranch): Operation {
    const security = at(operation, "security") ?? at(this.document, "security");
    const { authorization, keyRequired } = this.authorization(operation, security);
    return { name, authorization, keyRequired, target: this.target(operation) };
  }

  private authorization(
    operation: ValueBranch,
    security: ValueNode,
  ): { authorization: Authorization; keyRequired: boolean } {
    const own = at(operation, "x-amazon-apigateway-auth", "type");
    if (own instanceof Unresolved)
      return {
        authorization: { kind: "unknown", why: "its x-amazon-apigateway-auth isn't known" },
        keyRequired: false,
      };
    if (String(own).toUpperCase() === "AWS_IAM") return { authorization: this.iam(), keyRequired: false };
    const none = { authorization: { kind: "none" }, keyRequired: false } as const;
    if (security === undefined || security === null) return none;
    const missing = firstUnresolved(security);
    if (missing || !Array.isArray(security))
      return {
        authorization: { kind: "unknown", why: "its security in the OpenAPI body isn't known" },
        keyRequired: false,
      };
    const alternatives = (security as readonly ValueNode[]).map((one) => (isBranch(one) ? Object.entries(one) : []));
    const read = alternatives.flat().map(([name, scopes]) => this.scheme(name, scopes));
    const demands = read.flatMap((one) => (one === "key" || one === undefined ? [] : [one]));
    const keyRequired = read.includes("key");
    const optional = alternatives.some((one) => one.length === 0) || String(own).toUpperCase() === "NONE";
    if (demands.length > 1 || (demands.length > 0 && optional))
      return {
        authorization: {
          kind: "unknown",
          why: "its OpenAPI operation says more than one thing, and AWS doesn't document which of them counts",
        },
        keyRequired,
      };
    return { authorization: demands[0] ?? { kind: "none" }, keyRequired };
  }

  /** Undefined: API Gateway ignores a scheme that names no authorizer. `key`: an API key is asked for. */
  private scheme(name: string, scopes: ValueNode): Authorization | "key" | undefined {
    const scheme = referred(
      this.document,
      at(this.document, "components", "securitySchemes", name) ?? at(this.document, "securityDefinitions", name),
    );
    if (scheme === undefined)
      return {
        kind: "unknown",
        why: `the OpenAPI body declares no security scheme ${name}, and AWS doesn't document what it makes of that`,
      };
    if (!isBranch(scheme)) return { kind: "unknown", why: `the security scheme ${name} isn't known` };
    const kind = at(scheme, "x-amazon-apigateway-authtype");
    if (kind === "awsSigv4") return this.iam();
    const authorizer = at(scheme, "x-amazon-apigateway-authorizer");
    // "Any methods with security … will not be created": https://github.com/amazon-archives/aws-apigateway-importer/issues/187
    if (authorizer === undefined && this.product === "rest" && typeof kind === "string")
      return {
        kind: "unknown",
        why: `the security scheme ${name} has x-amazon-apigateway-authtype and no authorizer: API Gateway leaves such methods out`,
      };
    if (authorizer === undefined)
      return this.product === "rest" && at(scheme, "type") === "apiKey" && at(scheme, "in") === "header"
        ? "key"
        : undefined;
    if (!isBranch(authorizer)) return { kind: "unknown", why: `the authorizer ${name} isn't known` };
    const type = at(authorizer, "type");
    const wanted: Listing<string> =
      Array.isArray(scopes) && !firstUnresolved(scopes)
        ? listing((scopes as readonly ValueNode[]).map(String))
        : listing<string>([], ["its scopes aren't known"]);
    if (type === "jwt") {
      const issuer = this.issuer(at(authorizer, "jwtConfiguration", "issuer"));
      return {
        kind: "token",
        issuer,
        scopes: wanted,
        clients: audience(at(authorizer, "jwtConfiguration", "audience")),
      };
    }
    if (type === "cognito_user_pools") return this.poolTokens(at(authorizer, "providerARNs"), wanted);
    if (type === "request" || type === "token")
      return { kind: "authorizer", called: this.called(at(authorizer, "authorizerUri")) };
    return { kind: "unknown", why: `the type of the authorizer ${name} isn't known` };
  }

  private iam(): Authorization {
    return { kind: "iam", action: "execute-api:Invoke", of: { kind: "none" } };
  }

  /** As of a method that is a resource: without scopes it takes ID tokens. */
  private poolTokens(arns: ValueNode, scopes: Listing<string>): Authorization {
    const { index, pools: known } = this.sources;
    const list = Array.isArray(arns) ? (arns as readonly ValueNode[]) : [arns];
    const pools = list.map((arn): Link<Pool> => {
      const found =
        arn instanceof Unresolved
          ? referencedEntities(index, known, arn.references)
          : known.named(String(arn).replace(/^.*:userpool\//, ""));
      if (found[0] && found.length === 1) return { kind: "resource", target: found[0] };
      return arn instanceof Unresolved || typeof arn !== "string"
        ? { kind: "unknown", why: "it isn't known yet", candidates: found }
        : { kind: "external", id: arn };
    });
    const names = pools.map((pool) => {
      if (pool.kind === "resource") return `pool ${nameOf(pool.target)}`;
      return pool.kind === "external" ? `pool ${pool.id.replace(/^.*userpool\//, "")}` : "pools that aren't known yet";
    });
    return { kind: "token", issuer: [...new Set(names)].join(" or "), scopes, pools, use: "id" };
  }

  private issuer(value: ValueNode): string {
    if (typeof value === "string") return value;
    const references = leaves(value).flatMap((leaf) => leaf.references);
    const [pool] = referencedEntities(this.sources.index, this.sources.pools, references);
    return pool ? `pool ${pool.resource.name}` : "an issuer that isn't known yet";
  }

  private called(uri: ValueNode): string {
    const fn = this.functionIn(uri);
    if (fn.kind === "resource") return fn.target.resource.name;
    return fn.kind === "external" ? fn.id.replace(/^.*:function:([\w-]+).*$/, "$1") : "a function that isn't known yet";
  }

  private target(operation: ValueBranch): Target {
    const integration = referred(this.document, at(operation, "x-amazon-apigateway-integration"));
    if (integration === undefined) return { kind: "itself" };
    if (!isBranch(integration)) return { kind: "unknown", why: "its integration isn't known" };
    const type = String(at(integration, "type")).toLowerCase();
    if (type === "mock") return { kind: "itself" };
    const uri = at(integration, "uri");
    const fn = this.functionIn(uri);
    if (fn.kind !== "none") return { kind: "function", function: fn };
    if (typeof uri === "string") return { kind: "backend", name: uri, at: { text: uri, references: [] } };
    const references = leaves(uri).flatMap((leaf) => leaf.references);
    return { kind: "backend", name: "a backend that isn't known yet", at: { references } };
  }

  private functionIn(uri: ValueNode): Link<LambdaFunction> {
    const { index, functions } = this.sources;
    if (typeof uri === "string") {
      if (!/:function:/.test(uri)) return { kind: "none" };
      const found = this.sources.functionsNamed(uri, this.api);
      return found[0] ? { kind: "resource", target: found[0] } : { kind: "external", id: uri };
    }
    if (!(uri instanceof Unresolved)) return { kind: "none" };
    const found = referencedEntities(index, functions, uri.references, FUNCTION_NAMING);
    return found[0] && found.length === 1
      ? { kind: "resource", target: found[0] }
      : { kind: "unknown", why: uri.why, candidates: found };
  }
}

/** `{ "$ref": "#/components/…" }` stands for what is there. */
function referred(document: ValueBranch, node: ValueNode): ValueNode {
  const reference = isBranch(node) ? node["$ref"] : undefined;
  if (typeof reference !== "string") return node;
  const steps = reference.replace(/^#\//, "").split("/");
  return reference.startsWith("#/")
    ? at(document, ...steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~")))
    : new Unresolved(`it refers to ${reference}`);
}

/** What the OpenAPI body of an API says there. */
export function bodyValue(api: Resource, ...path: readonly string[]): ValueNode {
  return at(api.attributes.json("body") as ValueNode, ...path);
}

/** Is the execute-api address switched off? https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-endpoint-configuration.html */
export function endpointDisabledIn(api: Resource): Answer {
  const value = bodyValue(api, "x-amazon-apigateway-endpoint-configuration", "disableExecuteApiEndpoint");
  return value instanceof Unresolved ? "unknown" : value === true;
}

function audience(list: ValueNode): ClientFilter {
  const ids = Array.isArray(list) ? (list as readonly ValueNode[]) : [list];
  if (ids.length === 0 || ids.some((id) => typeof id !== "string"))
    return { called: "an audience that isn't known yet" };
  const names = ids.map(String).sort();
  return { called: names.join(" or "), pattern: names.map((id) => id.replace(/[^\w-]/g, "\\$&")).join("|") };
}

function at(tree: ValueNode, ...path: readonly string[]): ValueNode {
  let here = tree;
  for (const step of path) {
    if (here instanceof Unresolved) return here;
    if (!isBranch(here) || !Object.hasOwn(here, step)) return undefined;
    here = here[step];
  }
  return here;
}

function leaves(tree: ValueNode): readonly Unresolved[] {
  if (tree instanceof Unresolved) return [tree];
  if (Array.isArray(tree)) return (tree as readonly ValueNode[]).flatMap(leaves);
  return isBranch(tree) ? Object.values(tree).flatMap(leaves) : [];
}
