import { chain, known, unknown } from "../index";
import type { Api, Authorizer, Integration, Resource, Route, RouteTerms, Value } from "../index";
import { ReadAttributes } from "../../terraform/attributes";
import type { ResourceIndex } from "../../terraform/resource-index";
import { or } from "./common";
import { link, type AttributeNaming, type Registry } from "./registry";

interface Around {
  readonly apis: Registry<Api>;
  readonly authorizers: Registry<Authorizer>;
  readonly integrations: Registry<Integration>;
}

export function buildRoutes(index: ResourceIndex, around: Around): Route[] {
  const terms = termsIn(index, around);
  return index.ofType("aws_apigatewayv2_route").map((resource) => new BuiltRoute(resource, terms(resource)));
}

/** The attributes that a route's terms are read from. */
const TERMS = ["api_id", "authorization_type", "authorizer_id", "authorization_scopes", "target"];

const TARGET_NAMING: AttributeNaming = { ids: (text) => [text.replace(/^integrations\//, "")] };

/** Routes are many, their terms few: those that read the same in the source are made once. */
function termsIn(index: ResourceIndex, { apis, authorizers, integrations }: Around): (route: Resource) => RouteTerms {
  const kept = new Map<string, RouteTerms>();
  const termsOf = ({ attributes: a }: Resource): RouteTerms => {
    let integration: RouteTerms["integration"] | undefined;
    return {
      api: link(index, apis, a, ["api_id"]),
      authorization: or(a.text("authorization_type"), "NONE"),
      authorizer: link(index, authorizers, a, ["authorizer_id"]),
      scopes: a.texts("authorization_scopes"),
      // Most questions are about what guards a route, not what it leads to.
      get integration() {
        return (integration ??= link(index, integrations, a, ["target"], TARGET_NAMING));
      },
    };
  };
  return (route) => {
    const { attributes } = route;
    const text = attributes instanceof ReadAttributes ? attributes.fingerprint(TERMS) : undefined;
    if (text === undefined) return termsOf(route);
    let terms = kept.get(text);
    if (!terms) kept.set(text, (terms = termsOf(route)));
    return terms;
  };
}

/** There may be thousands of these, so a route is no more than its key, its resource and its terms. */
class BuiltRoute implements Route {
  readonly address: string;
  readonly module: string | undefined;
  readonly constructPath: string | undefined;
  readonly key: Value<string>;

  constructor(
    readonly resource: Resource,
    readonly terms: RouteTerms,
  ) {
    this.address = resource.address;
    this.module = resource.module;
    this.constructPath = resource.constructPath;
    this.key = chain(resource.attributes.text("route_key"), keyFrom);
  }

  get api() {
    return this.terms.api;
  }

  get authorization() {
    return this.terms.authorization;
  }

  get authorizer() {
    return this.terms.authorizer;
  }

  get scopes() {
    return this.terms.scopes;
  }

  get integration() {
    return this.terms.integration;
  }

  get method(): Value<string | undefined> {
    return this.part(1);
  }

  get path(): Value<string | undefined> {
    return this.part(2);
  }

  private part(group: 1 | 2): Value<string | undefined> {
    return this.key.known ? known(/^([A-Z]+) (\/.*)$/.exec(this.key.value)?.[group]) : this.key;
  }
}

function keyFrom(key: string | undefined): Value<string> {
  return key === undefined ? unknown("it has no route key") : known(key);
}
