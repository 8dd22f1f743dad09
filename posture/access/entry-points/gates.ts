import type { Answer, EntryPoint } from "../../model/index";
import { isEmpty } from "../../model/index";
import { accessOf } from "../route-access";
import { callerText } from "../caller";
import { anonymousByPolicy, iamGate, permissionGate } from "./iam";
import type { Admission, Credentials, EntryDecision, Gate } from "./types";

const CLOSE: Readonly<Record<string, string>> = {
  "http-api-route": "give the route authorization_type JWT, CUSTOM or AWS_IAM",
  "rest-api-method": "set authorization to AWS_IAM, COGNITO_USER_POOLS or CUSTOM",
  "websocket-route": "give $connect an authorizer or AWS_IAM",
  "function-url": 'set authorization_type = "AWS_IAM"',
  "web-function": "set the auth type to IamAuth",
  "load-balancer": "put authenticate-cognito or authenticate-oidc before the forward, on HTTPS",
  "graphql-field": "choose another authentication type than API_KEY",
};

/** No authorization: whoever reaches the address. */
const publicGate: Gate = {
  admit(model, entryPoint) {
    const { kind, hosts } = entryPoint;
    const allowed = anonymousByPolicy(model, entryPoint);
    if (allowed === false)
      return { open: false, who: "nobody without a signature: the API's own policy lets no anonymous caller in" };
    const fix = CLOSE[kind] ?? "demand authorization";
    const policy = allowed === "unknown" ? ", as far as the API's own policy lets them (it isn't known whom)" : "";
    if (hosts.length > 0 && hosts.every((host) => host.mutualTls === true))
      return { open: false, who: "whoever shows a client certificate that its truststore knows" };
    if (hosts.length > 0 && hosts.every((host) => host.private === true))
      return { open: false, who: `whoever is inside its network: no authorization${policy}` };
    const reachable: Answer = hosts.some((host) => host.private === false) || hosts.length === 0 ? true : "unknown";
    return {
      open: reachable === true ? allowed : "unknown",
      who: `public: no authorization${policy}${reachable === true ? "" : " (whether it is internal isn't known)"}`,
      fix,
    };
  },
  decide(model, entryPoint, credentials) {
    const { open, who } = publicGate.admit(model, entryPoint);
    const certificate = credentials.kind === "certificate" && entryPoint.hosts.every((host) => host.mutualTls === true);
    if (open === true || certificate) return { outcome: "allow", reason: "it has no authorization" };
    return open === "unknown" ? { outcome: "unknown", reason: who } : { outcome: "deny", status: 403, reason: who };
  },
};

/** A route of an HTTP or WebSocket API. */
const routeGate: Gate = {
  admit(model, entryPoint) {
    const { authorization } = entryPoint;
    if (authorization.kind !== "route") return { open: "unknown", who: "it isn't known" };
    const { caller } = accessOf(model, authorization.route);
    if (caller.kind === "everybody") return publicGate.admit(model, entryPoint);
    if (caller.kind === "principals") return iamGate.admit(model, entryPoint);
    return { open: caller.kind === "unknown" ? "unknown" : false, who: callerText(caller) };
  },
  decide(model, entryPoint, credentials) {
    const { authorization } = entryPoint;
    if (authorization.kind !== "route") return { outcome: "unknown", reason: "it isn't a route" };
    const { caller } = accessOf(model, authorization.route);
    switch (caller.kind) {
      case "everybody":
        return publicGate.decide(model, entryPoint, credentials);
      case "principals":
        return iamGate.decide(model, entryPoint, credentials);
      case "token":
      case "scopes":
        if (caller.unsure !== undefined) return { outcome: "unknown", reason: caller.unsure };
        return byToken(credentials, caller.kind === "scopes" ? caller.scopes : [], caller.issuer);
      case "nobody":
        return { outcome: "deny", status: 403, reason: caller.why };
      default:
        return { outcome: "unknown", reason: callerText(caller) };
    }
  },
};

function byToken(credentials: Credentials, scopes: readonly string[], issuer: string): EntryDecision {
  if (credentials.kind !== "token") return { outcome: "deny", status: 401, reason: "there is no token" };
  if (credentials.issuer !== undefined && credentials.issuer !== issuer)
    return { outcome: "deny", status: 401, reason: "the token is of another issuer" };
  if (scopes.length === 0 || scopes.some((scope) => credentials.scopes.includes(scope)))
    return { outcome: "allow", reason: "the token is good" };
  return { outcome: "deny", status: 403, reason: "the token carries none of the scopes" };
}

/** A token of people, without a route of an HTTP API. */
const tokenGate: Gate = {
  admit(_, { authorization }) {
    if (authorization.kind !== "token") return { open: "unknown", who: "it isn't known" };
    const { issuer, scopes } = authorization;
    const none = isEmpty(scopes);
    if (none === true) return { open: false, who: `any holder of a token from ${issuer}` };
    return {
      open: false,
      who: `holders of ${scopes.items.join(" or ") || "a scope that isn't known yet"} from ${issuer}`,
    };
  },
  decide(_, { authorization }, credentials) {
    if (authorization.kind !== "token") return { outcome: "unknown", reason: "it isn't known" };
    if (credentials.kind === "token" && authorization.scopes.missing[0] !== undefined)
      return { outcome: "unknown", reason: authorization.scopes.missing[0] };
    return byToken(credentials, authorization.scopes.items, authorization.issuer);
  },
};

/** Something that is the same whoever asks: closed, or not known, with one sentence. */
function fixed(admission: (entryPoint: EntryPoint) => Admission, status?: number): Gate {
  return {
    admit: (_, entryPoint) => admission(entryPoint),
    decide(_, entryPoint, credentials) {
      const { open, who } = admission(entryPoint);
      if (open === true) return { outcome: "allow", reason: who };
      return credentials.kind === "none" && open === false
        ? { outcome: "deny", ...(status !== undefined && { status }), reason: who }
        : { outcome: open === false && status === undefined ? "deny" : "unknown", reason: who };
    },
  };
}

/** Whoever has the key: it is the same for all, and ships with the clients. */
const keyGate: Gate = {
  admit: () => ({
    open: true,
    who: "whoever has the API key, which every client carries",
    fix: CLOSE["graphql-field"] ?? "",
  }),
  decide: (_, __, credentials) =>
    credentials.kind === "api-key"
      ? { outcome: "allow", reason: "the key is good" }
      : { outcome: "deny", status: 401, reason: "there is no API key" },
};

/** One for each kind of authorization; what goes on to other entry points is decided by theirs. */
export const GATES: Readonly<Record<Exclude<EntryPoint["authorization"]["kind"], "forwarded">, Gate>> = {
  none: publicGate,
  route: routeGate,
  iam: iamGate,
  permission: permissionGate,
  token: tokenGate,
  "api-key": keyGate,
  authorizer: fixed(
    ({ authorization }) => ({
      open: false,
      who: `whoever ${authorization.kind === "authorizer" ? authorization.called : "an authorizer"} lets in`,
    }),
    401,
  ),
  "sign-in": fixed(
    ({ authorization, hosts }) => ({
      open: false,
      who: `whoever signs in at ${authorization.kind === "sign-in" ? authorization.issuer : "an issuer"}${hosts.some(({ plain }) => plain) ? ", over plain HTTP" : ""}`,
    }),
    302,
  ),
  connection: fixed(() => ({ open: false, who: "connections that $connect let in" }), 403),
  event: fixed(() => ({ open: false, who: "not a caller: AWS calls it when something happens there" })),
  nobody: fixed(({ authorization }) => ({
    open: false,
    who: `nobody: ${authorization.kind === "nobody" ? authorization.why : ""}`,
  })),
  unknown: fixed(({ authorization }) => ({
    open: "unknown",
    who: `not known yet: ${authorization.kind === "unknown" ? authorization.why : ""}`,
  })),
};
