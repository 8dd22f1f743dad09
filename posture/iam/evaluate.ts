import { every, some, valueOr, type Answer, type Model } from "../model";
import type { Atom } from "./atoms";
import { conditionsHold, openConditions } from "./condition";
import { globOf, matches, templateText, type Template } from "./glob";
import { boundaryOf, policiesOf } from "./policies";
import { withOwnArn } from "./own-arn";
import { arnOf, isIdentity, type Identity, type ExternalPrincipal, type Principal } from "./principal";
import { naming } from "./principal-match";
import { AskedResources, listHolds } from "./resource-match";
import { NO_POLICIES, type Policies, type Statement } from "./statement";
import type { Context } from "./variables";

/** May somebody do something with a resource, or with all that a template stands for? */
export interface IamQuestion {
  readonly principal: Identity | ExternalPrincipal;
  /** `execute-api:Invoke`; case doesn't count. */
  readonly action: string;
  readonly resource: string | Template;
  /** What is known of the request beside that, by condition key in lowercase. */
  readonly context?: Context;
  /** The policy of the resource itself; left out where it has none. */
  readonly resourcePolicy?: Policies;
  /** True for roles (their trust) and KMS keys: nobody is let in but by the resource's own policy. */
  readonly resourceDecides?: boolean;
}

export interface IamDecision {
  /** `unknown` also where only a part of what is asked for is allowed. */
  readonly outcome: "allow" | "deny" | "unknown";
  /** Something of it, everything of it. */
  readonly some: Answer;
  readonly all: Answer;
  readonly why:
    | "allowed"
    | "denied"
    /** Nothing allows it. */
    | "nothing"
    /** The permissions boundary doesn't allow it. */
    | "boundary"
    /** Of another account, and the resource lets none in. */
    | "account"
    /** Some of it is allowed, some isn't: it depends on the call. */
    | "part"
    /** A statement depends on what isn't known: conditions, or a name. */
    | "depends"
    /** Policies that can't be read. */
    | "unread"
    /** Its policies are kept elsewhere. */
    | "elsewhere";
  /** The statement that settles it, or leaves it open. */
  readonly by?: Statement;
  /** The conditions of that statement which nobody can answer, for people. */
  readonly conditions: readonly string[];
  /** Clauses: what isn't seen, and so is taken to make no difference where the outcome is known. */
  readonly unread: readonly string[];
}

/**
 * Explicit Deny, then Allow, within the permissions boundary; otherwise denied. A resource's own policy lets in what is
 * of its account by itself, others together with theirs.
 * Policy evaluation logic https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * Policies of the organization and of the session aren't part of any plan.
 */
export function evaluate(model: Model, ask: IamQuestion): IamDecision {
  const { principal } = ask;
  const asked: Template = typeof ask.resource === "string" ? [ask.resource] : ask.resource;
  const about = (policies: Policies): Policies => withOwnArn(model, policies, asked);
  const own = isIdentity(principal) ? about(policiesOf(model, principal)) : NO_POLICIES;
  const boundary = isIdentity(principal) ? boundaryOf(model, principal) : undefined;
  return decide({
    ...ask,
    asked,
    own,
    ...(boundary && { boundary: about(boundary) }),
    ...(ask.resourcePolicy && { resourcePolicy: about(ask.resourcePolicy) }),
  });
}

/** The same for policies that are at hand already. */
export interface Given extends IamQuestion {
  readonly asked: Template;
  readonly own: Policies;
  readonly boundary?: Policies;
}

export function decide(given: Given): IamDecision {
  const { principal, asked, own, boundary, resourcePolicy } = given;
  const context = { ...contextOf(principal, asked), ...given.context };
  const layers = [own, boundary, resourcePolicy].filter((one) => one !== undefined);
  const resources = new AskedResources(
    asked,
    layers.flatMap(({ statements }) => statements),
    context,
  );
  const seen: Seen = { ...given, context, resources };
  const decisions = resources.parts.map((part) => ofPart(seen, part));
  return whole(decisions);
}

interface Seen extends Given {
  readonly context: Context;
  readonly resources: AskedResources;
}

/** What one set of policies says of one part of what is asked. */
interface Said {
  readonly deny: Answer;
  readonly allow: Answer;
  readonly denying?: Statement;
  readonly allowing?: Statement;
  /** An Allow that names the principal itself, not just its account. */
  readonly direct: Answer;
  /** An Allow for everyone. */
  readonly everyone: Answer;
  readonly unread: readonly string[];
}

function said(seen: Seen, policies: Policies, part: Atom): Said {
  const about = policies.statements.map((statement) => {
    const named = statement.principals && naming(statement.principals, seen.principal);
    return { statement, how: named?.how, does: every([concerns(seen, statement, part), named?.named ?? true]) };
  });
  const of = (effect: string) =>
    about
      .filter(({ statement, does }) => does !== false && valueOr(statement.effect, effect) === effect)
      .map(
        ({ statement, does, how }) => ({ statement, how, does: statement.effect.known ? does : "unknown" }) as const,
      );
  const first = (list: ReturnType<typeof of>) => (list.find((one) => one.does === true) ?? list[0])?.statement;
  const [denying, allowing] = [of("Deny"), of("Allow")];
  const unread = policies.unread.filter(
    ({ actions }) => !actions || listHolds(actions, (text) => matchesAction(text, seen.action)) !== false,
  );
  const by = { denying: first(denying), allowing: first(allowing) };
  return {
    deny: some(denying.map(({ does }) => does)),
    allow: some(allowing.map(({ does }) => does)),
    direct: some(allowing.filter(({ how }) => how !== "account").map(({ does }) => does)),
    everyone: some(allowing.filter(({ how }) => how === "everyone").map(({ does }) => does)),
    unread: unread.map(({ text }) => text),
    ...(by.denying && { denying: by.denying }),
    ...(by.allowing && { allowing: by.allowing }),
  };
}

/** Does a statement speak of doing this with this part, in such a request? */
function concerns({ action, resources, context }: Seen, statement: Statement, part: Atom): Answer {
  const acts = listHolds(statement.actions, (text) => matchesAction(text, action));
  if (acts === false) return false;
  const where = resources.holds(statement, part);
  if (where === false) return false;
  return every([acts, where, conditionsHold(statement, context)]);
}

export function matchesAction(pattern: string, action: string): boolean {
  return matches(globOf(pattern.toLowerCase()), action.toLowerCase());
}

function ofPart(seen: Seen, part: Atom): IamDecision {
  const { principal, boundary, resourcePolicy } = seen;
  const own = said(seen, seen.own, part);
  const limit = boundary && said(seen, boundary, part);
  const theirs = resourcePolicy && said(seen, resourcePolicy, part);
  const all = [own, limit, theirs].filter((one) => one !== undefined);
  const unread = all.flatMap((one) => one.unread);
  const settle = (answer: Answer, why: IamDecision["why"], by?: Statement): IamDecision =>
    decision(answer, why, by, unread, seen.context);
  const denied = all.find((one) => one.deny === true);
  if (denied) return settle(false, "denied", denied.denying);
  const doubtful = all.find((one) => one.deny === "unknown");
  if (doubtful) return settle("unknown", "depends", doubtful.denying);
  const paths = waysIn(seen, own, limit, theirs);
  if (paths === "account") return settle(false, "account");
  const { answer, by, boundary: stopped } = paths;
  if (answer === true) return settle(true, "allowed", by);
  if (answer === "unknown" && by) return settle("unknown", "depends", by);
  if (unread.length > 0) return settle("unknown", "unread");
  if (stopped) return settle(false, "boundary");
  // An account's own policies let nobody in whom the resource's policy doesn't.
  const elsewhere = isIdentity(principal) ? !principal.managed : principal.kind === "account" && !resourcePolicy;
  return elsewhere ? settle("unknown", "elsewhere") : settle(false, "nothing");
}

interface Way {
  readonly answer: Answer;
  readonly by?: Statement | undefined;
  /** Nothing but the boundary stands in the way. */
  readonly boundary?: boolean;
}

function waysIn(seen: Seen, own: Said, limit: Said | undefined, theirs: Said | undefined): Way | "account" {
  const { principal, asked, resourceDecides = false } = seen;
  const within: Answer = limit ? limit.allow : true;
  if (!isIdentity(principal)) return { answer: theirs?.allow ?? false, by: theirs?.allowing };
  const ownAnswer = every([own.allow, within]);
  const ownBy = own.allow === true && within === "unknown" ? limit?.allowing : own.allowing;
  if (!sameAccount(principal, asked)) {
    if (!theirs) return "account";
    const answer = every([theirs.allow, ownAnswer]);
    const by = theirs.allow === true ? ownBy : theirs.allowing;
    return { answer, by, boundary: own.allow === true && within === false };
  }
  // What is given to a user itself, or to everyone, isn't limited by a boundary; what is given to a role is.
  const limited: Answer = principal.kind === "user" ? true : within;
  const theirAnswer = theirs ? some([theirs.everyone, every([theirs.direct, limited])]) : false;
  const allowed = resourceDecides ? every([theirs?.allow ?? false, ownAnswer]) : ownAnswer;
  const answer = some([allowed, theirAnswer]);
  const by = theirAnswer === answer ? theirs?.allowing : ownBy;
  return { answer, by, boundary: within === false && (own.allow === true || theirs?.direct === true) };
}

/** Accounts that aren't known are taken to be one: what one configuration makes. */
function sameAccount({ account }: Identity, asked: Template): boolean {
  const theirs = accountOfArn(asked);
  return account === undefined || theirs === undefined || account === theirs;
}

/** The account that an ARN names, where it does. */
export function accountOfArn(asked: Template): string | undefined {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(templateText(asked))?.[1];
}

/** What a request by somebody carries, whatever else it says. */
function contextOf(principal: Principal, asked: Template): Context {
  const account = accountOfArn(asked);
  const theirs: Context = account === undefined ? {} : { "aws:resourceaccount": [account] };
  if (principal.kind === "service")
    return { ...theirs, "aws:principalisawsservice": ["true"], "aws:principalorgid": null };
  // Somebody anywhere: in no organization that a policy names, and no service.
  if (principal.kind === "everyone")
    return {
      ...theirs,
      "aws:principalisawsservice": ["false"],
      "aws:principalorgid": null,
      "aws:sourcearn": null,
      "aws:sourceaccount": null,
    };
  if (!isIdentity(principal)) return theirs;
  const arn = arnOf(principal);
  return {
    ...theirs,
    "aws:principalisawsservice": ["false"],
    "aws:sourcearn": null,
    "aws:sourceaccount": null,
    "aws:principaltype": [principal.kind === "user" ? "User" : "AssumedRole"],
    ...(principal.account !== undefined && { "aws:principalaccount": [principal.account] }),
    // A role's session has its role's ARN here.
    ...(arn !== undefined && { "aws:principalarn": [arn] }),
    ...(principal.kind === "user"
      ? principal.name !== undefined && { "aws:username": [principal.name] }
      : { "aws:username": null }),
  };
}

const OUTCOMES = { true: "allow", false: "deny", unknown: "unknown" } as const;

function decision(
  answer: Answer,
  why: IamDecision["why"],
  by: Statement | undefined,
  unread: readonly string[],
  context: Context,
): IamDecision {
  return {
    outcome: OUTCOMES[`${answer}`],
    some: answer,
    all: answer,
    why,
    ...(by && { by }),
    conditions: by && why === "depends" ? openConditions(by, context) : [],
    unread: [...new Set(unread)],
  };
}

/** The parts of what is asked, put together again. */
function whole(parts: readonly IamDecision[]): IamDecision {
  const [first] = parts;
  if (!first) throw new Error("there is nothing to decide");
  const [any, all] = [some(parts.map((one) => one.some)), every(parts.map((one) => one.all))];
  const unread = [...new Set(parts.flatMap((one) => one.unread))];
  const same = parts.every((one) => one.outcome === first.outcome);
  const telling =
    (same ? undefined : parts.find((one) => one.outcome === "unknown")) ??
    parts.find((one) => one.why === "denied" || one.why === "boundary") ??
    first;
  if (same) return { ...telling, unread };
  const allowed = parts.find((one) => one.outcome === "allow");
  if (telling.outcome === "unknown") return { ...telling, some: any, all, unread };
  const by = allowed?.by ?? telling.by;
  return { outcome: "unknown", some: any, all, why: "part", ...(by && { by }), conditions: [], unread };
}

/** Statements that allow an action on something else: the nearest to what was meant. */
export function nearMisses(model: Model, identity: Identity, action: string): readonly Statement[] {
  return policiesOf(model, identity).statements.filter(
    ({ effect, actions }) =>
      valueOr(effect, undefined) === "Allow" && listHolds(actions, (text) => matchesAction(text, action)) === true,
  );
}
