import { accessOf, callerText } from "../../access/index";
import { targetOf } from "../../model/index";
import type { Route } from "../../model/index";
import type { Detector } from "../change";
import type { Comparison } from "../comparison";
import type { Both } from "../pairs";
import { Teller } from "../entity-diff";
import type { Told } from "../entity-diff";
import { keyOf, routeOf } from "./routes";

const TYPE = ["authorization_type"];

/** What a route demands of its callers before anything else: a token, a signature, a function's yes, nothing. */
export const authorization: Detector = {
  source:
    "API Gateway: Control and manage access to HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html",
  codes: {
    "route-became-public": { title: "A route lost its authorization: everybody may call it", kinds: ["broadened"] },
    "route-got-authorization": { title: "An open route now demands something", kinds: ["narrowed"] },
    "route-authorization-changed": {
      title: "A route changed between JWT, Lambda and IAM authorization",
      kinds: ["breaking", "unknown"],
    },
    "route-lost-authorizer": {
      title: "A route that demands an authorizer names none any more: AWS refuses it",
      kinds: ["breaking"],
    },
    "route-got-authorizer": { title: "A route that named no authorizer names one", kinds: ["narrowed"] },
    "route-authorizer-changed": {
      title: "A route asks another authorizer",
      kinds: ["broadened", "narrowed", "breaking", "unknown"],
    },
    "route-authorization-unknown": {
      title: "What a route demands isn't known before apply",
      kinds: ["unknown"],
    },
  },
  compares: {
    aws_apigatewayv2_route: "authorization_type authorizer_id",
  },
  detect(comparison, report) {
    for (const pair of comparison.alteredRoutes) {
      if (alike(comparison, pair)) continue;
      const on = new Teller(comparison, report, pair, "route-authorization-unknown", routeOf(pair.after).route);
      const key = keyOf(pair.after);
      on.value(
        (route) => route.authorization,
        { path: TYPE, what: `what ${key} demands` },
        (was, is) => ({ ...changed(key, was, is), ...callers(comparison, pair) }),
      );
      const { authorization: is } = pair.after;
      const { authorization: was } = pair.before;
      if (is.known && was.known && is.value === was.value && (is.value === "JWT" || is.value === "CUSTOM"))
        authorizer(on, pair, key);
    }
  },
};

/** The same demand, asked of the same authorizer. */
function alike(comparison: Comparison, { before, after }: Both<Route>): boolean {
  const [was, is] = [before.authorization, after.authorization];
  if (!was.known || !is.known || was.value !== is.value) return false;
  return comparison.sameLink(before.authorizer, after.authorizer) === true;
}

function changed(key: string, was: string, is: string): Told {
  if (is === "NONE")
    return {
      code: "route-became-public",
      kind: "broadened",
      summary: `${key} becomes public: everybody may call it, nobody checks.`,
    };
  if (was === "NONE")
    return {
      code: "route-got-authorization",
      kind: "narrowed",
      summary: `${key} was open and now demands ${NAMES[is] ?? is}.`,
    };
  return {
    code: "route-authorization-changed",
    kind: is === "CUSTOM" ? "unknown" : "breaking",
    summary:
      `${key} demands ${NAMES[is] ?? is} where it demanded ${NAMES[was] ?? was}: ` +
      (is === "CUSTOM" ? "whom the function lets in can't be seen." : "those who call it today are refused."),
  };
}

const NAMES: Readonly<Record<string, string>> = {
  JWT: "a token",
  AWS_IAM: "a request signed by an IAM principal",
  CUSTOM: "what a Lambda authorizer lets in",
};

function callers(comparison: Comparison, { before, after }: Both<Route>) {
  return {
    before: callerText(accessOf(comparison.before, before).caller),
    after: callerText(accessOf(comparison.after, after).caller),
  };
}

function authorizer(on: Teller<Route>, pair: Both<Route>, key: string): void {
  const { before, after } = pair;
  const same = on.comparison.sameLink(before.authorizer, after.authorizer, { before, after, path: ["authorizer_id"] });
  if (same === true) return;
  if (same === "unknown") {
    const hidden = after.authorizer.kind === "unknown" ? after.authorizer : before.authorizer;
    on.unknown(`the authorizer of ${key}`, hidden.kind === "unknown" ? hidden.why : "its id can't be compared");
    return;
  }
  const told = (code: string, kind: Told["kind"], summary: string): void =>
    on.say({ code, kind, summary, ...callers(on.comparison, pair) });
  if (after.authorizer.kind === "none")
    return told("route-lost-authorizer", "breaking", `${key} names no authorizer any more, so AWS refuses it.`);
  if (before.authorizer.kind === "none")
    return told("route-got-authorizer", "narrowed", `${key} now names the authorizer that it demands.`);
  const { kind, why } = judged(on, before, after);
  told("route-authorizer-changed", kind, `${key} asks another authorizer: ${why}.`);
}

/** Holds the tokens that two authorizers accept against each other. */
function judged(on: Teller<Route>, before: Route, after: Route): { kind: Told["kind"]; why: string } {
  const [was, is] = [targetOf(before.authorizer)?.jwt, targetOf(after.authorizer)?.jwt];
  if (!was || !is) return { kind: "unknown", why: "whom the new one lets in can't be seen" };
  const issuer = on.comparison.sameLink(was.pool, is.pool);
  if (issuer === false) return { kind: "breaking", why: "it accepts another issuer's tokens, and today's are refused" };
  if (issuer === "unknown") return { kind: "unknown", why: "whose tokens it accepts isn't known" };
  const name = (side: "before" | "after", item: (typeof was.audience.items)[number]): string =>
    item.kind === "literal"
      ? item.id
      : ((side === "before" ? on.comparison.becomes(item.client) : item.client)?.address ?? item.client.address);
  const had = new Set(was.audience.items.map((item) => name("before", item)));
  const has = new Set(is.audience.items.map((item) => name("after", item)));
  if (was.audience.missing.length + is.audience.missing.length > 0)
    return { kind: "unknown", why: "its audience isn't known" };
  if ([...has].some((id) => !had.has(id))) return { kind: "broadened", why: "tokens of more clients pass" };
  if ([...had].some((id) => !has.has(id))) return { kind: "narrowed", why: "tokens of fewer clients pass" };
  return { kind: "narrowed", why: "the same tokens pass, and its other settings hold" };
}
