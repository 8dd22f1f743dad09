import type { CompareOptions, OpenList, StatementPlace as Place } from "../../iam/index";
import type { Resource, Step } from "../../model/index";
import { isConfiguration } from "../../terraform/origin";
import { sameExpression } from "../compare-values";
import type { Comparison } from "../comparison";
import { otherAddress } from "../moved";
import { jsonEqual, unknownPaths } from "../paths";

/** What a resource of one side is on the other: at the same address, or the one that it moved from or to. */
export function partnerOf(comparison: Comparison, resource: Resource, side: "before" | "after"): Resource | undefined {
  const other = side === "after" ? comparison.before : comparison.after;
  return other.resource(otherAddress(comparison, resource.address, side));
}

/** Whichever: a plan joins what the blocks refer to. */
const ANY_STATEMENT = ["statement"] as const;

/** The arguments that a statement is made of, where it isn't the text of one. */
const PARTS: Readonly<Record<string, readonly (readonly Step[])[]>> = {
  aws_lambda_permission: [
    "action",
    "principal",
    "qualifier",
    "source_arn",
    "source_account",
    "principal_org_id",
    "event_source_token",
    "function_url_auth_type",
    "invoked_via_function_url",
  ].map((name) => [name]),
  aws_iam_policy_document: [
    ...["effect", "actions", "not_actions", "resources", "not_resources"].map((name) => [...ANY_STATEMENT, name]),
    ...["principals", "not_principals"].flatMap((name) => [
      [...ANY_STATEMENT, name, 0, "type"],
      [...ANY_STATEMENT, name, 0, "identifiers"],
    ]),
    ...["test", "variable", "values"].map((name) => [...ANY_STATEMENT, "condition", 0, name]),
    ["source_json"],
    ["source_policy_documents"],
    ["override_json"],
    ["override_policy_documents"],
  ],
};

const entity = (resource: Resource) => ({ address: resource.address, resource });

/** Sources show each expression: is a resource written alike on both sides, from its first argument to its last? */
function writtenAlike(before: Resource, after: Resource): boolean {
  const [was, is] = [before.attributes.plain(), after.attributes.plain()];
  return (
    jsonEqual(was.values, is.values) &&
    jsonEqual(was.unknown, is.unknown) &&
    unknownPaths(is.unknown).every((path) => sameExpression({ before: entity(before), after: entity(after), path }))
  );
}

/** Is what isn't known at a place written by the same expressions on both sides? */
function sameAt(before: Resource, after: Resource, path: readonly Step[], sources: boolean): boolean {
  if (sources && PARTS[after.type]) return writtenAlike(before, after);
  const written = (one: Resource, at: readonly Step[]) =>
    one.attributes.written(...at) !== undefined || one.attributes.references(...at).length > 0;
  const parts = (PARTS[after.type] ?? [path]).filter((at) => written(before, at) || written(after, at));
  return (
    parts.length > 0 && parts.every((at) => sameExpression({ before: entity(before), after: entity(after), path: at }))
  );
}

/** Parts that aren't known are the same where both sides write them by the same expression. */
export function namingFor(comparison: Comparison): CompareOptions {
  const sources = [comparison.before, comparison.after].every(({ origin }) => isConfiguration(origin));
  return {
    nameOf: (at, side) => {
      const own = `${side} ${at.address} ${at.resource ? at.path.join(".") : ""}`;
      const partner = at.resource && partnerOf(comparison, at.resource, side);
      if (!at.resource || !partner) return own;
      const [before, after] = side === "after" ? [partner, at.resource] : [at.resource, partner];
      // Statements of a data source have no names of their own, and their order doesn't count.
      const where = PARTS[after.type] ? "" : at.path.join(".");
      return sameAt(before, after, at.path, sources) ? `both ${after.address} ${where}` : own;
    },
    listAt: (at, side, part) => listAt(comparison, at, side, part, sources),
  };
}

/** What a list of a data source's statement is made of, the same text for what is the same as far as a plan or the sources show it. */
function listAt(
  comparison: Comparison,
  at: Place,
  side: "before" | "after",
  part: string,
  sources: boolean,
): OpenList | undefined {
  if (!at.resource || at.resource.type !== "aws_iam_policy_document") return undefined;
  const { address, attributes } = at.resource;
  const { written, constants, exact } = attributes.expression(...at.path, part);
  const references = attributes.references(...at.path, part);
  if (written !== undefined || references.length === 0 || (sources && exact === undefined)) return undefined;
  const now = (one: string) => (side === "before" ? otherAddress(comparison, one, side) : one);
  const from = [...new Set(references.map((one) => [now(one.address), ...one.attribute].join(".")))].sort();
  return { key: JSON.stringify([now(address), part, from, constants, exact]), from };
}
