import { known, type ApiDomain, type ApiMapping, type Entity, type PoolDomain, type Value } from "../../model/index";
import { breaking, broadened, unknown, narrowed, neutral, type Detector, type Reporter } from "../change";
import type { Comparison } from "../comparison";
import { type Pair, isMatched } from "../pairs";
import { nameOf } from "../../redact/name";
import { shown } from "../../redact/redact";
import { compareValue } from "../compare-values";
import { EntityDiff, capitalize } from "../entity-diff";

/** The addresses at which people sign in and callers call, and whether a caller must show a certificate there. */
export const domains: Detector = {
  source:
    "API Gateway: Turn on mutual TLS authentication https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html",
  codes: {
    "sign-in-domain-added": neutral("A new sign-in domain"),
    "sign-in-domain-changed": breaking("A sign-in domain changes: apps that use the old one fail"),
    "sign-in-domain-removed": breaking("A sign-in domain is removed"),
    "api-domain-added": neutral("An API answers at one more address"),
    "api-domain-changed": breaking("The address of an API changes: callers of the old one fail"),
    "api-domain-removed": breaking("A custom domain of an API is removed"),
    "api-mapping-added": broadened("An API answers under one more path of a domain"),
    "api-mapping-removed": breaking("An API no longer answers under a domain"),
    "api-mapping-changed": {
      title: "Another API, stage or path answers under a domain",
      kinds: ["breaking", "broadened"],
    },
    "mutual-tls-off": broadened("Callers no longer need a client certificate"),
    "mutual-tls-on": narrowed("Callers need a client certificate"),
    "mutual-tls-trust-changed": unknown("Other certificates are trusted"),
    "domain-unknown": unknown("An address isn't known before apply"),
  },
  compares: {
    aws_cognito_user_pool_domain: "domain user_pool_id",
    aws_apigatewayv2_domain_name: "domain_name mutual_tls_authentication.truststore_uri",
    aws_apigatewayv2_api_mapping: "api_id stage domain_name api_mapping_key",
  },
  detect(comparison, report) {
    for (const pair of comparison.poolDomains)
      address(comparison, report, pair, {
        prefix: "sign-in-domain",
        what: "sign-in",
        path: "domain",
        of: (d: PoolDomain) => d.domain,
      });
    for (const pair of comparison.apiDomains) {
      address(comparison, report, pair, {
        prefix: "api-domain",
        what: "the custom domain",
        path: "domain_name",
        of: (d: ApiDomain) => d.name,
      });
      if (isMatched(pair)) mutualTls(new EntityDiff(comparison, report, pair, "domain-unknown"));
    }
    mappings(comparison, report);
  },
};

interface Kind<T extends Entity> {
  readonly prefix: "sign-in-domain" | "api-domain";
  readonly what: string;
  readonly path: string;
  readonly of: (domain: T) => Value<string | undefined>;
}

function address<T extends Entity>(comparison: Comparison, report: Reporter, pair: Pair<T>, kind: Kind<T>): void {
  const { prefix, what, path, of } = kind;
  const isSignIn = prefix === "sign-in-domain";
  const name = (domain: T): string => {
    const value = of(domain);
    return value.known && value.value !== undefined ? shown(domain, [path], value.value) : domain.address;
  };
  if (!isMatched(pair)) {
    const { before, after } = pair;
    if (after)
      report({
        at: after,
        code: `${prefix}-added`,
        summary: isSignIn
          ? `Sign-in is now reached at ${name(after)}.`
          : `The custom domain ${name(after)} is new: it leads to the APIs that are mapped to it.`,
      });
    if (before)
      report({
        at: before,
        code: `${prefix}-removed`,
        summary: isSignIn
          ? `Sign-in is no longer reached at ${name(before)}: clients that use that address fail.`
          : `The custom domain ${name(before)} is removed: clients that use that address fail.`,
      });
    return;
  }
  new EntityDiff(comparison, report, pair, "domain-unknown").value(
    of,
    { path: [path], what: `the address of ${what}` },
    () => ({
      code: `${prefix}-changed`,
      summary: `${capitalize(what)} ${isSignIn ? "moves" : "changes"} from ${name(pair.before)} to ${name(pair.after)}: clients that use the old address fail.`,
    }),
  );
}

function mutualTls(on: EntityDiff<ApiDomain>): void {
  const { after, before } = on.pair;
  const name = after.name.known ? (after.name.value ?? after.address) : after.address;
  on.flag((d) => d.mutualTls, {
    path: ["mutual_tls_authentication", 0, "truststore_uri"],
    what: `mutual TLS of ${name}`,
    on: { code: "mutual-tls-on", summary: `Callers of ${name} need a client certificate now.` },
    off: { code: "mutual-tls-off", summary: `Callers of ${name} no longer need a client certificate.` },
  });
  const path = ["mutual_tls_authentication", 0, "truststore_uri"];
  const trust = (d: ApiDomain): Value<string | undefined> =>
    d.mutualTls.known && d.mutualTls.value ? d.resource.attributes.text(...path) : known(undefined);
  const result = compareValue(trust(before), trust(after), { before, after, path });
  if (result.is === "unknown")
    on.unknown(`which client certificates ${name} accepts`, result.why, on.cause(path), path);
  if (result.is === "changed" && result.before !== undefined && result.after !== undefined)
    on.say({
      code: "mutual-tls-trust-changed",
      summary: `${name} has another truststore: which client certificates it accepts was not compared.`,
      attributes: on.cites(path),
      before: on.shown("before", path, result.before),
      after: on.shown("after", path, result.after),
    });
}

function mappings(comparison: Comparison, report: Reporter): void {
  const text = (mapping: ApiMapping): string => {
    const key = !mapping.key.known
      ? "a path not known yet"
      : shown(mapping, ["api_mapping_key"], mapping.key.value ?? "");
    return [domainText(mapping), key].filter(Boolean).join("/");
  };
  for (const pair of comparison.apiMappings) {
    const { before, after } = pair;
    if (after && !before)
      report({
        at: after,
        code: "api-mapping-added",
        summary: `An API now answers under ${text(after)}.`,
      });
    if (before && !after)
      report({
        at: before,
        code: "api-mapping-removed",
        summary: `${text(before)} no longer maps to an API.`,
      });
    if (!before || !after) continue;
    const answers = [comparison.sameLink(before.api, after.api), comparison.sameLink(before.stage, after.stage)];
    const path = ["api_mapping_key"];
    const key = compareValue(before.key, after.key, { before, after, path });
    const moved = key.is === "changed" || comparison.sameLink(before.domain, after.domain) === false;
    if (key.is === "unknown" && !moved) {
      const on = new EntityDiff(comparison, report, { before, after }, "domain-unknown");
      on.unknown(`the path under which an API answers by ${after.address}`, key.why, on.cause(path), path);
    }
    if (!answers.includes(false) && !moved) continue;
    const mapped = (mapping: ApiMapping): string => `${text(mapping)}: ${answering(mapping)}`;
    const say = (kind: "breaking" | "broadened", summary: string): void =>
      report({ at: after, code: "api-mapping-changed", kind, summary, before: mapped(before), after: mapped(after) });
    say(
      "breaking",
      moved
        ? `${text(before)} no longer maps to an API.`
        : `${answering(before)}, no longer answers under ${text(before)}.`,
    );
    say(
      "broadened",
      `${moved ? "An API" : `${answering(after)},`} answers under ${text(after)}, where it did not before.`,
    );
  }
}

/** `API orders, stage live` */
function answering({ api, stage }: ApiMapping): string {
  const named = (link: ApiMapping["api"] | ApiMapping["stage"]): string =>
    link.kind === "resource" ? nameOf(link.target) : link.kind === "external" ? link.id : "(not known yet)";
  return `API ${named(api)}, stage ${named(stage)}`;
}

/** Its name; a domain of this plan whose name isn't known yet by its address. */
function domainText(mapping: ApiMapping): string {
  const { domain, resource, address } = mapping;
  if (domain.kind === "resource") {
    const { target } = domain;
    return target.name.known && target.name.value !== undefined
      ? shown(target, ["domain_name"], target.name.value)
      : target.address;
  }
  const written = resource.attributes.text("domain_name");
  return written.known && written.value !== undefined
    ? shown(mapping, ["domain_name"], written.value)
    : `the domain of ${address}`;
}
