import type { Reference, Resource, Step } from "./resource";
import { Unresolved, Untyped, firstUnresolved, type ValueNode } from "./value-node";
import { evaluateJson } from "./hcl/evaluate";
import { selectPath } from "./hcl/select-path";
import type { Lookup } from "./hcl/lookup";
import { indexText, lastModule, partsOf, within, type Named } from "./address";
import type { ConfiguredModule, ConfiguredResource, Expression, ModuleCall, ShownPlan } from "./format";
import { NONE, type ExpressionCache } from "./expression-cache";

const NO_STEPS: readonly Step[] = [];

/** Answers which instances there are: of a resource, of a module. Addresses in full, without the last index. */
export interface Instances {
  has(address: string): boolean;
  modules(address: string): ReadonlySet<string>;
}

/** Who asks: the instance's own index and what its for_each iterates, which each.key and each.value stand for. */
export interface Self {
  readonly index?: Step | undefined;
  readonly each?: Expression | undefined;
}

interface PlanWide {
  readonly plan: ShownPlan;
  /** A resource as it will be. */
  readonly at: (address: string) => Resource | undefined;
  readonly instances: Instances;
  readonly expressions: ExpressionCache;
  /** The resources of each configured module, by their address in it. */
  readonly resources: Map<ConfiguredModule, ReadonlyMap<string, ConfiguredResource>>;
}

/** What references that depend on the index lead to, by the keys that decide, for one for_each. */
interface Rounds {
  readonly each: Expression | undefined;
  readonly found: Map<string, readonly Reference[]>;
}

interface Each {
  readonly items: unknown;
  readonly set?: ReadonlySet<unknown>;
}

/**
 * One module instance of a plan's configuration: resolves the references of its expressions to resources, through
 * variables to the caller and through outputs to the called.
 */
export class Scope {
  // Made when first needed: of a module that is called a thousand times there are a thousand scopes.
  private children?: Map<string, Scope | undefined>;
  private resolved?: Map<readonly string[], readonly Reference[]>;
  private turns?: Map<readonly string[], Rounds>;
  private eaches?: Map<Expression, Each>;

  private constructor(
    private readonly plan: PlanWide,
    readonly module: ConfiguredModule,
    readonly address: string | undefined,
    private readonly caller?: { readonly scope: Scope; readonly call: ModuleCall; readonly self: Self },
  ) {}

  static root(
    plan: ShownPlan,
    instances: Instances,
    expressions: ExpressionCache,
    at: (address: string) => Resource | undefined,
  ): Scope {
    const { root_module: module = {} } = plan.configuration ?? {};
    return new Scope({ plan, at, instances, expressions, resources: new Map() }, module, undefined);
  }

  /** The configured resource at an address inside the module. */
  resource(base: string): ConfiguredResource | undefined {
    const { resources } = this.plan;
    let here = resources.get(this.module);
    if (!here) {
      here = new Map((this.module.resources ?? []).map((resource) => [resource.address, resource]));
      resources.set(this.module, here);
    }
    return here.get(base);
  }

  /** The scope of a module instance by its address in full: `module.a["x"].module.b`. */
  at(address: string | undefined): Scope | undefined {
    if (address === undefined || address === this.address) return this;
    const parts = partsOf(address.slice(this.address ? this.address.length + 1 : 0));
    const name = parts[1];
    if (parts[0] !== "module" || typeof name !== "string") return undefined;
    const index = typeof parts[2] === "object" ? parts[2].index : undefined;
    return this.child(within(this.address, `module.${name}${indexText(index)}`))?.at(address);
  }

  /** The scope of a module instance that is called right here. */
  child(address: string): Scope | undefined {
    this.children ??= new Map();
    if (!this.children.has(address)) this.children.set(address, this.called(address));
    return this.children.get(address);
  }

  private called(address: string): Scope | undefined {
    const { name, index } = lastModule(this.address, address);
    const call = this.module.module_calls?.[name];
    const self: Self = { index, each: call?.for_each_expression };
    return call?.module && new Scope(this.plan, call.module, address, { scope: this, call, self });
  }

  /**
   * What the references of an expression lead to in the end: resources, or what can't be followed (`local.x`). The same
   * list for the same references.
   * @param rest what is asked of it: `var.fn.arn`, of what is given for `fn`
   */
  resolve(
    references: readonly string[],
    self: Self,
    depth = 0,
    rest: readonly Step[] = NO_STEPS,
  ): readonly Reference[] {
    if (depth > 20 || references.length === 0) return NONE;
    const { all, fixed } = this.plan.expressions.namesIn(references);
    if (rest.length > 0) return this.followAll(all, self, depth, rest);
    if (!fixed) return this.resolveFor(references, all, self, depth);
    this.resolved ??= new Map();
    let found = this.resolved.get(references);
    if (!found) this.resolved.set(references, (found = this.followAll(all, self, depth)));
    return found;
  }

  /** Where the index of who asks decides: instances with the same keys are led to the same. */
  private resolveFor(references: readonly string[], all: readonly Named[], self: Self, depth: number) {
    this.turns ??= new Map();
    let turns = this.turns.get(references);
    if (!turns) this.turns.set(references, (turns = { each: self.each, found: new Map() }));
    if (turns.each !== self.each) return this.followAll(all, self, depth);
    // What is iterated over leads each instance elsewhere where no constant says where: for_each = aws_x.y.
    const own = all.some((name) => name.kind === "each" && name.path[0] === "value" && !this.isConstant(name, self));
    const keys = JSON.stringify(own ? [self.index] : this.keys(all, self));
    let found = turns.found.get(keys);
    if (!found) turns.found.set(keys, (found = this.followAll(all, self, depth)));
    return found;
  }

  private followAll(
    all: readonly Named[],
    self: Self,
    depth: number,
    rest: readonly Step[] = NO_STEPS,
  ): readonly Reference[] {
    const [first] = all;
    if (first && all.length === 1 && first.kind !== "module") return this.follow(first, all, self, depth, rest);
    const found = new Map<string, Reference>();
    for (const name of all)
      for (const reference of this.follow(name, all, self, depth, rest))
        found.set(`${reference.address}|${reference.attribute.join(".")}`, reference);
    return found.size === 0 ? NONE : [...found.values()];
  }

  private follow(
    name: Named,
    all: readonly Named[],
    self: Self,
    depth: number,
    rest: readonly Step[],
  ): readonly Reference[] {
    switch (name.kind) {
      case "resource": {
        const base = within(this.address, name.base);
        const [first, ...more] = rest;
        // A whole map of instances was given, and one of them is asked for.
        const whole = name.dynamic && first !== undefined && this.plan.instances.has(base + indexText(first));
        const index = name.index ?? (whole ? first : name.dynamic ? this.hint(base, all, self) : undefined);
        const attribute = name.attribute.length > 0 ? name.attribute : whole ? more : rest;
        return [{ address: base + indexText(index), attribute }];
      }
      case "module":
        return this.throughOutput(name, all, self, depth, rest);
      case "var": {
        const expression = this.caller?.call.expressions?.[String(name.path[0])] as Expression | undefined;
        if (!this.caller || !expression?.references) return NONE;
        const { scope, self: caller } = this.caller;
        // `var.functions[each.value.name].arn` is listed as `var.functions` and `each.value.name`.
        const key =
          name.path.length > 1 ? undefined : this.keys(all, self).find((one) => scope.hasInstance(expression, one));
        const asked = [...(key === undefined ? [] : [key]), ...name.path.slice(1), ...rest];
        return scope.resolve(expression.references, caller, depth + 1, asked);
      }
      case "each": {
        // The value iterated over may itself refer to resources: for_each = aws_x.y.
        if (name.path[0] !== "value" || !self.each?.references) return NONE;
        const of = self.index !== undefined && this.hasInstance(self.each, self.index) ? [self.index] : [];
        const asked = of.length > 0 ? [...of, ...name.path.slice(1), ...rest] : NO_STEPS;
        return this.resolve(self.each.references, {}, depth + 1, asked);
      }
      case "local":
        return [{ address: within(this.address, `local.${String(name.path[0])}`), attribute: name.path.slice(1) }];
      default:
        return NONE;
    }
  }

  /** Does an expression name a resource or module as a whole that has an instance of this key? */
  private hasInstance({ references = [] }: Expression, key: Step): boolean {
    return this.plan.expressions.namesIn(references).all.some((name) => {
      if (name.kind === "var" && this.caller) {
        const given = this.caller.call.expressions?.[String(name.path[0])] as Expression | undefined;
        return name.path.length === 1 && given !== undefined && this.caller.scope.hasInstance(given, key);
      }
      if (name.kind === "resource")
        return name.dynamic && this.plan.instances.has(within(this.address, name.base) + indexText(key));
      if (name.kind !== "module" || name.index !== undefined) return false;
      const base = within(this.address, `module.${name.name}`);
      return this.plan.instances.modules(base).has(base + indexText(key));
    });
  }

  private throughOutput(
    name: Named & { kind: "module" },
    all: readonly Named[],
    self: Self,
    depth: number,
    rest: readonly Step[],
  ): readonly Reference[] {
    const base = within(this.address, `module.${name.name}`);
    const [first, ...more] = rest;
    const present = this.plan.instances.modules(base);
    if (
      name.index === undefined &&
      name.output === undefined &&
      first !== undefined &&
      present.has(base + indexText(first))
    )
      return this.throughOutput({ ...name, index: first }, all, self, depth, more);
    const exact = base + indexText(name.index);
    const hinted = name.index === undefined && name.output === undefined ? this.moduleHint(base, all, self) : undefined;
    const addresses = name.index !== undefined ? [exact] : hinted ? [hinted] : present;
    const result: Reference[] = [];
    for (const address of addresses) {
      const child = this.at(address);
      const outputs = child?.module.outputs ?? {};
      // Under a dynamic index the plan doesn't say which output is meant: all are candidates.
      const asked = name.output ?? (typeof first === "string" && Object.hasOwn(outputs, first) ? first : undefined);
      const names = asked === undefined ? Object.keys(outputs) : [asked];
      const inside = name.output !== undefined ? rest : asked === undefined ? NO_STEPS : more;
      for (const output of names) {
        const references = outputs[output]?.expression?.references;
        if (child && references) result.push(...child.resolve(references, {}, depth + 1, inside));
      }
    }
    return result;
  }

  private moduleHint(base: string, all: readonly Named[], self: Self): string | undefined {
    const present = this.plan.instances.modules(base);
    return this.keys(all, self)
      .map((key) => base + indexText(key))
      .find((address) => present.has(address));
  }

  /** `x.y[each.key].id` is listed as `x.y` and `each.key`: the index is one of the keys beside it, if it exists. */
  private hint(base: string, all: readonly Named[], self: Self): Step | undefined {
    return this.keys(all, self).find((key) => this.plan.instances.has(base + indexText(key)));
  }

  private keys(all: readonly Named[], self: Self): Step[] {
    const keys: Step[] = [];
    for (const name of all) {
      if ((name.kind === "each" && name.path[0] === "key") || (name.kind === "count" && name.path[0] === "index")) {
        if (self.index !== undefined) keys.push(self.index);
      } else if (name.kind === "each" || name.kind === "var") {
        const value = this.constant(name, self);
        if (typeof value === "string" || typeof value === "number") keys.push(value);
      }
    }
    return keys;
  }

  /** The value of `each.value.x` or `var.x`, where constants alone decide it. */
  private constant(name: Named & { path: readonly Step[] }, self: Self): unknown {
    if (name.kind === "var") return dig(this.variable(String(name.path[0])), name.path, 1);
    if (name.path[0] !== "value" || self.index === undefined || !self.each) return undefined;
    const each = this.eachOf(self.each);
    if (each.set) return each.set.has(self.index) ? self.index : undefined;
    return dig(dig(each.items, [self.index], 0), name.path, 1);
  }

  private isConstant(name: Named & { path: readonly Step[] }, self: Self): boolean {
    const value = this.constant(name, self);
    return typeof value === "string" || typeof value === "number";
  }

  /** What a for_each iterates over, read once for all instances. */
  private eachOf(expression: Expression): Each {
    this.eaches ??= new Map();
    let each = this.eaches.get(expression);
    if (!each) {
      const items = this.evaluate(expression);
      each = Array.isArray(items) ? { items, set: new Set(items) } : { items };
      this.eaches.set(expression, each);
    }
    return each;
  }

  /** What names mean in the templates of Terraform JSON, as far as a plan shows it: it lists no locals. */
  lookup(self: Self): Lookup {
    const find = (root: string, steps: readonly Step[]): ValueNode | Untyped => {
      const [name, ...rest] = steps;
      if (root === "data") return this.instance(`data.${String(name)}.${String(rest[0])}`, rest.slice(1));
      if (root.includes("_")) return this.instance(`${root}.${String(name)}`, rest);
      const value = this.ownValue(root, String(name), self);
      if (value !== undefined) return selectPath(value as ValueNode, rest, `${root}.${String(name)}`);
      const text = root + steps.map((step) => (isWord(step) ? `.${step}` : indexText(step))).join("");
      return new Unresolved(`known after apply, from ${text}`, () => this.resolve([text], self));
    };
    return Object.assign(find, { module: this.address });
  }

  private ownValue(root: string, name: string, self: Self): unknown {
    if (root === "var") return this.variable(name);
    const isIndex = (root === "each" && name === "key") || (root === "count" && name === "index");
    if (isIndex) return self.index;
    return root === "each" ? this.constant({ kind: "each", path: [name] }, self) : undefined;
  }

  /** A resource as an expression sees it: its attributes are looked up when a path goes into it. */
  private instance(base: string, steps: readonly Step[]): ValueNode | Untyped {
    const own = within(this.address, base);
    const [first] = steps;
    const indexed = first !== undefined && this.plan.instances.has(own + indexText(first));
    const address = indexed ? own + indexText(first) : own;
    const into = (path: readonly Step[]): ValueNode | Untyped => {
      const attributes = this.plan.at(address)?.attributes;
      const value = attributes?.sensitive(...path) === false ? attributes.value(...path) : undefined;
      if (value?.known && value.value !== undefined) return new Untyped(value.value as ValueNode);
      const itself = [{ address, attribute: path }];
      const why = `known after apply, from ${[address, ...path].join(".")}`;
      return new Unresolved(why, () => itself, undefined, undefined, undefined, itself);
    };
    const whole = new Unresolved(
      `known after apply, from ${address}`,
      () => [{ address, attribute: [] }],
      undefined,
      into,
    );
    return selectPath(whole, indexed ? steps.slice(1) : steps);
  }

  /** The values that references to variables and to what a for_each iterates lead to, each as JSON. */
  constants(references: readonly string[], self: Self): readonly string[] {
    if (references.length === 0) return [];
    const { all, inputs } = this.plan.expressions.namesIn(references);
    if (!inputs) return [];
    return all.flatMap((name): readonly string[] => {
      if (name.kind !== "var" && name.kind !== "each") return [];
      const value = this.constant(name as Named & { path: readonly Step[] }, self);
      if (value !== undefined) return [JSON.stringify(value)];
      if (name.kind !== "var" || !this.caller) return [];
      const { call, scope, self: caller } = this.caller;
      const given = call.expressions?.[String(name.path[0])] as Expression | undefined;
      return scope.constants(given?.references ?? [], caller);
    });
  }

  /** An expression's value when it's a constant or leads to one through variables alone. */
  evaluate(expression: Expression | undefined): unknown {
    if (!expression) return undefined;
    if (!expression.references) return expression.constant_value;
    if (expression.constant_value !== undefined) {
      const written = evaluateJson(expression.constant_value, this.lookup({}));
      return firstUnresolved(written) ? undefined : written;
    }
    const { all } = this.plan.expressions.namesIn(expression.references);
    const only = all[0];
    if (all.length !== 1 || only?.kind !== "var") return undefined;
    return dig(this.variable(String(only.path[0])), only.path, 1);
  }

  private variable(name: string): unknown {
    if (!this.caller) return this.plan.plan.variables?.[name]?.value ?? this.module.variables?.[name]?.default;
    const expression = this.caller.call.expressions?.[name] as Expression | undefined;
    return expression ? this.caller.scope.evaluate(expression) : this.module.variables?.[name]?.default;
  }
}

const isWord = (step: Step): boolean => typeof step === "string" && /^[a-z_][\w-]*$/i.test(step);

/** What a path leads to inside a value, from the step of that number on. */
function dig(value: unknown, path: readonly Step[], from: number): unknown {
  let here = value;
  for (let i = from; i < path.length; i++) {
    const step = path[i] as Step;
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<Step, unknown>)[step];
  }
  return here;
}
