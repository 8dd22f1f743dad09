import { leadsTo, targetOf, valueOr, type Entity, type Integration, type Model, type Value } from "../model/index";
import type { ChangeText, EntityDiff } from "./entity-diff";

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

/** What may ask for a variable: the address that an integration calls. */
export interface Asker {
  readonly address: string;
  readonly uri: Value<string | undefined>;
  readonly type: Value<string | undefined>;
}

/** Where the variables of a stage stand, and under which code their changes are reported. */
export interface StagePlace {
  readonly code: string;
  readonly path: string;
  readonly stage: string;
}

/** Stage variables: integrations ask for them, and functions are told all of them. */
export function stageVariables<E extends Entity>(on: EntityDiff<E>, place: StagePlace, askers: readonly Asker[]): void {
  const { before, after } = on.pair;
  for (const name of new Set([before, after].flatMap((side) => namesOf(side, place.path))))
    on.value(
      ({ resource }) => resource.attributes.text(place.path, name),
      { path: [place.path, name], what: `the stage variable ${name} of stage ${place.stage}` },
      (was, is) => told(on, place, askers, name, was, is),
    );
}

function namesOf({ resource }: Entity, path: string): readonly string[] {
  const { values } = resource.attributes.plain();
  const map = (values as Readonly<Record<string, unknown>> | undefined)?.[path];
  return typeof map === "object" && map !== null ? Object.keys(map) : [];
}

function told<E extends Entity>(
  on: EntityDiff<E>,
  place: StagePlace,
  askers: readonly Asker[],
  name: string,
  was = "nothing",
  is = "nothing",
): ChangeText {
  const asking = askers.filter(({ uri }) => uri.known && variablesIn(uri.value ?? "").includes(name));
  const [first] = asking;
  const { code } = place;
  const path = [place.path, name];
  const changed = `The variable ${name} of stage ${place.stage} is ${on.shown("after", path, is)} (was: ${on.shown("before", path, was)})`;
  if (first && asking.some(({ uri }) => uri.known && isInHost(uri.value ?? "", name)))
    return {
      code,
      kind: "broadened",
      summary: `${changed}, and with it the host of ${first.address}: that host gets the callers' tokens.`,
    };
  if (first && asking.every(({ uri }) => uri.known && /^https?:/.test(uri.value ?? "")))
    return { code, kind: "neutral", summary: `${changed}, and with it the path of ${first.address}.` };
  if (first) return { code, kind: "unknown", summary: `${changed}, and with it what ${first.address} calls.` };
  const isOpen = askers.some(({ type, uri }) => !uri.known || !type.known || type.value !== "HTTP_PROXY");
  return isOpen
    ? { code, kind: "unknown", summary: `${changed}: how a function or a mapping uses it was not analysed.` }
    : { code, kind: "neutral", summary: `${changed}; no integration URI uses it.` };
}

function isInHost(uri: string, name: string): boolean {
  return variablesIn(/^(?!arn:)(?:https?:\/\/)?([^/?#]+)/.exec(uri)?.[1] ?? "").includes(name);
}
