import { leadsTo, targetOf, valueOr } from "../model/index";
import type { Integration, Model } from "../model/index";

/** `${stageVariables.host}` */
const VARIABLE = /\$\{stageVariables\.(\w+)\}/g;

/** Names of the stage variables that a text asks for. */
export function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(VARIABLE)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

/**
 * What an integration's address is on each stage of its API, each once; a variable that a stage doesn't set, or whose
 * value isn't known, stays in it. One that asks for none is the same on every stage.
 * API Gateway: Use stage variables https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.stage-variables.html
 */
export function addressesOf(model: Model, integration: Integration): readonly string[] {
  const uri = valueOr(integration.uri, undefined);
  if (uri === undefined) return [];
  if (variablesIn(uri).length === 0) return [uri];
  const api = targetOf(integration.api);
  const stages = api ? model.stages.filter((stage) => leadsTo(stage.api, api) === true) : [];
  const found = stages.map(({ resource }) =>
    uri.replace(
      VARIABLE,
      (whole, name: string) => valueOr(resource.attributes.text("stage_variables", name), whole) ?? whole,
    ),
  );
  return found.length > 0 ? [...new Set(found)].sort() : [uri];
}
