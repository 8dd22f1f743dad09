import { SOURCES } from "../../aws/sources";
import { isBranch, valueOr } from "../../model/index";
import type { Attributes, Model, Resource } from "../../model/index";
import type { Rule } from "../rule";

/** A model, or a parameter that is required, is checked where a validator says so, and nowhere else. */
export const restValidatorMissing: Rule = {
  code: "rest-validator-missing",
  severity: "warning",
  title: "A method that declares what requests must hold, and checks none of it",
  source: SOURCES.requestValidation,
  check(model, report) {
    for (const method of model.ofType("aws_api_gateway_method")) {
      const { attributes: a } = method;
      const declared = { body: modelsOf(a), parameters: requiredOf(a) };
      if (declared.body.length + declared.parameters.length === 0) continue;
      const validator = validatorOf(model, method);
      if (validator === "unknown") continue;
      const unchecked = (["body", "parameters"] as const).filter(
        (part) => declared[part].length > 0 && !(validator && checks(validator, part)),
      );
      if (unchecked.length === 0) continue;
      const what = unchecked.flatMap((part) => declared[part]).join(", ");
      report({
        at: method,
        message: `The method declares ${what}, but ${validator ? `${validator.address} doesn't check ${unchecked.join(" and ")}` : "has no request validator"}: requests without it reach the backend.`,
        remedy: `Set request_validator_id to an aws_api_gateway_request_validator with ${unchecked.map((part) => `validate_request_${part} = true`).join(" and ")}.`,
      });
    }
  },
};

function modelsOf(a: Attributes): readonly string[] {
  return entries(a, "request_models").flatMap(([type, name]) => (name === "Empty" ? [] : [`a model for ${type}`]));
}

/** A part of the path is always there. */
function requiredOf(a: Attributes): readonly string[] {
  return entries(a, "request_parameters").flatMap(([name, required]) =>
    String(required) === "true" && !name.startsWith("method.request.path.") ? [name] : [],
  );
}

function entries(a: Attributes, name: string): readonly [string, unknown][] {
  const { values } = a.plain();
  const map = isBranch(values) ? values[name] : undefined;
  return isBranch(map) ? Object.entries(map) : [];
}

/** Undefined: there is none. */
function validatorOf(model: Model, method: Resource): Resource | "unknown" | undefined {
  const id = method.attributes.text("request_validator_id");
  if (id.known && (id.value === undefined || id.value === "")) return undefined;
  const all = model.ofType("aws_api_gateway_request_validator");
  const references = method.attributes.references("request_validator_id");
  const found = all.find(
    ({ address, attributes }) =>
      references.some((one) => one.address === address) ||
      (id.known && valueOr(attributes.text("id"), undefined) === id.value),
  );
  return found ?? "unknown";
}

function checks({ attributes }: Resource, part: "body" | "parameters"): boolean {
  const flag = attributes.flag(`validate_request_${part}`);
  return !flag.known || flag.value === true;
}
