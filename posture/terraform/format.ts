import type { Step } from "./resource";

/** The parts of `terraform show -json` that are read (Terraform docs: "JSON Output Format"). */
export interface ShownResource {
  readonly address: string;
  readonly mode?: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: Step;
  readonly values?: Record<string, unknown>;
  readonly sensitive_values?: unknown;
}

export interface ShownModule {
  readonly address?: string;
  readonly resources?: readonly ShownResource[];
  readonly child_modules?: readonly ShownModule[];
}

export interface ShownValues {
  readonly outputs?: Record<string, { readonly sensitive?: boolean; readonly value?: unknown }>;
  readonly root_module?: ShownModule;
}

export interface ShownState {
  readonly format_version: string;
  readonly terraform_version?: string;
  readonly values?: ShownValues;
}

export interface ShownChange {
  readonly address: string;
  readonly previous_address?: string;
  readonly mode?: "managed" | "data";
  readonly type: string;
  readonly deposed?: string;
  readonly action_reason?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before?: unknown;
    readonly after?: unknown;
    readonly after_unknown?: unknown;
    readonly before_sensitive?: unknown;
    readonly after_sensitive?: unknown;
    readonly replace_paths?: readonly (readonly Step[])[];
    readonly importing?: unknown;
  };
}

export interface Expression {
  readonly constant_value?: unknown;
  readonly references?: readonly string[];
}

/** An attribute's expression, or the expressions of nested blocks. */
export type Expressions = { readonly [name: string]: Expression | Expressions | readonly Expressions[] };

export interface ConfiguredResource {
  readonly address: string;
  readonly provider_config_key?: string;
  readonly expressions?: Expressions;
  readonly for_each_expression?: Expression;
  readonly count_expression?: Expression;
}

export interface ConfiguredModule {
  readonly resources?: readonly ConfiguredResource[];
  readonly outputs?: Record<string, { readonly expression?: Expression; readonly sensitive?: boolean }>;
  readonly variables?: Record<string, { readonly default?: unknown }>;
  readonly module_calls?: Record<string, ModuleCall>;
}

export interface ModuleCall {
  readonly expressions?: Expressions;
  readonly module?: ConfiguredModule;
  readonly for_each_expression?: Expression;
  readonly count_expression?: Expression;
}

export interface ShownPlan {
  readonly format_version: string;
  readonly terraform_version?: string;
  readonly variables?: Record<string, { readonly value?: unknown }>;
  readonly planned_values?: ShownValues;
  readonly prior_state?: ShownState;
  readonly resource_changes?: readonly ShownChange[];
  readonly configuration?: {
    readonly provider_config?: Record<string, { readonly expressions?: Expressions }>;
    readonly root_module?: ConfiguredModule;
  };
  readonly complete?: boolean;
  readonly errored?: boolean;
  readonly deferred_changes?: readonly unknown[];
  readonly resource_drift?: readonly ShownChange[];
}

/**
 * Every resource of a module and of the modules below it, with the address of the module that holds it. Modules come by address: Terraform and
 * OpenTofu list instances of one module in an order that isn't the same each time.
 */
export function* resourcesOf(module: ShownModule | undefined): Generator<[ShownResource, string | undefined]> {
  if (!module) return;
  for (const resource of module.resources ?? []) yield [resource, module.address];
  const children = [...(module.child_modules ?? [])].sort((a, b) => ((a.address ?? "") < (b.address ?? "") ? -1 : 1));
  for (const child of children) yield* resourcesOf(child);
}
