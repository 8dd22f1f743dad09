import { rulesOf } from "../../access/steps/authorizer/rules";
import type { Credentials } from "../../access/index";
import { identities } from "../../iam";
import { nameOf } from "../../redact/name";
import { targetOf } from "../../model/index";
import type { Client, Route } from "../../model/index";
import type { Side, StandIn } from "./stand-in";

/** A sort of caller: everybody of it is let in, or nobody. */
export interface CallerClass {
  /** `holders of orders/read, in tokens of client web` */
  readonly text: string;
  /** What each side needs to know who it is; undefined: there is nobody like that on that side. */
  readonly credentials: Readonly<Record<Side, Credentials | undefined>>;
}

/** Seconds since 1970 that every token of a class is valid at. */
export const NOW = 1_800_000_000;

/** More of them would take long; whom that leaves out is told by `untried`. */
const MOST = { issuers: 6, clients: 12, words: 12, identities: 40 };

type Pair = Readonly<Record<Side, Route | undefined>>;
const SIDES = ["before", "after"] as const;

/**
 * Everybody whom two routes may tell apart: nobody in particular; for each issuer that either trusts, each client's
 * tokens by kind, scope and group as far as one of them asks; each role and user, where one asks for a signature.
 */
export function callerClasses(routes: Pair, sides: Readonly<Record<Side, StandIn>>): readonly CallerClass[] {
  const nobody: Credentials = { kind: "none" };
  const classes: CallerClass[] = [{ text: "everybody", credentials: { before: nobody, after: nobody } }];
  classes.push(...tokens(routes, sides));
  if (SIDES.some((side) => isIam(routes[side]))) classes.push(...signers(sides));
  return classes;
}

/** Whom `callerClasses` leaves out for their number, in words; empty where everybody was tried. */
export function untried(routes: Pair, sides: Readonly<Record<Side, StandIn>>): readonly string[] {
  const asked = new Asked();
  for (const side of SIDES) asked.add(routes[side], sides[side]);
  const signed = SIDES.some((side) => isIam(routes[side]));
  const roles = signed ? Math.max(...SIDES.map((side) => identities(sides[side].model).length)) : 0;
  const over = (number: number, most: number, what: string): string[] =>
    number > most ? [`${what} beyond the first ${most}`] : [];
  return [
    ...over(asked.issuers.size, MOST.issuers, "issuers"),
    ...over(asked.clients.size, MOST.clients, "clients"),
    ...over(asked.scopes.size, MOST.words, "scopes"),
    ...over(asked.groups.size, MOST.words, "groups"),
    ...over(roles, MOST.identities, "roles and users"),
  ];
}

function isIam(route: Route | undefined): boolean {
  return route?.authorization.known === true && route.authorization.value === "AWS_IAM";
}

function signers(sides: Readonly<Record<Side, StandIn>>): readonly CallerClass[] {
  const known = (side: Side) =>
    new Map(
      identities(sides[side].model)
        .slice(0, MOST.identities)
        .flatMap((one) => (one.resource ? [[one.resource.address, one.called] as const] : [])),
    );
  const [before, after] = [known("before"), known("after")];
  return [...new Set([...before.keys(), ...after.keys()])].map((address) => ({
    text: `requests signed by ${after.get(address) ?? before.get(address) ?? address}`,
    credentials: {
      before: before.has(address) ? { kind: "principal", principal: address } : undefined,
      after: after.has(address) ? { kind: "principal", principal: address } : undefined,
    },
  }));
}

/** What the authorizers of two routes look at. */
class Asked {
  readonly issuers = new Map<string, string>();
  readonly clients = new Map<string, string>();
  readonly scopes = new Set<string>();
  readonly groups = new Set<string>();

  add(route: Route | undefined, side: StandIn): void {
    const authorizer = route && targetOf(route.authorizer);
    if (!route || !authorizer) return;
    for (const scope of route.scopes.items) this.scopes.add(scope);
    const issuer = side.issuer(authorizer);
    const pool = authorizer.jwt && targetOf(authorizer.jwt.pool);
    if (issuer !== undefined) this.issuers.set(issuer, pool ? `pool ${nameOf(pool)}` : issuer);
    for (const item of authorizer.jwt?.audience.items ?? [])
      if (item.kind === "client") this.client(item.client, side);
      else this.clients.set(item.id, item.id);
    const rules = authorizer.lambda && rulesOf(authorizer.lambda);
    if (!rules || "unreadable" in rules) return;
    for (const one of rules.issuers) {
      if (typeof one["issuer"] === "string" && !this.issuers.has(one["issuer"]))
        this.issuers.set(one["issuer"], one["issuer"]);
      collect(one, this);
    }
  }

  private client(client: Client, side: StandIn): void {
    this.clients.set(side.clientId(client), nameOf(client));
  }
}

function collect(json: unknown, asked: Asked): void {
  if (typeof json !== "object" || json === null) return;
  for (const [name, value] of Object.entries(json)) {
    if (!Array.isArray(value)) collect(value, asked);
    else
      for (const word of value.filter((one): one is string => typeof one === "string")) {
        if (name === "scopes") asked.scopes.add(word);
        if (name === "groups") asked.groups.add(word);
        if (name === "clientIds" || name === "audience" || name === "resources")
          if (!asked.clients.has(word)) asked.clients.set(word, word);
      }
  }
}

const OTHER = "(another client)";

function tokens(routes: Pair, sides: Readonly<Record<Side, StandIn>>): readonly CallerClass[] {
  const asked = new Asked();
  for (const side of SIDES) asked.add(routes[side], sides[side]);
  const classes: CallerClass[] = [];
  const scopes = [undefined, ...[...asked.scopes].slice(0, MOST.words)];
  const groups = [undefined, ...[...asked.groups].slice(0, MOST.words)];
  // An address is no client's id: tokens carry it that were asked for with resource=.
  const named = [...asked.clients].slice(0, MOST.clients);
  const resources = named.map(([id]) => id).filter(isResource);
  const clients = [...named.filter(([id]) => !isResource(id)), [OTHER, "another client"] as const];
  const kinds = (["id", "access"] as const).flatMap((use) =>
    [undefined, ...resources].map((resource) => [use, resource] as const),
  );
  for (const [issuer, from] of [...asked.issuers].slice(0, MOST.issuers))
    for (const [id, client] of clients)
      for (const [use, resource] of kinds)
        for (const scope of use === "id" ? [undefined] : scopes)
          for (const group of groups) {
            const claims = {
              iss: issuer,
              sub: "somebody",
              token_use: use,
              ...(use === "id"
                ? { aud: resource ?? id }
                : { client_id: id, ...(resource !== undefined && { aud: resource }) }),
              ...(scope !== undefined && { scope }),
              ...(group !== undefined && { "cognito:groups": [group] }),
              iat: NOW - 60,
              exp: NOW + 3600,
            };
            const credentials: Credentials = { kind: "token", claims };
            classes.push({
              text: tokenText(from, client, use, { scope, group, resource }),
              credentials: { before: credentials, after: credentials },
            });
          }
  return classes;
}

const isResource = (id: string): boolean => id.includes("://");

interface Carried {
  readonly scope: string | undefined;
  readonly group: string | undefined;
  readonly resource: string | undefined;
}

function tokenText(from: string, client: string, use: "access" | "id", { scope, group, resource }: Carried): string {
  const with_ = [
    ...(scope === undefined ? [] : [`the scope ${scope}`]),
    ...(group === undefined ? [] : [`the group ${group}`]),
  ].join(" and ");
  return `holders of an ${use === "id" ? "ID" : "access"} token from ${from} through ${client === "another client" ? client : `client ${client}`}${resource === undefined ? "" : `, for the resource ${resource}`}${with_ === "" ? "" : `, with ${with_}`}`;
}
