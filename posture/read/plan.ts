import { known, unknown } from "../model";
import type { Action, Change, Output, Reference, Resource, Value } from "../model";
import { baseOf, Inventory } from "./inventory";
import { partsOf } from "./address";
import { TreeAttributes } from "./attributes";
import { resourcesOf } from "./format";
import type { ConfiguredResource, ShownChange, ShownPlan, ShownResource } from "./format";
import { merge, said } from "./merge";
import { Scope } from "./scope";
import type { Instances, Self } from "./scope";
import { inventoryOfState, resourceFrom } from "./shown";
import type { Tree } from "./tree";

/**
 * Both sides of a plan. What it makes of what is known only after apply comes from the configuration's references.
 * `before` is read when it is asked for: two plans held against each other need their after sides only.
 */
export function inventoriesOfPlan(plan: ShownPlan): { before(): Inventory; after: Inventory } {
  const versions = {
    formatVersion: plan.format_version,
    ...(plan.terraform_version !== undefined && { terraformVersion: plan.terraform_version }),
  };
  const complete = plan.complete !== false && plan.errored !== true;
  const shown = [...resourcesOf(plan.planned_values?.root_module)];
  const planned = new Set(shown.map(([resource]) => resource.address));
  // Data sources that were read while planning are in the prior state only.
  const read = Array.from(resourcesOf(plan.prior_state?.values?.root_module)).filter(
    ([resource]) => resource.mode === "data" && !planned.has(resource.address),
  );
  const all = [...shown, ...read];
  const changes = new Map<string, ShownChange>();
  for (const change of plan.resource_changes ?? []) if (!change.deposed) changes.set(change.address, change);

  const root = Scope.root(plan, instancesOf(all));
  const resources = all.map(([resource, module]) => {
    const where = configured(root, resource, module);
    return resourceFrom(resource, module, after(plan, root, resource, changes.get(resource.address), where));
  });
  const present = new Map(resources.map((resource) => [resource.address, resource]));
  const list = [...changes.values()].map((c) => changeFrom(c, present.get(c.address)));
  return {
    before: () =>
      inventoryOfState(
        plan.prior_state ?? { format_version: plan.format_version },
        { format: "plan", side: "before", complete: true, ...versions },
        (resource) => pick(present.get(resource.address)),
      ),
    after: new Inventory(
      { format: "plan", side: "after", complete, ...versions },
      resources,
      outputsOf(plan, root),
      list,
    ),
  };
}

function pick(resource: Resource | undefined): Partial<Resource> {
  return resource
    ? { region: resource.region, ...(resource.provider !== undefined && { provider: resource.provider }) }
    : {};
}

function instancesOf(all: readonly (readonly [ShownResource, string | undefined])[]): Instances {
  const addresses = new Set<string>();
  const modules = new Map<string, Set<string>>();
  for (const [resource, module] of all) {
    addresses.add(resource.address);
    for (let at = module; at; at = parentOf(at)) {
      const base = at.endsWith("]") ? withoutIndex(at) : at;
      const known = modules.get(base);
      if (known?.has(at)) break;
      if (known) known.add(at);
      else modules.set(base, new Set([at]));
    }
  }
  return { has: (address) => addresses.has(address), modules: (address) => [...(modules.get(address) ?? [])] };
}

function withoutIndex(module: string): string {
  const last = partsOf(module).at(-1);
  const text =
    typeof last === "object"
      ? typeof last.index === "number"
        ? `[${last.index}]`
        : `[${JSON.stringify(last.index)}]`
      : "";
  return module.slice(0, module.length - text.length);
}

function parentOf(module: string): string | undefined {
  const base = module.endsWith("]") ? withoutIndex(module) : module;
  const end = base.lastIndexOf(".module.");
  return end < 0 ? undefined : base.slice(0, end);
}

function configured(root: Scope, resource: ShownResource, module: string | undefined) {
  const scope = root.at(module);
  const own = baseOf({ mode: resource.mode ?? "managed", type: resource.type, name: resource.name });
  const config = scope?.resource(own);
  const self: Self = { index: resource.index, each: config?.for_each_expression };
  return { scope, config, self };
}

type Place = ReturnType<typeof configured>;

function after(
  plan: ShownPlan,
  root: Scope,
  shown: ShownResource,
  change: ShownChange | undefined,
  place: Place,
): Partial<Resource> {
  const provider = place.config?.provider_config_key;
  const region = regionOf(plan, shown, place.config, root);
  const marks = change?.change.after_sensitive ?? shown.sensitive_values;
  const attributes = attributesOf(shown.values, change?.change.after_unknown, marks, place);
  return { region, attributes, provider };
}

function attributesOf(values: unknown, unknownMarks: unknown, sensitive: unknown, place: Place): TreeAttributes {
  const make = () =>
    merge(
      values ?? {},
      unknownMarks,
      (path) => said(place.config?.expressions, path),
      (references) => resolved(place, references),
    ) as Tree;
  return new TreeAttributes(make, {
    references: (path) => resolved(place, said(place.config?.expressions, path).references),
    sensitive,
  });
}

function resolved({ scope, self }: Place, references: readonly string[]): readonly Reference[] {
  return scope?.resolve(references, self) ?? [];
}

function regionOf(
  plan: ShownPlan,
  shown: ShownResource,
  config: ConfiguredResource | undefined,
  root: Scope,
): Value<string | undefined> {
  const own = shown.values?.["region"];
  if (typeof own === "string" && shown.type.startsWith("aws_")) return known(own);
  const expression = plan.configuration?.provider_config?.[config?.provider_config_key ?? ""]?.expressions?.["region"];
  if (!expression) return known(undefined);
  const value = root.evaluate(expression as object);
  return typeof value === "string" ? known(value) : unknown("the provider's region isn't a constant");
}

/** `resource`: the instance that the plan leads to; its attributes are what the change leads to. */
function changeFrom(shown: ShownChange, resource: Resource | undefined): Change {
  const { change } = shown;
  const { actions, before } = change;
  if (!Array.isArray(actions)) throw new TypeError(`the actions on ${shown.address} aren't a list`);
  return {
    address: shown.address,
    previousAddress: shown.previous_address,
    mode: shown.mode ?? "managed",
    type: shown.type,
    actions: actions as readonly Action[],
    replaced: actions.includes("delete") && actions.includes("create"),
    reason: shown.action_reason,
    replacePaths: change.replace_paths ?? [],
    importing: change.importing !== undefined && change.importing !== null,
    before:
      before === null || before === undefined
        ? undefined
        : new TreeAttributes(() => before as Tree, { sensitive: change.before_sensitive }),
    after: resource?.attributes,
  };
}

function outputsOf(plan: ShownPlan, root: Scope): Output[] {
  const configuredOutputs = plan.configuration?.root_module?.outputs ?? {};
  const shown = plan.planned_values?.outputs ?? {};
  return [...new Set([...Object.keys(configuredOutputs), ...Object.keys(shown)])].map((name) => {
    const output = shown[name];
    const references = root.resolve(configuredOutputs[name]?.expression?.references ?? [], {});
    const isKnown = output !== undefined && "value" in output;
    return {
      name,
      sensitive: output?.sensitive === true || configuredOutputs[name]?.sensitive === true,
      value: isKnown ? known(output.value) : unknown("known after apply"),
      references,
    };
  });
}
