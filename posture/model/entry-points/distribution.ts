import { shown } from "../../redact/redact";
import { targetOf } from "../../terraform/resource";
import type { Attributes, Reference, Resource } from "../../terraform/resource";
import { isEmpty, valueOr } from "../../terraform/value";
import type { Answer } from "../../terraform/value";
import { entityOf } from "../build/common";
import { entryPoint, toFunction } from "./common";
import type { EntryPoint } from "./entry-point";
import type { Sources } from "./sources";

/** CloudFront distributions in front of entry points of this input, and the functions that they run at the edge. */
export function distributionEntryPoints(sources: Sources, behind: readonly EntryPoint[]): EntryPoint[] {
  return sources.ofType("aws_cloudfront_distribution").flatMap((distribution) => {
    const origins = distribution.attributes
      .blocks("origin")
      .items.flatMap((origin, i) => ofOrigin(sources, distribution, origin, i, behind));
    return [...origins, ...atEdge(sources, distribution)];
  });
}

/** An origin gives the callers of what is behind it a second address; one entry point for each function behind it. */
function ofOrigin(
  sources: Sources,
  distribution: Resource,
  origin: Attributes,
  i: number,
  behind: readonly EntryPoint[],
): EntryPoint[] {
  const found = originOf(sources, distribution, i, behind);
  const byTarget = new Map<string, EntryPoint[]>();
  for (const one of found) {
    const fn = one.target.kind === "function" ? targetOf(one.target.function)?.address : undefined;
    byTarget.set(fn ?? one.target.kind, [...(byTarget.get(fn ?? one.target.kind) ?? []), one]);
  }
  const headers = origin.blocks("custom_header");
  const names = headers.items.map((header) => valueOr(header.text("name"), undefined)?.toLowerCase() ?? "*");
  return [...byTarget].map(([key, list]) => {
    const isApi = list.some(
      ({ kind }) => kind === "http-api-route" || kind === "rest-api-method" || kind === "websocket-route",
    );
    const signs = isApi ? false : signsFor(sources, origin, distribution, i);
    const beside =
      signs === true
        ? []
        : [
            `${[...new Set(list.map(({ group }) => group))].join(", ")} stays reachable at its own address, beside the distribution.`,
          ];
    return entryPoint(distribution, {
      part: `origin-${i}${byTarget.size > 1 ? `-${key}` : ""}`,
      kind: "distribution",
      name: `origin ${list[0]?.group ?? ""}`,
      ...COMMON,
      hosts: [{ name: hostOf(distribution), private: false, mutualTls: false }],
      authorization: {
        kind: "forwarded",
        to: list.map(({ id }) => id),
        signs,
        sends: [...names, ...headers.missing.map(() => "*")],
        restricted: restricted(distribution, valueOr(origin.text("origin_id"), undefined)),
      },
      target: list[0]?.target ?? { kind: "itself" },
      notes: [
        ...beside,
        ...(names.length > 0
          ? ["It sends a header of its own to the origin; only an authorizer or the function can check it."]
          : []),
      ],
    });
  });
}

const COMMON = { group: "CloudFront distributions" } as const;

/** Lambda@Edge: every request that the distribution takes runs the function. */
function atEdge(sources: Sources, distribution: Resource): EntryPoint[] {
  const { attributes } = distribution;
  return ["default_cache_behavior", "ordered_cache_behavior"].flatMap((block) =>
    attributes.blocks(block).items.flatMap((behavior, i) =>
      behavior.blocks("lambda_function_association").items.map((association, j) => {
        const path = block.startsWith("default") ? "every path" : valueOr(behavior.text("path_pattern"), "a path");
        const event = valueOr(association.text("event_type"), "an event") ?? "an event";
        const asks = asksForSignature(behavior);
        return entryPoint(distribution, {
          part: `${block.replace("_cache_behavior", "")}-${i}-${event}-${j}`,
          kind: "distribution",
          name: `${event} of ${path ?? "a path"} at the edge`,
          ...COMMON,
          hosts: [{ name: hostOf(distribution), private: false, mutualTls: false }],
          authorization:
            asks === false
              ? { kind: "none" }
              : { kind: "unknown", why: "its behavior asks for signed URLs or cookies" },
          target: toFunction(sources.functionAt(attributes, block, i, "lambda_function_association", j, "lambda_arn")),
        });
      }),
    ),
  );
}

/** With origin access control, unless that says never. */
function signsFor(sources: Sources, origin: Attributes, distribution: Resource, i: number): Answer {
  const id = origin.text("origin_access_control_id");
  if (id.known && (id.value === undefined || id.value === "")) return false;
  const link = sources.resourceAt(
    distribution.attributes,
    ["origin", i, "origin_access_control_id"],
    ["aws_cloudfront_origin_access_control"],
  );
  const control = targetOf(link)?.resource.attributes;
  if (!control) return true;
  const behavior = control.text("signing_behavior");
  return behavior.known ? behavior.value !== "never" : "unknown";
}

/** The entry points whose address the origin's domain name is made of. */
function originOf(
  sources: Sources,
  distribution: Resource,
  i: number,
  behind: readonly EntryPoint[],
): readonly EntryPoint[] {
  const text = valueOr(distribution.attributes.text("origin", i, "domain_name"), undefined);
  const references = distribution.attributes.references("origin", i, "domain_name");
  const named = new Set(references.flatMap((reference) => ownersOf(sources, reference)));
  return behind.filter(({ address, groupAddress, hosts }) => {
    const owners = [
      address,
      ...(groupAddress === undefined ? [] : [groupAddress]),
      ...hosts.map(({ name }) => name.replace(/^(?:execute-api|the URL|the endpoint) of /, "")),
    ];
    if (owners.some((owner) => named.has(owner) || named.has(owner.replace(/\[[^\]]*\]$/, "")))) return true;
    if (text === undefined) return false;
    if (hosts.some(({ name }) => name === text)) return true;
    const api = sources.index.at(groupAddress ?? address)?.attributes;
    const own = ["id", "dns_name"].map((name) => api && valueOr(api.text(name), undefined));
    return own.some((id) => id !== undefined && (text === id || text.startsWith(`${id}.execute-api.`)));
  });
}

/** What a reference names: the resource, and of a stage or deployment its API; of a domain its name. */
function ownersOf(sources: Sources, reference: Reference): readonly string[] {
  const { address } = reference;
  const further = sources.index.targets(reference).flatMap(({ attributes: a, type }) => {
    if (/_domain_name$/.test(type)) return [valueOr(a.text("domain_name"), undefined) ?? []].flat();
    if (!/_(?:stage|deployment)$/.test(type)) return [];
    return [...sources.ends(a, "rest_api_id"), ...sources.ends(a, "api_id")].map((end) => end.address);
  });
  return [address, ...further];
}

function hostOf(distribution: Resource): string {
  const aliases = distribution.attributes.texts("aliases").items;
  return aliases.length > 0
    ? aliases.map((name) => shown(entityOf(distribution), ["aliases"], name)).join(", ")
    : `the domain of ${distribution.address}`;
}

/** Signed URLs or cookies are asked for, by every behaviour that leads to this origin, or may. */
function restricted({ attributes }: Resource, id: string | undefined): Answer {
  const groups = attributes.blocks("origin_group").items;
  const ids = groups
    .filter((group) => group.blocks("member").items.some((one) => valueOr(one.text("origin_id"), id) === id))
    .map((group) => valueOr(group.text("origin_id"), undefined));
  const all = [
    ...attributes.blocks("default_cache_behavior").items,
    ...attributes.blocks("ordered_cache_behavior").items,
  ];
  const own = all.filter((one) => {
    const target = valueOr(one.text("target_origin_id"), undefined);
    return id === undefined || target === undefined || target === id || ids.includes(target);
  });
  const answers = (own.length > 0 ? own : all).map(asksForSignature);
  if (answers.includes(false) || answers.length === 0) return false;
  return answers.includes("unknown") ? "unknown" : true;
}

function asksForSignature(behavior: Attributes): Answer {
  const empty = [isEmpty(behavior.texts("trusted_key_groups")), isEmpty(behavior.texts("trusted_signers"))];
  return empty.includes(false) ? true : empty.includes("unknown") ? "unknown" : false;
}
