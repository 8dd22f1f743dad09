import { poolIdentities } from "../../iam/index";
import { every, isEmpty, not, some, targetOf } from "../../model/index";
import type { Answer, EntryPoint, LambdaFunction, Listing, Model, Permission, Route } from "../../model/index";
import { decide } from "../decide";
import { admits, type Credentials, type Decision, type DecideFunction } from "../request";
import { isInside } from "../steps/network";
import { ANY_AWS_ACCOUNT } from "../steps/unknown-callers";
import { derivedEntryPoints, entryPointAt } from "../entry-points/derived";
import { lacksSecondOnly } from "../entry-points/function-url";
import { decisionAt, isAdmitted } from "./is-admitted";
import { callerText } from "./caller";
import { includesAnyone, namesOf, principalsAt } from "./principals";
import { accessOf } from "./route-access";

/** Who gets in, as one. */
export interface Admission {
  /**
   * Can anybody get in: without credentials, or with ones that everybody may get (an AWS account of their own, a guest
   * identity, a key that is the same for all)?
   */
  readonly open: Answer;
  /** For people: `public: no authorization`, `holders of scope a from pool b`. */
  readonly who: string;
  /** What makes it closed, for people; left out where it is closed. */
  readonly fix?: string;
}

/** An entry point and who gets in by it. */
export interface EntryAccess extends Admission {
  readonly entryPoint: EntryPoint;
  /** The function it leads to, where that is known. */
  readonly function?: LambdaFunction;
}

const NOBODY: Credentials = { kind: "none" };
const KEY: Credentials = { kind: "none", apiKey: true };
const CERTIFICATE: Credentials = { kind: "none", certificate: true };

/**
 * Who gets in by an entry point: `decide` is asked for every class of caller.
 * @param decider another one than `decide` is for tests
 */
export function admissionOf(model: Model, entryPoint: EntryPoint, decider: DecideFunction = decide): Admission {
  if (decider !== decide) return asked(model, entryPoint, decider);
  let known = KNOWN.get(model);
  if (!known) KNOWN.set(model, (known = new WeakMap()));
  let found = known.get(entryPoint);
  if (!found) known.set(entryPoint, (found = asked(model, entryPoint, decider)));
  return found;
}

/** Many rules ask about the same entry points. */
const KNOWN = new WeakMap<Model, WeakMap<EntryPoint, Admission>>();

function asked(model: Model, entryPoint: EntryPoint, decider: DecideFunction): Admission {
  const { authorization } = entryPoint;
  const byKey = /^(?:api-key|connection)$/.test(authorization.kind) || entryPoint.apiKey !== undefined;
  const nobody = isAdmitted(model, entryPoint, NOBODY, decider);
  const answers: Answer[] = [nobody, byKey ? isAdmitted(model, entryPoint, KEY, decider) : false];
  const { who, anybody = false } = described(model, entryPoint, nobody, decider);
  const open = some([...answers, every([anybody, isPublic(entryPoint)])]);
  return { open, who, ...(open !== false && { fix: fixOf(entryPoint) }) };
}

/** Can everybody connect to a host of it: from anywhere, without a certificate? */
function isPublic({ hosts }: EntryPoint): Answer {
  return (
    hosts.length === 0 ||
    some(hosts.map(({ answers = true, ...host }) => every([answers, not(host.private), not(host.mutualTls)])))
  );
}

/** Every entry point of a model, those that IAM alone gives among them, with who gets in. */
export function entryAccesses(model: Model, decider: DecideFunction = decide): readonly EntryAccess[] {
  const own = model.entryPoints.map((entryPoint) => withFunction(entryPoint, admissionOf(model, entryPoint, decider)));
  // Who may invoke an alias as well as the function is told once.
  const told = new Set<string>();
  const derived = derivedEntryPoints(model).flatMap((entryPoint) =>
    byIam(model, entryPoint, decider).filter(({ who, open, function: fn }) => {
      const names = who.replace(/^IAM: /, "").split("; ");
      const keys = names.map((name) => [fn?.address, entryPoint.address, entryPoint.kind, open, name].join(" "));
      const more = keys.some((key) => !told.has(key));
      for (const key of keys) told.add(key);
      return more;
    }),
  );
  return [...own, ...derived];
}

function withFunction(entryPoint: EntryPoint, admission: Admission): EntryAccess {
  const fn = entryPoint.target.kind === "function" ? targetOf(entryPoint.target.function) : undefined;
  return { entryPoint, ...admission, ...(fn && { function: fn }) };
}

/** Direct invocation by policies alone, where there is somebody who may. */
function byIam(model: Model, entryPoint: EntryPoint, decider: DecideFunction): readonly EntryAccess[] {
  if (entryPoint.kind !== "identity-pool") {
    // Guests and users of identity pools have entry points of their own.
    const found = principalsAt(model, entryPoint, decider).filter(({ principal }) => !("pool" in principal));
    if (found.length === 0) return [];
    const open = includesAnyone(found);
    const fix = "limit who may assume it in the role's trust policy";
    return [withFunction(entryPoint, { open, who: principalsText(namesOf(found)), ...(open !== false && { fix }) })];
  }
  const identity = poolIdentities(model).find(({ pool, kind }) => entryPoint.id.includes(`#${pool.address}-${kind}`));
  if (!identity) return [];
  const may = admits(decisionAt(model, entryPoint.id, { kind: "principal", principal: identity }, decider));
  if (may === false) return [];
  const guests = identity.kind === "guests";
  return [
    withFunction(entryPoint, {
      open: guests ? may : false,
      who: `${may === "unknown" ? "perhaps " : ""}${identity.called}`,
      ...(guests && {
        fix: "remove lambda:InvokeFunction from the guests' role, or set allow_unauthenticated_identities = false",
      }),
    }),
  ];
}

function principalsText(names: readonly string[]): string {
  return names.length > 0 ? `IAM: ${names.join("; ")}` : "IAM principals: none in this input is allowed it";
}

interface Described {
  readonly who: string;
  /** Can anybody be one of the principals that get in? */
  readonly anybody?: Answer;
}

function described(model: Model, entryPoint: EntryPoint, nobody: Answer, decider: DecideFunction): Described {
  const { authorization, hosts } = entryPoint;
  const plain = hosts.some((host) => host.plain === true) ? ", over plain HTTP" : "";
  switch (authorization.kind) {
    case "none":
      return { who: publicText(model, entryPoint, nobody, decider) };
    case "route":
    case "connection":
      return ofRoute(model, entryPoint, authorization.route, nobody, decider);
    case "iam": {
      if (nobody === "unknown") return { who: "IAM principals: which of them isn't known", anybody: "unknown" };
      const found = principalsAt(model, entryPoint, decider);
      return { who: holders(entryPoint, namesOf(found)), anybody: includesAnyone(found) };
    }
    case "permission": {
      return permissionText(
        authorization.permission,
        isAdmitted(model, entryPoint, { kind: "principal", principal: ANY_AWS_ACCOUNT }, decider),
      );
    }
    case "token": {
      const { issuer, scopes, clients, groups } = authorization;
      const through = `${clients ? ` for ${clients.called}` : ""}${groups ? groupText(groups) : ""}`;
      return {
        who: limitedByPolicy(
          model,
          entryPoint,
          guarded(
            entryPoint,
            isEmpty(scopes) === true
              ? `any holder of ${authorization.use === "id" ? "an ID" : "a"} token from ${issuer}${through}`
              : `holders of ${scopes.items.join(" or ") || "a scope that isn't known yet"} from ${issuer}${through}`,
          ),
          decider,
        ),
      };
    }
    case "api-key":
      return { who: "everyone who has the API key, which every client contains" };
    case "authorizer":
      return {
        who: limitedByPolicy(
          model,
          entryPoint,
          guarded(entryPoint, `whoever ${authorization.called} lets in`),
          decider,
        ),
      };
    case "sign-in":
      return { who: `whoever signs in at ${authorization.issuer}${plain}` };
    case "limited":
      return { who: `no authorization, for ${authorization.to}${plain}` };
    case "forwarded":
      return { who: forwardedText(model, authorization, nobody, decider) };
    case "event":
      return { who: "no caller: AWS invokes it by itself" };
    case "nobody":
      return { who: `nobody: ${authorization.why}` };
    case "unknown":
      return { who: `not known yet: ${authorization.why}` };
  }
}

/** ` in the group a or b`; nothing where every user is meant. */
function groupText({ items, missing }: Listing<string>): string {
  const names = items.length > 0 ? ` in the group ${items.join(" or ")}` : "";
  return missing.length > 0 ? `${names}, which of them isn't known (${missing.join("; ")})` : names;
}

function ofRoute(
  model: Model,
  entryPoint: EntryPoint,
  route: Route,
  nobody: Answer,
  decider: DecideFunction,
): Described {
  const { caller } = accessOf(model, route, decider);
  if (caller.kind === "everybody") return { who: publicText(model, entryPoint, nobody, decider) };
  if (caller.kind === "principals") {
    const found = principalsAt(model, entryPoint, decider);
    return { who: holders(entryPoint, namesOf(found)), anybody: includesAnyone(found) };
  }
  return { who: guarded(entryPoint, callerText(caller)) };
}

function holders(entryPoint: EntryPoint, names: readonly string[]): string {
  return names.length > 0 ? guarded(entryPoint, principalsText(names)) : principalsText(names);
}

/** What every host demands beside what the entry point does. */
function guarded({ hosts, apiKey }: EntryPoint, who: string): string {
  const certificate = hosts.length > 0 && hosts.every(({ mutualTls }) => mutualTls === true);
  const inside = isInside({ hosts });
  const key = apiKey?.from === "header" && !who.includes("API key");
  return `${who}${key ? ", with an API key" : ""}${certificate ? ", with a client certificate" : ""}${inside ? ", from inside its network" : ""}`;
}

/** As far as the policies of a REST API and of the VPC endpoints in front of it let requests in that aren't signed. */
function limitedByPolicy(model: Model, entryPoint: EntryPoint, who: string, decider: DecideFunction): string {
  const { policyOf, hosts } = entryPoint;
  if (!policyOf) return who;
  const inside = hosts.some((host) => host.private === true);
  const decision = decisionAt(model, entryPoint.id, CERTIFICATE, decider, inside ? { inside } : {});
  const { steps } = decision;
  const [byPolicy, byEndpoint] = ["policy", "endpoint"].map((name) => steps.find(({ check }) => check === name));
  const denied = [byEndpoint, byPolicy].find((step) => step?.result === "fail");
  const limit = byPolicy?.limit?.join(", ");
  if (denied && (denied !== byPolicy || limit === undefined)) return `nobody: ${denied.text}`;
  const part = partOf(decision);
  if (denied) return `${who}, of those whom the API's own policy lets in by ${limit ?? ""}${part}`;
  return byPolicy?.result === "unknown"
    ? `${who}, as far as the API's own policy lets them (${limit ?? "it isn't known whom"})${part}`
    : `${who}${part}`;
}

/** Of which requests that holds, where policies let in some only. */
function partOf({ only }: Decision): string {
  return only ? `, for some of its requests (for example ${only.method} ${only.path})` : "";
}

/** No authorization: whoever reaches the address, as far as hosts and the API's own policy let them. */
function publicText(model: Model, entryPoint: EntryPoint, nobody: Answer, decider: DecideFunction): string {
  if (isAdmitted(model, entryPoint, CERTIFICATE, decider) === true && nobody === false)
    return "whoever presents a client certificate that its truststore accepts";
  const inside = isAdmitted(model, entryPoint, NOBODY, decider, { inside: true });
  const decision = decisionAt(model, entryPoint.id, NOBODY, decider);
  const step = (name: string) => decision.steps.find(({ check }) => check === name);
  const [byPolicy, byEndpoint] = [step("policy"), step("endpoint")];
  const limit = byPolicy?.limit?.join(", ");
  const own = `, as far as the API's own policy lets them (${limit ?? "it isn't known whom"})`;
  const part = partOf(decision);
  const policy = `${byPolicy?.result === "unknown" ? own : ""}${byEndpoint?.result === "unknown" ? ", as far as a VPC endpoint's policy lets them" : ""}${part}`;
  const key = step("api-key");
  if (byEndpoint?.result === "fail") return `nobody: ${byEndpoint.text}`;
  if (byPolicy?.result === "fail" && limit !== undefined)
    return `no authorization, for callers whom the API's own policy lets in by ${limit}${part}`;
  if (byPolicy?.result === "fail")
    return "nobody without a signature: the API's own policy lets no anonymous caller in";
  if (isInside(entryPoint) && inside !== false) return `whoever is inside its network: no authorization${policy}`;
  if (key?.result === "unknown") return `not known yet: ${key.text.replace(/^I/, "i").replace(/\.$/, "")}`;
  if (key) return `everyone who has an API key of a usage plan: no authorization${policy}`;
  if (nobody === false) return `nobody: ${decision.reason}`;
  if (lacksSecondOnly(decision.steps))
    return "public: no authorization, as far as the function's policy allows lambda:InvokeFunction by URL (not in this input)";
  const hidden = entryPoint.hosts.length > 0 && entryPoint.hosts.every((host) => host.private !== false);
  const doubt = nobody === "unknown" && entryPoint.hosts.find(({ answers }) => answers === "unknown");
  return `public: no authorization${policy}${hidden ? " (whether it is internal isn't known)" : doubt ? ` (whether ${doubt.name} answers isn't known)` : ""}`;
}

function permissionText({ principal, resource }: Permission, anybody: Answer): Described {
  if (!principal.known || principal.value === undefined)
    return {
      who: `whom the permission names isn't known (${principal.known ? "no principal" : principal.why})`,
      anybody: "unknown",
    };
  if (principal.value !== "*") {
    const whom = /^\d{12}$/.test(principal.value) ? `the account ${principal.value}` : principal.value;
    return { who: `IAM: ${whom}, whom policies there let` };
  }
  const organization = resource.attributes.text("principal_org_id");
  if (!organization.known)
    return { who: "IAM: everybody with an AWS account, or one organization (not known yet)", anybody };
  if (organization.value !== undefined && organization.value !== "")
    return { who: `IAM: the organization ${organization.value}`, anybody };
  if (anybody === false) return { who: "whoever calls through the source that the permission names" };
  return {
    who: `IAM: everybody with an AWS account${anybody === "unknown" ? ", or fewer (not known yet)" : ""}`,
    anybody,
  };
}

function forwardedText(
  model: Model,
  { to, signs, sends, restricted, after }: Extract<EntryPoint["authorization"], { kind: "forwarded" }>,
  nobody: Answer,
  decider: DecideFunction,
): string {
  if (restricted === true) return "whoever has a signed URL or cookie";
  if (after) return throughText(model, admissionOf(model, after, decider), to, decider);
  const behind = to.flatMap((id) => entryPointAt(model, id) ?? []);
  const told = behind.map((one) => {
    const own = admissionOf(model, one, decider);
    if (one.authorization.kind !== "iam" || signs !== true) return own;
    const limit =
      ", as far as the function's policy lets CloudFront lambda:InvokeFunctionUrl and lambda:InvokeFunction";
    return { open: nobody, who: `public: CloudFront signs for every caller${nobody === true ? "" : limit}` };
  });
  const open = some(told.map((one) => one.open));
  if (nobody === true && open !== "unknown" && behind.every((one) => isAdmitted(model, one, NOBODY, decider) === false))
    if (signs !== true)
      return `public: CloudFront ${sends.includes("x-api-key") ? "sends the API key for every caller" : "reaches it where its callers can't"}`;
  if (open === false && nobody === "unknown")
    return `${told[0]?.who ?? "whoever is let in"}; perhaps everybody through CloudFront, by its header or address`;
  return (told.find((one) => one.open === open) ?? told[0])?.who ?? "not known yet: its origin isn't known";
}

/** Whom the first lets in, and whom what is behind it does, asked from there. */
function throughText(model: Model, first: Admission, to: readonly string[], decider: DecideFunction): string {
  const behind = to.flatMap((id) => entryPointAt(model, id) ?? []);
  const open = behind.filter((one) => isAdmitted(model, one, NOBODY, decider, { inside: true }) === true);
  const [next] = open.length > 0 ? [] : behind;
  if (!next) return first.who;
  const { who } = admissionOf(model, next, decider);
  return first.who === who ? who : `${first.who}; then ${who}`;
}

const CLOSE: Readonly<Partial<Record<EntryPoint["kind"], string>>> = {
  "http-api-route": "give the route authorization_type JWT, CUSTOM or AWS_IAM",
  "rest-api-method": "set authorization to AWS_IAM, COGNITO_USER_POOLS or CUSTOM",
  "websocket-route": "give $connect an authorizer or AWS_IAM",
  "function-url": 'set authorization_type = "AWS_IAM"',
  "web-function": "set the auth type to IamAuth",
  "load-balancer": "put authenticate-cognito or authenticate-oidc before the forward, on HTTPS",
  "graphql-field": "choose another authentication type than API_KEY",
  distribution: "require signed URLs or cookies (trusted_key_groups), or authorize callers behind the distribution",
};

function fixOf({ id, kind, authorization }: EntryPoint): string {
  if (authorization.kind === "permission")
    return "name one account, service or organization as principal in place of *";
  const iam = authorization.kind === "route" && authorization.route.authorization.known;
  if (authorization.kind === "iam" || (iam && authorization.route.authorization.value === "AWS_IAM"))
    return "name the roles that may call it in a policy, and no guests, no * principal";
  if (id.endsWith("#quick-create"))
    return "write its route and integration as resources, with an authorizer, in place of target";
  if (id.includes("#") && /^(http-api-route|rest-api-method)$/.test(kind))
    return "give the operation security with a scheme that has x-amazon-apigateway-authorizer";
  return CLOSE[kind] ?? "require authorization";
}
