import { InputError, parse, readAny, type Model, type Resource } from "../../posture/index";
import { UserError } from "../user-error";
import { isObject, objectsOf, textsOf, type JsonObject } from "../json";

/** A managed resource as the state has it. */
export interface StateResource {
  readonly address: string;
  readonly type: string;
  /** Its name, or its index under for_each: what people call it. */
  readonly label: string;
  /** Address of the module instance that holds it; undefined in the root. */
  readonly module: string | undefined;
  readonly values: JsonObject;
  /** Addresses that the state says it depends on, also over others. */
  readonly dependsOn: readonly string[];
  /** Whether the state marks the argument, or anything in it, as sensitive. */
  sensitive(argument: string): boolean;
}

/** What is there: everything managed that a state, or the state that a plan was made from, knows. */
export interface Estate {
  readonly model: Model;
  readonly held: ReadonlyMap<string, StateResource>;
}

/**
 * Reads what `terraform show -json` printed, of a state or of a plan.
 * @throws UserError for everything else, and for a plan of what isn't applied yet
 */
export function readEstate(input: Uint8Array): Estate {
  try {
    const json = parse(input);
    const model = modelOf(json);
    const dependencies = dependenciesOf(json);
    const managed = model.resources.filter(({ mode }) => mode === "managed");
    return {
      model,
      held: new Map(managed.map((one) => [one.address, heldOf(one, dependencies.get(one.address) ?? [])])),
    };
  } catch (error) {
    if (error instanceof InputError) throw new UserError(error.message);
    throw error;
  }
}

function modelOf(json: unknown): Model {
  const reading = readAny(json);
  if (reading.format === "synth" || reading.format === "folder")
    throw new UserError(
      "This is a configuration, which holds no resource ids. Take over what is applied: terraform show -json > state.json, where its state is",
    );
  const model = "before" in reading ? reading.before : reading.current;
  if ("after" in reading && model.apis.length === 0 && reading.after.apis.length > 0)
    throw new UserError(
      "The plan makes its HTTP APIs, so there is nothing to take over yet. Apply it, then: terraform show -json > state.json",
    );
  if (model.apis.length === 0)
    throw new UserError("There is no HTTP API (aws_apigatewayv2_api) in it, so there is nothing to take over.");
  return model;
}

/** What each resource depends on, as a state has it, or the state that a plan was made from. */
function dependenciesOf(json: unknown): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const walk = (module: unknown): void => {
    if (!isObject(module)) return;
    for (const one of objectsOf(module["resources"])) found.set(String(one["address"]), textsOf(one["depends_on"]));
    for (const child of objectsOf(module["child_modules"])) walk(child);
  };
  const root = isObject(json) ? json : {};
  const state = isObject(root["prior_state"]) ? root["prior_state"] : root;
  walk(isObject(state["values"]) ? state["values"]["root_module"] : undefined);
  return found;
}

function heldOf(resource: Resource, dependsOn: readonly string[]): StateResource {
  const { values } = resource.attributes.plain();
  return {
    address: resource.address,
    type: resource.type,
    label: typeof resource.index === "string" ? resource.index : resource.name,
    module: resource.module,
    values: isObject(values) ? withoutReservedTags(values) : {},
    dependsOn,
    sensitive: (argument) => resource.attributes.sensitive(argument),
  };
}

/** Tags that only AWS may write are read by the provider and left alone. */
function withoutReservedTags(values: JsonObject): JsonObject {
  const own = (tags: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(tags).filter(([name]) => !name.toLowerCase().startsWith("aws:")));
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      /^tags(_all)?$/.test(name) && isObject(value) ? own(value) : value,
    ]),
  );
}

/** The estate as far as it may be written into a program. That a client has a secret says what kind it is; the secret itself is written nowhere. */
export function withoutSensitive({ model, held }: Estate): Estate {
  const shown = (one: StateResource): StateResource => {
    const values = Object.entries(one.values).filter(([name]) => name === "client_secret" || !one.sensitive(name));
    return { ...one, values: Object.fromEntries(values) };
  };
  return { model, held: new Map([...held].map(([address, one]) => [address, shown(one)])) };
}
