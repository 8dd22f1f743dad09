import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { evaluateRules, readSynth, RULES } from "../../posture/index";
import type { Problems } from "../errors/problems";
import { writtenAs } from "../errors/written-as";
import { sentence } from "./rule-report";
import { sharedAddresses } from "./shared-addresses";

/**
 * Rules that judge one resource by its own arguments: whatever else is missing, what they find is so. Those that look for another resource would
 * report the absence of what was refused.
 */
const OF_ONE_RESOURCE =
  /^(arn-region|authorizer-(identity-source|ttl-range)|client-(callback|redirect|token)-[a-z]+|cors-(credentials-wildcard|max-age)|domain-(certificate-region|prefix)|function-(dead-letter|layers)|group-precedence|iam-resource-mismatch|integration-unreachable|issuer-shape|log-(format-size|group-name|request-id)|password-policy|quota-(audience|client|scopes)|role-arn|route-key-shape)$/;

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
    RULES.filter(({ code, severity }) => severity === "error" && OF_ONE_RESOURCE.test(code)),
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
