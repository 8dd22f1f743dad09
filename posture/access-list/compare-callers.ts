import { admissionOf, type Admission } from "../access/who/admission";
import { admits, decide, type Decision } from "../access/index";
import { gateOf } from "../access/steps/mcp/gate";
import { externalPrincipals, identities, resourcePolicyOf, type Principal as IamPrincipal } from "../iam";
import { targetOf, valueOr } from "../model";
import type { Answer, Entity, EntryPoint, Link, Model, Route, RouteTerms } from "../model";
import { callersOf, NOW, tokensOf, type CallerClass, type TokenPart } from "./callers";
import type { Difference, DifferenceCode } from "./difference";
import { isExpression, type Allow, type DeclaredRoute } from "./list";
import { isNamed, leadsToNamed, linkName } from "./names";
import { listText } from "./sets";

export type Found = Omit<Difference, "route" | "at"> & { readonly at?: Difference["at"] };

/** What is compared of a route or a method: who gets in, as `decide` says of every sort of caller. */
export function compareCallers(
  model: Model,
  entryPoint: EntryPoint,
  route: Route | undefined,
  declared: DeclaredRoute,
): readonly Found[] {
  const { allow } = declared;
  const other = "authorizer" in allow ? otherFunction(model, entryPoint, route, allow.authorizer) : undefined;
  const own = other ? [other] : byTokens(model, entryPoint, route, allow);
  if (own.length > 0 || !("principals" in allow)) return own;
  if (asksForTokens(entryPoint, route)) return [otherKind(model, entryPoint, allow, true)];
  return comparePrincipals(model, entryPoint, allow.principals);
}

/** Where a token or a function decides, no signature does, whoever the tokens' holders are. */
function asksForTokens({ authorization }: EntryPoint, route: Route | undefined): boolean {
  if (!route) return authorization.kind === "token" || authorization.kind === "authorizer";
  return /^(?:JWT|CUSTOM)$/.test(valueOr(route.authorization, ""));
}

/** Routes are many, what they demand is little: each demand is compared once with each declaration. */
const COMPARED = new WeakMap<Model, WeakMap<RouteTerms, Map<string, readonly Found[]>>>();

function byTokens(model: Model, entryPoint: EntryPoint, route: Route | undefined, allow: Allow): readonly Found[] {
  if (!route || !route.authorization.known || route.authorization.value !== "JWT")
    return tokensAt(model, entryPoint, route, allow);
  const ofModel = COMPARED.get(model) ?? new WeakMap<RouteTerms, Map<string, readonly Found[]>>();
  COMPARED.set(model, ofModel);
  const ofTerms = ofModel.get(route.terms) ?? new Map<string, readonly Found[]>();
  ofModel.set(route.terms, ofTerms);
  const key = JSON.stringify(allow);
  const found = ofTerms.get(key) ?? tokensAt(model, entryPoint, route, allow);
  ofTerms.set(key, found);
  return found;
}

interface Mismatch {
  readonly caller: CallerClass;
  readonly decision: Decision;
  readonly letIn: Answer;
  readonly code: DifferenceCode;
  /** Whether the list's own names can be resolved, as far as the decision depends on them. */
  readonly certain: boolean;
  /** A function decides in place of what is declared, by rules that can't be read. */
  readonly byFunction: boolean;
}

function tokensAt(
  model: Model,
  entryPoint: EntryPoint,
  route: Route | undefined,
  allow: Allow,
  looksBehind = true,
): readonly Found[] {
  const all = callersOf(model, entryPoint, route, allow).flatMap(
    (caller) => mismatch(model, entryPoint, caller, allow) ?? [],
  );
  const certain = all.filter((one) => one.letIn !== "unknown" && one.certain);
  const kept = certain.length > 0 ? certain : all;
  // Where the kind of authorization is another, what it asks for says nothing more.
  const kind = kept.filter(({ code }) => code === "access-authorization");
  const codes = [...new Set((kind.length > 0 ? kind : kept).map(({ code }) => code))];
  // Another issuer hides what is asked of its tokens beside that.
  const issuer = kept.find(({ letIn, caller }) => letIn === true && caller.undeclared === "issuer")?.caller.issuer;
  const behind =
    !looksBehind || issuer === undefined || !("issuer" in allow) || kept.every(({ letIn }) => letIn !== false)
      ? []
      : tokensAt(model, entryPoint, route, { ...allow, issuer }, false)
          .filter(({ code }) => !codes.includes(code))
          .map((one) => ({ ...one, declared: allowText(allow), found: `tokens of ${issuer}` }));
  const admission = admissionOf(model, entryPoint);
  const who = admission.who.replace(/\.$/, "");
  const own = codes.map((code) => {
    const of = kept.filter((one) => one.code === code);
    const open = of.find(({ letIn }) => letIn === "unknown");
    const at = code === "access-issuer" || code === "access-clients" ? route && targetOf(route.authorizer) : undefined;
    return {
      code,
      ...(at && { at }),
      certain: certain.length > 0,
      declared: allowText(allow),
      found: certain.length > 0 ? who : `${who} (${(open?.decision.reason ?? unresolved(allow)).replace(/\.$/, "")})`,
      effect: effectOf(of, openText(entryPoint, admission), certain.length > 0),
    };
  });
  return [...own, ...behind];
}

function mismatch(model: Model, { id }: EntryPoint, caller: CallerClass, allow: Allow): Mismatch | undefined {
  if (caller.declared === "unknown") return undefined;
  const { decision, letIn } = decisionFor(model, id, caller);
  if (letIn === caller.declared) return undefined;
  const step =
    decision.steps.find(({ result }) => result === "fail") ??
    decision.steps.find((one) => one.result === "unknown" && !isNetwork(one));
  const byFunction = letIn === "unknown" && step?.check === "function";
  // The declared function decides by rules that can't be read; another kind of authorizer than the declared one is seen.
  if (byFunction && "authorizer" in allow) return undefined;
  const code = byFunction
    ? "access-authorization"
    : letIn === true
      ? codeOfExtra(caller, allow)
      : codeOf(step?.check ?? "", allow);
  const certain = code === "access-authorization" || isResolved(model, caller, allow, step?.check);
  return { caller, decision, letIn: byFunction ? false : letIn, code, certain, byFunction };
}

/** Of several ways to say the same, the one that gets in; else one that isn't known; else the one that is refused last. */
function decisionFor(
  model: Model,
  entryPoint: string,
  { credentials, headers }: CallerClass,
): Pick<Mismatch, "decision" | "letIn"> {
  let best: (Pick<Mismatch, "decision" | "letIn"> & { readonly rank: number }) | undefined;
  for (const one of credentials) {
    const decision = decide(model, { entryPoint, inside: true }, one, {
      ...{ now: NOW, advice: false },
      ...(headers && { headers }),
    });
    // From where it may be called is declared by its endpoints.
    const letIn = admits({ ...decision, steps: decision.steps.filter((step) => !isNetwork(step)) });
    if (letIn === true) return { decision, letIn };
    const rank = letIn === "unknown" ? Infinity : decision.steps.findIndex(({ result }) => result === "fail");
    if (best === undefined || rank > best.rank) best = { decision, letIn, rank };
  }
  if (best === undefined) throw new RangeError("a caller without credentials");
  return best;
}

function isNetwork({ check, result }: Decision["steps"][number]): boolean {
  return result === "unknown" && (check === "policy" || check === "connection");
}

const PARTS = {
  issuer: "access-issuer",
  client: "access-clients",
  scope: "access-scopes",
  group: "access-scopes",
  origin: "access-authorizer",
} as const satisfies Readonly<Record<TokenPart, DifferenceCode>>;

function codeOfExtra({ undeclared }: CallerClass, allow: Allow): DifferenceCode {
  if (undeclared === undefined || !("issuer" in allow || "authorizer" in allow)) return "access-authorization";
  return "authorizer" in allow ? "access-authorizer" : PARTS[undeclared];
}

/** By the check that refuses a declared caller. */
function codeOf(check: string, allow: Allow): DifferenceCode {
  if (!("issuer" in allow || "authorizer" in allow)) return "access-authorization";
  const part = { issuer: "issuer", audience: "client", scopes: "scope", groups: "group", "token-type": "scope" }[check];
  if (part === undefined) return "access-authorization";
  return "authorizer" in allow ? "access-authorizer" : PARTS[part as TokenPart];
}

/** Is it certain which client a caller has? An id in the list may be that of a client here, as long as its own isn't known. */
function isResolved(
  { clients, origin }: Model,
  { client, undeclared }: CallerClass,
  allow: Allow,
  check: string | undefined,
): boolean {
  if (isExpression(JSON.stringify(allow))) return false;
  if (origin.format === "plan" || clients.every(({ id }) => id.known)) return true;
  const isHere = (name: string | undefined): boolean => clients.some(({ address }) => address === name);
  const mayBeId = (name: string): boolean => !isHere(name) && !/^(?:module\..+\.)?(?:data\.)?aws_\w+\.\w/.test(name);
  if (undeclared === "client") return !isHere(client) || !tokensOf(allow).some((one) => one.clients.some(mayBeId));
  return undeclared !== undefined || check !== "audience" || client === undefined || !mayBeId(client);
}

const unresolved = (allow: Allow): string =>
  isExpression(JSON.stringify(allow))
    ? "the list holds an expression, which only Terraform can resolve"
    : "whether a client of this input has an id that the list names isn't known";

/** What it means that whoever shows nothing gets in: a network, a certificate or an API key may still keep others out. */
const openText = ({ apiKey }: EntryPoint, { open }: Admission): string =>
  open === true && apiKey === undefined ? "Everybody gets in." : "Callers without a token or signature get in.";

/** Who gets in though nobody declared it, and who doesn't though it was. */
function effectOf(all: readonly Mismatch[], ofAll: string, certain: boolean): string {
  if (all.some(({ byFunction }) => byFunction)) return "A function decides who gets in, by rules that aren't known.";
  const texts = (letIn: Answer): readonly string[] => [
    ...new Set(all.filter((one) => (certain ? one.letIn : "unknown") === letIn).map((one) => subjectOf(one))),
  ];
  const some = (names: readonly string[]): string =>
    `${names.slice(0, 3).join("; ")}${names.length > 3 ? `; and ${String(names.length - 3)} more` : ""}`;
  const [extra, missing, open] = [texts(true), texts(false), texts("unknown")];
  const everybody = all.some(({ letIn, caller }) => letIn === true && caller.use === undefined);
  const refused = all.find(({ letIn }) => letIn === false);
  return [
    missing.length === 0 ? "" : `Refused: ${some(missing)}. ${refused?.decision.reason ?? ""}`,
    everybody ? ofAll : extra.length === 0 ? "" : `Let in: ${some(extra)}.`,
    missing.length + extra.length > 0 || open.length === 0 ? "" : `Not known: ${some(open)}.`,
  ]
    .filter((text) => text !== "")
    .join(" ");
}

/** By what sets them apart: the part of a token that isn't declared, or that is refused. */
function subjectOf({ caller, code }: Mismatch): string {
  const { use, client = "", issuer = "", scopes = [], groups = [], undeclared } = caller;
  if (use === undefined) return "callers without credentials";
  if (undeclared === "origin") return "calls that bypass the distribution";
  if (undeclared === "issuer" || code === "access-issuer") return `tokens of ${issuer}`;
  if (undeclared === "client" || code === "access-clients") return `tokens for ${client}`;
  const held = [...scopes, ...groups.map((group) => `the group ${group}`)];
  if (use === "id") return "ID tokens";
  return held.length > 0 ? `access tokens with ${held.join(", ")}` : "access tokens without a scope";
}

function allowText(allow: Allow): string {
  if ("public" in allow) return "everybody: no authorization";
  if ("principals" in allow) return "principals that sign with SigV4";
  const list = (what: string, names: readonly string[] | undefined): string =>
    names === undefined || names.length === 0 ? "" : ` with one of the ${what} ${listText(names)}`;
  if ("issuer" in allow)
    return `tokens of ${allow.issuer} for ${listText(allow.clients)}${list("scopes", allow.scopes)}`;
  const tokens = (allow.tokens ?? []).map(
    ({ issuer, clients, scopes, groups }) =>
      `tokens of ${issuer} for ${listText(clients)}${list("scopes", scopes)}${list("groups", groups)}`,
  );
  const of = tokens.length > 0 ? `: ${tokens.sort().join("; ")}` : "";
  return `whoever ${allow.authorizer} lets in${of}${list("groups", allow.groups)}${list("scopes", allow.scopes)}`;
}

/** Another function than the declared one decides. What it is told to let in, `decide` knows. */
function otherFunction(
  model: Model,
  entryPoint: EntryPoint,
  route: Route | undefined,
  wanted: string,
): Found | undefined {
  const { authorization } = entryPoint;
  const gate = route && gateOf(route);
  const authorizer = route && targetOf(route.authorizer);
  const lambda: Link<Entity> | undefined = gate
    ? { kind: "resource", target: gate.function }
    : route
      ? authorizer?.lambda?.function
      : authorization.kind === "authorizer"
        ? (authorization.function ?? { kind: "external", id: authorization.called })
        : undefined;
  if (lambda === undefined) {
    const isKnown = route
      ? route.authorization.known && (route.authorization.value !== "CUSTOM" || route.authorizer.kind !== "unknown")
      : authorization.kind !== "unknown";
    return otherKind(model, entryPoint, { authorizer: wanted }, isKnown);
  }
  const same = leadsToNamed(lambda, wanted);
  if (same === true) return undefined;
  return {
    code: "access-authorizer",
    ...(authorizer && !gate && { at: authorizer }),
    certain: same === false && !isExpression(wanted),
    declared: `whoever ${wanted} lets in`,
    found: `whoever ${linkName(lambda)} lets in`,
    effect: "Another function decides who gets in.",
  };
}

/** Another kind of authorization than the declared one decides, or perhaps does. */
function otherKind(model: Model, entryPoint: EntryPoint, allow: Allow, certain: boolean): Found {
  const admission = admissionOf(model, entryPoint);
  return {
    code: "access-authorization",
    certain,
    declared: allowText(allow),
    found: admission.who,
    effect: admission.open === true ? openText(entryPoint, admission) : "Other callers get in than declared.",
  };
}

interface Principal {
  /** As a list names it: an address, an ARN, an account's number. */
  readonly name: string;
  /** For people. */
  readonly called: string;
  readonly isNamed: (name: string) => boolean;
  readonly managed: boolean;
  readonly may: Answer;
}

/**
 * The roles and users of the input, whom the API's own policy names beside them, and whether they may call an entry point;
 * whom policies elsewhere let in is not part of it.
 */
export function principalsAt(model: Model, { id, policyOf }: EntryPoint): readonly Principal[] {
  const may = (principal: IamPrincipal): Answer =>
    admits(
      decide(
        model,
        { entryPoint: id, inside: true },
        { kind: "principal", principal, apiKey: true },
        { advice: false },
      ),
    );
  const own = identities(model).flatMap((principal): readonly Principal[] => {
    const { resource, managed } = principal;
    if (resource === undefined) return [];
    const { address } = resource;
    const entity: Entity = { address, resource };
    return [{ name: address, called: address, isNamed: (name) => isNamed(entity, name), managed, may: may(principal) }];
  });
  const named = policyOf ? externalPrincipals(model, resourcePolicyOf(model, policyOf)) : [];
  const others = named.map((principal): Principal => {
    const { called } = principal;
    const name = "id" in principal ? principal.id : called;
    return { name, called, isNamed: (wanted) => wanted === name, managed: false, may: may(principal) };
  });
  return [...own, ...others];
}

function comparePrincipals(model: Model, entryPoint: EntryPoint, wanted: readonly string[]): readonly Found[] {
  const here = principalsAt(model, entryPoint);
  const isWanted = (one: Principal): boolean => wanted.some((name) => one.isNamed(name));
  const missing = here.filter((one) => isWanted(one) && one.may === false);
  const extra = here.filter((one) => !isWanted(one) && one.may === true);
  const open = here.filter(({ may, managed }) => may === "unknown" && managed);
  if (missing.length === 0 && extra.length === 0 && open.length === 0) return [];
  const names = (list: readonly Principal[]): string => listText(list.map(({ called }) => called));
  const allowed = here.filter(({ may }) => may === true);
  return [
    {
      code: "access-principals",
      certain: missing.length > 0 || extra.length > 0,
      declared: listText(wanted),
      found:
        missing.length + extra.length === 0
          ? `whether policies allow it to ${names(open)}`
          : `policies that allow it to ${names(allowed)}`,
      effect: [
        ...(missing.length === 0 ? [] : [`${names(missing)} can't call it.`]),
        ...(extra.length === 0 ? [] : [`${names(extra)} may call it.`]),
      ].join(" "),
    },
  ];
}
