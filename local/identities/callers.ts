import type { AppliedClient, AppliedRoute } from "../terraform/applied";
import type { Caller } from "./caller";
import { decode, foreignKey, tampered, unsigned } from "./tamper-token";
import type { TestUser } from "./test-users";
import type { TokenSource } from "./tokens";

const NO_TOKEN = "not-a-token";

/** The scopes of a client, told apart by what a route demands. */
export function splitScopes(
  allowed: readonly string[],
  demanded: readonly string[],
): { with: string[]; without: string[] } {
  const own = allowed.filter((scope) => demanded.includes(scope));
  return { with: own.slice(0, 1), without: allowed.filter((scope) => !demanded.includes(scope)) };
}

/**
 * Everybody who calls a route: nobody, something that is no token, tokens spoilt in each way, an ID token, tokens
 * without and with the scope, a refreshed one, members of each group, the machines of every pool. Tokens are spoilt
 * that the route accepts, where one can be had, so that what was spoilt is the only reason for the refusal.
 * @param accepted would the route let this caller through?
 */
export async function callersOf(
  route: AppliedRoute,
  source: TokenSource,
  machines: readonly AppliedClient[],
  accepted: (caller: Caller) => boolean,
): Promise<readonly Caller[]> {
  const good: Caller[] = [];
  if (source.web !== undefined && source.people.length > 0) good.push(...(await users(route, source, source.web)));
  for (const machine of machines) {
    const name = machine.address.split(".").at(-1) ?? machine.address;
    good.push({ name, token: await source.machine(machine) });
  }
  if (route.resource !== undefined) good.splice(0, good.length, ...bound(good, route.resource, source));
  // A signature is wanted there: one token says as much as all.
  if (route.authorization === "AWS_IAM")
    return [
      { name: "nobody" },
      { name: "no JWT", token: NO_TOKEN },
      ...good.filter(({ name }) => name === "access token"),
    ];
  const whole = good.filter((caller) => caller.name !== "ID token" && caller.name !== "refreshed token");
  const base = (whole.find(accepted) ?? whole.find((caller) => caller.name !== "token without the scope"))?.token;
  return [
    { name: "nobody" },
    { name: "no JWT", token: NO_TOKEN },
    // Where no token is looked at, one that is spoilt says as much as all.
    ...(base === undefined
      ? []
      : spoilt(base, source).slice(0, route.authorization === "NONE" && route.resource === undefined ? 1 : undefined)),
    ...good,
  ];
}

/** What people show, as the web client's tokens are. */
async function users(route: AppliedRoute, source: TokenSource, web: AppliedClient): Promise<readonly Caller[]> {
  const callers: Caller[] = [];
  const openId = web.scopes.includes("openid") ? ["openid"] : [];
  const split = splitScopes(web.scopes, route.scopes);
  const good = await source.user([...new Set([...openId, ...split.with])]);
  if (good.id !== undefined) callers.push({ name: "ID token", token: good.id });
  if (route.scopes.length === 0) callers.push({ name: "access token", token: good.access });
  else {
    // Asking for no scope at all grants every scope of the client, so there is no such token then.
    if (split.without.length > 0)
      callers.push({ name: "token without the scope", token: (await source.user(split.without)).access });
    if (split.with.length > 0) callers.push({ name: "token with the scope", token: good.access });
  }
  if (good.refresh !== undefined)
    callers.push({ name: "refreshed token", token: (await source.refreshed(web, good)).access });
  // Only a function looks at groups.
  if (route.authorization === "CUSTOM")
    for (const person of source.people)
      callers.push({ name: called(person), token: (await source.user(web.scopes, person)).access });
  return callers;
}

/**
 * The same people with tokens that name the resource in `aud`, as Cognito makes them on AWS when a client asks with `resource=`, and one that names
 * none. The AWS emulator doesn't know the parameter, so the pool's own key signs them here.
 */
function bound(good: readonly Caller[], resource: string, source: TokenSource): readonly Caller[] {
  const [first] = good.filter(({ name }) => name !== "ID token");
  return [
    ...(first === undefined ? [] : [{ ...first, name: "token that is bound to nothing" }]),
    ...good.map((caller): Caller => {
      if (caller.name === "ID token" || caller.token === undefined) return caller;
      const token = source.resigned(caller.token, { aud: resource });
      return token === undefined
        ? { name: caller.name, impossible: "the pool's signing key was not found, so the token could not be made" }
        : { ...caller, token };
    }),
  ];
}

const called = (person: TestUser): string => (person.group === undefined ? "somebody" : `somebody in ${person.group}`);

function spoilt(good: string, source: TokenSource): readonly Caller[] {
  const now = Math.floor(Date.now() / 1000);
  const issuer = String(decode(good).claims["iss"]);
  const signedByPool: readonly (readonly [string, object])[] = [
    ["expired token", { iat: now - 7200, auth_time: now - 7200, exp: now - 3600 }],
    ["token of an unknown client", { client_id: "0000000000000000000000000" }],
    ["token of another issuer", { iss: `${issuer}x` }],
  ];
  return [
    { name: "tampered token", token: tampered(good), flaw: "signature" },
    { name: "token of a foreign key", token: foreignKey(good), flaw: "signature" },
    { name: "unsigned token", token: unsigned(good), flaw: "signature" },
    ...signedByPool.map(([name, change]): Caller => {
      const token = source.resigned(good, change);
      return token === undefined
        ? { name, impossible: "the pool's signing key was not found, so the token could not be made" }
        : { name, token };
    }),
  ];
}
