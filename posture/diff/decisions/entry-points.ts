import type { Credentials, DecideFunction } from "../../access/index";
import type { NamedPaths } from "../../access/named-paths";
import { methodsBeside, requestsBetween } from "../../access/own-requests";
import type { Claims } from "../../access/steps/token";
import { parseIssuer, suffixOf } from "../../aws/issuers";
import { externalPrincipals, poolIdentities, resourcePolicyOf } from "../../iam/index";
import type { EntryPoint, Link, Model, Pool, Resource } from "../../model/index";
import { nameOf } from "../../redact/name";
import type { Comparison } from "../comparison";
import type { Side } from "./aligned-model";
import { NOW, signers, type CallerClass } from "./callers";
import { differenceOf } from "./difference-of";
import type { AccessDifference, AskedFor } from "./difference";

export type EntryPointPair = Readonly<Record<Side, EntryPoint>>;
/** Stands in `unclear` for callers who can't be told apart here. */
export const OTHERS = "other callers than before";

const SIDES = ["before", "after"] as const;
type Token = Extract<EntryPoint["authorization"], { kind: "token" }>;

/** Decides the requests of everybody whom two entry points may tell apart, on either side. */
export function compareEntryPoints(
  comparison: Comparison,
  pair: EntryPointPair,
  named: NamedPaths,
  decider: DecideFunction,
): AccessDifference {
  // A key and a certificate are told of by themselves, but where the key is all that is asked for.
  const apiKey = SIDES.every((side) => pair[side].authorization.kind !== "api-key");
  const requests = requestsAt(comparison, pair, named);
  const found = differenceOf(requests ?? [{}], classesAt(comparison, pair), (side, which, own) =>
    decider(
      comparison[side],
      { entryPoint: pair[side].id, ...which },
      { ...own, apiKey, certificate: true },
      { now: NOW, advice: false },
    ),
  );
  const isVagueChange =
    (!requests || SIDES.some((side) => isVague(pair[side]))) &&
    demandAt(comparison, "before", pair) !== demandAt(comparison, "after", pair);
  return isVagueChange ? { ...found, unclear: [...found.unclear, OTHERS] } : found;
}

/** Whatever the entry point answers; and where policies may tell its requests apart, one of each sort, unless there are too many. */
function requestsAt(comparison: Comparison, pair: EntryPointPair, named: NamedPaths): readonly AskedFor[] | undefined {
  const isTold = SIDES.some((side) => pair[side].authorization.kind === "iam" || pair[side].policyOf !== undefined);
  if (!isTold) return [{}];
  const listed = (side: Side) => {
    const list = methodsBeside(comparison[side], pair[side]);
    return [list.find(({ at }) => at.entryPoint.id === pair[side].id), list] as const;
  };
  const [before, after] = [listed("before"), listed("after")];
  if (!before[0] || !after[0]) return [{}];
  const apis = SIDES.flatMap((side) => {
    const { policyOf } = pair[side];
    return policyOf ? [[comparison[side], policyOf] as const] : [];
  });
  const found = requestsBetween(before, after, named.at(apis));
  return found?.length === 0 ? [{}] : found;
}

/** All that an entry point itself asks of callers, in names that both sides share: where it is the same, so is the answer. */
export function demandAt(comparison: Comparison, side: Side, pair: EntryPointPair): string {
  const { authorization, policyOf } = pair[side];
  switch (authorization.kind) {
    case "token":
      return JSON.stringify([
        sourcesAt(comparison, side, authorization).map(({ key }) => key),
        [[...authorization.scopes.items].sort(), authorization.scopes.missing.length, authorization.use],
        authorization.clients?.called,
      ]);
    case "iam":
      return JSON.stringify([authorization.action, policyOf && policyText(comparison[side], policyOf)]);
    default:
      return authorization.kind;
  }
}

const TEXTS = new WeakMap<Model, Map<string, string>>();

/** A thousand methods share the policy of their API. */
function policyText(model: Model, resource: Resource): string {
  let known = TEXTS.get(model);
  if (!known) TEXTS.set(model, (known = new Map<string, string>()));
  let text = known.get(resource.address);
  if (text === undefined) {
    const { statements, unread } = resourcePolicyOf(model, resource);
    const says = statements.map(({ effect, actions, resources, conditions, principals }) => [
      ...[effect, actions, resources, principals],
      conditions,
    ]);
    known.set(resource.address, (text = JSON.stringify([says, unread.map((one) => one.text)])));
  }
  return text;
}

function classesAt(comparison: Comparison, pair: EntryPointPair): readonly CallerClass[] {
  const nobody: Credentials = { kind: "none" };
  const isIam = SIDES.some((side) => pair[side].authorization.kind === "iam");
  return [
    { text: "everybody", credentials: { before: nobody, after: nobody } },
    ...tokensAt(comparison, pair),
    ...(isIam ? [...signers(modelsOf(comparison)), ...visitors(comparison), ...outsiders(comparison, pair)] : []),
  ];
}

function modelsOf({ before, after }: Comparison): Readonly<Record<Side, { readonly model: Model }>> {
  return { before: { model: before }, after: { model: after } };
}

/** The guests and users of identity pools. */
function visitors(comparison: Comparison): readonly CallerClass[] {
  const found = new Map<string, { text: string; credentials: Partial<Record<Side, Credentials>> }>();
  for (const side of SIDES)
    for (const principal of poolIdentities(comparison[side])) {
      const key = `${principal.kind} ${principal.pool.address}`;
      const known = found.get(key) ?? { text: principal.called, credentials: {} };
      known.credentials[side] = { kind: "principal", principal };
      found.set(key, known);
    }
  return [...found.values()].map(({ text, credentials: { before, after } }) => ({
    text,
    credentials: { before, after },
  }));
}

/** Whom the policy of the API itself names, on either side. */
function outsiders(comparison: Comparison, pair: EntryPointPair): readonly CallerClass[] {
  const named = SIDES.flatMap((side) => {
    const { policyOf } = pair[side];
    return policyOf ? externalPrincipals(comparison[side], resourcePolicyOf(comparison[side], policyOf)) : [];
  });
  const once = new Map(named.map((one) => [one.called, one]));
  return [...once.values()].map((principal) => {
    const credentials: Credentials = { kind: "principal", principal };
    return { text: `requests signed by ${principal.called}`, credentials: { before: credentials, after: credentials } };
  });
}

/** Where tokens come from: a pool of this configuration or another, or an issuer by its address. */
interface Source {
  readonly key: string;
  readonly text: string;
  credentials(side: Side, claims: Claims): Credentials | undefined;
}

function sourcesAt(comparison: Comparison, side: Side, { pools, issuer }: Token): readonly Source[] {
  if (pools) return pools.flatMap((link) => ofPool(comparison, side, link) ?? []);
  return /^https?:/.test(issuer) ? [byIssuer(issuer, issuer)] : [];
}

function byIssuer(iss: string, text: string): Source {
  return { key: iss, text, credentials: (_, claims) => ({ kind: "token", claims: { iss, ...claims } }) };
}

function ofPool(comparison: Comparison, side: Side, link: Link<Pool>): Source | undefined {
  if (link.kind === "external") {
    const [, region = "", id = ""] = /:cognito-idp:([\w-]+):\d*:userpool\/(.+)$/.exec(link.id) ?? [];
    const own = parseIssuer(`https://cognito-idp.${region}.${suffixOf(region)}/${id}`);
    return own && byIssuer(`https://cognito-idp.${region}.${suffixOf(region)}/${id}`, `pool ${id}`);
  }
  if (link.kind !== "resource") return undefined;
  const { target } = link;
  const partner = (side === "before" ? comparison.becomes(target) : comparison.was(target)) as Pool | undefined;
  const on = side === "before" ? { before: target, after: partner } : { before: partner, after: target };
  return {
    key: (on.after ?? target).address,
    text: `pool ${nameOf(target)}`,
    credentials: (asked, claims) => {
      const pool = on[asked];
      return pool && { kind: "token", claims, of: { pool } };
    },
  };
}

/** Which tokens it takes can't be told from each other here: pools that aren't known, a client's pattern. */
function isVague({ authorization: own }: EntryPoint): boolean {
  if (own.kind !== "token") return false;
  const isOpen = own.pools?.some(({ kind }) => kind === "unknown") ?? !/^https?:/.test(own.issuer);
  return isOpen || own.clients !== undefined || own.scopes.missing.length > 0;
}

function tokensAt(comparison: Comparison, pair: EntryPointPair): readonly CallerClass[] {
  const sources = new Map<string, Source>();
  const scopes = new Set<string>();
  for (const side of SIDES) {
    const own = pair[side].authorization;
    if (own.kind !== "token") continue;
    for (const source of sourcesAt(comparison, side, own)) sources.set(source.key, source);
    for (const scope of own.scopes.items) scopes.add(scope);
  }
  const kinds = [
    { use: "id", text: "an ID token", scope: undefined },
    ...[undefined, ...scopes].map((scope) => ({ use: "access", text: "an access token", scope })),
  ];
  return [...sources.values()].flatMap((source) =>
    kinds.map(({ use, text, scope }): CallerClass => {
      const claims = {
        ...{ sub: "somebody", iat: NOW - 60, exp: NOW + 3600, token_use: use },
        ...(use === "id" ? { aud: CLIENT } : { client_id: CLIENT }),
        ...(scope !== undefined && { scope }),
      };
      return {
        text: `holders of ${text} from ${source.text}${scope === undefined ? "" : `, with the scope ${scope}`}`,
        credentials: { before: source.credentials("before", claims), after: source.credentials("after", claims) },
      };
    }),
  );
}

const CLIENT = "(any client)";
