import { isObject, objectAt } from "../../terraform/configuration/json";
import { valueOr, type Resource } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { each } from "../support/each";

/** Names whose value is a credential: of what says where it is kept (`DB_SECRET_ARN`, `TOKEN_URL`) the last word is another. */
const CREDENTIAL = /(password|passwd|passphrase|secret|token|api_?key|private_?key|access_?key|secret_?key)$/i;

/** An ARN, an address, a path in Parameter Store, a secret's name with a path, a number, or a word that switches something. */
const ELSEWHERE = /^(|arn:.*|https?:\/\/[^@]*|\/.*|[\w-]+(\/[\w.-]+)+|\d+|true|false)$/i;

/** Who may call lambda:GetFunctionConfiguration reads it, and who reads the state. */
export const functionEnvironmentSecret: Rule = {
  code: "function-environment-secret",
  severity: "warning",
  title: "A credential in a function's environment variables",
  source: SOURCES.environmentVariables,
  check: each(
    (model) => model.ofType("aws_lambda_function").filter(({ mode }) => mode === "managed"),
    (fn, report) => {
      for (const name of namesOf(fn)) {
        const value = valueOr(fn.attributes.text("environment", 0, "variables", name), undefined);
        if (!CREDENTIAL.test(name) || value === undefined || ELSEWHERE.test(value)) continue;
        report({
          message: `The environment variable ${name} holds a text, by its name a credential: whoever may read the function's configuration, or the state, reads it.`,
          remedy:
            "Keep it in Secrets Manager or Parameter Store, give the function its ARN, and let the function read it.",
        });
      }
    },
  ),
};

function namesOf({ attributes }: Resource): readonly string[] {
  const { values } = attributes.plain();
  return Object.keys(objectAt(objectAt(isObject(values) ? values : {}, "environment"), "variables"));
}
