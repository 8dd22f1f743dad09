import type { Integration, Link, Model } from "../../model/index";
import { breaking, unknown, type Detector } from "../change";
import { accountOf, targetComparer, reason, type TargetComparison } from "../integration-target";
import { nameOf } from "../../redact/name";
import { shown } from "../../redact/redact";
import { EntityDiff, type ChangeText } from "../entity-diff";
import { addressesOf } from "../stage-variables";
import { keyOf, routeOf } from "../changed-routes";

/** What answers a route. Whoever may call it stays the same; what becomes of the call, and of its token, doesn't. */
export const targets: Detector = {
  source:
    "API Gateway: Create integrations for HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html",
  codes: {
    "route-target-changed": {
      title: "Something else answers a route; another address gets its calls with their tokens",
      kinds: ["broadened", "protective", "neutral", "unknown"],
    },
    "route-target-removed": breaking("Nothing answers a route now"),
    "route-target-unknown": unknown("What answers a route isn't known before apply"),
  },
  compares: {
    aws_apigatewayv2_route: "target",
    aws_apigatewayv2_integration: "integration_uri api_id",
  },
  detect(comparison, report) {
    const destination = targetComparer(comparison);
    for (const pair of comparison.changedRoutes) {
      const [before, after] = [pair.before.integration, pair.after.integration];
      const verdict: TargetComparison =
        before.kind === "resource" && after.kind === "resource"
          ? destination(before.target, after.target)
          : { same: comparison.sameLink(before, after, { ...pair, path: TARGET }) };
      if (verdict.same === true) continue;
      const on = new EntityDiff(comparison, report, pair, "route-target-unknown", routeOf(pair.after).route);
      const key = keyOf(pair.after);
      if (verdict.same === "unknown") on.unknown(`what answers ${key}`, verdict.why ?? reason(after), on.cause(TARGET));
      else on.say(backendChange(key, backendOf(comparison.before, before), backendOf(comparison.after, after)));
    }
  },
};

const TARGET = ["target"];

/** What answers a route, and whose it is if that is somebody else than a function of this configuration. */
interface RouteBackend {
  readonly text: string;
  readonly isNothing?: boolean;
  /** Hosts, or the accounts of functions. */
  readonly places: readonly string[];
  /** Does any address lead there unencrypted? */
  readonly isPlain: boolean;
}

/** What an integration leads to, stage variables filled in. */
function backendOf(model: Model, link: Link<Integration>): RouteBackend {
  const nowhere = { places: [], isPlain: false };
  if (link.kind === "none") return { text: "nothing", isNothing: true, ...nowhere };
  if (link.kind !== "resource") return { text: link.kind === "external" ? link.id : "(not known yet)", ...nowhere };
  const { function: fn, uri } = link.target;
  const account = accountOf(link.target);
  if (fn.kind === "resource" && account === undefined) return { text: `the function ${nameOf(fn.target)}`, ...nowhere };
  if (fn.kind === "resource" && uri.known)
    return {
      text: `the function ${shown(link.target, URI, uri.value ?? "")}`,
      places: placesIn([uri.value ?? ""]),
      isPlain: false,
    };
  if (fn.kind === "external")
    return { text: `the function ${shown(link.target, URI, fn.id)}`, places: placesIn([fn.id]), isPlain: false };
  if (!uri.known || uri.value === undefined) return { text: `the integration ${link.target.address}`, ...nowhere };
  const addresses = addressesOf(model, link.target);
  return {
    text: addresses.map((address) => shown(link.target, URI, address)).join(" and "),
    places: placesIn(addresses),
    isPlain: addresses.some((address) => address.startsWith("http://")),
  };
}

const URI = ["integration_uri"];

/** The hosts and accounts that addresses name. */
function placesIn(addresses: readonly string[]): readonly string[] {
  return addresses.flatMap((address) => {
    const host = /^https?:\/\/([^/?#]+)/.exec(address)?.[1];
    const account = /:lambda:[\w-]*:(\d{12}):function:/.exec(address)?.[1];
    return host ?? (account === undefined ? [] : `account ${account}`);
  });
}

/** A place that gets calls and did not before. */
function newPlace(was: RouteBackend, is: RouteBackend): string | undefined {
  // Which account a function of this configuration is in isn't known.
  const accounts = was.places.some((place) => place.startsWith("account "));
  return is.places.find((place) => !was.places.includes(place) && (accounts || !place.startsWith("account ")));
}

/** A proxy hands on the caller's headers, the token among them. */
function backendChange(key: string, was: RouteBackend, is: RouteBackend): ChangeText {
  const elsewhere = newPlace(was, is);
  const isOpen = elsewhere?.includes("${") === true;
  const say = (kind: ChangeText["kind"], consequence: string): ChangeText => ({
    code: "route-target-changed",
    kind,
    summary: `${key} is answered by ${is.text} (was: ${was.text})${consequence}.`,
    before: was.text,
    after: is.text,
  });
  if (is.isNothing)
    return {
      ...say("breaking", ""),
      code: "route-target-removed",
      summary: `Nothing answers ${key} now (was: ${was.text}).`,
    };
  if (isOpen) return say("unknown", ": a stage variable decides which host gets the callers' tokens");
  if (elsewhere !== undefined)
    return say("broadened", `: ${elsewhere.startsWith("account ") ? elsewhere : "that host"} gets the callers' tokens`);
  if (was.isNothing) return say("broadened", "");
  if (is.isPlain !== was.isPlain)
    return is.isPlain
      ? say("broadened", ": tokens are sent there unencrypted")
      : say("protective", ": tokens are sent there encrypted");
  return say("neutral", "");
}
