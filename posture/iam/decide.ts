import { valueOr } from "../model/index";
import type { Answer, Model } from "../model/index";
import type { Template } from "./glob";
import { byArn, policiesOf } from "./policies";
import type { Policies } from "./policies";
import type { Principal } from "./principal";
import { concerns, matched } from "./statement";
import type { Statement } from "./statement";

/** May somebody invoke an ARN, by the policies that the input shows? */
export interface Decision {
  readonly may: Answer;
  /** The statement that settles it, or leaves it open. */
  readonly by?: Statement;
  readonly why:
    | "allowed"
    | "denied"
    /** Nothing allows it. */
    | "nothing"
    /** The permissions boundary doesn't allow it. */
    | "boundary"
    /** A statement depends on what isn't known: conditions, or the part of the path. */
    | "depends"
    /** Policies that can't be read. */
    | "unread"
    /** Its policies are kept elsewhere. */
    | "elsewhere";
  /** Clauses: what isn't seen, and so is taken to make no difference where the answer is known. */
  readonly unread: readonly string[];
}

/**
 * Explicit Deny, then Allow, within the permissions boundary; otherwise denied.
 * Policy evaluation logic https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * Policies of the organization and of the session aren't part of any plan.
 */
export function decide(model: Model, principal: Principal, arn: Template): Decision {
  const policies = policiesOf(model, principal);
  const own = judged(policies, arn, principal.managed);
  const boundary = boundaryOf(model, principal);
  if (own.may === false || !boundary) return own;
  const within = judged(boundary, arn, true);
  if (within.why === "nothing") return { ...within, why: "boundary" };
  // Both have to allow it: what isn't known of the one leaves the whole open.
  if (within.may !== true) return within;
  return { ...own, unread: [...own.unread, ...within.unread] };
}

function judged({ statements, unread }: Policies, arn: Template, managed: boolean): Decision {
  const about = statements.map((statement) => ({
    statement,
    does: concerns(statement, arn),
    effect: statement.effect,
  }));
  const find = (effect: string, does: Answer) =>
    about.find((one) => one.does === does && valueOr(one.effect, effect) === effect)?.statement;
  const denied = find("Deny", true);
  if (denied) return settled(denied, denied.effect.known ? "denied" : "depends", unread);
  const doubtful = find("Deny", "unknown");
  if (doubtful) return settled(doubtful, "depends", unread);
  const allowed = find("Allow", true);
  if (allowed) return settled(allowed, "allowed", unread);
  const perhaps = find("Allow", "unknown");
  if (perhaps) return settled(perhaps, "depends", unread);
  if (unread.length > 0) return { may: "unknown", why: "unread", unread };
  return managed ? { may: false, why: "nothing", unread } : { may: "unknown", why: "elsewhere", unread };
}

const MAY = { allowed: true, denied: false, depends: "unknown" } as const;

function settled(by: Statement, why: keyof typeof MAY, unread: readonly string[]): Decision {
  return { may: MAY[why], by, why, unread };
}

function boundaryOf(model: Model, { resource }: Principal): Policies | undefined {
  if (!resource) return undefined;
  const arn = resource.attributes.text("permissions_boundary");
  if (arn.known && (arn.value === undefined || arn.value === "")) return undefined;
  return byArn(model, resource, ["permissions_boundary"]);
}

/** Statements that allow invoking something else: the nearest to what was meant. */
export function nearMisses(model: Model, principal: Principal): readonly Statement[] {
  return policiesOf(model, principal).statements.filter(
    (statement) =>
      valueOr(statement.effect, undefined) === "Allow" &&
      matched(statement.actions, ["execute-api:invoke"], true) === true,
  );
}
