import { TerraformResource, type TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { Finding } from "../../posture/index";
import { isOverridden } from "./overrides";

/**
 * What a rule would have its reader write, in props: rules name the provider's arguments, as they stand in a plan. Of the rules that props alone can
 * break and whose remedy names an argument; the others say the same to everybody. A string is the whole remedy, a pair replaces the first by the second.
 */
const REMEDIES: Readonly<Record<string, string | readonly [RegExp, string]>> = {
  "access-log-off": "Leave accessLog: false out.",
  "api-without-address": "Write customDomain, or leave disableExecuteApiEndpoint out.",
  "authorizer-token-in-query": 'Write identitySource: "$request.header.Authorization".',
  "claim-attribute-writable": [/write_attributes/g, "writeAttributes"],
  "cors-header-missing": [/allow_headers/, "allowHeaders"],
  "cors-method-missing": [/allow_methods/, "allowMethods"],
  "function-concurrency-zero": [/reserved_concurrent_executions/, "reservedConcurrency"],
  "function-environment-secret":
    "Keep it in Secrets Manager or Parameter Store, and write environmentReferences: { NAME: { secretArn } } or { parameterArn }: the function gets the ARN, and may read it.",
  "pool-deletion-protection": "Leave deletionProtection: false out.",
  "runtime-ending": [
    /^Set runtime = ("nodejs[^"]+"); the AWS provider takes it from (\S+) on\.$/,
    "Write runtime: $1, or of all bundled functions at once accountDefaults(app, { runtime: $1 }); it needs AWS provider $2.",
  ],
  "runtime-retired": [/^Set runtime = ("[^"]+")/, "Write runtime: $1"],
  "scope-unobtainable": [/allowed_oauth_scopes/, "scopes"],
  "sign-in-domain-missing": "Leave signInDomain: false out.",
  "web-acl-bypassed":
    "Give these routes a Lambda authorizer of lambdaAuthorizers, which denies calls that went around CloudFront; or acknowledge it.",
};

/** What to write, for who wrote props: of a resource that a prop asked for, as long as nothing changes what the prop emits. */
export function remedyInProps(stack: TerraformStack, { code, constructPath = "", remedy }: Finding): string {
  const inProps = Object.hasOwn(REMEDIES, code) ? REMEDIES[code] : undefined;
  const made = constructPath
    .split("/")
    .reduce<IConstruct | undefined>((at, id) => at?.node.tryFindChild(id), stack.node.root);
  if (inProps === undefined || (TerraformResource.isTerraformResource(made) && isOverridden(stack, made)))
    return remedy;
  return typeof inProps === "string" ? inProps : remedy.replace(...inProps);
}
