import { externalPrincipals } from "../../iam/trust";
import { resourcePolicyOf } from "../../iam/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

/** With AWS_IAM methods, a policy for everybody lets principals of every AWS account in that their own account lets call. */
export const restPolicyEverybody: Rule = {
  code: "rest-policy-everybody",
  severity: "warning",
  title: "A REST API's own policy that names everybody",
  source: SOURCES.restPolicy,
  check(model, report) {
    for (const api of model.ofType("aws_api_gateway_rest_api")) {
      const policy = resourcePolicyOf(model, api);
      // A Deny beside it, for calls that don't come through an endpoint for instance, is what closes it.
      if (policy.statements.some(({ effect }) => !effect.known || effect.value === "Deny")) continue;
      const wide = policy.statements.find(
        (statement) =>
          statement.conditions.items.length === 0 &&
          statement.conditions.missing.length === 0 &&
          externalPrincipals(model, { statements: [statement], unread: [] }).some(({ kind }) => kind === "everyone"),
      );
      if (!wide) continue;
      report({
        at: wide.at.resource ?? api,
        message: `The policy of ${api.address} allows ${wide.actions.list.items.join(", ")} to everybody, without a condition: it closes nothing.`,
        remedy: "Name the accounts, organizations (aws:PrincipalOrgID) or networks (aws:SourceVpce) that may call it.",
      });
    }
  },
};
