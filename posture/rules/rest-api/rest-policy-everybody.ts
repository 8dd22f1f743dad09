import { externalPrincipals } from "../../iam/trust";
import { resourcePolicyOf } from "../../iam/index";
import { someItem } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

/** Every call of an API, as `execute-api:/*` is written too. */
const WHOLE = /^(\*|arn:[^/]*(\/\*)+)$/;

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
      if (!wide && policy.unread.length > 0)
        report.unknown(api, `its policy (${policy.unread.map(({ text }) => text).join(", ")})`);
      if (!wide) continue;
      const { list, not } = wide.resources;
      const isWhole = !not && list.items.some((item) => WHOLE.test(item));
      const on = isWhole || not ? "" : ` on ${list.items.join(", ") || "resources that aren't known yet"}`;
      report({
        at: wide.at.resource ?? api,
        message: `The policy of ${api.address} allows ${wide.actions.list.items.join(", ")}${on} to everybody, without a condition: it closes nothing${isWhole ? "" : " there"}.`,
        remedy: "Name the accounts, organizations (aws:PrincipalOrgID) or networks (aws:SourceVpce) that may call it.",
      });
    }
  },
};

/** AWS refuses to deploy it: "Private REST API doesn't have a resource policy attached to it". */
export const restPolicyMissing: Rule = {
  code: "rest-policy-missing",
  severity: "error",
  title: "A private REST API without a policy of its own",
  source: `${SOURCES.restPolicy}; terraform-provider-aws #14290 https://github.com/hashicorp/terraform-provider-aws/issues/14290`,
  check(model, report) {
    for (const api of model.ofType("aws_api_gateway_rest_api")) {
      const types = api.attributes.texts("endpoint_configuration", 0, "types");
      const isPrivate = someItem(types, (type) => type === "PRIVATE");
      if (api.mode !== "managed" || isPrivate === false) continue;
      const { statements, unread } = resourcePolicyOf(model, api);
      if (statements.length > 0) continue;
      if (isPrivate === "unknown") {
        report.unknown(api, `the type of its endpoint (${types.missing.join(", ")})`);
        continue;
      }
      if (unread.length > 0) {
        report.unknown(api, "whether it has a policy");
        continue;
      }
      report({
        at: api,
        message: "The API is private and has no policy: AWS refuses to deploy it, and nobody may call it.",
        remedy:
          "Add an aws_api_gateway_rest_api_policy that allows execute-api:Invoke to your VPC endpoints (aws:SourceVpce).",
      });
    }
  },
};
