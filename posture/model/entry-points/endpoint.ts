import type { Attributes, Reference, Step } from "../../terraform/resource";
import { valueOr } from "../../terraform/value";
import type { Endpoint, EntryPoint } from "./entry-point";
import type { Sources } from "./sources";

/** What an argument that holds an address says of it. */
export function endpointAt(attributes: Attributes, ...path: readonly Step[]): Endpoint {
  const text = valueOr(attributes.text(...path), undefined);
  return { ...(text !== undefined && { text }), references: attributes.references(...path) };
}

/** The entry points that an address leads to, in their order. */
export type Lookup = (at: Endpoint) => readonly EntryPoint[];

/**
 * Finds entry points by an address: by what it refers to, or by its text. Candidates are indexed once, since a plan with
 * a thousand routes asks for each of them.
 */
export function lookupOf(sources: Sources, candidates: readonly EntryPoint[]): Lookup {
  const [byOwner, byText, byId] = [new Index(), new Index(), new Index()];
  for (const [i, { address, groupAddress, hosts }] of candidates.entries()) {
    const own = [address, ...(groupAddress === undefined ? [] : [groupAddress])];
    const ofHosts = hosts.map(({ name }) => name.replace(/^(?:execute-api|the URL|the endpoint|the domain) of /, ""));
    for (const owner of [...own, ...ofHosts]) byOwner.add(owner, i).add(owner.replace(/\[[^\]]*\]$/, ""), i);
    for (const { name } of hosts) byText.add(name, i);
    for (const attributes of own.map((one) => sources.index.at(one)?.attributes))
      for (const name of ["id", "dns_name", "arn"]) {
        const id = attributes && valueOr(attributes.text(name), undefined);
        if (id !== undefined) byId.add(id, i);
      }
  }
  return ({ text, references }) => {
    const found = new Set(
      references
        .flatMap((reference) => throughRecord(sources, reference))
        .flatMap((reference) => ownersOf(sources, reference))
        .flatMap((owner) => byOwner.get(owner)),
    );
    if (text !== undefined) {
      const host = text.replace(/^https?:\/\//, "").replace(/[/:].*$/, "");
      const api = host.split(".execute-api.", 2);
      for (const one of [text, host]) for (const i of [...byText.get(one), ...byId.get(one)]) found.add(i);
      if (api.length === 2) for (const i of byId.get(api[0] ?? "")) found.add(i);
    }
    return [...found].sort((a, b) => a - b).flatMap((i) => candidates[i] ?? []);
  };
}

/** Positions of candidates by a text. */
class Index {
  readonly #places = new Map<string, number[]>();

  add(text: string, place: number): this {
    const places = this.#places.get(text);
    if (places === undefined) this.#places.set(text, [place]);
    else places.push(place);
    return this;
  }

  get(text: string): readonly number[] {
    return this.#places.get(text) ?? [];
  }
}

/** What holds a domain name, whatever answers there, and parts of an API, all of whose methods may be elsewhere. */
const NAMES =
  /^aws_(?:acm_certificate(?:_validation)?$|route53_(?:record|zone)$|ssm_parameter$|api_gateway_|apigatewayv2_|\w+_domain_name$)/;

/** What a DNS record points to; anything else is itself. */
function throughRecord(sources: Sources, reference: Reference): readonly Reference[] {
  const found = sources.index
    .targets(reference)
    .flatMap(({ type, attributes: a }) =>
      type === "aws_route53_record" ? [...a.references("alias", 0, "name"), ...a.references("records")] : [],
    );
  return found.length > 0 ? found : [reference];
}

/** Is it something that this input doesn't hold: not known, and not of resources that are all here? */
export function isElsewhere(sources: Sources, { text, references }: Endpoint): boolean {
  if (text !== undefined) return false;
  return (
    references.length === 0 ||
    references
      .flatMap((reference) => throughRecord(sources, reference))
      .some((reference) => {
        const targets = sources.index.targets(reference);
        return (
          targets.length === 0 ||
          targets.some(({ mode, type }) => (mode === "data" ? !/^aws_s3_/.test(type) : NAMES.test(type)))
        );
      })
  );
}

/**
 * What a reference names: the resource, and of a stage or deployment its API; of a domain its name; of a listener its
 * balancer at that port.
 */
function ownersOf(sources: Sources, reference: Reference): readonly string[] {
  const { address } = reference;
  const further = sources.index.targets(reference).flatMap(({ attributes: a, type }) => {
    if (/_domain_name$/.test(type)) return [valueOr(a.text("domain_name"), undefined) ?? []].flat();
    if (/^aws_a?lb_listener$/.test(type)) return sources.ends(a, "load_balancer_arn").map((end) => end.address);
    if (!/_(?:stage|deployment)$/.test(type)) return [];
    return [...sources.ends(a, "rest_api_id"), ...sources.ends(a, "api_id")].map((end) => end.address);
  });
  return [address, ...further];
}
