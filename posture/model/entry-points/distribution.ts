import { shown } from "../../redact/redact";
import type { Resource } from "../../terraform/resource";
import { isEmpty } from "../../terraform/value";
import type { Answer } from "../../terraform/value";
import { entityOf } from "../build/common";
import { entryPoint } from "./common";
import type { EntryPoint } from "./entry-point";
import type { Sources } from "./sources";

/** CloudFront distributions in front of entry points of this input. They give the origin's callers a second address. */
export function distributionEntryPoints(sources: Sources, behind: readonly EntryPoint[]): EntryPoint[] {
  return sources.ofType("aws_cloudfront_distribution").flatMap((distribution) =>
    distribution.attributes.blocks("origin").items.flatMap((origin, i): EntryPoint[] => {
      const found = originOf(distribution, i, behind);
      if (found.length === 0) return [];
      const control = origin.value("origin_access_control_id");
      const signs: Answer = control.known ? control.value !== undefined && control.value !== "" : true;
      const header = origin.blocks("custom_header");
      const isApi = found.some(
        ({ kind }) => kind === "http-api-route" || kind === "rest-api-method" || kind === "websocket-route",
      );
      const beside =
        signs === true && !isApi
          ? []
          : [
              `${[...new Set(found.map(({ group }) => group))].join(", ")} stays reachable at its own address, beside the distribution.`,
            ];
      return [
        entryPoint(distribution, {
          part: `origin-${i}`,
          kind: "distribution",
          name: `origin ${found[0]?.group ?? ""}`,
          group: "CloudFront distributions",
          hosts: [{ name: hostOf(distribution), private: false, mutualTls: false }],
          authorization: {
            kind: "forwarded",
            to: found.map(({ id }) => id),
            signs: isApi ? false : signs,
            restricted: restricted(distribution),
          },
          target: found[0]?.target ?? { kind: "itself" },
          notes: [
            ...beside,
            ...(header.items.length > 0
              ? ["It sends a header of its own to the origin; only an authorizer or the function can check it."]
              : []),
          ],
        }),
      ];
    }),
  );
}

/** The entry points whose address the origin's domain name is made of. */
function originOf(distribution: Resource, i: number, behind: readonly EntryPoint[]): EntryPoint[] {
  const text = distribution.attributes.text("origin", i, "domain_name");
  const references = distribution.attributes.references("origin", i, "domain_name");
  return behind.filter((one) => {
    if (one.kind === "direct-invocation" || one.kind === "event-source") return false;
    const owners = [
      one.address,
      ...one.hosts.map(({ name }) => name.replace(/^(?:execute-api|the URL|the endpoint) of /, "")),
    ];
    if (references.some(({ address }) => owners.some((owner) => owner === address || owner.startsWith(`${address}[`))))
      return true;
    return text.known && text.value !== undefined && one.hosts.some(({ name }) => name === text.value);
  });
}

function hostOf(distribution: Resource): string {
  const aliases = distribution.attributes.texts("aliases").items;
  return aliases.length > 0
    ? aliases.map((name) => shown(entityOf(distribution), ["aliases"], name)).join(", ")
    : `the domain of ${distribution.address}`;
}

/** Signed URLs or cookies are asked for, by every behaviour. */
function restricted({ attributes }: Resource): Answer {
  const blocks = [
    ...attributes.blocks("default_cache_behavior").items,
    ...attributes.blocks("ordered_cache_behavior").items,
  ];
  const answers = blocks.map((one): Answer => {
    const empty = [isEmpty(one.texts("trusted_key_groups")), isEmpty(one.texts("trusted_signers"))];
    return empty.includes(false) ? true : empty.includes("unknown") ? "unknown" : false;
  });
  if (answers.includes(false) || answers.length === 0) return false;
  return answers.includes("unknown") ? "unknown" : true;
}
