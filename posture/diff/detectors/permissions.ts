import { append } from "../../group-by";
import {
  comparePolicies,
  permissionStatement,
  type PolicyDifference,
  type PolicyPermission,
  type Statement,
} from "../../iam/index";
import {
  listing,
  targetOf,
  valueOr,
  type Answer,
  type Listing,
  type Permission,
  type Resource,
  type Value,
} from "../../model/index";
import { nameOf } from "../../redact/name";
import { broadened, unknown, narrowed, type ChangeKind, type Detector, type Reporter } from "../change";
import type { Comparison } from "../comparison";
import { namingFor } from "../policies/names";
import { isMatched, type MatchedPair, type Pair } from "../pairs";
import { shown } from "../../redact/redact";

/** Who may invoke a function, past any authorizer. */
export const permissions: Detector = {
  source:
    "Lambda: Granting Lambda function access to AWS services https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html",
  codes: {
    "permission-added": { title: "Somebody may invoke a function", kinds: ["broadened", "neutral"] },
    "permission-widened": broadened("More callers may invoke a function"),
    "permission-narrowed": narrowed("Fewer callers may invoke a function"),
    "permission-removed": { title: "Somebody may no longer invoke a function", kinds: ["breaking", "neutral"] },
    "permission-changed": { title: "Others may invoke a function", kinds: ["broadened", "neutral"] },
    "permission-unknown": unknown("Who may invoke a function isn't known before apply"),
  },
  compares: {
    aws_lambda_permission:
      "function_name principal action source_arn source_account principal_org_id event_source_token function_url_auth_type invoked_via_function_url qualifier",
  },
  detect(comparison, report) {
    const open = comparison.permissions.filter(isMatched).filter((pair) => leadsToUnknown(comparison, pair));
    for (const { before, after } of open) unknownFunction(before, after, report);
    for (const pairs of byFunction(comparison, new Set<Pair<Permission>>(open))) ofFunction(comparison, pairs, report);
  },
};

/** May it be another function that the permission is for? */
function leadsToUnknown(comparison: Comparison, { before, after }: MatchedPair<Permission>): boolean {
  const place = { before, after, path: ["function_name"] };
  const isOpen = [before, after].some(({ function: link }) => link.kind === "unknown");
  return isOpen && comparison.sameLink(before.function, after.function, place) !== true;
}

function unknownFunction(before: Permission, after: Permission, report: Reporter): void {
  const [open, side] = after.function.kind === "unknown" ? [after.function, "is"] : [before.function, "was"];
  report({
    at: after,
    code: "permission-unknown",
    summary: `Which function ${who(after)} may call may have changed: its function_name ${side} not known${open.kind === "unknown" ? ` (${open.why})` : ""}.`,
    before: fn(before),
    after: fn(after),
  });
}

/** Permissions of one function together: what one allows, another may allow already. */
function byFunction(
  comparison: Comparison,
  but: ReadonlySet<Pair<Permission>>,
): readonly (readonly Pair<Permission>[])[] {
  const found = new Map<string, Pair<Permission>[]>();
  for (const pair of comparison.permissions.filter((one) => !but.has(one))) {
    let [was, is] = [pair.before && keyOf(pair.before, "before"), pair.after && keyOf(pair.after, "after")];
    const [from, to] = [pair.before, pair.after].map((one) => one && ownerOf(one));
    // Functions of one name in two accounts are two.
    if (from !== undefined && to !== undefined && from !== to) [was, is] = [`${was} ${from}`, `${is} ${to}`];
    // One that is moved from function to function is gone at the one and new at the other.
    const parts: readonly [string | undefined, Pair<Permission>][] =
      isMatched(pair) && was !== is
        ? [
            [was, { before: pair.before }],
            [is, { after: pair.after }],
          ]
        : [[is ?? was, pair]];
    for (const [key = "", part] of parts) {
      append(found, key, part);
    }
  }
  return [...found.values()];

  function keyOf({ function: link, address, resource }: Permission, side: "before" | "after"): string {
    if (link.kind === "resource")
      return side === "before"
        ? (comparison.becomes(link.target)?.address ?? link.target.address)
        : link.target.address;
    if (link.kind === "external") return /:function:([\w-]+)/.exec(link.id)?.[1] ?? link.id;
    return `${address} ${resource.attributes
      .references("function_name")
      .map((one) => one.address)
      .join(" ")}`;
  }
}

/** The account in the function's ARN: the one that the permission names, or that of the function which it names. */
function ownerOf({ function: link, resource }: Permission): string | undefined {
  return (
    accountIn(resource, "function_name") ??
    (link.kind === "resource" ? accountIn(link.target.resource, "arn") : undefined)
  );
}

/** The new function has no ARN yet; its account is that of the one which it replaces. */
function isOfReplacedFunction({ after }: Comparison, { function: link }: Permission): boolean {
  const actions = link.kind === "resource" ? after.change(link.target.address)?.actions : undefined;
  return actions?.includes("delete") === true && actions.includes("create");
}

function accountIn({ attributes }: Resource, argument: string): string | undefined {
  return /:(\d{12}):function:/.exec(valueOr(attributes.text(argument), "") ?? "")?.[1];
}

function ofFunction(comparison: Comparison, pairs: readonly Pair<Permission>[], report: Reporter): void {
  const side = (name: "before" | "after", of = pairs) =>
    of.flatMap(({ [name]: permission }) => (permission ? [statementOf(comparison, permission, name)] : []));
  const compared = (was: readonly Statement[], is: readonly Statement[]) =>
    comparePolicies([{ statements: was, unread: [] }], [{ statements: is, unread: [] }], namingFor(comparison));
  const [before, after] = [side("before"), side("after")];
  const difference = compared(before, after);
  // What another permission gives counts as its doing, not as that of one that stays as it was.
  const textOf = (one: Statement) => JSON.stringify({ ...one, at: undefined });
  const same = new Set(
    pairs.filter(isMatched).flatMap((pair) => {
      const [was, is] = [statementOf(comparison, pair.before, "before"), statementOf(comparison, pair.after, "after")];
      return textOf(was) === textOf(is) ? [pair.before.address, pair.after.address] : [];
    }),
  );
  const by = (list: readonly PolicyPermission[]) => {
    const all = list.map((one) => one.by.at.address);
    const changed = all.filter((address) => !same.has(address));
    return new Set(changed.length > 0 ? changed : all);
  };
  const [gained, lost] = [by(difference.gained), by(difference.lost)];
  const open = new Set(difference.unknown?.at.map(({ address }) => address));
  for (const pair of pairs) {
    const { before: was, after: is } = pair;
    if (isMatched(pair)) {
      const isReplaced = isOfReplacedFunction(comparison, pair.after);
      both(pair.before, pair.after, { gained, lost, open, same, left: difference.unknown, isReplaced }, report);
    } else if (is) {
      const opens = gained.has(is.address) || open.has(is.address);
      const unsure = opens ? undefined : compared(before, side("after", [pair])).unknown;
      added(is, opens, unsure?.gained === true ? unsure.why : undefined, report);
    } else if (was && functionStays(comparison, was)) {
      // Where nothing is left, what isn't known of the one that goes is lost with it.
      const closes = lost.has(was.address) || (after.length === 0 && open.has(was.address));
      const unsure = closes ? undefined : compared(side("before", [pair]), after).unknown;
      removed(was, closes, unsure?.lost === true ? unsure.why : undefined, report);
    }
  }
}

/** API or pool of either side by what it is on the after side, so that ids that AWS makes up don't count. */
function statementOf(comparison: Comparison, permission: Permission, side: "before" | "after"): Statement {
  const own = permissionStatement(permission);
  // Without signatures, whoever signs gets in as well.
  const conditions = own.conditions.items.map((one) =>
    one.key === "lambda:FunctionUrlAuthType" && one.values.items.includes("NONE")
      ? { ...one, values: listing(["NONE", "AWS_IAM"]) }
      : one,
  );
  const statement = {
    ...own,
    resources: { not: false, list: listOf(permission.qualifier) },
    conditions: listing(conditions, own.conditions.missing),
  };
  const { source, sourcePath } = permission;
  if (source.kind !== "resource") return statement;
  const { target } = source;
  // A pool's ARN ends with the pool; what follows an API's has to be known.
  if (!sourcePath.known && target.resource.type !== "aws_cognito_user_pool") return statement;
  const what = side === "before" ? (comparison.becomes(target) ?? target) : target;
  const path = valueOr(sourcePath, undefined) ?? "";
  const arn = `arn:aws:${what.resource.type}:::${what.address}${path}`;
  const items = statement.conditions.items.map((one) =>
    one.key === "aws:SourceArn" ? { ...one, values: listing([arn]) } : one,
  );
  return { ...statement, conditions: listing(items, statement.conditions.missing) };
}

function listOf(value: Value<string | undefined>): Listing<string> {
  return value.known
    ? listing([["arn:aws:lambda:::function", value.value].join(":")])
    : listing<string>([], [value.why]);
}

interface Sides {
  readonly gained: ReadonlySet<string>;
  readonly lost: ReadonlySet<string>;
  readonly open: ReadonlySet<string>;
  /** What says the same on both sides, whatever it calls the things that it names. */
  readonly same: ReadonlySet<string>;
  readonly left: PolicyDifference["unknown"];
  readonly isReplaced: boolean;
}

function both(
  before: Permission,
  after: Permission,
  { gained, lost, open, same, left, isReplaced }: Sides,
  report: Reporter,
): void {
  const say = (code: string, summary: string, kind?: ChangeKind): void =>
    report({ at: after, code, summary, ...(kind && { kind }), before: who(before), after: who(after) });
  const was = `${who(before)}${does(before) === does(after) ? "" : `, who could ${does(before)}`}`;
  const [more, less] = [gained.has(after.address), lost.has(before.address)];
  if (more && less) say("permission-changed", `${cap(who(after))} may ${does(after)}, instead of ${was}.`, "broadened");
  else if (more) say("permission-widened", `${cap(who(after))} may now ${does(after)} (was: ${was}).`);
  // Who is let out for sure doesn't say who else is let in.
  else if (less && !(left?.gained && open.has(after.address)))
    say("permission-narrowed", `Only ${who(after)} may now ${does(after)} by this permission (was: ${was}).`);
  else if (open.has(after.address) || open.has(before.address))
    say("permission-unknown", `Whether others may ${does(after)} is unknown: ${left?.why}.`);
  else if (ownerOf(before) !== ownerOf(after) && !isReplaced)
    say(
      "permission-unknown",
      `Whether others may ${does(after)} is unknown: one side alone shows the function's account.`,
    );
  else if (!same.has(after.address) && (who(before) !== who(after) || does(before) !== does(after))) {
    const summary = `The permission ${after.address} is for ${who(after)} (was: ${was}); another one allows both.`;
    say("permission-changed", summary, "neutral");
  }
}

/** @param unsure why it isn't known whether another permission allows the same */
function added(after: Permission, opens: boolean, unsure: string | undefined, report: Reporter): void {
  const wiring = isWiring(after);
  report({
    at: after,
    code: "permission-added",
    kind: wiring || !(opens || unsure !== undefined) ? "neutral" : opens ? "broadened" : "unknown",
    summary: opens
      ? `${cap(who(after))} may ${does(after)}${wiring || invokes(after.action) !== true ? "" : ", bypassing any authorizer"}.`
      : unsure === undefined
        ? `The permission ${after.address} is new; another one lets ${who(after)} ${does(after)} already.`
        : `The permission ${after.address} is new: it lets ${who(after)} ${does(after)}; whether another one does already is unknown: ${unsure}.`,
    after: who(after),
  });
}

/** @param unsure why it isn't known whether another permission allows the same */
function removed(before: Permission, closes: boolean, unsure: string | undefined, report: Reporter): void {
  report({
    at: before,
    code: "permission-removed",
    kind: closes ? "breaking" : unsure === undefined ? "neutral" : "unknown",
    summary: closes
      ? `${cap(who(before))} may no longer ${does(before)}: ${consequence(before)}.`
      : unsure === undefined
        ? `The permission ${before.address} is removed; another one lets ${who(before)} ${does(before)}.`
        : `The permission ${before.address} is removed: whether another one lets ${who(before)} ${does(before)} is unknown: ${unsure}.`,
    before: who(before),
  });
}

/** What those see who call through whatever loses its permission. */
function consequence({ principal, action }: Permission): string {
  const calls = invokes(action) === true ? CONSEQUENCES[valueOr(principal, undefined) ?? ""] : undefined;
  return calls ?? "calls that need it are refused";
}

/** Does an action let somebody run the function's code? */
function invokes(action: Permission["action"]): Answer {
  return action.known ? /^(?:\*|lambda:(?:\*|Invoke\w*))$/i.test(action.value ?? "") : "unknown";
}

const CONSEQUENCES: Readonly<Record<string, string>> = {
  "apigateway.amazonaws.com": "calls through the API that need it get 500",
  "elasticloadbalancing.amazonaws.com": "the load balancer answers 502 where it needs it",
  "cognito-idp.amazonaws.com": "sign-ins that trigger it fail",
};

/** An API or pool of this model invokes its own function: how things are wired, no new entry point. */
function isWiring({ source, action }: Permission): boolean {
  if (valueOr(action, undefined) !== "lambda:InvokeFunction") return false;
  return source.kind === "resource" || (source.kind === "unknown" && source.candidates.length > 0);
}

function functionStays(comparison: Comparison, permission: Permission): boolean {
  const target = targetOf(permission.function);
  return !target || comparison.becomes(target) !== undefined;
}

function who(permission: Permission): string {
  const { principal, source, sourcePath } = permission;
  const text = (name: string) => {
    const value = permission.resource.attributes.text(name);
    if (!value.known) return "(not known yet)";
    return value.value === undefined || value.value === "" ? undefined : shown(permission, [name], value.value);
  };
  const name = principal.known
    ? shown(permission, ["principal"], principal.value ?? "(nobody)")
    : "a principal not known yet";
  const [organization, account, url, token, byUrl] = [
    "principal_org_id",
    "source_account",
    "function_url_auth_type",
    "event_source_token",
    "invoked_via_function_url",
  ].map(text);
  const path = sourcePath.known && sourcePath.value !== undefined ? sourcePath.value : "";
  const from =
    source.kind === "resource"
      ? `for ${nameOf(source.target)}${path === "" ? "" : ` ${path}`}`
      : source.kind === "external"
        ? `for ${shown(permission, ["source_arn"], source.id)}`
        : source.kind === "unknown"
          ? path === ""
            ? "for a source not known yet"
            : path
          : undefined;
  const limits = [
    organization === undefined ? undefined : `of the organization ${organization}`,
    account === undefined ? undefined : `for the account ${account}`,
    token === undefined ? undefined : `with the event source token ${token}`,
    byUrl === undefined
      ? undefined
      : byUrl === "true"
        ? "in requests by URL"
        : `where invoked_via_function_url is ${byUrl}`,
    url === undefined ? undefined : `through its URL (${url})`,
    from,
  ].filter((one) => one !== undefined);
  const everybody = name === "*" ? (url === "NONE" ? "everybody" : "everybody with an AWS account") : name;
  if (limits.length > 0) return [everybody, ...limits].join(" ");
  return name.endsWith(".amazonaws.com") ? `${everybody}, from any source` : everybody;
}

/** `invoke the function guard`; another action by its name. */
function does(permission: Permission): string {
  const { action } = permission;
  const name = action.known ? (action.value ?? "") : "(an action not known yet)";
  if (/^lambda:InvokeFunction(Url)?$/i.test(name)) return `invoke ${fn(permission)}`;
  return `call ${shown(permission, ["action"], name)} on ${fn(permission)}`;
}

function fn(permission: Permission): string {
  const { function: link, resource, qualifier } = permission;
  if (link.kind === "resource") {
    const owner = ownerOf(permission);
    const elsewhere = owner !== accountIn(link.target.resource, "arn");
    return `the function ${nameOf(link.target)}${qualifier.known && qualifier.value !== undefined ? `:${qualifier.value}` : ""}${elsewhere ? ` of account ${owner}` : ""}`;
  }
  return link.kind === "external" ? `the function ${link.id}` : `the function of ${resource.address}`;
}

/** Names of services and ARNs stay as they are. */
function cap(text: string): string {
  return /^[a-z]+[.:\d-]/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
