import { known, unknown } from "../model";
import type { Origin, Output, Resource } from "../model";
import { TreeAttributes } from "./attributes";
import { resourcesOf } from "./format";
import type { ShownResource, ShownState, ShownValues } from "./format";
import { Inventory } from "./inventory";
import type { Tree } from "./tree";

const NOT_SHOWN = unknown("plans and states don't show lifecycle settings");

/** A resource instance as plans and states list it. */
export function resourceFrom(shown: ShownResource, module: string | undefined, more: Partial<Resource>): Resource {
  const { address, type, name, index, values } = shown;
  if (typeof address !== "string" || typeof type !== "string" || typeof name !== "string")
    throw new TypeError("a resource's address, type or name isn't a text");
  const region = values?.["region"];
  return {
    address,
    mode: shown.mode ?? "managed",
    type,
    name,
    // Written out rather than spread where present: there is one of these for every resource of a plan.
    index,
    module,
    repeated: false,
    preventDestroy: NOT_SHOWN,
    region: more.region ?? (typeof region === "string" ? known(region) : known(undefined)),
    attributes:
      more.attributes ?? new TreeAttributes(() => (values ?? {}) as Tree, { sensitive: shown.sensitive_values }),
    provider: more.provider,
  };
}

/** A state, or the state a plan started from: everything is known, references are gone. */
export function inventoryOfState(
  state: ShownState,
  origin: Origin,
  more: (shown: ShownResource) => Partial<Resource> = () => ({}),
): Inventory {
  const resources = Array.from(resourcesOf(state.values?.root_module), ([shown, module]) =>
    resourceFrom(shown, module, more(shown)),
  );
  return new Inventory(origin, resources, outputsOf(state.values));
}

function outputsOf(values: ShownValues | undefined): Output[] {
  return Object.entries(values?.outputs ?? {}).map(([name, output]) => ({
    name,
    sensitive: output.sensitive === true,
    value: known(output.value),
    references: [],
  }));
}
