import { accountIn } from "./account";
import { known, unknown, type Value } from "./value";
import type { Attributes, Resource, Step } from "./resource";
import type { Origin, Output } from "./origin";
import { resourcesOf, type ShownResource, type ShownState, type ShownValues } from "./format";
import { ResourceIndex } from "./resource-index";
import { ShownAttributes } from "./shown-attributes";

const NOT_SHOWN = unknown("plans and states don't show lifecycle settings");

/** A resource instance as plans and states list it. There are many of these, so what few ask for is made when it is. */
export abstract class ShownInstance implements Resource {
  readonly address: string;
  readonly mode: Resource["mode"];
  readonly type: string;
  readonly name: string;
  readonly index: Step | undefined;
  readonly repeated = false;
  readonly preventDestroy = NOT_SHOWN;
  private made?: Attributes;

  constructor(
    protected readonly shown: ShownResource,
    readonly module: string | undefined,
  ) {
    const { address, type, name } = shown;
    if (typeof address !== "string" || typeof type !== "string" || typeof name !== "string")
      throw new TypeError("a resource's address, type or name isn't a text");
    this.address = address;
    this.mode = shown.mode ?? "managed";
    this.type = type;
    this.name = name;
    this.index = shown.index;
  }

  abstract get region(): Value<string | undefined>;
  abstract get provider(): string | undefined;
  protected abstract read(): Attributes;

  get account(): string | undefined {
    const arn = this.shown.values?.["arn"];
    return typeof arn === "string" ? accountIn([arn]) : undefined;
  }

  get attributes(): Attributes {
    return (this.made ??= this.read());
  }
}

/** One of a state. `now`: the same in a plan, whose configuration tells what a state doesn't. */
class StoredInstance extends ShownInstance {
  constructor(
    shown: ShownResource,
    module: string | undefined,
    private readonly now: Resource | undefined,
  ) {
    super(shown, module);
  }

  get region(): Value<string | undefined> {
    const region = this.shown.values?.["region"];
    return typeof region === "string"
      ? known(region)
      : (this.now?.region ?? unknown("a state doesn't tell the region"));
  }

  get provider(): string | undefined {
    return this.now?.provider;
  }

  override get account(): string | undefined {
    return super.account ?? this.now?.account;
  }

  protected read(): Attributes {
    return new ShownAttributes(this.shown.values ?? {}, this.shown.sensitive_values);
  }
}

/** A state, or the state a plan started from: everything is known, references are gone. */
export function resourceIndexOfState(
  state: ShownState,
  origin: Origin,
  now: (address: string) => Resource | undefined = () => undefined,
): ResourceIndex {
  const resources = Array.from(
    resourcesOf(state.values?.root_module),
    ([shown, module]) => new StoredInstance(shown, module, now(shown.address)),
  );
  return new ResourceIndex(origin, resources, outputsOf(state.values));
}

function outputsOf(values: ShownValues | undefined): Output[] {
  return Object.entries(values?.outputs ?? {}).map(([name, output]) => ({
    name,
    sensitive: output.sensitive === true,
    value: known(output.value),
    references: [],
  }));
}
