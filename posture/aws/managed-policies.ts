import { readOn, type Fact } from "./fact";
import policies from "./managed-policies.json";

/** What an AWS managed policy says, as far as a decision about calls and about who may change them needs it. */
export interface ManagedPolicy {
  /** The default version on the day of the fact: `v12`. */
  readonly version: string;
  /** Statements that it holds for certain. */
  readonly statements?: readonly object[];
  /**
   * What else it may say: `nothing` when the statements are all of it; `within`: something about these actions only;
   * `not`: something, but nothing of these actions.
   */
  readonly rest: "nothing" | { readonly within: readonly string[] } | { readonly not: readonly string[] };
  /** It says the same in every partition. By default this is known of the partition `aws` only. */
  readonly everywhere?: boolean;
}

/** The day of the copy that each policy was held against: https://github.com/zoph-io/MAMIP, commit 0387244e. */
const fact = readOn("2026-03-07");

const REFERENCE = "https://docs.aws.amazon.com/aws-managed-policy/latest/reference";

/**
 * AWS managed policies by name, without the path. What isn't listed is unknown. AWS publishes every policy in its
 * managed policy reference; the copy holds the policies as the IAM API returned them.
 *
 * Short policies are whole. Of long ones only what they say of execute-api, apigateway, lambda, cognito-idp,
 * cognito-identity, appsync, iam and sts is stated, and their other services are left open. Those for reading grow every
 * month, so of them it is stated what they allow on everything and which actions they never hold: none that calls
 * something, becomes somebody else or changes who may. Of the Elastic Beanstalk ones, the ARNs of service-linked roles
 * are too many to be compared exactly with another policy's; they are left open.
 */
export const MANAGED_POLICIES: Readonly<Record<string, Fact<ManagedPolicy>>> = Object.fromEntries(
  Object.entries(policies as unknown as Readonly<Record<string, ManagedPolicy>>).map(([name, policy]) => [
    name,
    fact(policy, `AWS managed policy ${name} ${policy.version}, as copied by MAMIP 0387244e ${REFERENCE}/${name}.html`),
  ]),
);
