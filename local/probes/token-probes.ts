import type { Applied } from "../terraform/applied";
import { decode } from "../identities/tamper-token";
import type { Probe } from "./probe";
import type { TokenSource } from "../identities/tokens";

/** Claims that Cognito itself puts into an access token ("Understanding the access token", Cognito developer guide). */
const COGNITO_CLAIMS = new Set(
  "sub iss token_use iat exp jti client_id auth_time origin_jti scope username version event_id device_key aud".split(
    " ",
  ),
);

/** The claims of an access token that Cognito itself doesn't make. */
export function addedClaims(claims: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(claims)
    .filter((name) => !COGNITO_CLAIMS.has(name) && !name.startsWith("cognito:"))
    .sort();
}

/** What the people's own tokens say: their groups, and what the pre-token trigger adds. Names of claims only. */
export async function tokenProbes(applied: Applied, source: TokenSource): Promise<readonly Probe[]> {
  const web = source.web;
  if (web === undefined) return [];
  const probes: Probe[] = [];
  for (const person of source.people) {
    const { claims } = decode((await source.user(web.scopes, person)).access);
    const groups = JSON.stringify(claims["cognito:groups"] ?? []);
    const wanted = JSON.stringify(person.group === undefined ? [] : [person.group]);
    probes.push({
      route: "sign-in",
      caller: person.group === undefined ? "somebody" : `somebody in ${person.group}`,
      expected: `cognito:groups ${wanted}`,
      observed: `cognito:groups ${groups}`,
      proof: "locally",
      passed: groups === wanted,
    });
    if (applied.trigger === undefined) continue;
    const added = addedClaims(claims);
    probes.push({
      route: "sign-in",
      caller: `pre-token trigger ${applied.trigger}`,
      expected: "claims of its own in the access token",
      observed: added.length === 0 ? "none" : added.join(", "),
      proof: "locally",
      passed: added.length > 0,
    });
  }
  return probes;
}
