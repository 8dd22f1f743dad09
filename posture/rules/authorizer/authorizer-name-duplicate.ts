import type { Authorizer } from "../../model/index";
import type { Rule } from "../rule";
import { byApi } from "../support/apis";

export const authorizerNameDuplicate: Rule = {
  code: "authorizer-name-duplicate",
  severity: "error",
  title: "Two authorizers of one API with the same name",
  source: "aws-cdk #20170 https://github.com/aws/aws-cdk/issues/20170",
  check(model, report) {
    for (const authorizers of byApi(model.authorizers).values()) {
      const first = new Map<string, Authorizer>();
      for (const authorizer of authorizers) {
        if (!authorizer.name.known || authorizer.name.value === undefined) continue;
        const other = first.get(authorizer.name.value);
        if (!other) first.set(authorizer.name.value, authorizer);
        else
          report({
            at: authorizer,
            message: `${other.address} is called "${authorizer.name.value}" already: AWS refuses the second one.`,
            remedy: "Give it a name of its own, or let its routes use the other one.",
          });
      }
    }
  },
};
