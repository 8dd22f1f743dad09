import { ARN } from "../../aws/arns";
import { valueOr, type Listing, type Model, type Resource } from "../../model/index";
import type { Rule } from "../rule";
import { ofHttp } from "../support/apis";

/** A resource, a path in it and what stands there. */
type Argument = readonly [at: Resource, path: readonly (string | number)[], values: Listing<string>];

/** AWS refuses any other value. What Terraform takes from a resource is of the kind of that resource, known or not. */
function arnRule(
  about: Pick<Rule, "code" | "title">,
  { value: { pattern, words }, source }: (typeof ARN)[keyof typeof ARN],
  argumentsOf: (model: Model) => readonly Argument[],
): Rule {
  return {
    ...about,
    severity: "error",
    source,
    check(model, report) {
      for (const [at, path, { items, missing }] of argumentsOf(model)) {
        const argument = path.filter((step) => typeof step === "string").join(".");
        const references = at.attributes.references(...path);
        const ofResources = references.length > 0 && references.every(({ address }) => /\baws_\w+\./.test(address));
        for (const why of ofResources ? [] : missing) report.unknown(at, `${argument} (${why})`);
        for (const found of items)
          if (!pattern.test(found))
            report({ at, message: `${argument} is "${found}": AWS refuses it.`, remedy: `Write ${words}.` });
      }
    },
  };
}

function text(at: Resource, ...path: readonly (string | number)[]): Argument {
  const value = at.attributes.text(...path);
  const items = value.known && value.value !== undefined ? [value.value] : [];
  return [at, path, { items, missing: value.known ? [] : [value.why] }];
}

const functionsOf = (model: Model): readonly Resource[] =>
  model.ofType("aws_lambda_function").filter(({ mode }) => mode === "managed");

export const functionLayers = arnRule(
  { code: "function-layers", title: "A layer that isn't the ARN of a layer's version" },
  ARN.layer,
  (model) => functionsOf(model).map((fn) => [fn, ["layers"], fn.attributes.texts("layers")]),
);

export const functionDeadLetter = arnRule(
  { code: "function-dead-letter", title: "A dead-letter target that is neither a queue nor a topic" },
  ARN.deadLetter,
  (model) => functionsOf(model).map((fn) => text(fn, "dead_letter_config", 0, "target_arn")),
);

/** WebSocket APIs reach a private backend by its URL. */
export const targetListener = arnRule(
  { code: "target-listener", title: "A private integration whose URI is no ARN of a listener or a Cloud Map service" },
  ARN.listener,
  (model) =>
    ofHttp(model.integrations)
      .map(({ resource }) => resource)
      .filter(({ attributes }) => valueOr(attributes.text("connection_type"), undefined) === "VPC_LINK")
      .map((at) => text(at, "integration_uri")),
);
