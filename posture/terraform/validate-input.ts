import { isObject } from "./configuration/json";
import { listOf, mapOf, objectOf, text, texts, mismatchText, type Shape } from "./shape";

const anyObject = mapOf(() => undefined, "an object");

const resource = objectOf(
  { address: text, type: text, name: text, values: anyObject },
  ["address", "type", "name"],
  "an object with address, type and name",
);

const shownModule: Shape = (value, at) =>
  objectOf({
    address: text,
    resources: listOf(resource, "a list of resources"),
    child_modules: listOf(shownModule, "a list of modules"),
  })(value, at);

const values = objectOf({
  outputs: mapOf(anyObject, "an object with one member for each output"),
  root_module: shownModule,
});

const change = objectOf(
  {
    actions: texts,
    replace_paths: listOf(
      listOf(() => undefined, "a list of steps"),
      "a list of paths",
    ),
  },
  ["actions"],
  "an object with actions",
);

/** An expression, or those of nested blocks: one object, or a list of them. */
const expression: Shape = (value, at) => {
  if (Array.isArray(value)) return listOf(expression, "a list of blocks")(value, at);
  if (!isObject(value))
    return mismatchText(value, at, "an expression: an object with constant_value or references, or blocks");
  // Of Terraform JSON a constant has its references beside it.
  if ("constant_value" in value || "references" in value) return objectOf({ references: texts })(value, at);
  return mapOf(expression, "expressions")(value, at);
};

const expressions = mapOf(expression, "an object with one expression for each attribute");

const configuredModule: Shape = (value, at) =>
  objectOf({
    resources: listOf(
      objectOf(
        {
          address: text,
          provider_config_key: text,
          expressions,
          for_each_expression: expression,
          count_expression: expression,
        },
        ["address"],
        "an object with address and expressions",
      ),
      "a list of resources",
    ),
    outputs: mapOf(objectOf({ expression }), "an object with one member for each output"),
    variables: mapOf(anyObject, "an object with one member for each variable"),
    module_calls: mapOf(
      objectOf({ expressions, module: configuredModule }),
      "an object with one member for each module call",
    ),
  })(value, at);

const SHOWN = objectOf({
  planned_values: values,
  values,
  prior_state: objectOf({ values }),
  resource_changes: listOf(
    objectOf({ address: text, type: text, change }, ["address", "type", "change"], "an object with address and change"),
    "a list of changes",
  ),
  configuration: objectOf({
    root_module: configuredModule,
    provider_config: mapOf(objectOf({ expressions }), "an object with one member for each provider"),
  }),
  variables: mapOf(anyObject, "an object with one member for each variable"),
});

/** Terraform allows one block, or a list of them. */
const blocks: Shape = (value, at) =>
  Array.isArray(value) ? listOf(anyObject, "a list of blocks")(value, at) : anyObject(value, at);

const byType = mapOf(
  mapOf(blocks, "an object with one member for each name"),
  "an object with one member for each type",
);

const WRITTEN = objectOf({
  resource: byType,
  data: byType,
  provider: mapOf(blocks, "an object with one member for each provider"),
  output: mapOf(blocks, "an object with one member for each output"),
  variable: mapOf(blocks, "an object with one member for each variable"),
  locals: anyObject,
});

/**
 * The first part of a plan, state or synthesized stack that has another shape than Terraform writes: which resource,
 * what stands there and what is expected. Undefined when none is found. Looked for once reading has failed, so that
 * reading itself spends no time on it.
 * JSON Output Format https://developer.hashicorp.com/terraform/internals/json-format
 */
export function misfitOf(document: unknown): string | undefined {
  const isShown = isObject(document) && "format_version" in document;
  return (isShown ? SHOWN : WRITTEN)(document, { path: "" });
}
