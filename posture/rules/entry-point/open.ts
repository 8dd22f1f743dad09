import type { Admission } from "../../access/index";
import { SOURCES } from "../../aws/sources";
import { is, some, targetOf, type EntryPoint, type EntryPointKind, type Model } from "../../model/index";
import { API_KEY_UNKNOWN } from "../../model/entry-points/api-keys";
import type { Rule } from "../rule";
import { bypassText, eachOpen, requiresApiKey, secondPermissionText } from "../support/entry-points";

/** A rule on entry points of some kinds that let everybody in. */
interface OpenRule extends Omit<Rule, "check"> {
  readonly kinds: readonly EntryPointKind[];
  /** Those that ask for a signature, which everybody can make; left out: those that ask for none. */
  readonly signed?: boolean;
  /** Which of them; left out: all. */
  readonly only?: (entryPoint: EntryPoint) => boolean;
  readonly message: (entryPoint: EntryPoint, model: Model, admission: Admission) => string;
  readonly remedy: string | ((entryPoint: EntryPoint) => string);
}

function open({ kinds, signed = false, only, message, remedy, ...rule }: OpenRule): Rule {
  const found = (model: Model, at: EntryPoint, admission: Admission) => ({
    at,
    message: message(at, model, admission),
    remedy: typeof remedy === "string" ? remedy : remedy(at),
  });
  return {
    ...rule,
    check: (model, report) =>
      eachOpen(
        model,
        report,
        kinds,
        (entryPoint, admission) => {
          report(found(model, entryPoint, admission));
        },
        { signed, ...(only && { only }) },
      ),
  };
}

/** None, or one that isn't known. */
const hasNone = ({ authorization }: EntryPoint): boolean => /^(?:none|unknown)$/.test(authorization.kind);

/** Routes that are made by an API itself are open like others, and easier to miss. */
export const implicitRouteOpen = open({
  code: "implicit-route-open",
  severity: "error",
  title: "A route without authorization that no resource shows: of an OpenAPI body, or of quick create",
  source: SOURCES.routes,
  kinds: ["http-api-route"],
  message: (at, model) => `${at.name} of ${at.group} has no authorization: anyone can call it${bypassText(model, at)}.`,
  remedy: ({ id }) =>
    id.endsWith("#quick-create")
      ? "Write the route and the integration as resources, with an authorizer, in place of target."
      : "Give the operation security with a scheme that holds x-amazon-apigateway-authorizer.",
});

/** A method with NONE, without an API key, that the API's own policy doesn't close. Preflights (OPTIONS) are meant to be open. */
export const restMethodOpen = open({
  code: "rest-method-open",
  severity: "error",
  title: "A REST API's method without authorization",
  source: SOURCES.restAccess,
  kinds: ["rest-api-method"],
  only: (at) => !at.name.startsWith("OPTIONS ") && !requiresApiKey(at),
  message: (at, model) =>
    `${at.name} of ${at.group} has no authorization: anyone can call it${at.notes.includes(API_KEY_UNKNOWN) ? ", or everyone who has an API key (api_key_required isn't known)" : ""}${bypassText(model, at)}.`,
  remedy: "Set authorization to AWS_IAM, COGNITO_USER_POOLS or CUSTOM, or acknowledge it as public with a reason.",
});

/** A key tells usage plans apart. It is the same for all who have it, and AWS says not to use it for authorization. */
export const apiKeyNotAuthorization = open({
  code: "api-key-not-authorization",
  severity: "error",
  title: "An API key in the place of authorization",
  source: SOURCES.apiKeys,
  kinds: ["rest-api-method", "websocket-route"],
  only: requiresApiKey,
  message: (at, model) =>
    `${at.name} of ${at.group} requires only an API key: everyone who has one gets in, and it doesn't identify the caller${bypassText(model, at)}.`,
  remedy:
    "Keep the key for the quota, and require authorization beside it: AWS_IAM, COGNITO_USER_POOLS or CUSTOM; at $connect, AWS_IAM or CUSTOM.",
});

/** Whoever has the URL invokes the function; an API in front of it, with its authorizer, is gone around. */
export const functionUrlOpen = open({
  code: "function-url-open",
  severity: "error",
  title: "A function URL without authorization",
  source: SOURCES.functionUrl,
  kinds: ["function-url"],
  only: hasNone,
  message: (at, model) =>
    `Anyone can invoke the function by its URL (authorization_type is NONE)${bypassText(model, at)}${secondPermissionText(model, at)}.`,
  remedy:
    'Set authorization_type = "AWS_IAM", and let those who may call lambda:InvokeFunctionUrl; or acknowledge it as public with a reason.',
});

/** AWS_IAM with a permission for everybody, or with guests of an identity pool whose role may call it. */
export const functionUrlEverybody = open({
  code: "function-url-everybody",
  severity: "error",
  title: "A function URL with AWS_IAM that accepts credentials anyone can get",
  source: SOURCES.functionUrl,
  kinds: ["function-url", "web-function"],
  signed: true,
  message: (at, model, { who }) =>
    `The URL has AWS_IAM, but anyone may get credentials that it accepts (${who})${bypassText(model, at)}${secondPermissionText(model, at)}.`,
  remedy: "Name one account, role or organization in the permission, and no guests.",
});

/** Lambda doesn't authenticate or authorize requests to an ApplicationManaged endpoint: the function's code has to. */
export const webFunctionOpen = open({
  code: "web-function-open",
  severity: "warning",
  title: "A web function endpoint that leaves authorization to the function",
  source: SOURCES.webFunctions,
  kinds: ["web-function"],
  only: hasNone,
  message: (at, model) =>
    `Lambda lets every request through to the function (ApplicationManaged)${bypassText(model, at)}: only its own code can refuse one.`,
  remedy: "Set the auth type to IamAuth, or acknowledge with a reason that the function itself authenticates callers.",
});

/** A listener or rule whose actions hold no authenticate-cognito or authenticate-oidc before the forward. */
export const loadBalancerOpen = open({
  code: "load-balancer-open",
  severity: "error",
  title: "A load balancer that forwards to a function without authenticating callers",
  source: SOURCES.loadBalancer,
  kinds: ["load-balancer"],
  message: (at, model) =>
    `${at.name} of ${at.group} reaches the function without a sign-in${at.hosts.some(({ plain }) => plain) ? ", over plain HTTP" : ""}${bypassText(model, at)}.`,
  remedy:
    "Put an authenticate-cognito or authenticate-oidc action before the forward, on an HTTPS listener, or make the load balancer internal.",
});

/** The key ships with every client, so whoever opens the page has it. */
export const graphqlApiKey = open({
  code: "graphql-api-key",
  severity: "warning",
  title: "An AppSync API key in the place of authorization",
  source: SOURCES.graphql,
  kinds: ["graphql-field"],
  only: ({ authorization }) => /^(?:api-key|unknown)$/.test(authorization.kind),
  message: (at, model) =>
    `${at.name} of ${at.group} requires only an API key, which every client contains${bypassText(model, at)}.`,
  remedy: "Set authentication_type to AMAZON_COGNITO_USER_POOLS, OPENID_CONNECT, AWS_IAM or AWS_LAMBDA.",
});

/** Origin access control signs requests to a function URL that demands AWS_IAM, whoever sent them. */
export const distributionSignsForEveryone = open({
  code: "distribution-signs-for-everyone",
  severity: "warning",
  title: "A CloudFront distribution that signs for every caller",
  source: SOURCES.originAccess,
  kinds: ["distribution"],
  only: ({ authorization }) =>
    authorization.kind === "unknown" || (authorization.kind === "forwarded" && authorization.signs === true),
  message: ({ authorization: one }) =>
    `CloudFront signs for every caller, so the AWS_IAM of the URL behind it (${one.kind === "forwarded" ? one.to.join(", ") : one.kind}) refuses nobody.`,
  remedy:
    "Ask for signed URLs or cookies (trusted_key_groups), or let the function authenticate callers; or acknowledge it as public with a reason.",
});

/** What $connect lets in may send to every other route: messages aren't authorized again. */
export const websocketConnectOpen: Rule = {
  code: "websocket-connect-open",
  severity: "error",
  title: "A WebSocket API whose $connect requires no authorization",
  source: SOURCES.websocket,
  check(model, report) {
    const without = new Set<string>();
    eachOpen(model, report, ["websocket-route"], (entryPoint) => {
      const { authorization, group, groupAddress = group } = entryPoint;
      if (authorization.kind === "connection") {
        const own = model.routes.filter((route) => targetOf(route.api)?.address === groupAddress);
        const has = some(own.map(({ key }) => is(key, "$connect")));
        if (has === true || without.has(groupAddress)) return;
        without.add(groupAddress);
        if (has === "unknown") return report.unknown(entryPoint, `which routes ${group} has`);
        report({
          at: targetOf(authorization.route.api) ?? entryPoint,
          message: `${group} has no $connect route: anyone can connect, and every connected client can send to its routes${bypassText(model, entryPoint)}.`,
          remedy: 'Add a $connect route with authorization_type = "CUSTOM" and a REQUEST authorizer, or "AWS_IAM".',
        });
        return;
      }
      if (requiresApiKey(entryPoint)) return;
      report({
        at: entryPoint,
        message: `${entryPoint.group} lets anyone connect, and every connected client can send to its other routes${bypassText(model, entryPoint)}.`,
        remedy: 'Set authorization_type = "CUSTOM" with a REQUEST authorizer, or "AWS_IAM", on $connect.',
      });
    });
  },
};
