import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { evaluateRules, readSynth, RULES } from "../../posture/index";
import type { Problems } from "../errors/problems";
import { writtenAs } from "../errors/written-as";
import { sentence } from "./rule-report";
import { sharedAddresses } from "./shared-addresses";

/**
 * Rules that judge one resource by its own arguments: whatever else is missing, what they find is so. Those that look for another resource would
 * report the absence of what was refused. A test holds the list to what the rules read, and asks for a decision about each new one.
 */
export const OF_ONE_RESOURCE: ReadonlySet<string> = new Set(
  "arn-region authorizer-identity-source authorizer-ttl-range client-callback-fragment client-callback-insecure client-callback-missing client-redirect-unlisted client-token-lifetime client-token-order cors-credentials-wildcard cors-max-age domain-certificate-region domain-prefix function-dead-letter function-layers group-precedence iam-resource-mismatch integration-unreachable issuer-shape log-format-size log-group-name log-request-id password-policy quota-audience quota-client quota-scopes role-arn route-key-shape".split(
    " ",
  ),
);

/**
 * What the rules find wrong with what a refused construct has made so far, so that it is told together with the mistakes in its props. What a prop
 * was refused for isn't told again.
 */
export function earlyFindings(construct: IConstruct, problems: Problems): readonly string[] {
  const stack = TerraformStack.of(construct);
  let emitted: object;
  try {
    emitted = TerraformStack.prototype.toTerraform.call(stack) as object;
  } catch {
    return []; // What refers to something that was refused can't be written.
  }
  const claimedTwice = new Set(sharedAddresses(stack).addresses);
  const { findings } = evaluateRules(
    readSynth(emitted),
    RULES.filter(({ code, severity }) => severity === "error" && OF_ONE_RESOURCE.has(code)),
  );
  return findings.flatMap((finding) => {
    const { kind, constructPath, code, address } = finding;
    const prop = writtenAs(stack, constructPath, code);
    const own = `${constructPath ?? ""}/`.startsWith(`${construct.node.path}/`);
    if (kind !== "mistake" || !own || claimedTwice.has(address) || prop === undefined || problems.tells(code, prop))
      return [];
    return [sentence(stack, finding)];
  });
}
