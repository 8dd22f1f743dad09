import type { Integration, Link } from "../../model/index";
import type { Detector } from "../change";
import { destinations, reason } from "../integration-target";
import type { Destination } from "../integration-target";
import { nameOf } from "../../redact/name";
import { shown } from "../../redact/redact";
import { EntityDiff } from "../entity-diff";
import type { Told } from "../entity-diff";
import { keyOf, routeOf } from "./routes";

/** What answers a route. Whoever may call it stays the same; what becomes of the call, and of its token, doesn't. */
export const targets: Detector = {
  source:
    "API Gateway: Create integrations for HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html",
  codes: {
    "route-target-changed": {
      title: "Something else answers a route; another address gets its calls with their tokens",
      kinds: ["broadened", "neutral"],
    },
    "route-target-unknown": { title: "What answers a route isn't known before apply", kinds: ["unknown"] },
  },
  compares: {
    aws_apigatewayv2_route: "target",
    aws_apigatewayv2_integration: "integration_uri api_id",
  },
  detect(comparison, report) {
    const destination = destinations(comparison);
    for (const pair of comparison.alteredRoutes) {
      const [before, after] = [pair.before.integration, pair.after.integration];
      const verdict: Destination =
        before.kind === "resource" && after.kind === "resource"
          ? destination(before.target, after.target)
          : { same: comparison.sameLink(before, after, { ...pair, path: TARGET }) };
      if (verdict.same === true) continue;
      const on = new EntityDiff(comparison, report, pair, "route-target-unknown", routeOf(pair.after).route);
      const key = keyOf(pair.after);
      if (verdict.same === "unknown") on.unknown(`what answers ${key}`, verdict.why ?? reason(after), on.cause(TARGET));
      else on.say(changed(key, answering(before), answering(after)));
    }
  },
};

const TARGET = ["target"];

/** What answers a route, and where it is if that is somewhere else than a function. */
interface Answering {
  readonly text: string;
  readonly host?: string;
}

function answering(link: Link<Integration>): Answering {
  if (link.kind === "none") return { text: "nothing" };
  if (link.kind !== "resource") return { text: link.kind === "external" ? link.id : "(not known yet)" };
  const { function: fn, uri } = link.target;
  if (fn.kind === "resource") return { text: `the function ${nameOf(fn.target)}` };
  if (fn.kind === "external") return { text: `the function ${shown(link.target, URI, fn.id)}` };
  if (!uri.known || uri.value === undefined) return { text: `the integration ${link.target.address}` };
  const host = /^https?:\/\/([^/?#]+)/.exec(uri.value)?.[1];
  return { text: shown(link.target, URI, uri.value), ...(host !== undefined && { host }) };
}

const URI = ["integration_uri"];

/** A proxy hands on the caller's headers, the token among them. */
function changed(key: string, was: Answering, is: Answering): Told {
  const elsewhere = is.host !== undefined && is.host !== was.host;
  return {
    code: "route-target-changed",
    kind: elsewhere ? "broadened" : "neutral",
    summary: `${key} is answered by ${is.text}, where it was ${was.text}${elsewhere ? ": that host gets the callers' tokens" : ""}.`,
    before: was.text,
    after: is.text,
  };
}
