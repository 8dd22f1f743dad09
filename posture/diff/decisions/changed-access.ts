import { gateOf, routeRules } from "../../access/steps/mcp/gate";
import type { AuthorizerRules } from "../../access/steps/authorizer/rules";
import { targetOf, type Authorizer, type Entity, type Route } from "../../model/index";
import { KINDS, type ChangeFinding, type ChangeKind, type ChangeReport, type Citation, type CodeInfo } from "../change";
import type { Comparison } from "../comparison";
import { sameScopes } from "../changed-routes";
import { isMatched, type MatchedPair } from "../pairs";
import { jsonEqual } from "../paths";
import { callersText, deniedText } from "./compare-access";

/** What decisions show that no detector has named a cause of. */
export const DECISIONS: { readonly codes: Readonly<Record<string, CodeInfo>>; readonly source: string } = {
  source:
    "API Gateway: Control and manage access to HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html",
  codes: {
    "route-access-widened": { title: "A route lets in callers that it refused", kinds: ["broadened"] },
    "route-access-narrowed": { title: "A route refuses callers that it let in", kinds: ["narrowed"] },
    "route-access-unknown": {
      title: "Whom a route lets in is known on one side of the change only",
      kinds: ["unknown"],
    },
  },
};

/**
 * Decides the same requests before and after on every route that both sides have, and reports where the answer differs
 * and no finding says so. So nothing that was refused is let in without a word.
 */
export function changedAccess(comparison: Comparison, findings: readonly ChangeFinding[]): readonly ChangeReport[] {
  const reports: ChangeReport[] = [];
  for (const [pair, ...more] of groups(comparison)) {
    if (!pair) continue;
    const { gained, lost, unclear } = comparison.decisions.compare(pair.before, pair.after);
    const others =
      more.length === 0
        ? ""
        : ` The same is true of ${more.length} more ${more.length === 1 ? "route" : "routes"} with the same requirements.`;
    const key = pair.after.key.known ? pair.after.key.value : pair.after.address;
    const say = (code: string, kind: ChangeKind, callers: readonly string[], summary: string): void => {
      if (callers.length === 0 || isTold(findings, pair, kind)) return;
      reports.push({
        at: pair.after,
        ...(pair.after.key.known && { route: key }),
        code,
        kind,
        summary: `${summary}${others}`,
        attributes: [{ address: pair.after.address }, ...explained(pair)],
      });
    };
    say("route-access-widened", "broadened", gained, `${key} now lets in ${callersText(gained)}.`);
    say("route-access-narrowed", "narrowed", lost, `${key} refuses ${deniedText(lost)}.`);
    say(
      "route-access-unknown",
      "unknown",
      unclear,
      `Whether ${key} lets in ${callersText(unclear)} is known on one side of the change only.`,
    );
  }
  return reports;
}

/** What is compared by deciding: the lists by which the bundled authorizer tells callers apart. */
const COMPARED = new Set(["clientIds", "audience", "scopes", "groups"]);

/** The configuration of the bundled authorizer, where nothing but those lists differs in it. */
function explained({ before, after }: MatchedPair<Route>): readonly Citation[] {
  const [was, is] = [before, after].map((route) => {
    const rules = routeRules(route);
    return rules && !("unreadable" in rules) ? rules : undefined;
  });
  if (!was || !is) return [];
  const rest = ({ issuers, answer, settings }: AuthorizerRules): string =>
    JSON.stringify([issuers, answer, "identity" in settings && settings.identity], (name, value: unknown) =>
      COMPARED.has(name) ? undefined : value,
    );
  if (rest(was) !== rest(is) || !sameRest(before, after)) return [];
  return [{ address: is.function.address, attribute: `environment.variables.${is.variable}` }];
}

/** What isn't compared by deciding: scopes by tool, since a request's body says which is called; what is called behind; origins. */
function sameRest(before: Route, after: Route): boolean {
  const [was, is] = [before, after].map((route) => {
    const config = gateOf(route)?.config;
    if (!config || !("resource" in config)) return undefined;
    const { tools, allowedOrigins, ...rest } = config;
    return JSON.stringify([{ ...rest, settings: "compared" }, tools && [...tools], [...allowedOrigins]]);
  });
  return was === is;
}

/** Kinds that say as much of a route as the decision does, or more. */
const ALSO: Readonly<Partial<Record<ChangeKind, readonly ChangeKind[]>>> = {
  broadened: ["broadened"],
  narrowed: ["narrowed", "breaking"],
  unknown: ["unknown", "broadened", "breaking", "narrowed"],
};

/** Does a finding at the route, its authorizer, or the function or a client of it say so already? */
function isTold(findings: readonly ChangeFinding[], pair: MatchedPair<Route>, kind: ChangeKind): boolean {
  const kinds = ALSO[kind] ?? KINDS;
  const about = new Set<string>([pair.before.address, pair.after.address]);
  for (const authorizer of [targetOf(pair.before.authorizer), targetOf(pair.after.authorizer)]) {
    if (!authorizer) continue;
    const fn = authorizer.lambda && targetOf(authorizer.lambda.function);
    for (const entity of [authorizer, fn, ...clientsOf(authorizer)]) if (entity) about.add(entity.address);
  }
  for (const route of [pair.before, pair.after]) {
    const gate = gateOf(route);
    if (gate) about.add(gate.function.address);
  }
  return findings.some((one) => kinds.includes(one.kind) && about.has(one.address));
}

function clientsOf({ jwt }: Authorizer): readonly Entity[] {
  return (jwt?.audience.items ?? []).flatMap((item) => (item.kind === "client" ? [item.client] : []));
}

/** Routes whose demands may differ from before, those that demand the same in one group. */
function groups(comparison: Comparison): Iterable<readonly MatchedPair<Route>[]> {
  const unchanged = new Map<Authorizer, boolean>();
  const isSame = (before: Authorizer | undefined, after: Authorizer | undefined): boolean => {
    if (!before || !after) return before === after;
    if (comparison.becomes(before) !== after) return false;
    let same = unchanged.get(before);
    if (same === undefined) unchanged.set(before, (same = sameAuthorizer(before, after)));
    return same;
  };
  const found = new Map<string, MatchedPair<Route>[]>();
  for (const pair of comparison.routes) {
    if (!isMatched(pair)) continue;
    const { before, after } = pair;
    const [was, is] = [targetOf(before.authorizer), targetOf(after.authorizer)];
    const [had, has] = [before.authorization, after.authorization];
    const alikeTerms = had.known && has.known && had.value === has.value && sameScopes(before.scopes, after.scopes);
    if (alikeTerms && isSame(was, is) && sameGate(before, after)) continue;
    const key = [before, after].map((route) => demand(route)).join("\n");
    const list = found.get(key);
    if (list) list.push(pair);
    else found.set(key, [pair]);
  }
  return found.values();
}

function demand(route: Route): string {
  const { authorization, authorizer, scopes } = route;
  const link = authorizer.kind === "resource" ? authorizer.target.address : JSON.stringify(authorizer.kind);
  const type = authorization.known ? authorization.value : "?";
  // A function's rules, and IAM policies, may differ by route.
  const own = type === "JWT" || (type === "NONE" && !gateOf(route)) ? undefined : route.address;
  return JSON.stringify([type, link, [...scopes.items].sort(), scopes.missing.length, own]);
}

function sameGate(before: Route, after: Route): boolean {
  const [was, is] = [gateOf(before), gateOf(after)].map((gate) => gate?.function.resource.attributes.plain());
  return was === undefined || is === undefined ? was === is : jsonEqual(was, is);
}

function sameAuthorizer(before: Authorizer, after: Authorizer): boolean {
  const plain = (authorizer: Authorizer) => authorizer.resource.attributes.plain();
  const settings = (authorizer: Authorizer): unknown => {
    const fn = authorizer.lambda && targetOf(authorizer.lambda.function);
    return fn?.resource.attributes.plain();
  };
  return jsonEqual(plain(before), plain(after)) && jsonEqual(settings(before), settings(after));
}
