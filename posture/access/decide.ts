import type { ApiDomain, Model, Route } from "../model";
import { lambdaSteps } from "./steps/authorizer/steps";
import { findRoute } from "./steps/find-route";
import type { Found } from "./steps/find-route";
import { groupStep, handlerSteps } from "./steps/handler";
import { iamSteps } from "./steps/iam-steps";
import { jwtSteps } from "./steps/jwt";
import type { Judged } from "./steps/jwt";
import { openSteps } from "./steps/unauthenticated";
import type { Claims } from "./steps/token";
import type { Asked, ExplainOptions, Signed, Step } from "./steps/types";

/** A request as the service sees it. The route is named, or found by method and path. */
export interface AccessRequest {
  /** Address of the route. */
  readonly entryPoint?: string;
  readonly routeKey?: string;
  readonly method?: string;
  /** Without the stage's name and without the query: `/items/7`. */
  readonly path?: string;
  /** Address or name, where there are several. */
  readonly api?: string;
  /** The name that was called: of a custom domain. Left out: one that lets everybody connect. */
  readonly host?: string;
}

/** What a request proves who sends it with. */
export type Credentials =
  | { readonly kind: "none" }
  /** `text`: the token in its compact form; `claims`: of one whose signature is genuine. */
  | { readonly kind: "token"; readonly text: string }
  | { readonly kind: "token"; readonly claims: Claims }
  /** Signs with SigV4: the address of a role or user, its ARN, or the ARN of a role's session. */
  | { readonly kind: "principal"; readonly principal: string; readonly flaw?: Signed["flaw"] }
  /** Shows a client certificate that the truststore has, and nothing else. */
  | { readonly kind: "certificate" }
  | { readonly kind: "api-key" };

export type DecideOptions = Pick<ExplainOptions, "now" | "jwks">;

export interface Decision {
  readonly outcome: "allow" | "deny" | "unknown";
  /** The status of a denial, where it is certain. */
  readonly status?: number;
  /** Every check in the service's documented order; after the first failure the service stops. */
  readonly steps: readonly Step[];
  /** The check that settles it, or leaves it open. */
  readonly reason: string;
  /** The route that answers. */
  readonly route?: Route;
}

/**
 * Says whether a request gets to a route's integration. The only code that knows who gets in: show, explain, diff,
 * report and the local run's expectations all ask it.
 */
export function decide(
  model: Model,
  request: AccessRequest,
  credentials: Credentials,
  options: DecideOptions = {},
): Decision {
  const connected = connection(model, request, credentials);
  if (connected?.result === "fail") return concluded([connected]);
  const found = routeOf(model, request);
  const first = [...(connected ? [connected] : []), found.step];
  if (found.kind !== "route") return concluded(first);
  const { route } = found;
  const asked = askedOf(request, route);
  const { steps, claims } = authorized(model, route, asked, credentials, options);
  const through = steps.every((step) => step.result !== "fail");
  const after = through ? handlerSteps(model, route, claims) : claims ? [groupStep(model, claims)] : [];
  return concluded([...first, ...steps, ...after], route);
}

/** A custom domain with mutual TLS lets nobody connect who shows no certificate of its truststore. */
function connection(model: Model, { host }: AccessRequest, credentials: Credentials): Step | undefined {
  const domain = host === undefined ? undefined : model.apiDomains.find((one) => isNamed(one, host));
  if (!domain) return undefined;
  const check = "connection";
  if (!domain.mutualTls.known)
    return {
      check,
      result: "unknown",
      text: `Whether ${domain.address} wants a client certificate isn't known (${domain.mutualTls.why}).`,
    };
  if (!domain.mutualTls.value) return undefined;
  return credentials.kind === "certificate"
    ? {
        check,
        result: "pass",
        text: `${domain.address} wants a client certificate, and one of its truststore is shown.`,
      }
    : {
        check,
        result: "fail",
        text: `${domain.address} wants a client certificate of its truststore: the connection ends before any request.`,
      };
}

function isNamed({ name }: ApiDomain, host: string): boolean {
  return name.known && name.value?.toLowerCase() === host.toLowerCase();
}

function routeOf(model: Model, request: AccessRequest): Found {
  const { entryPoint } = request;
  const named = entryPoint === undefined ? undefined : model.routes.find(({ address }) => address === entryPoint);
  if (named)
    return {
      kind: "route",
      route: named,
      step: { check: "route", result: "pass", text: `The route is ${named.address}.` },
    };
  if (entryPoint !== undefined)
    return {
      kind: "none",
      step: { check: "route", result: "unknown", text: `${entryPoint} is no route of this input.` },
    };
  const asked = askedOf(request, undefined);
  return findRoute(model, asked);
}

function askedOf({ routeKey, method, path, api }: AccessRequest, route: Route | undefined): Asked {
  const of = api === undefined ? {} : { api };
  if (method !== undefined && path !== undefined) return { method: method.toUpperCase(), path, ...of };
  const key = routeKey ?? (route?.key.known === true ? route.key.value : "");
  return { routeKey: key, ...of };
}

function authorized(
  model: Model,
  route: Route,
  asked: Asked,
  credentials: Credentials,
  options: DecideOptions,
): Judged {
  const { authorization } = route;
  const token = tokenOf(credentials);
  const signed = signedOf(credentials);
  const more: ExplainOptions = { ...options, ...(signed && { signed }) };
  if (!authorization.known)
    return {
      steps: [
        {
          check: "authorization",
          result: "unknown",
          text: `What the route demands can't be known before apply (${authorization.why}).`,
        },
      ],
    };
  switch (authorization.value) {
    case "NONE":
      return { steps: openSteps(route) };
    case "JWT":
      return jwtSteps(model, route, token, more);
    case "AWS_IAM":
      return { steps: iamSteps(model, route, asked, { token, signed }) };
    default:
      return lambdaSteps(model, route, token, more);
  }
}

function tokenOf(credentials: Credentials): string | undefined {
  if (credentials.kind !== "token") return undefined;
  if ("claims" in credentials) return compactOf(credentials.claims);
  return credentials.text.trim() === "" ? undefined : credentials.text;
}

/** A token of these claims, as the issuer would sign it. */
function compactOf(claims: Claims): string {
  const part = (json: unknown): string => Buffer.from(JSON.stringify(json)).toString("base64url");
  return `${part({ alg: "RS256", kid: "genuine", typ: "JWT" })}.${part(claims)}.${part("signature")}`;
}

function signedOf(credentials: Credentials): Signed | undefined {
  if (credentials.kind !== "principal") return undefined;
  const { principal, flaw } = credentials;
  return { principal, ...(flaw !== undefined && { flaw }) };
}

function concluded(steps: readonly Step[], route?: Route): Decision {
  const failed = steps.find((step) => step.result === "fail");
  const open = steps.find((step) => step.result === "unknown");
  const base = { steps, ...(route && { route }) };
  if (failed) {
    // An unknown check that comes first would answer 401 if it failed, so only a later 401 is certain.
    const earlier = open !== undefined && steps.indexOf(open) < steps.indexOf(failed);
    const certain = failed.status !== undefined && (!earlier || failed.status === 401);
    return { outcome: "deny", ...(certain && { status: failed.status }), reason: failed.text, ...base };
  }
  if (open) return { outcome: "unknown", reason: open.text, ...base };
  const settles = [...steps].reverse().find(({ result }) => result === "pass") ?? steps[0];
  return { outcome: "allow", reason: settles?.text ?? "", ...base };
}
