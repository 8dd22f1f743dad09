import { known, type Value } from "./value";
import type { Action, Change } from "./origin";
import type { Attributes, Resource, Step } from "./resource";
import type { ResourceConfiguration } from "./resource-configuration";
import type { ShownChange, ShownResource } from "./format";
import { ShownInstance } from "./shown";
import { ShownAttributes } from "./shown-attributes";

/** A resource instance as it will be. */
export class PlannedInstance extends ShownInstance {
  constructor(
    shown: ShownResource,
    module: string | undefined,
    private readonly configuration: ResourceConfiguration,
    private readonly change: ShownChange["change"] | undefined,
  ) {
    super(shown, module);
  }

  get region(): Value<string | undefined> {
    const own = this.shown.values?.["region"];
    return typeof own === "string" && this.type.startsWith("aws_") ? known(own) : this.configuration.place.region;
  }

  override get account(): string | undefined {
    return super.account ?? this.configuration.place.account;
  }

  get provider(): string | undefined {
    return this.configuration.provider;
  }

  get providerArguments(): Readonly<Record<string, string>> {
    return this.configuration.place.arguments;
  }

  protected read(): Attributes {
    const { shown, configuration, change, index } = this;
    const marks = change?.after_sensitive ?? shown.sensitive_values;
    return new ShownAttributes(shown.values ?? {}, marks, { configuration, index, unknown: change?.after_unknown });
  }
}

/** What a plan does to one instance, read as far as it's asked for. */
export class PlannedChange implements Change {
  readonly address: string;
  readonly previousAddress: string | undefined;
  readonly mode: Change["mode"];
  readonly type: string;
  readonly actions: readonly Action[];
  private was?: Attributes;

  /** `leadsTo`: the instance at an address after the change; its attributes are what the change leads to. */
  constructor(
    readonly shown: ShownChange,
    private readonly leadsTo: (address: string) => Resource | undefined,
  ) {
    const { actions } = shown.change;
    if (!Array.isArray(actions)) throw new TypeError(`the actions on ${shown.address} aren't a list`);
    this.address = shown.address;
    this.previousAddress = shown.previous_address;
    this.mode = shown.mode ?? "managed";
    this.type = shown.type;
    this.actions = actions as readonly Action[];
  }

  get replaced(): boolean {
    return this.actions.includes("delete") && this.actions.includes("create");
  }

  get reason(): string | undefined {
    return this.shown.action_reason;
  }

  get replacePaths(): readonly (readonly Step[])[] {
    return this.shown.change.replace_paths ?? [];
  }

  get importing(): boolean {
    const { importing } = this.shown.change;
    return importing !== undefined && importing !== null;
  }

  get before(): Attributes | undefined {
    const { before, before_sensitive: sensitive } = this.shown.change;
    if (before === null || before === undefined) return undefined;
    return (this.was ??= new ShownAttributes(before as Record<string, unknown>, sensitive));
  }

  get after(): Attributes | undefined {
    return this.leadsTo(this.address)?.attributes;
  }
}
