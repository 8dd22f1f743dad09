import type { Model } from ".";
import type { ResourceIndex } from "../terraform/resource-index";
import { buildApiDomains, buildApis, buildMappings, buildStages } from "./build/api";
import { buildAuthorizers } from "./build/authorizers";
import { entityOf } from "./build/common";
import { buildFunctions, buildLogGroups, buildPermissions } from "./build/compute";
import {
  buildClients,
  buildGroups,
  buildIdentityProviders,
  buildPoolDomains,
  buildPools,
  buildServers,
} from "./build/identity";
import { buildIntegrations } from "./build/integrations";
import { buildRoutes } from "./build/routes";
import { entryPointsOf } from "./entry-points";
import { Sources } from "./entry-points/sources";

/** Turns an index into the model: kinds in the order in which they link to each other. */
export function modelOf(index: ResourceIndex): Model {
  const { leaving } = index;
  const functions = buildFunctions(index);
  const logGroups = buildLogGroups(index);
  const pools = buildPools(index, functions);
  const clients = buildClients(index, pools);
  const apis = buildApis(index);
  const authorizers = buildAuthorizers(index, { apis, functions, pools, clients });
  const integrations = buildIntegrations(index, apis, functions);
  const stages = buildStages(index, apis, logGroups);
  const apiDomains = buildApiDomains(index);
  const routes = buildRoutes(index, { apis, authorizers, integrations });
  const modelled = {
    apis: apis.all,
    routes,
    authorizers: authorizers.all,
    integrations: integrations.all,
    stages: stages.all,
    apiMappings: buildMappings(index, apis, apiDomains, stages),
    permissions: buildPermissions(index, functions, apis, pools),
  };
  let entryPoints: Model["entryPoints"] | undefined;
  return {
    origin: index.origin,
    // Read when they are first asked for: comparing two plans of a thousand routes may not need them.
    get entryPoints() {
      return (entryPoints ??= entryPointsOf(new Sources(index, functions, pools, modelled)));
    },
    ...modelled,
    apiDomains: apiDomains.all,
    pools: pools.all,
    clients: clients.all,
    resourceServers: buildServers(index, pools),
    groups: buildGroups(index, pools),
    poolDomains: buildPoolDomains(index, pools),
    identityProviders: buildIdentityProviders(index, pools),
    functions: functions.all,
    logGroups: logGroups.all,
    outputs: index.outputs,
    restApis: index.ofType("aws_api_gateway_rest_api").map(entityOf),
    resources: index.resources,
    changes: [...index.changes.values()],
    resource: (address) => index.at(address),
    ofType: (type) => index.ofType(type),
    ...(leaving && { leaving: (left) => modelOf(leaving(left)) }),
    change: (address) => index.changes.get(address),
  };
}
