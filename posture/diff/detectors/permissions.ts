import { targetOf } from "../../model/index";
import type { Permission } from "../../model/index";
import type { ChangeKind, Detector, Reporter } from "../change";
import type { Comparison } from "../comparison";
import { nameOf } from "../../redact/name";
import { isBoth } from "../pairs";
import { shown } from "../../redact/redact";
import { covers } from "../../iam/policy-statement";
import { settle } from "../compare-values";

/** Who may invoke a function, past any authorizer. */
export const permissions: Detector = {
  source:
    "Lambda: Granting Lambda function access to AWS services https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html",
  codes: {
    "permission-added": { title: "Somebody may invoke a function", kinds: ["broadened", "neutral"] },
    "permission-widened": { title: "More callers may invoke a function", kinds: ["broadened"] },
    "permission-narrowed": { title: "Fewer callers may invoke a function", kinds: ["narrowed"] },
    "permission-removed": { title: "Somebody may not invoke a function any more", kinds: ["breaking"] },
    "permission-changed": { title: "Others may invoke a function", kinds: ["broadened"] },
    "permission-unknown": { title: "Who may invoke a function isn't known before apply", kinds: ["unknown"] },
  },
  compares: {
    aws_lambda_permission: "function_name principal source_arn",
  },
  detect(comparison, report) {
    const added = comparison.permissions.flatMap((pair) => (pair.after && !pair.before ? [pair.after] : []));
    for (const pair of comparison.permissions) {
      const { before, after } = pair;
      if (isBoth(pair)) compared(comparison, report, pair.before, pair.after);
      else if (after)
        report({
          at: after,
          code: "permission-added",
          kind: isWiring(after) ? "neutral" : "broadened",
          summary: `${who(after)} may invoke ${fn(after)}${isWiring(after) ? "" : ", past any authorizer"}.`,
          after: who(after),
        });
      else if (before && functionStays(comparison, before) && !added.some((p) => standsIn(comparison, before, p)))
        report({
          at: before,
          code: "permission-removed",
          kind: "breaking",
          summary: `${who(before)} may not invoke ${fn(before)} any more: calls that need it get 500.`,
          before: who(before),
        });
    }
  },
};

/** An API or pool of this model invokes its own function: how things are wired, no new door. */
function isWiring({ source }: Permission): boolean {
  return source.kind === "resource" || (source.kind === "unknown" && source.candidates.length > 0);
}

function functionStays(comparison: Comparison, permission: Permission): boolean {
  const target = targetOf(permission.function);
  return !target || comparison.becomes(target) !== undefined;
}

/** Does a new permission let the same ones in as one that goes? */
function standsIn(comparison: Comparison, before: Permission, after: Permission): boolean {
  const same = comparison.sameLink(before.function, after.function) === true;
  return same && who(before) === who(after);
}

function compared(comparison: Comparison, report: Reporter, before: Permission, after: Permission): void {
  const place = { before, after };
  const principal = settle(before.principal, after.principal, { ...place, path: ["principal"] });
  const path = settle(before.sourcePath, after.sourcePath, { ...place, path: ["source_arn"] });
  const source = comparison.sameLink(before.source, after.source);
  const say = (code: string, kind: ChangeKind, summary: string): void =>
    report({ at: after, code, kind, summary, before: who(before), after: who(after) });
  if (principal.is === "unknown")
    return say(
      "permission-unknown",
      "unknown",
      `Whether others may invoke ${fn(after)} can't be said: ${principal.why}.`,
    );
  const opened = before.source.kind !== "none" && after.source.kind === "none";
  const closed = before.source.kind === "none" && after.source.kind !== "none";
  if (principal.is === "changed" && after.principal.known && after.principal.value === "*")
    return say(
      "permission-widened",
      "broadened",
      `Everybody with an AWS account may invoke ${fn(after)}, past any authorizer.`,
    );
  if (principal.is === "changed")
    return say("permission-changed", "broadened", `${who(after)} may invoke ${fn(after)}, instead of ${who(before)}.`);
  if (opened)
    return say(
      "permission-widened",
      "broadened",
      `Anything of ${who(after)}, may invoke ${fn(after)}: the source ARN is gone.`,
    );
  if (closed) return say("permission-narrowed", "narrowed", `Only ${who(after)} may invoke ${fn(after)}.`);
  if (source === "unknown" && after.source.kind === "unknown" && after.source.candidates.length === 0)
    return say(
      "permission-unknown",
      "unknown",
      `Whether another source may invoke ${fn(after)} can't be said: ${after.source.why}.`,
    );
  if (source === false && pattern(before) !== pattern(after)) {
    const wider = covers(pattern(after), pattern(before));
    return say(
      wider ? "permission-widened" : "permission-changed",
      "broadened",
      `${who(after)} may invoke ${fn(after)}, instead of ${who(before)}.`,
    );
  }
  if (path.is !== "changed" || path.before === path.after) return;
  const [was, is] = [path.before ?? "*", path.after ?? "*"];
  if (covers(was, is))
    say("permission-narrowed", "narrowed", `The function ${fnName(after)} may be invoked through ${is} only.`);
  else
    say(
      "permission-widened",
      "broadened",
      `The function ${fnName(after)} may be invoked through ${is}, where it was ${was}.`,
    );
}

function pattern({ sourceArn }: Permission): string {
  return sourceArn.known ? (sourceArn.value ?? "*") : "(not known yet)";
}

function who(permission: Permission): string {
  const { principal, source, sourcePath } = permission;
  const name = principal.known ? shown(permission, ["principal"], principal.value ?? "(nobody)") : "(not known yet)";
  const path = sourcePath.known && sourcePath.value !== undefined ? ` ${sourcePath.value}` : "";
  if (source.kind === "resource") return `${name}, for ${nameOf(source.target)}${path}`;
  if (source.kind === "external") return `${name}, for ${shown(permission, ["source_arn"], source.id)}`;
  return source.kind === "none" ? `${name}, from any source` : `${name}${path}`;
}

function fn(permission: Permission): string {
  return `the function ${fnName(permission)}`;
}

function fnName({ function: link, resource }: Permission): string {
  if (link.kind === "resource") return nameOf(link.target);
  return link.kind === "external" ? link.id : `of ${resource.address}`;
}
