import type { Model } from "../index";
import type { Inventory } from "../../terraform/resource-index";
import { buildApiDomains, buildApis, buildMappings, buildStages } from "./api";
import { buildAuthorizers } from "./authorizers";
import { entityOf } from "./common";
import { buildFunctions, buildLogGroups, buildPermissions } from "./compute";
import { buildGrants } from "./grants";
import {
  buildClients,
  buildGroups,
  buildIdentityProviders,
  buildPoolDomains,
  buildPools,
  buildServers,
} from "./identity";
import { buildIntegrations } from "./integrations";
import { buildRoutes } from "./routes";
import { entryPointsOf } from "../entry-points/index";
import { Sources } from "../entry-points/sources";

/** Turns an inventory into the model: kinds in the order in which they link to each other. */
export function modelOf(inventory: Inventory): Model {
  const functions = buildFunctions(inventory);
  const logGroups = buildLogGroups(inventory);
  const pools = buildPools(inventory, functions);
  const clients = buildClients(inventory, pools);
  const apis = buildApis(inventory);
  const authorizers = buildAuthorizers(inventory, { apis, functions, pools, clients });
  const integrations = buildIntegrations(inventory, apis, functions);
  const stages = buildStages(inventory, apis, logGroups);
  const apiDomains = buildApiDomains(inventory);
  const mappings = buildMappings(inventory, apis, apiDomains, stages);
  const routes = buildRoutes(inventory, { apis, authorizers, integrations });
  const permissions = buildPermissions(inventory, functions, apis, pools);
  let entryPoints: Model["entryPoints"] | undefined;
  return {
    origin: inventory.origin,
    // Read when they are first asked for: comparing two plans of a thousand routes may not need them.
    get entryPoints() {
      return (entryPoints ??= entryPointsOf(
        new Sources(inventory, functions, pools, {
          apis: apis.all,
          routes,
          authorizers: authorizers.all,
          integrations: integrations.all,
          stages: stages.all,
          mappings,
          permissions,
        }),
      ));
    },
    apis: apis.all,
    routes,
    authorizers: authorizers.all,
    integrations: integrations.all,
    stages: stages.all,
    apiDomains: apiDomains.all,
    apiMappings: mappings,
    pools: pools.all,
    clients: clients.all,
    resourceServers: buildServers(inventory, pools),
    groups: buildGroups(inventory, pools),
    poolDomains: buildPoolDomains(inventory, pools),
    identityProviders: buildIdentityProviders(inventory, pools),
    functions: functions.all,
    permissions,
    logGroups: logGroups.all,
    grants: buildGrants(inventory, apis),
    outputs: inventory.outputs,
    restApis: inventory.ofType("aws_api_gateway_rest_api").map(entityOf),
    resources: inventory.resources,
    changes: [...inventory.changes.values()],
    resource: (address) => inventory.at(address),
    ofType: (type) => inventory.ofType(type),
    change: (address) => inventory.changes.get(address),
  };
}
