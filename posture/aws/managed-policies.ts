import { readOn } from "./fact";
import type { Fact } from "./fact";
import { ADMINISTRATORS } from "./managed-policies/administrators";
import { API_SERVICES } from "./managed-policies/api-services";
import { DATA_SERVICES } from "./managed-policies/data-services";
import { FUNCTIONS } from "./managed-policies/functions";
import { PLATFORMS } from "./managed-policies/platforms";
import type { ManagedPolicy } from "./managed-policies/policy";
import { READERS } from "./managed-policies/readers";

export type { ManagedPolicy } from "./managed-policies/policy";

/** The day of the copy that each policy was held against: https://github.com/zoph-io/MAMIP, commit 0387244e. */
const fact = readOn("2026-03-07");

const REFERENCE = "https://docs.aws.amazon.com/aws-managed-policy/latest/reference";

/**
 * AWS managed policies by name, without the path. What isn't listed is unknown. AWS publishes every policy in its
 * managed policy reference; the copy holds the policies as the IAM API returned them.
 *
 * Short policies are whole. Of long ones only what they say of execute-api, apigateway, lambda, cognito-idp,
 * cognito-identity, appsync, iam and sts is stated, and their other services are left open. Those for reading grow every
 * month, so of them it is stated what they allow on everything and which actions they never hold.
 */
export const MANAGED_POLICIES: Readonly<Record<string, Fact<ManagedPolicy>>> = Object.fromEntries(
  Object.entries({
    ...ADMINISTRATORS,
    ...READERS,
    ...API_SERVICES,
    ...FUNCTIONS,
    ...PLATFORMS,
    ...DATA_SERVICES,
  }).map(([name, policy]) => [
    name,
    fact(policy, `AWS managed policy ${name} ${policy.version}, as copied by MAMIP 0387244e ${REFERENCE}/${name}.html`),
  ]),
);
