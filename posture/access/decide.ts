import { leadsTo, targetOf, valueOr, type Api, type EntryPoint, type Model, type Route } from "../model";
import { hostsOf } from "../model/entry-points/http-api";
import { entryPointSteps, targetStep, type RequestCredentials } from "./entry-points/steps";
import { entryPointAt } from "./entry-points/derived";
import { ownRequests } from "./own-requests";
import { admits, concluded, lettingIn, type Decision } from "./request";
import type { AccessRequest, Credentials, DecideOptions } from "./request";
import { keySteps } from "./steps/api-key";
import { byHost } from "./steps/by-host";
import { lambdaSteps } from "./steps/authorizer/steps";
import { connectionStep } from "./steps/connection";
import { findRoute, type Found } from "./steps/find-route";
import { groupStep, handlerSteps } from "./steps/handler";
import { iamSteps, routeAsk } from "./steps/iam-steps";
import { jwtSteps, type JwtResult } from "./steps/jwt";
import { mcpSteps } from "./steps/mcp/steps";
import type { PresentedToken } from "./steps/token";
import type { Asked, ExplainOptions, Signed, Step } from "./steps/types";
import { identities, type Identity } from "../iam/index";

/**
 * Says whether a request gets in: to a route's integration, or to what is behind any other entry point. The only code
 * that knows: show, explain, diff, report, the rules and the local run's expectations all ask it.
 */
export function decide(
  model: Model,
  given: AccessRequest,
  credentials: Credentials,
  options: DecideOptions = {},
): Decision {
  const located = byHost(model, given);
  const request = "kind" in located ? given : located;
  const found = "kind" in located ? located : foundBy(model, request);
  if (found.kind === "none" || found.kind === "preflight") return concluded([found.step]);
  const hosts = () =>
    found.kind === "route" ? hostsOf(model.apiMappings, targetOf(found.route.api)) : found.entryPoint.hosts;
  const connected = connectionStep(hosts, request, credentials);
  if (connected?.result === "fail") return concluded([connected]);
  const first = [...(connected ? [connected] : []), found.step];
  if (found.kind === "entry-point") {
    const { entryPoint } = found;
    return anyOf(model, entryPoint, request, credentials, (asked, whole) => {
      const carries = carriedBy(asked, credentials, options, whole);
      const steps = entryPointSteps(model, entryPoint, carries, (id, other, inside) =>
        decide(model, { entryPoint: id, ...(inside === true && { inside }) }, other ?? credentials, options),
      );
      const after = steps.every((step) => step.result !== "fail") ? targetStep(entryPoint) : [];
      return { ...concluded([...first, ...steps, ...after]), entryPoint };
    });
  }
  const { route } = found;
  const relayed = connectOf(model, route);
  if (relayed !== undefined) {
    const steps = [
      relayed === "none"
        ? NO_CONNECT
        : throughConnect(relayed, decide(model, { entryPoint: relayed.address }, credentials, options)),
    ];
    const through = steps.every((step) => step.result !== "fail");
    return { ...concluded([...first, ...steps, ...(through ? handlerSteps(model, route) : [])]), route };
  }
  return anyOf(model, route, request, credentials, (one) => {
    const { steps: own, claims } = authorized(model, route, askedOf(one, route), credentials, options);
    // Of routes, $connect alone asks for API keys; to look at the entry point of each would make all of them.
    const asEntryPoint = valueOr(route.key, "") === "$connect" ? entryPointAt(model, route.address) : undefined;
    const steps = [...own, ...(asEntryPoint ? keySteps(asEntryPoint, credentials) : [])];
    const through = steps.every((step) => step.result !== "fail");
    const after = through ? handlerSteps(model, route, claims) : claims ? [groupStep(model, claims)] : [];
    return { ...concluded([...first, ...steps, ...after]), route };
  });
}

/**
 * What is asked of no request in particular is asked of one of each sort that it answers: with nothing or a token the one
 * that lets most in counts, and whoever signs gets in where each of them lets in. `whole`: for that request at any stage.
 */
function anyOf(
  model: Model,
  at: EntryPoint | Route,
  request: AccessRequest,
  credentials: Credentials,
  decideOne: (request: AccessRequest, whole: boolean) => Decision,
): Decision {
  if (request.method !== undefined && request.path !== undefined) return decideOne(request, false);
  const signs = credentials.kind === "principal";
  const requests = "id" in at || (signs && valueOr(at.authorization, "") === "AWS_IAM") ? ownRequests(model, at) : [];
  // Too many to be told apart: that some of them are let in isn't sure.
  if (requests === undefined) return decideOne(request, false);
  const decisions = requests.map((one) => {
    const decision = decideOne({ ...request, ...one }, true);
    return { one, decision, rank: rankOf(decision) };
  });
  const [telling, ...more] = decisions.sort((a, b) => a.rank - b.rank);
  if (!telling) return decideOne(request, true);
  if (more.every(({ rank }) => rank === telling.rank)) return telling.decision;
  return signs ? decideOne(request, true) : { ...telling.decision, only: telling.one };
}

/** The lower, the further a request gets: to what is behind, to the authorizer, or as far as policies let it. */
function rankOf(decision: Decision): number {
  const results = decision.steps.flatMap(({ check, result }) => (/^(policy|endpoint)$/.test(check) ? [result] : []));
  const limit = results.includes("fail") ? 2 : results.includes("unknown") ? 1 : 0;
  return { true: 0, unknown: 3, false: 6 }[`${admits(decision)}`] + limit;
}

/** The $connect route that a message to this route comes through; `none`: anybody may connect. */
export function connectOf(model: Model, route: Route): Route | "none" | undefined {
  const api = targetOf(route.api);
  if (!api || !isSocket(api) || !route.key.known || route.key.value === "$connect") return undefined;
  const own = model.routes.filter((one) => leadsTo(one.api, api) !== false);
  return own.find(({ key }) => key.known && key.value === "$connect") ?? own.find(({ key }) => !key.known) ?? "none";
}

const isSocket = ({ protocol }: Api): boolean => protocol.known && protocol.value === "WEBSOCKET";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html */
const NO_CONNECT: Step = {
  check: "authorization",
  result: "pass",
  text: "The WebSocket API has no $connect route: anyone can connect, and whoever is connected may send to it.",
};

function throughConnect({ address }: Route, decision: Decision): Step {
  const { outcome, status, reason, steps } = lettingIn(decision);
  const open = outcome === "unknown" ? steps.find(({ result }) => result === "unknown") : undefined;
  return {
    check: open?.check ?? "authorization",
    result: ({ allow: "pass", deny: "fail", unknown: "unknown" } as const)[outcome],
    text: `Messages arrive over a connection that ${address} lets in: ${reason}`,
    ...(status !== undefined && { status }),
  };
}

function foundBy(model: Model, request: AccessRequest): Found {
  const { entryPoint } = request;
  if (entryPoint === undefined) return findRoute(model, askedOf(request, undefined));
  const route = model.routes.find(({ address }) => address === entryPoint);
  if (route) return { kind: "route", route, step: step(`The route is ${route.address}.`) };
  const own = entryPointAt(model, entryPoint);
  if (own) return { kind: "entry-point", entryPoint: own, step: step(`The entry point is ${own.name} (${own.id}).`) };
  return {
    kind: "none",
    step: {
      check: "route",
      result: "unknown",
      text: `${entryPoint} is neither a route nor another entry point of this input.`,
    },
  };
}

const step = (text: string): Step => ({ check: "route", result: "pass", text });

function askedOf({ routeKey, method, path, api }: AccessRequest, route: Route | undefined): Asked {
  const of = api === undefined ? {} : { api };
  if (method !== undefined && path !== undefined) return { method: method.toUpperCase(), path, ...of };
  const key = routeKey ?? (route ? valueOr(route.key, "") : "");
  return { routeKey: key, ...of };
}

function carriedBy(
  request: AccessRequest,
  credentials: Credentials,
  options: DecideOptions,
  whole: boolean,
): RequestCredentials {
  const { method, path } = request;
  const asked = method === undefined || path === undefined ? undefined : { method: method.toUpperCase(), path };
  const inside = request.inside === true;
  return { asked, whole, inside, credentials, token: tokenOf(credentials), signed: signedOf(credentials), options };
}

function authorized(
  model: Model,
  route: Route,
  asked: Asked,
  credentials: Credentials,
  options: DecideOptions,
): JwtResult {
  const { authorization } = route;
  const token = tokenOf(credentials);
  const signed = signedOf(credentials);
  const more: ExplainOptions = { ...options, signed };
  if (!authorization.known)
    return {
      steps: [
        {
          check: "authorization",
          result: "unknown",
          text: `What the route requires isn't known before apply (${authorization.why}).`,
        },
      ],
    };
  switch (authorization.value) {
    case "NONE":
      return { steps: mcpSteps(route, asked, token, more) ?? unauthenticatedSteps(route) };
    case "JWT":
      return jwtSteps(model, route, token, more);
    case "AWS_IAM":
      return {
        steps: iamSteps(model, routeAsk(model, route, asked), {
          token: token !== undefined,
          signed,
          advice: options.advice,
        }),
      };
    case "CUSTOM":
      return lambdaSteps(model, route, token, more);
    default:
      return {
        steps: [
          {
            check: "authorization",
            result: "unknown",
            text: `AWS documents no authorization type ${authorization.value}, so how it treats it is unknown.`,
          },
        ],
      };
  }
}

function tokenOf(credentials: Credentials): PresentedToken | undefined {
  if (credentials.kind !== "token") return undefined;
  if ("claims" in credentials) return credentials;
  return credentials.text.trim() === "" ? undefined : credentials.text;
}

function signedOf(credentials: Credentials): Signed | undefined {
  if (credentials.kind !== "principal") return undefined;
  const { principal, flaw } = credentials;
  return { principal, flaw };
}

/** A route without authorization. */
export function unauthenticatedSteps(route: Route): readonly Step[] {
  const left = route.authorizer.kind !== "none";
  return [
    {
      check: "authorization",
      result: "pass",
      text: `The route is open: anyone can call it, and neither token nor signature is looked at.${left ? " It names an authorizer, which has no effect without authorization_type." : ""}`,
      ...(left && { remedy: `Set authorization_type of ${route.address}, unless it is meant to be public.` }),
    },
  ];
}

/** The roles and users of the input who get in at a route or another entry point with a signature, as far as that is certain. */
export function allowedAt(
  model: Model,
  route: Pick<Route, "address">,
  asked: Asked | Pick<AccessRequest, "method" | "path" | "inside">,
): readonly Identity[] {
  const request = { ...asked, entryPoint: route.address };
  return identities(model).filter(
    (principal) =>
      admits(decide(model, request, { kind: "principal", principal, apiKey: true }, { advice: false })) === true,
  );
}
