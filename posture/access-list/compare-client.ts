import { is, valueOr, type Client, type Model } from "../model";
import { missingResource, type Difference } from "./difference";
import type { DeclaredClient } from "./list";
import { isNamed, leadsToNamed, linkName } from "./names";
import { compareSets, type SetDifference } from "./sets";

/** What a client gets tokens for, and how, held against what was declared of it. */
export function compareClient(model: Model, declared: DeclaredClient): readonly Difference[] {
  const client = model.clients.find((one) => isNamed(one, declared.client));
  if (client === undefined) return [missingResource("access-client", declared.client, "client")];
  return [
    ...ofPool(client, declared),
    ...of(client, "the flows", compareSets(client.flows, declared.flows), flowEffect),
    ...of(client, "the scopes", compareSets(client.scopes, declared.scopes), scopeEffect),
    ...(declared.callbackUrls === undefined
      ? []
      : of(client, "the callback URLs", compareSets(client.callbackUrls, declared.callbackUrls), callbackEffect)),
    ...(declared.identityProviders === undefined
      ? []
      : of(
          client,
          "the identity providers",
          compareSets(client.identityProviders, declared.identityProviders),
          providerEffect,
        )),
    ...ofSecret(client, declared),
  ];
}

function ofPool(client: Client, { pool }: DeclaredClient): readonly Difference[] {
  const same = leadsToNamed(client.pool, pool);
  if (same === true) return [];
  return [
    {
      code: "access-client",
      at: client,
      certain: same === false,
      declared: `a client of ${pool}`,
      found: `a client of ${linkName(client.pool)}`,
      effect: "Its tokens are another pool's.",
    },
  ];
}

function of(
  at: Client,
  what: string,
  difference: SetDifference | undefined,
  effect: (difference: SetDifference) => string,
): readonly Difference[] {
  if (difference === undefined) return [];
  const { certain, declared, found } = difference;
  return [
    {
      code: "access-client",
      at,
      certain,
      declared: `${what} ${declared}`,
      found: `${what} ${found}`,
      effect: effect(difference),
    },
  ];
}

function flowEffect({ missing, extra }: SetDifference): string {
  return [
    missing.length === 0 ? "" : `It gets no token by ${missing.join(", ")}.`,
    extra.length === 0 ? "" : `It gets tokens by ${extra.join(", ")} as well.`,
  ]
    .join(" ")
    .trim();
}

function scopeEffect({ missing, extra }: SetDifference): string {
  return [
    missing.length === 0 ? "" : `It can't obtain ${missing.join(", ")}.`,
    extra.length === 0 ? "" : `It may obtain ${extra.join(", ")} as well.`,
  ]
    .join(" ")
    .trim();
}

function callbackEffect({ missing, extra }: SetDifference): string {
  return [
    missing.length === 0 ? "" : `A sign-in that returns to ${missing.join(", ")} is refused.`,
    extra.length === 0 ? "" : `Authorization codes are sent to ${extra.join(", ")} as well.`,
  ]
    .join(" ")
    .trim();
}

function providerEffect({ missing, extra }: SetDifference): string {
  return [
    missing.length === 0 ? "" : `Nobody can sign in through ${missing.join(", ")}.`,
    extra.length === 0 ? "" : `Accounts of ${extra.join(", ")} can sign in as well.`,
  ]
    .join(" ")
    .trim();
}

function ofSecret(client: Client, { confidential }: DeclaredClient): readonly Difference[] {
  if (confidential === undefined || is(client.secret, confidential) === true) return [];
  const found = valueOr(client.secret, undefined);
  const text = (secret: boolean): string => (secret ? "a client with a secret" : "a client without a secret");
  return [
    {
      code: "access-client",
      at: client,
      certain: found !== undefined,
      declared: text(confidential),
      found: found === undefined ? "what isn't known yet" : text(found),
      effect: confidential
        ? "Whoever knows its id can use it."
        : "The token endpoint refuses it: a page can't keep a secret.",
    },
  ];
}
