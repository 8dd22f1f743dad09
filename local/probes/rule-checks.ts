import type { Model } from "../../posture/model/index";
import { evaluateRules, RULES } from "../../posture/rules";
import type { Synthesized } from "../terraform/synth";
import type { Probe } from "./probe";

/** Errors that are no finding of a run: its calls show who gets in by a route, and these work on AWS. */
export const ELSEWHERE = new Set([
  ...["api-key-not-authorization", "rest-method-open", "route-open"],
  ...["cors-credentials-wildcard", "group-precedence", "output-secret"],
  // A backend of this machine, for this run.
  "integration-unreachable",
]);

/** Ways in that no route shows and no call tries. */
export const WAYS_IN = new Set([
  ...["function-url-everybody", "function-url-open", "graphql-groups-ignored", "guest-invokes", "implicit-route-open"],
  ...["load-balancer-open", "permission-everybody", "permission-without-source", "registration-machine-clients"],
  "websocket-connect-open",
]);

/** The other errors are what AWS refuses, or can't call, and the emulator takes all the same. */
const CHECKED = RULES.filter(({ code, severity }) => severity === "error" && !ELSEWHERE.has(code));

/** A plan shows 0 for a limit that is left out too: only what is written tells which. */
const AS_WRITTEN = new Set(["throttling-incomplete"]);

/**
 * What keeps a folder of HCL from working on AWS, or lets callers in beside its routes; of a synthesized stack, synth says it.
 * @param planned it holds expressions, which a state doesn't
 * @param state it knows what a plan doesn't, as which stage a permission is for
 */
export function ruleChecks(
  planned: Model,
  state: Model,
  { model, acknowledged = [] }: Pick<Synthesized, "model" | "acknowledged">,
): readonly Probe[] {
  if (model === undefined) return [];
  const openIn = (one: Model, isWritten: boolean) => {
    const rules = CHECKED.filter(({ code }) => AS_WRITTEN.has(code) === isWritten);
    return evaluateRules(one, rules, { acknowledgements: acknowledged }).open;
  };
  const found = [...openIn(model, true), ...openIn(state, false), ...openIn(planned, false)];
  const findings = new Map(found.map((finding) => [`${finding.code} ${finding.address}`, finding]));
  return [...findings.values()]
    .filter(({ severity }) => severity === "error")
    .map(({ code, address, message, remedy }): Probe => ({
      route: address,
      caller: code,
      expected: WAYS_IN.has(code) ? "no way in beside the routes" : "what works on AWS",
      observed: message,
      proof: "by the plan",
      passed: false,
      reason: remedy,
    }));
}
