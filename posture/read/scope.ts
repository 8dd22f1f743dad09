import type { Reference, Step } from "../model";
import { indexText, longest, nameOf, partsOf, within } from "./address";
import type { Named } from "./address";
import type { ConfiguredModule, ConfiguredResource, Expression, ModuleCall, ShownPlan } from "./format";

/** Answers which instances there are: of a resource, of a module. Addresses in full, without the last index. */
export interface Instances {
  has(address: string): boolean;
  modules(address: string): readonly string[];
}

/** Who asks: the instance's own index and what its for_each iterates, which each.key and each.value stand for. */
export interface Self {
  readonly index?: Step;
  readonly each?: Expression;
}

/** Instances of one resource share their expressions, so what is read out of one list of references is kept. */
const read = new WeakMap<readonly string[], readonly Named[]>();

function namesIn(references: readonly string[]): readonly Named[] {
  const kept = read.get(references);
  if (kept) return kept;
  const named = longest(references).map(nameOf);
  read.set(references, named);
  return named;
}

/** Does it lead to the same for every instance that asks? */
function isFixed(name: Named): boolean {
  if (name.kind === "resource") return !name.dynamic;
  if (name.kind === "module") return name.output !== undefined;
  return name.kind === "local" || name.kind === "other" || name.kind === "var";
}

/**
 * One module instance of a plan's configuration: resolves the references of its expressions to resources, through
 * variables to the caller and through outputs to the called.
 */
export class Scope {
  private readonly children = new Map<string, Scope | undefined>();
  private readonly resources = new Map<string, ConfiguredResource>();
  private readonly resolved = new WeakMap<readonly string[], readonly Reference[]>();

  private constructor(
    private readonly plan: ShownPlan,
    private readonly instances: Instances,
    readonly module: ConfiguredModule,
    readonly address: string | undefined,
    private readonly caller?: { readonly scope: Scope; readonly call: ModuleCall; readonly self: Self },
  ) {
    for (const resource of module.resources ?? []) this.resources.set(resource.address, resource);
  }

  static root(plan: ShownPlan, instances: Instances): Scope {
    return new Scope(plan, instances, plan.configuration?.root_module ?? {}, undefined);
  }

  resource(base: string): ConfiguredResource | undefined {
    return this.resources.get(base);
  }

  /** The scope of a module instance by its address in full: `module.a["x"].module.b`. */
  at(address: string | undefined): Scope | undefined {
    if (address === undefined || address === this.address) return this;
    const parts = partsOf(address.slice(this.address ? this.address.length + 1 : 0));
    const name = parts[1];
    if (parts[0] !== "module" || typeof name !== "string") return undefined;
    const index = typeof parts[2] === "object" ? parts[2].index : undefined;
    const key = `module.${name}${indexText(index)}`;
    return this.child(name, index, within(this.address, key))?.at(address);
  }

  private child(name: string, index: Step | undefined, address: string): Scope | undefined {
    if (!this.children.has(address)) {
      const call = this.module.module_calls?.[name];
      const self: Self = {
        ...(index !== undefined && { index }),
        ...(call?.for_each_expression && { each: call.for_each_expression }),
      };
      const scope =
        call?.module && new Scope(this.plan, this.instances, call.module, address, { scope: this, call, self });
      this.children.set(address, scope);
    }
    return this.children.get(address);
  }

  /** What the references of an expression lead to in the end: resources, or what can't be followed (`local.x`). */
  resolve(references: readonly string[], self: Self, depth = 0): readonly Reference[] {
    if (depth > 20 || references.length === 0) return [];
    const kept = this.resolved.get(references);
    if (kept) return kept;
    const named = namesIn(references);
    const found = new Map<string, Reference>();
    for (const name of named) {
      for (const reference of this.follow(name, named, self, depth)) {
        found.set(`${reference.address}|${reference.attribute.join(".")}`, reference);
      }
    }
    const result = [...found.values()];
    if (named.every(isFixed)) this.resolved.set(references, result);
    return result;
  }

  private follow(name: Named, all: readonly Named[], self: Self, depth: number): readonly Reference[] {
    switch (name.kind) {
      case "resource": {
        const base = within(this.address, name.base);
        const index = name.index ?? (name.dynamic ? this.hint(base, all, self) : undefined);
        return [{ address: base + indexText(index), attribute: name.attribute }];
      }
      case "module":
        return this.throughOutput(name, all, self, depth);
      case "var": {
        const expression = this.caller?.call.expressions?.[String(name.path[0])] as Expression | undefined;
        if (!this.caller || !expression?.references) return [];
        return this.caller.scope.resolve(expression.references, this.caller.self, depth + 1);
      }
      case "each":
        // The value iterated over may itself refer to resources: for_each = aws_x.y.
        return name.path[0] === "value" && self.each?.references
          ? this.resolve(self.each.references, {}, depth + 1)
          : [];
      case "local":
        return [{ address: within(this.address, `local.${String(name.path[0])}`), attribute: name.path.slice(1) }];
      default:
        return [];
    }
  }

  private throughOutput(
    name: Named & { kind: "module" },
    all: readonly Named[],
    self: Self,
    depth: number,
  ): readonly Reference[] {
    const base = within(this.address, `module.${name.name}`);
    const exact = base + indexText(name.index);
    const hinted = name.index === undefined && name.output === undefined ? this.moduleHint(base, all, self) : undefined;
    const addresses = name.index !== undefined ? [exact] : hinted ? [hinted] : this.instances.modules(base);
    const result: Reference[] = [];
    for (const address of addresses) {
      const child = this.at(address);
      const outputs = child?.module.outputs ?? {};
      // Under a dynamic index the plan doesn't say which output is meant: all are candidates.
      const names = name.output === undefined ? Object.keys(outputs) : [name.output];
      for (const output of names) {
        const references = outputs[output]?.expression?.references;
        if (child && references) result.push(...child.resolve(references, {}, depth + 1));
      }
    }
    return result;
  }

  private moduleHint(base: string, all: readonly Named[], self: Self): string | undefined {
    const present = this.instances.modules(base);
    return this.keys(all, self)
      .map((key) => base + indexText(key))
      .find((address) => present.includes(address));
  }

  /** `x.y[each.key].id` is listed as `x.y` and `each.key`: the index is one of the keys beside it, if it exists. */
  private hint(base: string, all: readonly Named[], self: Self): Step | undefined {
    return this.keys(all, self).find((key) => this.instances.has(base + indexText(key)));
  }

  private keys(all: readonly Named[], self: Self): Step[] {
    return all.flatMap((name): Step[] => {
      const own =
        (name.kind === "each" && name.path[0] === "key") || (name.kind === "count" && name.path[0] === "index");
      if (own) return self.index === undefined ? [] : [self.index];
      if (name.kind !== "each" && name.kind !== "var") return [];
      const value = this.constant(name, self);
      return typeof value === "string" || typeof value === "number" ? [value] : [];
    });
  }

  /** The value of `each.value.x` or `var.x`, where constants alone decide it. */
  private constant(name: Named & { path: readonly Step[] }, self: Self): unknown {
    if (name.kind === "var") return dig(this.variable(String(name.path[0])), name.path.slice(1));
    if (name.path[0] !== "value" || self.index === undefined) return undefined;
    const items = this.evaluate(self.each);
    if (Array.isArray(items)) return items.includes(self.index) ? self.index : undefined;
    return dig(items, [self.index, ...name.path.slice(1)]);
  }

  /** An expression's value when it's a constant or leads to one through variables alone. */
  evaluate(expression: Expression | undefined): unknown {
    if (!expression) return undefined;
    if ("constant_value" in expression) return expression.constant_value;
    const named = namesIn(expression.references ?? []);
    const only = named[0];
    if (named.length !== 1 || only?.kind !== "var") return undefined;
    return dig(this.variable(String(only.path[0])), only.path.slice(1));
  }

  private variable(name: string): unknown {
    if (!this.caller) return this.plan.variables?.[name]?.value ?? this.module.variables?.[name]?.default;
    const expression = this.caller.call.expressions?.[name] as Expression | undefined;
    return expression ? this.caller.scope.evaluate(expression) : this.module.variables?.[name]?.default;
  }
}

function dig(value: unknown, path: readonly Step[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<Step, unknown>)[step];
  }
  return here;
}
