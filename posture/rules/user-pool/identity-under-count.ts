import type { Rule } from "../rule";

/** What AWS forgets when such a resource is destroyed and made anew under another index. */
const LOSES: Readonly<Record<string, string>> = {
  aws_cognito_user_group: "its members",
  aws_cognito_user_pool_client: "its id and secret, which applications use",
  aws_cognito_resource_server: "its scopes, for a moment",
};

/** Under count, the position in a list is the address: taking one out of the middle moves all that follow. */
export const identityUnderCount: Rule = {
  code: "identity-under-count",
  severity: "warning",
  title: "Groups, clients or resource servers under count, which reordering destroys",
  source:
    "lgallard/terraform-aws-cognito-user-pool #161, #220 https://github.com/lgallard/terraform-aws-cognito-user-pool/issues/161",
  check(model, report) {
    for (const type of Object.keys(LOSES)) {
      const counted = model.ofType(type).filter((r) => r.mode === "managed" && typeof r.index === "number");
      const bases = new Map<string, number>();
      for (const { address } of counted) {
        const base = address.replace(/\[\d+\]$/, "");
        bases.set(base, (bases.get(base) ?? 0) + 1);
      }
      for (const resource of counted) {
        const many = (bases.get(resource.address.replace(/\[\d+\]$/, "")) ?? 0) > 1;
        if (!many || resource.index !== 0) continue;
        report({
          at: resource,
          message: `Its address is a position in a list (count): when the list is reordered, Terraform destroys and recreates it, and AWS loses ${LOSES[type]}.`,
          remedy: "Use for_each over a map or set of names, with a moved block for each.",
        });
      }
    }
  },
};
