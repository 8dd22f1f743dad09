import { targetOf } from "../../terraform/resource";
import { lookupOf, type Lookup } from "./endpoint";
import type { Endpoint, EntryPoint } from "./entry-point";
import { balancersBefore } from "./load-balancer";
import type { Sources } from "./sources";
import { append } from "../../group-by";

/** More than one after another: a route, its VPC link's balancer, a second balancer. */
const LINKS = 3;

/**
 * Ways to functions that lead through another entry point: a load balancer behind a VPC link or another balancer, a
 * function URL or an API behind an integration, a private API behind the addresses of its VPC endpoint.
 */
export function chainedEntryPoints(sources: Sources, own: readonly EntryPoint[]): readonly EntryPoint[] {
  const fronts = [...own, ...balancersBefore(sources)].filter(({ target }) => target.kind === "backend");
  const found = new Map<string, EntryPoint>();
  for (let i = 0; i < LINKS; i++) {
    const behind = [...own, ...found.values()];
    const lookup = lookupOf(sources, behind);
    for (const front of fronts)
      for (const one of chained(sources, front, behind, lookup)) {
        if (!found.has(one.id)) found.set(one.id, one);
      }
  }
  return [...found.values()];
}

function chained(
  sources: Sources,
  front: EntryPoint,
  behind: readonly EntryPoint[],
  lookup: Lookup,
): readonly EntryPoint[] {
  const { target } = front;
  if (target.kind !== "backend" || target.at === undefined) return [];
  const reached = new Map<string, EntryPoint[]>();
  for (const one of [...lookup(target.at), ...throughEndpoint(sources, target.at, behind)]) {
    const fn = one.target.kind === "function" ? targetOf(one.target.function)?.address : undefined;
    if (one.address === front.address || one.target.kind === "backend" || one.target.kind === "itself") continue;
    const key = `${one.groupAddress ?? one.group}${fn === undefined ? "" : ` ${fn}`}`;
    append(reached, key, one);
  }
  return [...reached].map(([key, list]) => ({
    ...front,
    id: `${front.id}${front.id.includes("#") ? "," : "#"}through ${key}`,
    name: `${front.name} through ${list[0]?.group ?? ""}`,
    authorization: {
      kind: "forwarded",
      after: front,
      to: list.map(({ id }) => id),
      signs: false,
      sends: [],
      restricted: false,
    },
    target: list[0]?.target ?? target,
    notes: [
      ...front.notes,
      ...(front.kind === "load-balancer" ? [] : ["What is behind it sees the integration's request."]),
    ],
  }));
}

/** Private APIs answer at the addresses of the VPC endpoints of API Gateway. */
function throughEndpoint(
  sources: Sources,
  { references }: Endpoint,
  behind: readonly EntryPoint[],
): readonly EntryPoint[] {
  const isEndpoint = references.some((reference) =>
    sources.index.targets(reference).some(({ type }) => type === "aws_vpc_endpoint"),
  );
  if (!isEndpoint) return [];
  return behind.filter(({ kind, hosts }) => kind === "rest-api-method" && hosts.some((host) => host.private !== false));
}
