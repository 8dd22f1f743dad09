import {
  every,
  is,
  not,
  some,
  someItem,
  targetOf,
  type Answer,
  type Api,
  type Client,
  type Cors,
  type Model,
} from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { each, type EachReporter } from "../support/each";
import { httpApis, routesOf, sameApi } from "../support/apis";
import { headersBefore } from "../support/entry-points";
import { when, within } from "../support/known";
import { HTTP_API } from "../../aws/api-gateway";
import { acceptedClients } from "../support/clients";

/** Looks at the CORS configuration of each HTTP API that has one. */
function eachCors(look: (api: Api, cors: Cors, report: EachReporter, model: Model) => void): Rule["check"] {
  return each(httpApis, (api, report, model) =>
    when(report, api, api.cors, "whether CORS is configured", (cors) => {
      if (cors) look(api, cors, report, model);
    }),
  );
}

/** Credentials for every origin: AWS refuses `*`, and any of them would let every page use the user's session. */
export const corsCredentialsWildcard: Rule = {
  code: "cors-credentials-wildcard",
  severity: "error",
  title: "CORS with credentials and the origin *, or every origin of a scheme",
  source: SOURCES.cors,
  check: eachCors((api, cors, report) => {
    if (is(cors.credentials, true) === false) return;
    // `https://*` lets every page of the scheme in, and AWS answers each by its own origin.
    const every = (origin: string): boolean => /^([a-z][a-z0-9+.-]*:\/\/)?\*$/i.test(origin);
    const wild = someItem(cors.origins, every);
    if (wild === true && cors.credentials.known)
      report({
        message: cors.origins.items.includes("*")
          ? 'CORS allows credentials and the origin "*": AWS refuses this pair.'
          : `CORS allows credentials and the origin "${cors.origins.items.find(every) ?? ""}": every such page can use the user's session.`,
        remedy: "Name the origins, e.g. https://app.example.com, or set allow_credentials = false.",
      });
    else if (wild !== false) report.unknown(api, "whether CORS lets every origin in with credentials");
  }),
};

/**
 * A guarded route needs the header that carries the token, and a browser sends it only if CORS names it. By the Fetch
 * standard `*` doesn't stand for `authorization`.
 */
export const corsHeaderMissing: Rule = {
  code: "cors-header-missing",
  severity: "warning",
  title: "CORS that lacks the header which carries the token",
  source: `Fetch standard: CORS protocol https://fetch.spec.whatwg.org/#http-access-control-allow-headers; ${SOURCES.cors}`,
  check: eachCors((api, cors, report, model) => {
    const added = new Set(headersBefore(model));
    const lacking = [...headersNeeded(model, api)].filter((name) => !allowsHeader(cors, name) && !added.has(name));
    if (lacking.length === 0) return;
    const names = lacking.join(", ");
    // No page sends what a distribution adds.
    if (added.has("*") && lacking.some((name) => name !== "authorization")) {
      report.unknown(api, `whether a distribution adds the header ${names}`);
    } else if (cors.headers.missing.length > 0) {
      report.unknown(api, `whether CORS allows the header ${names} (${cors.headers.missing.join(", ")})`);
    } else if (!allowsHeader(cors, "*")) {
      report({
        message: `CORS doesn't allow the header ${names}, which routes with authorization need: no page can send its token.`,
        remedy: `Add ${lacking.map((h) => `"${h}"`).join(", ")} to allow_headers.`,
      });
    } else if (lacking.includes("authorization")) {
      report({
        severity: "note",
        message: 'CORS allows the headers "*", which by the Fetch standard doesn\'t stand for authorization.',
        remedy: 'Add "authorization" to allow_headers.',
      });
    }
  }),
};

function allowsHeader({ headers }: Cors, name: string): boolean {
  return headers.items.some((header) => header.toLowerCase() === name);
}

/** The headers in which the guarded routes' authorizers look for the token. */
function headersNeeded(model: Model, api: Api): Set<string> {
  const needed = new Set<string>();
  for (const route of routesOf(model, api)) {
    if (route.authorization.known && route.authorization.value === "AWS_IAM") needed.add("authorization");
    for (const source of targetOf(route.authorizer)?.identitySources.items ?? []) {
      const header = /^\$request\.header\.(.+)$/.exec(source)?.[1];
      if (header !== undefined) needed.add(header.toLowerCase());
    }
  }
  return needed;
}

/** How long a browser may remember the answer: -1 switches that off, a day is the most. */
export const corsMaxAge: Rule = {
  code: "cors-max-age",
  severity: "error",
  title: "CORS max_age outside -1 to 86400 seconds",
  source: SOURCES.corsReference,
  check: eachCors((api, cors, report) => {
    within(report, api, cors.maxAge, "max_age", { ...HTTP_API.corsMaxAge.value, unit: "seconds" });
  }),
};

/** A method that a route has and CORS doesn't allow: no page of another origin can use it. */
export const corsMethodMissing: Rule = {
  code: "cors-method-missing",
  severity: "warning",
  title: "CORS that lacks a method of the API's routes",
  source: SOURCES.cors,
  check: eachCors((api, cors, report, model) => {
    if (allowsMethod(cors, "*")) return;
    const methods = routesOf(model, api).flatMap((r) => (r.method.known && r.method.value ? [r.method.value] : []));
    const lacking = [...new Set(methods)].filter((m) => m !== "ANY" && m !== "OPTIONS" && !allowsMethod(cors, m));
    if (lacking.length === 0) return;
    if (cors.methods.missing.length > 0) {
      report.unknown(api, `whether CORS allows ${lacking.join(", ")} (${cors.methods.missing.join(", ")})`);
      return;
    }
    report({
      message: `CORS doesn't allow ${lacking.join(", ")}, which routes of this API have: pages of other origins can't use them.`,
      remedy: `Add ${lacking.map((m) => `"${m}"`).join(", ")} to allow_methods.`,
    });
  }),
};

function allowsMethod({ methods }: Cors, method: string): boolean {
  return methods.items.some((m) => m.toUpperCase() === method);
}

/**
 * A client with a secret holds its tokens on a server, so no page needs to reach the API. Opening it to every origin
 * helps nobody but a page that got hold of a token.
 */
export const corsWildcardConfidential: Rule = {
  code: "cors-wildcard-confidential",
  severity: "warning",
  title: "CORS with the origin * beside a confidential client",
  source: SOURCES.oauthSecurity,
  check: each(httpApis, (api, report, model) => {
    const all = clientsAt(model, (link) => sameApi(link, { kind: "resource", target: api }) === true);
    const isSecret = all.map(confidential);
    const clients = all.filter((_, i) => isSecret[i] === true);
    if (!isSecret.includes(true) && !isSecret.includes("unknown")) return;
    when(report, api, api.cors, "whether CORS is configured", (cors) => {
      const wild = cors ? someItem(cors.origins, (origin) => origin === "*") : false;
      if (wild === true && clients.length === 0)
        report.unknown(
          api,
          "whether its clients have a secret, and are for people (generate_secret, allowed_oauth_flows)",
        );
      else if (wild === true)
        report({
          message: `CORS lets every page in, but ${clients.map((c) => c.address).join(", ")} keeps its tokens on a server (it has a secret).`,
          remedy: "Remove cors_configuration if only servers call this API, or name the origins.",
        });
      else if (wild === "unknown") report.unknown(api, "the origins that CORS lets in");
    });
  }),
};

type Link = Model["authorizers"][number]["api"];

function clientsAt(model: Model, here: (api: Link) => boolean): readonly Client[] {
  return model.authorizers.filter((a) => here(a.api)).flatMap((a) => acceptedClients(a).clients);
}

/** Has it a secret, and do people sign in through it? Machines count too, where no client is without a secret. */
function confidential({ secret, flows }: Client, _: number, all: readonly Client[]): Answer {
  const machine = someItem(flows, (flow) => flow === "client_credentials");
  return every([is(secret, true), some([not(machine), every(all.map((one) => is(one.secret, true)))])]);
}
