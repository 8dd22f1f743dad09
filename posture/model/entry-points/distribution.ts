import { shown } from "../../redact/redact";
import { targetOf, type Attributes, type Resource } from "../../terraform/resource";
import { isEmpty, valueOr, type Answer } from "../../terraform/value";
import { entityOf } from "../build/common";
import { endpointAt, isElsewhere, lookupOf } from "./endpoint";
import { entryPoint, toFunction } from "./common";
import type { EntryPoint } from "./entry-point";
import type { Sources } from "./sources";
import { groupBy } from "../../group-by";

/** CloudFront distributions in front of entry points of this input, and the functions that they run at the edge. */
export function distributionEntryPoints(sources: Sources, behind: readonly EntryPoint[]): EntryPoint[] {
  return sources.ofType("aws_cloudfront_distribution").flatMap((distribution) => {
    if (distribution.mode === "data") return [];
    const origins = distribution.attributes.blocks("origin");
    return [
      ...origins.items.flatMap((origin, i) => ofOrigin(sources, distribution, origin, i, behind)),
      ...origins.missing.slice(0, 1).map((why) => unknownOrigin(distribution, undefined, "others", why)),
      ...atEdge(sources, distribution),
    ];
  });
}

/** It may lead to a function: an origin of which nothing is known isn't passed over. */
function unknownOrigin(
  distribution: Resource,
  origin: Attributes | undefined,
  part: string | number,
  missing?: string,
): EntryPoint {
  const domain = origin?.text("domain_name");
  const why = `where it leads isn't known (${missing ?? (domain?.known === false ? domain.why : "no domain name")})`;
  const called = origin && valueOr(origin.text("origin_id"), undefined);
  return entryPoint(distribution, {
    part: `origin-${part}`,
    kind: "distribution",
    name: called === undefined ? "an origin" : `origin ${shown(entityOf(distribution), ["origin"], called)}`,
    ...COMMON,
    hosts: [{ name: hostOf(distribution), private: false, mutualTls: false }],
    authorization: { kind: "unknown", why },
    target: { kind: "unknown", why },
  });
}

/** An origin gives the callers of what is behind it a second address; one entry point for each function or backend behind it. */
function ofOrigin(
  sources: Sources,
  distribution: Resource,
  origin: Attributes,
  i: number,
  behind: readonly EntryPoint[],
): EntryPoint[] {
  const address = endpointAt(distribution.attributes, "origin", i, "domain_name");
  const found = lookupOf(sources, behind)(address);
  // A set, in another order in each source: by its id an origin is there once.
  const part = valueOr(origin.text("origin_id"), undefined) ?? i;
  if (found.length === 0) return isElsewhere(sources, address) ? [unknownOrigin(distribution, origin, part)] : [];
  const byTarget = groupBy(found, ({ target }) => {
    const fn = target.kind === "function" ? targetOf(target.function)?.address : undefined;
    return fn ?? (target.kind === "backend" ? target.name : target.kind);
  });
  const headers = origin.blocks("custom_header");
  const names = headers.items.map((header) => valueOr(header.text("name"), undefined)?.toLowerCase() ?? "*");
  return [...byTarget].map(([key, list]) => {
    const isApi = list.some(
      ({ kind }) => kind === "http-api-route" || kind === "rest-api-method" || kind === "websocket-route",
    );
    const signs = isApi ? false : signsFor(sources, origin, distribution, i);
    const isInside = list.every(({ hosts }) => hosts.every((host) => host.private === true));
    const beside =
      signs === true
        ? []
        : [
            `${[...new Set(list.map(({ group }) => group))].join(", ")} stays reachable ${isInside ? "inside its network" : "at its own address"}, beside the distribution.`,
          ];
    return entryPoint(distribution, {
      part: `origin-${part}${byTarget.size > 1 ? `-${key}` : ""}`,
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
        const isDefault = block.startsWith("default");
        const path = isDefault ? "every path" : valueOr(behavior.text("path_pattern"), undefined);
        const event = valueOr(association.text("event_type"), undefined);
        const asks = asksForSignature(behavior);
        return entryPoint(distribution, {
          // A plan lists the associations in another order than a text: by path and event each is there once.
          part: `edge-${isDefault ? "default" : (path ?? i)}-${event ?? j}`,
          kind: "distribution",
          name: `${event ?? "an event"} of ${path ?? "a path"} at the edge`,
          ...COMMON,
          hosts: [{ name: hostOf(distribution), private: false, mutualTls: false }],
          authorization:
            asks === false
              ? { kind: "none" }
              : { kind: "unknown", why: "its behavior asks for signed URLs or cookies" },
          target: toFunction(
            sources.functionAt(distribution, block, i, "lambda_function_association", j, "lambda_arn"),
          ),
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
