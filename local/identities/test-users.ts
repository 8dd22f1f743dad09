import { randomBytes } from "node:crypto";
import type { Applied } from "../terraform/applied";
import { cognito } from "./cognito";

/** A user of the pool. The password is random, lives in memory and in the run's own folder, and is never printed. */
export interface TestUser {
  readonly username: string;
  readonly password: string;
  readonly group: string | undefined;
}

/** A random password of 27 characters with every class that a password policy can ask for. */
export function randomPassword(): string {
  return `${randomBytes(18).toString("base64url").replace(/[-_]/g, "x")}aA1`.padEnd(26, "7") + "!";
}

/** Values for the custom attributes: what a claim mapping would read. */
function sampleAttribute(attribute: Applied["customAttributes"][number]): { Name: string; Value: string } | undefined {
  const Name = `custom:${attribute.name}`;
  if (attribute.type === "Number") return { Name, Value: "1" };
  if (attribute.type === "Boolean") return { Name, Value: "true" };
  return attribute.type === "String" ? { Name, Value: "sample" } : undefined;
}

/**
 * Creates one confirmed user for each group, the highest precedence first; one without a group where there are none.
 * @param there users that the pool has already
 */
export async function createTestUsers(
  url: string,
  region: string,
  applied: Applied,
  there: readonly TestUser[] = [],
): Promise<readonly TestUser[]> {
  if (applied.poolId === undefined || applied.webClients.length === 0) return [];
  const groups: readonly (string | undefined)[] = applied.groups.length === 0 ? [undefined] : applied.groups;
  const people: TestUser[] = [];
  for (const group of groups) {
    const known = there.find((person) => person.group === group);
    if (known !== undefined) {
      people.push(known);
      continue;
    }
    const name = `local-${(group ?? "user").toLowerCase().replace(/[^a-z0-9]/g, "-")}`;
    const email = `${name}@example.com`;
    const person: TestUser = { username: applied.emailSignIn ? email : name, password: randomPassword(), group };
    const who = { UserPoolId: applied.poolId, Username: person.username };
    const custom = applied.customAttributes.flatMap((attribute) => sampleAttribute(attribute) ?? []);
    await cognito(url, region, "AdminCreateUser", {
      ...who,
      MessageAction: "SUPPRESS",
      UserAttributes: [{ Name: "email", Value: email }, { Name: "email_verified", Value: "true" }, ...custom],
    });
    await cognito(url, region, "AdminSetUserPassword", { ...who, Password: person.password, Permanent: true });
    if (group !== undefined) await cognito(url, region, "AdminAddUserToGroup", { ...who, GroupName: group });
    people.push(person);
  }
  return people;
}
