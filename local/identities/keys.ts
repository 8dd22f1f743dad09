import type { Applied } from "../terraform/applied";
import { UserError } from "../../process/user-error";
import { request } from "../terraform/request";

/** The keys of an issuer as a JSON Web Key Set, by its `iss`; undefined for an issuer whose keys aren't here. */
export type JwksLookup = (issuer: string) => unknown;

/** Reads the keys of every pool that was applied. */
export async function readKeys(url: string, applied: Applied): Promise<JwksLookup> {
  const sets = new Map<string, unknown>();
  for (const { issuer, poolId } of applied.issuers) {
    const answer = await request(`${url}/${poolId}/.well-known/jwks.json`, {});
    if (answer.status !== 200 || answer.json === undefined)
      throw new UserError(
        "emulator",
        `The keys of the pool ${poolId} can't be read: the answer was ${String(answer.status)}.`,
      );
    sets.set(issuer, answer.json);
  }
  return (issuer) => sets.get(issuer);
}
