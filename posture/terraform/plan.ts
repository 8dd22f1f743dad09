import { accountIn } from "./account";
import { known, unknown } from "./value";
import type { Output } from "./origin";
import type { Resource } from "./resource";
import { ResourceConfiguration, type ProviderPlace } from "./resource-configuration";
import { resourcesOf } from "./format";
import type { ConfiguredResource, Expressions, ShownModule, ShownPlan, ShownResource } from "./format";
import { InstanceList } from "./instance-cache";
import { ResourceIndex, baseOf } from "./resource-index";
import { ExpressionCache } from "./expression-cache";
import { PlannedChange, PlannedInstance } from "./planned";
import { ConfiguredAttributes } from "./configured-attribute";
import { Scope } from "./scope";
import { resourceIndexOfState } from "./shown";

/**
 * Both sides of a plan. What it makes of what is known only after apply comes from the configuration's references.
 * `before` is read when it is asked for: two plans held against each other need their after sides only.
 */
export function resourceIndexesOfPlan(plan: ShownPlan): { before(): ResourceIndex; after: ResourceIndex } {
  const versions = {
    formatVersion: plan.format_version,
    ...(plan.terraform_version !== undefined && { terraformVersion: plan.terraform_version }),
  };
  const complete = plan.complete !== false && plan.errored !== true && !plan.deferred_changes?.length;
  const drifted = (plan.resource_drift ?? []).filter(({ mode }) => mode !== "data");
  const drift = () =>
    drifted.map(({ address, type, change }) => ({
      address,
      type,
      before: change.before,
      after: change.after ?? undefined,
    }));
  const after = new PlanReader(plan).read({
    format: "plan",
    side: "after",
    complete,
    ...(drifted.length > 0 && { drift }),
    ...versions,
  });
  return {
    before: () =>
      resourceIndexOfState(
        plan.prior_state ?? { format_version: plan.format_version },
        { format: "plan", side: "before", complete: true, ...versions },
        (address) => after.at(address),
      ),
    after,
  };
}

class PlanReader {
  private readonly resources: PlannedInstance[] = [];
  private readonly changes = new Map<string, PlannedChange>();
  private readonly expressions = new ExpressionCache();
  private readonly instances = new InstanceList(() => this.resources.map(({ address }) => address));
  private readonly root: Scope;
  private index?: ResourceIndex;
  private readonly configured = new Map<ConfiguredResource | undefined, ConfiguredAttributes>();
  private readonly places = new Map<string, ProviderPlace>();
  /** The configuration of the instance before: instances of one configuration stand in a row. */
  private last?: {
    readonly of: ShownResource;
    readonly module: string | undefined;
    readonly configuration: ResourceConfiguration;
  };

  constructor(private readonly plan: ShownPlan) {
    this.root = Scope.root(plan, this.instances, this.expressions, (address) => this.index?.at(address));
  }

  read(origin: ResourceIndex["origin"]): ResourceIndex {
    const leadsTo = (address: string): Resource | undefined => this.index?.at(address);
    for (const change of this.plan.resource_changes ?? [])
      if (!change.deposed) this.changes.set(change.address, new PlannedChange(change, leadsTo));
    this.module(this.plan.planned_values?.root_module, undefined, this.root);
    this.leftAlone(origin.complete);
    return (this.index = new ResourceIndex(origin, this.resources, this.outputs(), this.changes));
  }

  private module(module: ShownModule | undefined, address: string | undefined, scope: Scope | undefined): void {
    if (!module) return;
    for (const resource of module.resources ?? []) if (!this.isForgotten(resource)) this.add(resource, address, scope);
    for (const child of module.child_modules ?? [])
      if (child.address === undefined) this.module(child, undefined, this.root);
      else {
        this.instances.add(child.address, address);
        this.module(child, child.address, scope?.child(child.address));
      }
  }

  /**
   * What stays as the prior state has it: data sources that were read while planning, what Terraform forgets, and, of a plan
   * that isn't complete (`-target`, deferred changes, an error), what it leaves as it is. A complete one lists every instance,
   * but one with `-refresh-only` lists none: it changes nothing in AWS.
   */
  private leftAlone(complete: boolean): void {
    const refreshOnly = this.resources.length === 0 && this.changes.size === 0;
    const moved = new Set(Array.from(this.changes.values(), ({ previousAddress }) => previousAddress));
    const stays = (one: ShownResource): boolean =>
      refreshOnly ||
      one.mode === "data" ||
      this.isForgotten(one) ||
      (!complete && !this.changes.has(one.address) && !moved.has(one.address));
    const left = Array.from(resourcesOf(this.plan.prior_state?.values?.root_module)).filter(([one]) => stays(one));
    if (left.length === 0) return;
    const planned = new Set(this.resources.map(({ address }) => address));
    for (const [resource, module] of left)
      if (!planned.has(resource.address)) {
        if (module !== undefined) this.instances.addAlone(module);
        this.add(resource, module, this.root);
      }
  }

  /** Terraform lists what it forgets without destroying it among the planned values, without any value. */
  private isForgotten({ address }: ShownResource): boolean {
    return this.changes.get(address)?.actions.join() === "forget";
  }

  private add(shown: ShownResource, module: string | undefined, scope: Scope | undefined): void {
    const { last } = this;
    let configuration: ResourceConfiguration;
    if (last && last.module === module && sameConfiguration(last.of, shown)) configuration = last.configuration;
    else {
      configuration = this.familyOf(shown, scope);
      this.last = { of: shown, module, configuration };
    }
    // A change that forgets has no side after it, its marks of what is sensitive included.
    const change = this.isForgotten(shown) ? undefined : this.changes.get(shown.address)?.shown.change;
    this.resources.push(new PlannedInstance(shown, module, configuration, change));
  }

  private familyOf({ mode = "managed", type, name }: ShownResource, scope: Scope | undefined): ResourceConfiguration {
    const config = scope?.resource(baseOf({ mode, type, name }));
    let configured = this.configured.get(config);
    // A resource without arguments has no expressions: all of it is left out.
    const expressions = config && (config.expressions === undefined ? {} : config.expressions);
    if (!configured)
      this.configured.set(config, (configured = new ConfiguredAttributes(expressions, this.expressions)));
    const place = this.placeOf(config?.provider_config_key ?? "");
    return new ResourceConfiguration(this.expressions, scope, config, configured, place);
  }

  private placeOf(provider: string): ProviderPlace {
    let place = this.places.get(provider);
    if (!place) {
      const { expressions: written, scope } = this.provider(provider);
      const valueOf = (expression: Expressions[string] | undefined) =>
        scope?.evaluate(expression as object | undefined);
      const [role] = [written["assume_role"] ?? []].flat() as readonly Expressions[];
      const account = accountIn([role?.["role_arn"], written["allowed_account_ids"]].map(valueOf));
      const at = valueOf(written["region"]);
      const isPlaced = written["region"] === undefined || typeof at === "string";
      const region = isPlaced ? known(at as string | undefined) : unknown("the provider's region isn't a constant");
      const told = Object.entries(written).flatMap(([name, one]) => {
        const text = JSON.stringify(evaluated(one, valueOf));
        return text === undefined || text === "null" ? [] : [[name, text]];
      });
      this.places.set(
        provider,
        (place = { region, account, arguments: Object.fromEntries(told) as Record<string, string> }),
      );
    }
    return place;
  }

  /** Its arguments, and where they are written. A module that only requires a provider (`module.a:aws`) has that of the module around it. */
  private provider(key: string): { readonly expressions: Expressions; readonly scope: Scope | undefined } {
    const own = this.plan.configuration?.provider_config?.[key];
    const [, module, name = ""] = /^(.*):([^:]*)$/.exec(key) ?? [];
    if (own?.expressions || module === undefined)
      return { expressions: own?.expressions ?? {}, scope: this.root.at(module) };
    const around = module.replace(/\.?module\.[^.]*$/, "");
    return this.provider(around === "" ? name : `${around}:${name}`);
  }

  private outputs(): Output[] {
    const configured = this.plan.configuration?.root_module?.outputs ?? {};
    const shown = this.plan.planned_values?.outputs ?? {};
    return [...new Set([...Object.keys(configured), ...Object.keys(shown)])].map((name) => {
      const output = shown[name];
      const isKnown = output !== undefined && "value" in output;
      return {
        name,
        sensitive: output?.sensitive === true || configured[name]?.sensitive === true,
        value: isKnown ? known(output.value) : unknown("known after apply"),
        references: this.root.resolve(configured[name]?.expression?.references ?? [], {}),
      };
    });
  }
}

/** What blocks of expressions say; of what a plan doesn't show, its references. */
function evaluated(written: Expressions[string], valueOf: (one: Expressions[string]) => unknown): unknown {
  if (Array.isArray(written)) return (written as readonly Expressions[]).map((one) => evaluated(one, valueOf));
  if ("references" in written || "constant_value" in written) return valueOf(written) ?? written;
  return Object.fromEntries(
    Object.entries(written).map(([name, one]) => [name, evaluated(one as Expressions, valueOf)]),
  );
}

function sameConfiguration(a: ShownResource, b: ShownResource): boolean {
  return a.name === b.name && a.type === b.type && a.mode === b.mode;
}
