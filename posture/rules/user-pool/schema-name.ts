import { USER_POOL } from "../../aws/cognito";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { itemsOf, when } from "../support/known";

const MOST = USER_POOL.attributeName.value.most;

/** Terraform and AWS add `custom:` by themselves. An attribute can never be renamed or removed. */
export const schemaName: Rule = {
  code: "schema-name",
  severity: "error",
  title: "An attribute name longer than 20 characters, or with custom: in front",
  source: SOURCES.schema,
  check(model, report) {
    for (const pool of model.pools) {
      if (!pool.managed) continue;
      for (const attribute of itemsOf(report, pool, pool.schema, "the schema"))
        when(report, pool, attribute.name, "an attribute's name", (name = "") => {
          const right = name.replace(/^(custom|dev):/, "").slice(0, MOST);
          if (right === name && name !== "") return;
          report({
            at: pool,
            message:
              name.length > MOST && !name.includes(":")
                ? `The attribute name "${name}" has ${name.length} characters: AWS takes 1 to ${MOST}.`
                : `The attribute name "${name}" is refused: AWS adds the prefix custom: by itself.`,
            remedy: right === "" ? "Name the attribute." : `Write a name like "${right}".`,
            ...(right !== "" && { nearest: right }),
          });
        });
    }
  },
};
