import { routeRules } from "../../access/steps/mcp/gate";
import type { Credentials } from "../../access/index";
import { boundaryOf, identities, policiesOf, type Identity } from "../../iam";
import { nameOf } from "../../redact/name";
import { targetOf, type Authorizer, type Model, type Route } from "../../model/index";
import { EquivalentNames, withCount } from "./equivalent-names";
import type { Side, AlignedModel } from "./aligned-model";

/** A sort of caller: everybody of it is let in, or nobody. */
export interface CallerClass {
  /** `holders of orders/read, in tokens of client web` */
  readonly text: string;
  /** What each side needs to know who it is; undefined: there is nobody like that on that side. */
  readonly credentials: Readonly<Record<Side, Credentials | undefined>>;
}

/** Seconds since 1970 that every token of a class is valid at. */
export const NOW = 1_800_000_000;

/** More sorts of them would take long; whom that leaves out is told by `untried`. */
const MOST = { issuers: 6, clients: 12, words: 12, identities: 40 };

type Pair = Readonly<Record<Side, Route | undefined>>;
const SIDES = ["before", "after"] as const;

/**
 * Everybody whom two routes may tell apart: nobody in particular; for each issuer that either trusts, each client's
 * tokens by kind, scope and group as far as one of them asks; each role and user, where one asks for a signature.
 */
export function callerClasses(routes: Pair, sides: Readonly<Record<Side, AlignedModel>>): readonly CallerClass[] {
  const nobody: Credentials = { kind: "none" };
  const classes: CallerClass[] = [{ text: "everybody", credentials: { before: nobody, after: nobody } }];
  classes.push(...tokens(routes, sides));
  if (SIDES.some((side) => isIam(routes[side]))) classes.push(...signers(sides));
  return classes;
}

/** Whom `callerClasses` leaves out for their number, in words; empty where everybody was tried. */
export function skippedCallers(routes: Pair, sides: Readonly<Record<Side, AlignedModel>>): readonly string[] {
  const asked = askedBy(routes, sides);
  const signed = SIDES.some((side) => isIam(routes[side]));
  const roles = signed ? signersOf(sides).length : 0;
  const over = (number: number, most: number, what: string): string[] =>
    number > most ? [`${what} beyond the first ${most}`] : [];
  return [
    ...over(asked.issuers.size, MOST.issuers, "issuers"),
    ...over(asked.clients.sorts().length, MOST.clients, "kinds of clients"),
    ...over(asked.scopes.sorts().length, MOST.words, "kinds of scopes"),
    ...over(asked.groups.sorts().length, MOST.words, "kinds of groups"),
    ...over(roles, MOST.identities, "kinds of roles and users"),
  ];
}

/** Does it ask for a signature? */
export function isIam(route: Route | undefined): boolean {
  return route?.authorization.known === true && route.authorization.value === "AWS_IAM";
}

/** Those that sign requests, by address: one of each sort that policies don't tell apart on either side. */
function signersOf(sides: Readonly<Record<Side, Pick<AlignedModel, "model">>>): readonly Signer[] {
  const found = new Map<string, { called: string; readonly on: Map<Side, string> }>();
  for (const side of SIDES)
    for (const one of identities(sides[side].model)) {
      const address = one.resource?.address;
      if (address === undefined) continue;
      const known = found.get(address) ?? { called: one.called, on: new Map<Side, string>() };
      known.called = one.called;
      known.on.set(side, permissionsText(sides[side].model, one));
      found.set(address, known);
    }
  const sorts = new Map<string, Signer>();
  for (const [address, { called, on }] of found) {
    const key = SIDES.map((side) => on.get(side) ?? "(not there)").join("\n");
    const known = sorts.get(key);
    if (known) known.others++;
    else sorts.set(key, { address, text: called, sides: new Set(on.keys()), others: 0 });
  }
  return [...sorts.values()];
}

interface Signer {
  readonly address: string;
  readonly text: string;
  readonly sides: ReadonlySet<Side>;
  others: number;
}

/** All that policies say of somebody; where they name the caller by a variable, nobody else is alike. */
function permissionsText(model: Model, identity: Identity): string {
  const boundary = boundaryOf(model, identity);
  const layers = [policiesOf(model, identity), ...(boundary ? [boundary] : [])].map(({ statements, unread }) => ({
    statements: statements.map(({ effect, actions, resources, conditions, principals, variables }) => ({
      ...{ effect, actions, resources, conditions, variables },
      ...(principals && { principals }),
    })),
    unread: unread.map(({ text }) => text),
  }));
  const text = JSON.stringify(layers);
  return text.includes("${") || layers.some(({ unread }) => unread.length > 0)
    ? `${identity.resource?.address ?? ""} ${text}`
    : text;
}

/** One of each sort of roles and users. */
export function signers(sides: Readonly<Record<Side, Pick<AlignedModel, "model">>>): readonly CallerClass[] {
  return signersOf(sides)
    .slice(0, MOST.identities)
    .map(({ address, sides: there, ...named }) => ({
      text: `requests signed by ${withCount(named)}`,
      credentials: {
        before: there.has("before") ? { kind: "principal", principal: address } : undefined,
        after: there.has("after") ? { kind: "principal", principal: address } : undefined,
      },
    }));
}

function askedBy(routes: Pair, sides: Readonly<Record<Side, AlignedModel>>): Asked {
  const asked = new Asked();
  for (const side of SIDES) asked.add(routes[side], sides[side], side);
  return asked;
}

/** What the authorizers of two routes look at. */
class Asked {
  readonly issuers = new Map<string, string>();
  readonly clients = new EquivalentNames();
  readonly scopes = new EquivalentNames();
  readonly groups = new EquivalentNames();

  add(route: Route | undefined, side: AlignedModel, name: Side): void {
    if (!route) return;
    const rules = routeRules(route);
    const authorizer = targetOf(route.authorizer);
    if (authorizer) this.addJwt(route, authorizer, side, name);
    if (!rules || "unreadable" in rules) return;
    for (const [i, one] of rules.issuers.entries()) {
      if (typeof one["issuer"] === "string" && !this.issuers.has(one["issuer"]))
        this.issuers.set(one["issuer"], one["issuer"]);
      collect(one, this, `${name} ${i}`);
    }
  }

  private addJwt(route: Route, authorizer: Authorizer, side: AlignedModel, name: Side): void {
    for (const scope of route.scopes.items) this.scopes.add(scope, name);
    const issuer = side.issuer(authorizer);
    const pool = authorizer.jwt && targetOf(authorizer.jwt.pool);
    if (issuer !== undefined) this.issuers.set(issuer, pool ? `pool ${nameOf(pool)}` : issuer);
    for (const item of authorizer.jwt?.audience.items ?? [])
      if (item.kind === "client") this.client(side.clientId(item.client), name, nameOf(item.client));
      else this.client(item.id, name);
  }

  /** Addresses of resources are a sort of their own, beside the ids of clients. */
  client(word: string, place: string, text?: string): void {
    this.clients.add(word, isResource(word) ? `${place} resource` : place, text);
  }
}

function collect(json: unknown, asked: Asked, place: string): void {
  if (typeof json !== "object" || json === null) return;
  for (const [name, value] of Object.entries(json)) {
    const here = `${place}.${name}`;
    if (!Array.isArray(value)) collect(value, asked, here);
    else
      for (const word of value.filter((one): one is string => typeof one === "string")) {
        if (name === "scopes") asked.scopes.add(word, here);
        if (name === "groups") asked.groups.add(word, here);
        if (name === "clientIds" || name === "audience" || name === "resources") asked.client(word, here);
      }
  }
}

const OTHER = "(another client)";

function tokens(routes: Pair, sides: Readonly<Record<Side, AlignedModel>>): readonly CallerClass[] {
  const asked = askedBy(routes, sides);
  const classes: CallerClass[] = [];
  const words = (places: EquivalentNames) => [
    undefined,
    ...places
      .sorts()
      .slice(0, MOST.words)
      .map((one) => ({ word: one.word, text: withCount(one) })),
  ];
  const [scopes, groups] = [words(asked.scopes), words(asked.groups)];
  // An address is no client's id: tokens carry it that were asked for with resource=.
  const named = asked.clients
    .sorts()
    .slice(0, MOST.clients)
    .map((one) => [one.word, withCount(one)] as const);
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
              ...(scope !== undefined && { scope: scope.word }),
              ...(group !== undefined && { "cognito:groups": [group.word] }),
              iat: NOW - 60,
              exp: NOW + 3600,
            };
            const credentials: Credentials = { kind: "token", claims };
            classes.push({
              text: tokenText(from, client, use, { scope: scope?.text, group: group?.text, resource }),
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
