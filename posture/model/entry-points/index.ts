import { callerEntryPoints, serviceEntryPoints } from "./callers";
import { chainedEntryPoints } from "./chain";
import { distributionEntryPoints } from "./distribution";
import type { EntryPoint } from "./entry-point";
import { eventApiEntryPoints } from "./event-api";
import { directEntryPoints, functionUrlEntryPoints, webFunctionEntryPoints } from "./functions";
import { graphqlEntryPoints } from "./graphql";
import { httpApiEntryPoints } from "./http-api";
import { loadBalancerEntryPoints } from "./load-balancer";
import { restApiEntryPoints } from "./rest-api";
import { agentGatewayEntryPoints, latticeEntryPoints } from "./services";
import type { Sources } from "./sources";
import { unreadEntryPoints } from "./unread";

export type { EntryPoint } from "./entry-point";

/** Every entry point that the source tells of, in one order: by kind, then as the source lists them. */
export function entryPointsOf(sources: Sources): readonly EntryPoint[] {
  const own = [
    ...httpApiEntryPoints(sources),
    ...restApiEntryPoints(sources),
    ...functionUrlEntryPoints(sources),
    ...webFunctionEntryPoints(sources),
    ...loadBalancerEntryPoints(sources),
    ...graphqlEntryPoints(sources),
    ...eventApiEntryPoints(sources),
    ...latticeEntryPoints(sources),
    ...agentGatewayEntryPoints(sources),
  ];
  const reached = [...own, ...chainedEntryPoints(sources, own)];
  const seen = [
    ...reached,
    ...distributionEntryPoints(sources, reached),
    ...directEntryPoints(sources),
    ...callerEntryPoints(sources),
    ...unreadEntryPoints(sources),
  ];
  return [...seen, ...serviceEntryPoints(sources, seen)];
}
