import { ANY_AWS_ACCOUNT, admissionOf, decide, entryAccesses, lacksSecondOnly } from "../../access/index";
import type { Admission } from "../../access/index";
import { valueOr, type EntryPoint, type EntryPointKind, type Model } from "../../model/index";
import type { Reporter } from "../rule";

/**
 * Looks at the entry points of some kinds that anybody gets in by without a signature; those of which it isn't known are
 * reported as such. Of those that ask for one `guest-invokes` tells, and `function-url-everybody`.
 */
export function eachOpen(
  model: Model,
  report: Reporter,
  kinds: readonly EntryPointKind[],
  found: (entryPoint: EntryPoint, admission: Admission) => void,
  { signed = false, only = () => true }: EachOpenOptions = {},
): void {
  for (const entryPoint of model.entryPoints) {
    // What answers by itself leads nowhere; a route that is a resource is judged by route-open.
    if (!kinds.includes(entryPoint.kind) || entryPoint.target.kind === "itself") continue;
    if (entryPoint.kind === "http-api-route" && entryPoint.authorization.kind === "route") continue;
    // A route that leads through a balancer is judged by itself.
    const { authorization, kind } = entryPoint;
    if (authorization.kind === "forwarded" && authorization.after !== undefined && kind !== "load-balancer") continue;
    if (requiresSignature(entryPoint) !== signed || !only(entryPoint)) continue;
    const admission = admissionOf(model, entryPoint);
    // A missing second permission of a function URL is no guard: whoever adds it opens the URL.
    if (admission.open === true || lacksSecondPermission(model, entryPoint)) found(entryPoint, admission);
    else if (admission.open === "unknown")
      report.unknown(entryPoint, `who gets in by ${entryPoint.name} (${admission.who})`);
  }
}

interface EachOpenOptions {
  /** Those that ask for a signature. @default those that ask for none */
  readonly signed?: boolean;
  /** Which of them. @default all */
  readonly only?: (entryPoint: EntryPoint) => boolean;
}

/** Does nothing but the second permission of a function URL, which may stand elsewhere, keep anybody out? */
function lacksSecondPermission(model: Model, { id, kind }: EntryPoint): boolean {
  if (kind !== "function-url") return false;
  return ([{ kind: "none" }, { kind: "principal", principal: ANY_AWS_ACCOUNT }] as const).some((credentials) => {
    const { steps, outcome } = decide(model, { entryPoint: id }, credentials, { advice: false });
    return outcome === "unknown" && lacksSecondOnly(steps);
  });
}

/** What such a URL's finding adds; else nothing. */
export function secondPermissionText(model: Model, entryPoint: EntryPoint): string {
  return lacksSecondPermission(model, entryPoint)
    ? "; until a permission elsewhere allows lambda:InvokeFunction too, requests get 403"
    : "";
}

/** Entry points that lead to the same function and let in only whom they know: what an open one beside them goes around. */
function guardedBeside(model: Model, entryPoint: EntryPoint): readonly EntryPoint[] {
  const { target } = entryPoint;
  if (target.kind !== "function" || target.function.kind !== "resource") return [];
  const fn = target.function.target;
  const others = model.entryPoints.filter(
    (one) =>
      one.id !== entryPoint.id &&
      one.authorization.kind !== "connection" &&
      one.kind !== "event-source" &&
      one.kind !== "direct-invocation" &&
      one.target.kind === "function" &&
      one.target.function.kind === "resource" &&
      one.target.function.target === fn,
  );
  return others.filter((one) => admissionOf(model, one).open === false && refusesInside(model, one));
}

/** Does it ask who calls even where it is private, and of whoever shows a certificate? */
function refusesInside(model: Model, { id }: EntryPoint): boolean {
  const credentials = [{ kind: "none" }, { kind: "none", certificate: true }] as const;
  return credentials.every((one) => decide(model, { entryPoint: id, inside: true }, one).outcome === "deny");
}

/** `, around GET /orders of HTTP API orders, which asks who calls` */
export function bypassText(model: Model, entryPoint: EntryPoint): string {
  const [first] = guardedBeside(model, entryPoint);
  return first ? `, bypassing ${first.name} of ${first.group}, which requires authorization` : "";
}

/** What guests of identity pools may invoke. */
export function guestAccesses(model: Model) {
  if (model.ofType("aws_cognito_identity_pool").length === 0) return [];
  return entryAccesses(model).filter(({ entryPoint, open }) => entryPoint.kind === "identity-pool" && open !== false);
}

/** Does it want a request signed with SigV4? */
export function requiresSignature({ authorization }: EntryPoint): boolean {
  if (authorization.kind !== "route") return authorization.kind === "iam";
  const { authorization: type } = authorization.route;
  return type.known && type.value === "AWS_IAM";
}

/** Does it ask for an API key, which is no authorization? */
export const requiresApiKey = ({ apiKey }: EntryPoint): boolean => apiKey !== undefined;

/** In lowercase, the headers that distributions add which lead to the entry point (left out: any), or to what isn't known; `*` is one that isn't known. */
export function headersBefore(model: Model, address?: string): readonly string[] {
  return model.entryPoints.flatMap(({ kind, authorization, resource }) => {
    if (authorization.kind === "forwarded")
      return address === undefined || authorization.to.includes(address) ? authorization.sends : [];
    if (kind !== "distribution" || authorization.kind !== "unknown") return [];
    const origins = resource.attributes.blocks("origin");
    const own = origins.items.map((origin) => origin.blocks("custom_header"));
    return [
      ...own.flatMap(({ items }) => items.map((header) => valueOr(header.text("name"), "*")?.toLowerCase() ?? "*")),
      ...[origins, ...own].flatMap(({ missing }) => missing.map(() => "*")),
    ];
  });
}
