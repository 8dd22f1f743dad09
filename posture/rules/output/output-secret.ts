import type { Model, Output, Reference } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

/** Attributes that hold a secret, by resource type. */
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  aws_cognito_user_pool_client: ["client_secret"],
  aws_cognito_managed_user_pool_client: ["client_secret"],
  aws_secretsmanager_secret_version: ["secret_string", "secret_binary"],
  aws_ssm_parameter: ["value"],
  aws_iam_access_key: ["secret", "ses_smtp_password_v4"],
  random_password: ["result"],
};

/** Terraform prints outputs, and the next stack reads them: a secret belongs there as sensitive only. */
export const outputSecret: Rule = {
  code: "output-secret",
  severity: "error",
  title: "A secret in an output that isn't sensitive",
  source: SOURCES.sensitiveOutput,
  check(model, report) {
    for (const output of model.outputs) {
      if (output.sensitive) continue;
      const secret = output.references.find((reference) => isSecret(model, reference));
      if (secret) report({ at: subject(output), ...words(output, `${secret.address}.${secret.attribute.join(".")}`) });
      else if (namesSecret(output)) report({ at: subject(output), ...words(output, "what its name calls a secret") });
    }
  },
};

function words(output: Output, what: string) {
  return {
    message: `The output ${output.name} holds ${what} and isn't sensitive: Terraform prints it, and logs keep it.`,
    remedy: "Set sensitive = true, or keep the secret in Secrets Manager and output its ARN.",
  };
}

function subject({ name, constructPath }: Output) {
  return { address: `output.${name}`, ...(constructPath !== undefined && { constructPath }) };
}

function isSecret(model: Model, { address, attribute }: Reference): boolean {
  const type = model.resource(address)?.type ?? /(?:^|\.)(?:data\.)?([a-z][a-z0-9_]*)\.[^.]+$/.exec(address)?.[1] ?? "";
  return SECRETS[type]?.some((name) => attribute.includes(name)) === true;
}

/** States hold values without references. */
function namesSecret({ name, value, references }: Output): boolean {
  const text = value.known && typeof value.value === "string" && value.value !== "" && references.length === 0;
  return text && /(^|_)(client_secret|password|secret_key|access_token)$/i.test(name);
}
