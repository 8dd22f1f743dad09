import { explain } from "../../posture/explain";
import type { Model } from "../../posture/model";
import type { AppliedRoute } from "./applied";
import { judge, rulesOf } from "./authorizer-rules";
import type { Caller } from "./callers";
import { BEHAVIOUR_DEFECTS } from "./defects";
import { bySignature } from "./iam";
import type { KeysOf } from "./keys";

/** What a caller must meet at a route, and why: what `posture` predicts of the stack as it was applied. */
export interface Expectation {
  /** A status that API Gateway answers itself; `function`: the call gets through; undefined: it can't be predicted. */
  readonly answer: number | "function" | undefined;
  /** Holds no token and no secret. */
  readonly reason: string;
  /** Set when the embedded AWS can't show it: the answer is not asserted. */
  readonly unproven?: string;
}

/** What predictions rest on. */
export interface Posture {
  /** Of the applied state, so that no id is unknown. */
  readonly model: Model;
  readonly keys: KeysOf;
}

/**
 * Predicts an answer with `posture explain`, the signature held against the issuer's keys. Where a function decides, its
 * AUTHORIZER_CONFIG is asked; where a signature does, the policies are.
 */
export function expect(posture: Posture, route: AppliedRoute, caller: Caller): Expectation {
  const { model } = posture;
  const entity = model.routes.find((one) => one.address === route.address);
  if (entity === undefined) return { answer: undefined, reason: `${route.address} is not part of the model` };
  if (caller.signer !== undefined && route.authorization === "AWS_IAM") return bySignature(model, route, caller.signer);
  const jwt = entity.authorizer.kind === "resource" ? entity.authorizer.target.jwt : undefined;
  const issuer = jwt?.issuer.known === true ? jwt.issuer.value : undefined;
  const jwks = issuer === undefined ? undefined : posture.keys(issuer);
  const said = explain(model, { routeKey: route.key, api: route.apiAddress }, caller.token, {
    ...(jwks === undefined ? {} : { jwks }),
  });
  const reason = said.summary;
  if (said.outcome === "passes")
    return said.assuming.length === 0
      ? { answer: "function", reason }
      : { answer: "function", reason, unproven: "the keys of its issuer are not here" };
  if (said.outcome === "refused")
    return route.authorization === "AWS_IAM" && caller.token !== undefined
      ? { answer: said.status, reason, unproven: BEHAVIOUR_DEFECTS.iam.here }
      : { answer: said.status, reason };
  if (route.authorization !== "CUSTOM" || caller.token === undefined) return { answer: undefined, reason };
  const rules = rulesOf(entity);
  if ("unreadable" in rules) return { answer: undefined, reason, unproven: rules.unreadable };
  const { allowed, why } = judge(rules, route.key, caller.token, posture.keys);
  return allowed
    ? { answer: "function", reason: `${rules.function} lets it through: ${why}.` }
    : { answer: 403, reason: `${rules.function} refuses it: ${why}` };
}
