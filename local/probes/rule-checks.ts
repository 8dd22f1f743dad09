import type { Model } from "../../posture/model/index";
import { evaluateRules, RULES } from "../../posture/rules";
import type { Probe } from "./probe";

/** Rules of what AWS refuses, or can't call; the emulator takes it all the same. Who gets in, the declaration says, and not these. */
const CANNOT_WORK = new Set([
  ...["api-domain-certificate", "authorizer-of-another-api", "authorizer-permission", "client-callback-missing"],
  ...["client-redirect-unlisted", "domain-certificate-region", "federation-unknown", "function-concurrency-zero"],
  ...["function-network-rights", "function-permission", "function-role-trust", "integration-of-another-api"],
  ...["mapping-stage-unknown", "mfa-factors", "rest-policy-missing", "route-authorizer-missing", "service-permission"],
  ...["service-role-trust", "sign-in-domain-missing", "stage-not-deployed", "trigger-permission", "vpc-link"],
]);

/** What keeps a folder of HCL from working on AWS; of a synthesized stack, synth says it. */
export function ruleChecks(planned: Model): readonly Probe[] {
  const rules = RULES.filter(({ code }) => CANNOT_WORK.has(code));
  const found = evaluateRules(planned, rules).findings.filter(
    ({ kind, severity }) => kind === "mistake" && severity === "error",
  );
  return found.map(({ code, address, message, remedy }): Probe => ({
    route: address,
    caller: code,
    expected: "what works on AWS",
    observed: message,
    proof: "by the plan",
    passed: false,
    reason: remedy,
  }));
}
