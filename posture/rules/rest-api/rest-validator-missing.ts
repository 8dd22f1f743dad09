import { SOURCES } from "../../aws/sources";
import { isBranch, valueOr, type Attributes, type Model, type Resource } from "../../model/index";
import type { ValueBranch, ValueNode } from "../../terraform/value-node";
import type { Reporter, Rule } from "../rule";
import { unknownOf } from "../support/known";

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
      const validator = validatorOf(model, method);
      const lacks = (part: "body" | "parameters") => validator !== "unknown" && !(validator && checks(validator, part));
      const hidden = [
        ...(lacks("body") ? unknownOf(a, "request_models") : []),
        ...(lacks("parameters") ? unknownOf(a, "request_parameters") : []),
      ];
      for (const what of hidden) report.unknown(method, what);
      if (declared.body.length + declared.parameters.length === 0) continue;
      if (validator === "unknown") {
        for (const what of unknownOf(a, "request_validator_id")) report.unknown(method, what);
        continue;
      }
      const unchecked = (["body", "parameters"] as const).filter((part) => declared[part].length > 0 && lacks(part));
      if (unchecked.length === 0) continue;
      const what = unchecked.flatMap((part) => declared[part]).join(", ");
      report({
        at: method,
        message: `The method declares ${what}, but ${validator ? `${validator.address} doesn't check ${unchecked.join(" and ")}` : "has no request validator"}: requests without it reach the backend.`,
        remedy: `Set request_validator_id to an aws_api_gateway_request_validator with ${unchecked.map((part) => `validate_request_${part} = true`).join(" and ")}.`,
      });
    }
    for (const { resource } of model.restApis) ofBody(resource, report);
  },
};

const VALIDATOR = "x-amazon-apigateway-request-validator";

/**
 * Operations of an OpenAPI body that declares validators: whoever declares one wants requests checked. A body without any
 * may describe requests for people alone.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-request-validators.html
 */
function ofBody(api: Resource, report: Reporter): void {
  const body = api.attributes.json("body");
  if (!isBranch(body)) return;
  const validators = body[`${VALIDATOR}s`];
  if (!isBranch(validators) || !isBranch(body["paths"])) return;
  const unchecked = Object.entries(body["paths"]).flatMap(([path, item]) => {
    if (!isBranch(item)) return [];
    return Object.entries(item).flatMap(([method, operation]): string[] => {
      if (!/^(?:get|put|post|delete|options|head|patch|trace|x-amazon-apigateway-any-method)$/.test(method)) return [];
      if (!isBranch(operation)) return [];
      const name = operation[VALIDATOR] ?? body[VALIDATOR];
      if (name !== undefined && typeof name !== "string") return [];
      const validator = name === undefined ? undefined : validators[name];
      if (name !== undefined && validator !== undefined && !isBranch(validator)) return [];
      const does = isBranch(validator) ? validator : {};
      const lacks = declaredBy(operation, item).filter((part) => does[`validateRequest${part}`] !== true);
      const called = `${method.startsWith("x-") ? "ANY" : method.toUpperCase()} ${path}`;
      const why = name === undefined ? "no validator" : validator === undefined ? `no validator ${name}` : name;
      return lacks.length > 0 ? [`${called} (${lacks.join(" and ").toLowerCase()}; ${why})`] : [];
    });
  });
  if (unchecked.length === 0) return;
  report({
    at: api,
    message: `The OpenAPI body declares request validators and what requests must hold, but checks none of it at ${unchecked.join(", ")}: requests without it reach the backend.`,
    remedy: `Name a validator in ${VALIDATOR}, of the operation or of the whole body, that validates the body and the parameters.`,
  });
}

/** A body with a schema, parameters that are required; one of the path is always there. */
function declaredBy(operation: ValueBranch, item: ValueBranch): readonly ("Body" | "Parameters")[] {
  const parameters = [operation["parameters"], item["parameters"]]
    .flatMap((list) => (Array.isArray(list) ? (list as readonly ValueNode[]) : []))
    .filter(isBranch);
  const request = operation["requestBody"];
  const content = isBranch(request) ? request["content"] : undefined;
  const schema =
    isBranch(content) && Object.values(content).some((one) => isBranch(one) && one["schema"] !== undefined);
  const body = schema || parameters.some((one) => one["in"] === "body" && one["schema"] !== undefined);
  const required = parameters.some((one) => one["required"] === true && /^(?:query|header)$/.test(String(one["in"])));
  return [...(body ? (["Body"] as const) : []), ...(required ? (["Parameters"] as const) : [])];
}

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
