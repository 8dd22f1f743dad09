import { is, map, valueOr, type Client, type Model } from "../model";
import { missingResource, unless, type Difference } from "./difference";
import type { DeclaredClient } from "./list";
import { isNamed, leadsToNamed, linkName } from "./names";
import { compareSets, setEffect } from "./sets";

/** What a client gets tokens for, and how, held against what was declared of it. */
export function compareClient(model: Model, declared: DeclaredClient): readonly Difference[] {
  const client = model.clients.find((one) => isNamed(one, declared.client));
  if (client === undefined) return [missingResource("access-client", declared.client, "client")];
  return [
    ...ofPool(client, declared),
    ...SETS.flatMap((set) => ofSet(client, declared, set)),
    ...ofSecret(client, declared),
  ];
}

function ofPool(client: Client, { pool }: DeclaredClient): readonly Difference[] {
  return unless(leadsToNamed(client.pool, pool), {
    code: "access-client",
    at: client,
    declared: `a client of ${pool}`,
    found: `a client of ${linkName(client.pool)}`,
    effect: "Its tokens are another pool's.",
  });
}

/** A list of a client, what it is called, and what it means that it lacks `{}`, or holds `{}` beside what is declared. */
type ClientSet = readonly [
  list: "flows" | "scopes" | "callbackUrls" | "identityProviders",
  what: string,
  lacking: string,
  beside: string,
];

const SETS: readonly ClientSet[] = [
  ["flows", "the flows", "It gets no token by {}.", "It gets tokens by {} as well."],
  ["scopes", "the scopes", "It can't obtain {}.", "It may obtain {} as well."],
  [
    "callbackUrls",
    "the callback URLs",
    "A sign-in that returns to {} is refused.",
    "Authorization codes are sent to {} as well.",
  ],
  [
    "identityProviders",
    "the identity providers",
    "Nobody can sign in through {}.",
    "Accounts of {} can sign in as well.",
  ],
];

function ofSet(at: Client, of: DeclaredClient, [list, what, lacking, beside]: ClientSet): readonly Difference[] {
  const wanted = of[list];
  const difference = wanted && compareSets(at[list], wanted);
  if (difference === undefined) return [];
  const { certain, declared, found } = difference;
  const effect = setEffect(difference, lacking, beside);
  return [{ code: "access-client", at, certain, declared: `${what} ${declared}`, found: `${what} ${found}`, effect }];
}

function ofSecret(client: Client, { confidential }: DeclaredClient): readonly Difference[] {
  if (confidential === undefined) return [];
  const text = (secret: boolean): string => (secret ? "a client with a secret" : "a client without a secret");
  return unless(is(client.secret, confidential), {
    code: "access-client",
    at: client,
    declared: text(confidential),
    found: valueOr(map(client.secret, text), "what isn't known yet"),
    effect: confidential
      ? "Whoever knows its id can use it."
      : "The token endpoint refuses it: a page can't keep a secret.",
  });
}
