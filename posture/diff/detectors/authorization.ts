import { gateOf } from "../../access/steps/mcp/gate";
import { accessOf, callerText } from "../../access/index";
import { targetOf, type Route } from "../../model/index";
import { breaking, broadened, unknown, narrowed, type ChangeKind, type Detector } from "../change";
import type { Comparison } from "../comparison";
import type { MatchedPair } from "../pairs";
import { EntityDiff, type ChangeText } from "../entity-diff";
import { callersText, deniedText } from "../decisions/compare-access";
import { keyOf, routeOf } from "../changed-routes";

const TYPE = ["authorization_type"];

/** What a route demands of its callers before anything else: a token, a signature, a function's yes, nothing. */
export const authorization: Detector = {
  source:
    "API Gateway: Control and manage access to HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html",
  codes: {
    "route-became-public": broadened("A route lost its authorization: everybody may call it"),
    "route-authorization-added": narrowed("An open route now requires authorization"),
    "route-authorization-changed": {
      title: "A route changed between JWT, Lambda and IAM authorization",
      kinds: ["broadened", "breaking", "unknown"],
    },
    "route-authorizer-removed": breaking("A route that requires an authorizer no longer names one: AWS refuses it"),
    "route-authorizer-added": narrowed("A route that named no authorizer names one"),
    "route-authorizer-changed": {
      title: "A route uses another authorizer",
      kinds: ["broadened", "narrowed", "breaking", "unknown", "neutral"],
    },
    "route-authorization-unknown": unknown("What a route requires isn't known before apply"),
  },
  compares: {
    aws_apigatewayv2_route: "authorization_type authorizer_id",
  },
  detect(comparison, report) {
    for (const pair of comparison.changedRoutes) {
      const on = new EntityDiff(comparison, report, pair, "route-authorization-unknown", routeOf(pair.after).route);
      const key = keyOf(pair.after);
      on.value(
        (route) => route.authorization,
        { path: TYPE, what: `what ${key} requires` },
        (was, is) => {
          const gated = gateOf(pair.before) !== undefined || gateOf(pair.after) !== undefined;
          if (!gated && (is === "NONE" || was === "NONE")) return { ...opened(key, is), ...callers(comparison, pair) };
          for (const told of exchanged(comparison, pair, key, was, is))
            on.say({ ...told, ...callers(comparison, pair), attributes: on.cites(TYPE) });
          return undefined;
        },
      );
      const { authorization: is } = pair.after;
      const { authorization: was } = pair.before;
      // Which authorizer it is counts where the type stays, and where decisions are held against each other.
      if (is.known && was.known) on.compared(["authorizer_id"]);
      if (is.known && was.known && is.value === was.value && (is.value === "JWT" || is.value === "CUSTOM"))
        authorizer(on, pair, key);
    }
  },
};

function opened(key: string, is: string): ChangeText {
  return is === "NONE"
    ? { code: "route-became-public", summary: `${key} becomes public: everybody may call it.` }
    : { code: "route-authorization-added", summary: `${key} was public and now requires ${NAMES[is] ?? is}.` };
}

/** One guard in place of another: who is let in and who is refused by that, as far as it can be decided. */
function exchanged(
  comparison: Comparison,
  pair: MatchedPair<Route>,
  key: string,
  was: string,
  is: string,
): readonly ChangeText[] {
  const { gained, lost, unclear } = comparison.decisions.compare(pair.before, pair.after);
  const instead = `${key} requires ${NAMES[is] ?? is} instead of ${NAMES[was] ?? was}`;
  const told = (kind: ChangeText["kind"], summary: string): ChangeText => ({
    code: "route-authorization-changed",
    kind,
    summary,
  });
  const list = [
    ...(gained.length > 0 ? [told("broadened", `${instead}: it now lets in ${callersText(gained)}.`)] : []),
    ...(lost.length > 0 ? [told("breaking", `${instead}: it refuses ${deniedText(lost)}.`)] : []),
    ...(unclear.length > 0
      ? [told("unknown", `${instead}: whether it lets in ${callersText(unclear)} as before is unknown.`)]
      : []),
  ];
  return list.length > 0 ? list : [told("unknown", `${instead}: whom that lets in can't be compared.`)];
}

const NAMES: Readonly<Record<string, string>> = {
  JWT: "a token",
  AWS_IAM: "a request signed by an IAM principal",
  CUSTOM: "the approval of a Lambda authorizer",
  NONE: "what its function verifies",
};

function callers(comparison: Comparison, { before, after }: MatchedPair<Route>) {
  return {
    before: callerText(accessOf(comparison.before, before).caller),
    after: callerText(accessOf(comparison.after, after).caller),
  };
}

function authorizer(on: EntityDiff<Route>, pair: MatchedPair<Route>, key: string): void {
  const { before, after } = pair;
  const same = on.comparison.sameLink(before.authorizer, after.authorizer, { before, after, path: ["authorizer_id"] });
  if (same === true) return;
  if (same === "unknown") {
    const hidden = after.authorizer.kind === "unknown" ? after.authorizer : before.authorizer;
    on.unknown(`the authorizer of ${key}`, hidden.kind === "unknown" ? hidden.why : "its id can't be compared");
    return;
  }
  const told = (code: string, summary: string, kind?: ChangeKind): void =>
    on.say({ code, summary, ...(kind && { kind }), ...callers(on.comparison, pair) });
  if (after.authorizer.kind === "none")
    return told("route-authorizer-removed", `${key} no longer names an authorizer, so AWS refuses it.`);
  if (before.authorizer.kind === "none")
    return told("route-authorizer-added", `${key} now names the authorizer that it requires.`);
  const { gained, lost, unclear } = on.comparison.decisions.compare(before, after);
  const changed = (kind: ChangeKind, what: string): void =>
    told("route-authorizer-changed", `${key} uses another authorizer${what}.`, kind);
  if (gained.length > 0) changed("broadened", `: it now lets in ${callersText(gained)}`);
  if (lost.length > 0) changed(gained.length > 0 ? "breaking" : "narrowed", `: it refuses ${deniedText(lost)}`);
  if (unclear.length > 0) changed("unknown", `: whether it lets in ${callersText(unclear)} as before is unknown`);
  if (gained.length + lost.length + unclear.length > 0) return;
  const seen = [before, after].every((route) => targetOf(route.authorizer)?.jwt !== undefined);
  if (seen) changed("neutral", ", which lets in the same callers");
  else changed("unknown", ": whom it lets in is unknown");
}
