import { isConfiguration, type Change, type Entity, type Link, type Step } from "../model/index";
import type { Comparison } from "./comparison";
import type { ChangeReport, Reporter } from "./change";
import { compareValue } from "./compare-values";
import { isMatched, type MatchedPair, type Pair } from "./pairs";
import { relocation } from "./relocated";

/** That a thing is destroyed and created again, and why; `sure` false: only if the guess about the provider holds. */
export interface Replacement {
  readonly cause: string;
  readonly sure: boolean;
}

/**
 * Arguments that force a replacement (provider 5.100 schema, ForceNew), for sources that don't tell: states and
 * synthesized stacks.
 */
const FORCES: Readonly<Record<string, readonly (readonly Step[])[]>> = {
  aws_cognito_user_pool: [
    ["alias_attributes"],
    ["username_attributes"],
    ["username_configuration", 0, "case_sensitive"],
  ],
  aws_cognito_user_pool_client: [["generate_secret"], ["user_pool_id"]],
  aws_cognito_resource_server: [["identifier"], ["name"], ["user_pool_id"]],
  aws_cognito_user_group: [["name"], ["user_pool_id"]],
  aws_cognito_user_pool_domain: [["domain"], ["user_pool_id"]],
  aws_cognito_identity_provider: [["provider_name"], ["provider_type"], ["user_pool_id"]],
  aws_apigatewayv2_api: [["protocol_type"]],
};

const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: "it is tainted",
  replace_by_request: "-replace was given for it",
  replace_by_triggers: "a change in its replace_triggered_by forces it",
};

/** Is the thing replaced by this change, so that what AWS gave it (ids, users, keys) is lost? */
export function replacement(comparison: Comparison, { before, after }: MatchedPair<Entity>): Replacement | undefined {
  const change = comparison.after.change(after.address);
  if (change?.replaced) {
    // Pending on the base as well: not this change's doing.
    if (comparison.before.change(before.address)?.replaced) return undefined;
    return { cause: forcedBy(comparison, change), sure: true };
  }
  if (before.address !== after.address) {
    const made = change?.actions.includes("create") === true;
    if (made && comparison.after.change(before.address)?.actions.includes("delete") === true)
      return { cause: `its address changed from ${before.address} without a moved block`, sure: true };
  }
  // Of two plans that both make it, neither says what the one would replace of the other.
  if (change !== undefined && change.actions.join() !== "create") return undefined;
  const ids = [before, after].map((entity) => entity.resource.attributes.text("id"));
  const [was, is] = ids;
  if (was?.known && is?.known && is.value !== undefined)
    return was.value === is.value
      ? undefined
      : { cause: forced(comparison, before, after) ?? "its id changed", sure: true };
  const cause = forced(comparison, before, after);
  return cause === undefined ? undefined : { cause, sure: true };
}

type Told = Omit<ChangeReport, "at"> | false;

/** What is said of things that come, go and are replaced; false: nothing. */
export interface Lifecycle<E extends Entity> {
  readonly added: (after: E) => Told;
  readonly removed: (before: E) => Told;
  /** The cause is added to it. */
  readonly replaced?: (after: E, before: E) => Told;
}

/** Reports which things come, go and are replaced. */
export function lifecycle<E extends Entity>(
  comparison: Comparison,
  report: Reporter,
  pairs: readonly Pair<E>[],
  { added, removed, replaced }: Lifecycle<E>,
): void {
  const say = (at: E, told: Told | undefined, cause?: string): void => {
    if (told) report({ at, ...told, ...(cause !== undefined && { cause }) });
  };
  for (const pair of pairs) {
    const { before, after } = pair;
    if (isMatched(pair)) {
      const found = replaced && replacement(comparison, pair);
      const told = found && replaced(pair.after, pair.before);
      if (told) say(pair.after, { kind: "breaking", ...told }, found.cause);
      else if (replaced && isConfiguration(comparison.after.origin)) {
        const certain = replaced(pair.after, pair.before);
        const open = mayForce(pair);
        if (certain && open !== undefined)
          say(pair.after, {
            code: certain.code,
            kind: "unknown",
            summary: `Whether ${pair.after.address} is replaced isn't known: its ${open} isn't, and another value forces a replacement.`,
            attributes: [{ address: pair.after.address, attribute: open }],
          });
      }
    } else if (after) say(after, added(after));
    else if (before) say(before, removed(before));
  }
}

function forced(comparison: Comparison, before: Entity, after: Entity): string | undefined {
  const elsewhere = relocation(before.resource, after.resource);
  if (elsewhere?.sure === true) return `it moves ${elsewhere.way}`;
  const path = FORCES[after.resource.type]?.find((steps) => {
    const [b, a] = [before.resource.attributes.value(...steps), after.resource.attributes.value(...steps)];
    return b.known && a.known && canonical(b.value) !== canonical(a.value);
  });
  if (!path && "pool" in before && "pool" in after && isOtherPool(comparison, before, after))
    return "user_pool_id forces a replacement";
  return path && `${dotted(path)} forces a replacement`;
}

/** The first argument that would force a replacement, and may have changed: it isn't known on a side. */
export function mayForce({ before, after }: MatchedPair<Entity>): string | undefined {
  // Of these other findings say that they aren't known.
  const ELSEWHERE = ["user_pool_id", "generate_secret"];
  const path = FORCES[after.resource.type]?.find((steps) => {
    const [b, a] = [before.resource.attributes.value(...steps), after.resource.attributes.value(...steps)];
    if (ELSEWHERE.includes(dotted(steps))) return false;
    return compareValue(b, a, { before, after, path: steps }).is === "unknown";
  });
  return path && dotted(path);
}

type OfPool = Entity & { readonly pool: Link<Entity> };

function isOtherPool(comparison: Comparison, before: Entity, after: Entity): boolean {
  return comparison.sameLink((before as OfPool).pool, (after as OfPool).pool) === false;
}

/** Left out and empty are one to the provider; sets have no order. */
function canonical(value: unknown): string {
  if (value === undefined || value === null || value === "" || value === false) return "";
  return Array.isArray(value) ? value.map(canonical).sort().join(" ") : String(value);
}

function forcedBy(comparison: Comparison, { replacePaths, reason, after }: Change): string {
  const parts = replacePaths.map((path) => {
    const from = (after?.references(...path) ?? []).find(({ address }) => comparison.after.change(address)?.replaced);
    return from ? `${dotted(path)} (${from.address} is replaced)` : dotted(path);
  });
  const names = [...new Set(parts)];
  if (names.length > 0) return `${names.join(", ")} ${names.length === 1 ? "forces" : "force"} a replacement`;
  return REASONS[reason ?? ""] ?? "the provider can't change it in place";
}

/** `jwt_configuration.issuer`: the index of a single block is left out. */
export function dotted(path: readonly Step[]): string {
  return path.filter((step, i) => !(step === 0 && i > 0)).join(".");
}

/** The resource that a value comes from, where the plan changes that resource too. */
export function origin(comparison: Comparison, after: Entity, path: readonly Step[]): string | undefined {
  for (const { address } of after.resource.attributes.references(...path)) {
    const told = address === after.address ? undefined : changeText(comparison, address);
    if (told !== undefined) return told;
  }
  return undefined;
}

/** `ADDRESS is new`, where the plan changes it. */
export function changeText({ before, after }: Comparison, address: string): string | undefined {
  const change = after.change(address);
  if (change === undefined) return undefined;
  if (change.replaced) return `${address} is replaced`;
  const [action] = change.actions;
  // Two plans of what doesn't exist yet both create it.
  if (action === "create") return before.resource(address) ? undefined : `${address} is new`;
  return action === "update" || action === "delete" ? `${address} changes` : undefined;
}
