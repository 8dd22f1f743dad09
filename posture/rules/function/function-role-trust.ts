import { identities, mayAssume } from "../../iam";
import type { Model, LambdaFunction } from "../../model";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

const LAMBDA = { kind: "service", id: "lambda.amazonaws.com", called: "Lambda" } as const;

/** AWS refuses to make a function whose role Lambda can't assume: InvalidParameterValueException. */
export const functionRoleTrust: Rule = {
  code: "function-role-trust",
  severity: "error",
  title: "A function whose role Lambda can't assume",
  source: SOURCES.executionRole,
  check(model, report) {
    for (const fn of model.functions) {
      if (!fn.managed) continue;
      const role = roleOf(model, fn);
      // A role that is managed elsewhere has its trust policy there.
      if (role === undefined) continue;
      const answer = mayAssume(model, role, LAMBDA);
      const address = role.resource?.address ?? role.called;
      if (answer === "unknown")
        report.unknown(fn, `whether the trust policy of ${address} lets Lambda assume the role`);
      if (answer !== false) continue;
      report({
        at: fn,
        message: `The trust policy of ${address} doesn't let lambda.amazonaws.com assume the role: AWS refuses to make the function, or every call of it fails.`,
        remedy: `Let assume_role_policy of ${address} allow sts:AssumeRole to the service lambda.amazonaws.com.`,
      });
    }
  },
};

function roleOf(model: Model, { role, resource }: LambdaFunction) {
  const named = resource.attributes.references("role").map(({ address }) => address);
  return identities(model).find((one) => {
    if (one.kind !== "role" || one.resource === undefined || !one.managed) return false;
    if (named.includes(one.resource.address)) return true;
    const arn = one.resource.attributes.text("arn");
    return role.known && arn.known && arn.value !== undefined && arn.value === role.value;
  });
}
