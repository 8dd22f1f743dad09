import { evaluate, resourcePolicyOf, type IamQuestion, type Policies, type Principal } from "../../iam/index";
import type { EntryPoint, Model, Resource } from "../../model/index";
import { callArn } from "../arns";
import { UNSIGNED } from "./unknown-callers";
import { endpointSteps, isInside, networkContext } from "./network";
import type { Asked, Step } from "./types";

const check = "policy";

/**
 * What a VPC endpoint's policy and a REST API's own say of a caller. Behind IAM the API's own is weighed together with the
 * caller's policies, with a Lambda authorizer only a Deny counts.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function policySteps(
  model: Model,
  entryPoint: EntryPoint,
  {
    asked,
    whole,
    inside,
    principal,
  }: {
    readonly asked: Asked | undefined;
    readonly whole: boolean;
    readonly inside: boolean;
    readonly principal?: Principal | undefined;
  },
): readonly Step[] {
  const { policyOf, authorization } = entryPoint;
  if (!policyOf) return [];
  const call = { action: "execute-api:Invoke", resource: callArn(entryPoint, asked) };
  // A pool's guests and users come as sessions of its roles: whom the endpoint's policy names isn't asked of them.
  const by = principal && !("pool" in principal) ? { principal } : UNSIGNED;
  const first = principal && "pool" in principal ? [] : endpointSteps(model, entryPoint, { ...call, ...by });
  if (authorization.kind === "iam") return first;
  const resourcePolicy = resourcePolicyOf(model, policyOf);
  const ask = { ...UNSIGNED, ...call, resourcePolicy };
  return [...first, ...ownSteps(model, entryPoint, policyOf, ask, { inside, whole })];
}

function ownSteps(
  model: Model,
  entryPoint: EntryPoint,
  { address }: Resource,
  ask: IamQuestion & { readonly resourcePolicy: Policies },
  { inside, whole }: { readonly inside: boolean; readonly whole: boolean },
): readonly Step[] {
  const policy = ask.resourcePolicy;
  if (policy.statements.length === 0 && policy.unread.length === 0) {
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
    const text = `${address} is private and has no policy in this input; without one, nobody may call it.`;
    return isInside(entryPoint) && inside ? [{ check, result: "unknown", text }] : [];
  }
  const step = (result: Step["result"], text: string, limit: readonly string[] = []): readonly Step[] => [
    { check, result, text, ...(result === "fail" && { status: 403 }), ...(limit.length > 0 && { limit }) },
  ];
  const network = networkContext(entryPoint, policy, { inside, anybody: true });
  const said = evaluate(model, { ...ask, context: { ...ask.context, ...network } });
  if (said.outcome === "allow") return step("pass", `The policy of ${address} lets callers in.`);
  if (said.outcome === "deny") {
    const denied = said.why === "denied";
    if (!denied && entryPoint.authorization.kind === "authorizer")
      return step("note", `The policy of ${address} doesn't say who may call it: its authorizer does.`);
    // IAM would weigh it together with the caller's policies, a Lambda authorizer decide beside it.
    if (!denied && entryPoint.authorization.kind === "unknown")
      return step(
        "unknown",
        `The policy of ${address} lets in no unsigned request; its authorization, which isn't known, may let in others.`,
      );
    const { conditions } = evaluate(model, ask);
    if (conditions.length > 0)
      return step("fail", `The policy of ${address} lets in only some callers: ${conditions.join(", ")}.`, conditions);
    return step("fail", `The policy of ${address} ${denied ? "denies it" : "lets in no unsigned request"}.`);
  }
  // An Allow for a part of the calls lets those in.
  if (said.some === true && whole)
    return step("pass", `The policy of ${address} lets callers in to a part of the API.`);
  const open = said.conditions.join(", ") || "something not known yet";
  return step("unknown", `Whether the policy of ${address} lets callers in depends on ${open}.`, said.conditions);
}
