import { evaluate, functionPolicy, resourcePolicyOf, whoMay } from "../../iam/index";
import type { Candidate, Policies, Template } from "../../iam/index";
import { some, targetOf } from "../../model/index";
import type { Answer, EntryPoint, LambdaFunction, Model } from "../../model/index";
import { callArn, functionArn } from "./arns";
import type { Admission, Gate } from "./types";

/** Requests that are signed, of principals whom policies allow it. */
export const iamGate: Gate = {
  admit(model, entryPoint) {
    const ask = asked(model, entryPoint);
    if (!ask) return { open: "unknown", who: "IAM principals: which of them isn't known" };
    const { action, resource, context, policy } = ask;
    const { candidates } = whoMay(model, action, resource, { context, ...(policy && { resourcePolicy: policy }) });
    return byPrincipals(candidates);
  },
  decide(model, entryPoint, credentials) {
    const ask = asked(model, entryPoint);
    if (credentials.kind !== "principal") return { outcome: "deny", status: 403, reason: "the request isn't signed" };
    if (!ask) return { outcome: "unknown", reason: "what its policies name isn't known" };
    const { principal } = credentials;
    const { outcome, why } = evaluate(model, {
      principal,
      action: ask.action,
      resource: ask.resource,
      context: ask.context,
      ...(ask.policy && { resourcePolicy: ask.policy }),
    });
    const reason = {
      allow: "policies allow it",
      deny: "no policy allows it, or one denies it",
      unknown: `it depends (${why})`,
    };
    return { outcome, ...(outcome === "deny" && { status: 403 }), reason: reason[outcome] };
  },
};

interface Asked {
  readonly action: string;
  readonly resource: Template;
  /** What every such request carries. */
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly policy?: Policies;
}

const BY_URL = { "lambda:functionurlauthtype": ["AWS_IAM"], "lambda:invokedviafunctionurl": ["true"] };

function asked(model: Model, entryPoint: EntryPoint): Asked | undefined {
  const { authorization } = entryPoint;
  if (authorization.kind === "route")
    return { action: "execute-api:Invoke", resource: callArn(entryPoint), context: {} };
  if (authorization.kind !== "iam") return undefined;
  const { action, of } = authorization;
  if (action.startsWith("appsync:")) return { action, resource: [{ gap: "rest", open: true }], context: {} };
  if (action.startsWith("execute-api:"))
    return {
      action,
      resource: callArn(entryPoint),
      context: {},
      ...(entryPoint.policyOf && { policy: resourcePolicyOf(model, entryPoint.policyOf) }),
    };
  const fn = "kind" in of ? targetOf(of) : undefined;
  return (
    fn && {
      action,
      resource: functionArn(fn),
      policy: functionPolicy(model, fn),
      context: action === "lambda:InvokeFunctionUrl" ? BY_URL : {},
    }
  );
}

/** Names who may; guests of an identity pool and everybody with an account are anybody. */
export function byPrincipals(candidates: readonly Candidate[]): Admission {
  const persons = candidates.filter(({ principal }) => principal.kind !== "service");
  const anybody = persons.filter(({ principal }) => principal.kind === "guests" || principal.kind === "everyone");
  const open: Answer = some(anybody.map(({ may }) => may));
  const names = (may: Answer): string[] =>
    [...new Set(persons.filter((one) => one.may === may).map(({ principal }) => principal.called))].sort();
  const [sure, perhaps] = [names(true), names("unknown")];
  const parts = [
    ...(sure.length > 0 ? [sure.join(", ")] : []),
    ...(perhaps.length > 0 ? [`perhaps ${perhaps.join(", ")}`] : []),
  ];
  return {
    open,
    who: parts.length > 0 ? `IAM: ${parts.join("; ")}` : "IAM principals: none in this input is allowed it",
    ...(open !== false && { fix: "name the roles that may call it in a policy, and no guests, no * principal" }),
  };
}

/** Who may invoke a function directly, by policies of their own. */
export function invokers(model: Model, fn: LambdaFunction): readonly Candidate[] {
  return whoMay(model, "lambda:InvokeFunction", functionArn(fn)).candidates;
}

/** What a REST API's own policy makes of a request without a signature. */
export function anonymousByPolicy(model: Model, entryPoint: EntryPoint): Answer {
  const { policyOf } = entryPoint;
  if (!policyOf) return true;
  const policy = resourcePolicyOf(model, policyOf);
  if (policy.statements.length === 0) return policy.unread.length > 0 ? "unknown" : true;
  const anybody = { kind: "everyone", id: "*", called: "anybody" } as const;
  return evaluate(model, {
    principal: anybody,
    action: "execute-api:Invoke",
    resource: callArn(entryPoint),
    resourcePolicy: policy,
  }).some;
}

/** A statement of a function's policy that lets others invoke it. */
export const permissionGate: Gate = {
  admit(_, { authorization }) {
    if (authorization.kind !== "permission") return { open: "unknown", who: "it isn't known" };
    const { principal, resource } = authorization.permission;
    if (!principal.known || principal.value === undefined)
      return {
        open: "unknown",
        who: `whom the permission names isn't known (${principal.known ? "no principal" : principal.why})`,
      };
    const organization = resource.attributes.text("principal_org_id");
    const source = [resource.attributes.text("source_arn"), resource.attributes.text("source_account")];
    const limited = source.some((one) => !one.known || (one.value !== undefined && one.value !== ""));
    if (principal.value !== "*")
      return {
        open: false,
        who: `IAM: ${/^\d{12}$/.test(principal.value) ? `the account ${principal.value}` : principal.value}, whom policies there let`,
      };
    if (!organization.known)
      return {
        open: "unknown",
        who: "IAM: everybody with an AWS account, or one organization (not known yet)",
        fix: FIX,
      };
    if (organization.value !== undefined && organization.value !== "")
      return { open: false, who: `IAM: the organization ${organization.value}` };
    // A source is what a service says of itself; a person's own request carries none.
    if (limited) return { open: false, who: "whoever calls through the source that the permission names" };
    return { open: true, who: "IAM: everybody with an AWS account", fix: FIX };
  },
  decide(model, entryPoint, credentials) {
    if (credentials.kind !== "principal") return { outcome: "deny", status: 403, reason: "the request isn't signed" };
    const { open } = permissionGate.admit(model, entryPoint);
    const fn = entryPoint.target.kind === "function" ? targetOf(entryPoint.target.function) : undefined;
    if (open === true) return { outcome: "allow", reason: "the function's policy lets every AWS account in" };
    if (!fn) return { outcome: "unknown", reason: "which function it is isn't known" };
    const { outcome } = evaluate(model, {
      principal: credentials.principal,
      action: "lambda:InvokeFunction",
      resource: functionArn(fn),
      resourcePolicy: functionPolicy(model, fn),
    });
    return { outcome, ...(outcome === "deny" && { status: 403 }), reason: "as the policies on both sides say" };
  },
};

const FIX = "name one account, service or organization as principal in place of *";
