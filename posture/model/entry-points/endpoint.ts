import type { Attributes, Reference, Step } from "../../terraform/resource";
import { valueOr } from "../../terraform/value";
import type { Endpoint, EntryPoint } from "./entry-point";
import type { Sources } from "./sources";

/** What an argument that holds an address says of it. */
export function endpointAt(attributes: Attributes, ...path: readonly Step[]): Endpoint {
  const text = valueOr(attributes.text(...path), undefined);
  return { ...(text !== undefined && { text }), references: attributes.references(...path) };
}

/** The entry points that an address leads to: by what it refers to, or by its text. */
export function entryPointsAt(
  sources: Sources,
  { text, references }: Endpoint,
  candidates: readonly EntryPoint[],
): readonly EntryPoint[] {
  const named = new Set(references.flatMap((reference) => ownersOf(sources, reference)));
  const host = text?.replace(/^https?:\/\//, "").replace(/[/:].*$/, "");
  return candidates.filter(({ address, groupAddress, hosts }) => {
    const owners = [
      address,
      ...(groupAddress === undefined ? [] : [groupAddress]),
      ...hosts.map(({ name }) => name.replace(/^(?:execute-api|the URL|the endpoint) of /, "")),
    ];
    if (owners.some((owner) => named.has(owner) || named.has(owner.replace(/\[[^\]]*\]$/, "")))) return true;
    if (text === undefined || host === undefined) return false;
    if (hosts.some(({ name }) => name === host || name === text)) return true;
    const own = [address, ...(groupAddress === undefined ? [] : [groupAddress])].flatMap((one) => {
      const attributes = sources.index.at(one)?.attributes;
      return ["id", "dns_name", "arn"].map((name) => attributes && valueOr(attributes.text(name), undefined));
    });
    return own.some((id) => id !== undefined && (text === id || host === id || host.startsWith(`${id}.execute-api.`)));
  });
}

/** Is it something that this input doesn't hold: not known, and not of resources that are all here? */
export function isElsewhere(sources: Sources, { text, references }: Endpoint): boolean {
  if (text !== undefined) return false;
  return (
    references.length === 0 ||
    references.some((reference) => {
      const targets = sources.index.targets(reference);
      return targets.length === 0 || targets.some(({ mode, type }) => mode === "data" && !/^aws_s3_/.test(type));
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
