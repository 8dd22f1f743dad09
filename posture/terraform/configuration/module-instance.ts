import { leftBy, type LeftArguments, type Reference, type Step } from "../resource";
import { indexText, within } from "../address";
import { EvaluationError, InexactError, asKind, integerOf } from "../hcl/kinds";
import { evaluateExpression, evaluateJson, withNames } from "../hcl/evaluate";
import { selectPath } from "../hcl/select-path";
import type { Lookup } from "../hcl/lookup";
import { Unresolved, Untyped, isBranch, type ValueBranch, type ValueNode } from "../value-node";
import { evaluateBody } from "./blocks";
import { bareName, objectAt, type Json } from "./json";
import { readLocally } from "./local-data";
import type { ConfiguredFolder } from "./module";
import { toType } from "./type-constraint";

/** Arguments that aren't attributes of the resource itself. */
const META = new Set(["//", "for_each", "count", "lifecycle", "provider", "depends_on", "connection", "provisioner"]);

export type Mode = "managed" | "data";

/** One instance of a resource or module call under `count` or `for_each`. */
export interface ConfiguredInstance {
  readonly address: string;
  readonly index: Step | undefined;
  /** True when it stands for any number of instances. */
  readonly repeated: boolean;
  /** What its expressions look up, `each` and `count` included. */
  readonly lookup: Lookup;
}

export interface ResourceInstance extends ConfiguredInstance {
  readonly body: Json;
  /** The arguments, evaluated when first asked for. */
  attributes(): ValueBranch;
}

/** A call of a module, as the called sees it. */
export interface Caller {
  readonly module: ModuleInstance;
  readonly body: Json;
  readonly lookup: Lookup;
  readonly index: Step | undefined;
}

/** One instance of a module: evaluates what is written in it, through its inputs and the outputs of what it calls. */
export class ModuleInstance {
  /** What the names mean that its expressions use. */
  readonly lookup: Lookup;
  private readonly known = new Map<string, ValueNode | Untyped>();
  private readonly resources = new Map<string, readonly ResourceInstance[]>();
  private readonly called = new Map<string, readonly (ConfiguredInstance & { readonly module: ModuleInstance })[]>();

  constructor(
    readonly configured: ConfiguredFolder,
    readonly address: string | undefined,
    /** Values given to the root module's variables, as Terraform JSON. */
    readonly given: Json = {},
    readonly caller?: Caller,
    /** Arguments that others read and that aren't what is written. Those of the root module hold for all. */
    private readonly left: LeftArguments = caller?.module.left ?? new Map<string, never>(),
  ) {
    const find = (root: string, steps: readonly Step[]): ValueNode | Untyped => this.find(root, steps);
    this.lookup = Object.assign(find, { module: address, file: configured.file });
  }

  private find(root: string, steps: readonly Step[]): ValueNode | Untyped {
    const [first, ...rest] = steps;
    if (first === undefined) return new Unresolved(`${root} alone means nothing here`);
    const name = String(first);
    switch (root) {
      case "local":
        return selectPath(
          this.once(`local.${name}`, () => this.local(name)),
          rest,
          `local.${name}`,
        );
      case "var":
        return selectPath(
          this.once(`var.${name}`, () => this.variable(name)),
          rest,
          `var.${name}`,
        );
      case "module":
        return selectPath(
          this.once(`module.${name}`, () => this.outputsOf(name)),
          rest,
          `module.${name}`,
        );
      case "path":
        return (name === "module" || name === "root") && this.configured.path !== undefined
          ? name === "root"
            ? "."
            : this.configured.path
          : new Unresolved(`path.${name} is known to whoever runs it`);
      case "each":
      case "count":
      case "self":
      case "terraform":
        return new Unresolved(`${root}.${name} isn't known here`);
      case "data":
        return selectPath(
          this.once(`data.${name}.${String(rest[0])}`, () => this.whole("data", name, String(rest[0]))),
          rest.slice(1),
          `data.${name}.${String(rest[0])}`,
        );
      default:
        return selectPath(
          this.once(`${root}.${name}`, () => this.whole("managed", root, name)),
          rest,
          `${root}.${name}`,
        );
    }
  }

  /** Each name is evaluated once; one that leads back to itself isn't known. */
  private once(path: string, make: () => ValueNode | Untyped): ValueNode | Untyped {
    if (this.known.has(path)) return this.known.get(path);
    this.known.set(path, new Unresolved(`${path} refers to itself`));
    const value = make();
    this.known.set(path, value);
    return value;
  }

  private local(name: string): ValueNode | Untyped {
    const { locals } = this.configured;
    return Object.hasOwn(locals, name)
      ? evaluateExpression(locals[name], this.lookup)
      : new Unresolved(`local.${name} is not declared`);
  }

  /** A variable without default: of the root module, whoever runs Terraform gives it, and it stands for itself. */
  private givenElsewhere(name: string, why: string, steps: readonly Step[] = []): Unresolved {
    const itself = this.caller ? undefined : [{ address: `var.${name}`, attribute: steps }];
    const into = (more: readonly Step[]) => this.givenElsewhere(name, why, [...steps, ...more]);
    return new Unresolved(`var.${name} ${why}`, undefined, undefined, into, undefined, itself);
  }

  private variable(name: string): ValueNode | Untyped {
    const declared = Object.hasOwn(this.configured.variable, name) ? this.configured.variable[name] : undefined;
    if (!declared) return this.givenElsewhere(name, "is not declared");
    const constants: Lookup = () => new Unresolved("a default holds no references");
    const byDefault = (): ValueNode | Untyped =>
      "default" in declared
        ? evaluateExpression(declared["default"], constants)
        : this.givenElsewhere(name, "has no default");
    const own = (): ValueNode | Untyped => {
      if (this.caller && Object.hasOwn(this.caller.body, name))
        return evaluateExpression(this.caller.body[name], this.caller.lookup);
      if (!this.caller && Object.hasOwn(this.given, name)) return evaluateExpression(this.given[name], constants);
      return byDefault();
    };
    try {
      const value = own();
      const missing = value === null && declared["nullable"] === false;
      return toType(missing ? byDefault() : value, declared["type"]);
    } catch (error) {
      if (error instanceof InexactError) return new Unresolved(`var.${name}: ${error.message}`);
      throw error;
    }
  }

  /** A resource as an expression sees it: one, or all of them by their index. */
  private whole(mode: Mode, type: string, name: string): ValueNode {
    const base = this.baseOf(mode, type, name);
    const body = this.bodyOf(mode, type, name);
    if (!body) return new Unresolved(`${base} is not declared`);
    const instances = this.instances(mode, type, name);
    const [only] = instances;
    if (only && (only.repeated || (only.index === undefined && instances.length === 1)))
      return this.reference(only, mode);
    const references = instances.map((one) => this.reference(one, mode));
    if (body["count"] !== undefined) return asKind("tuple", references);
    return asKind("object", Object.fromEntries(instances.map((one, i) => [String(one.index), references[i]])));
  }

  /** An instance whose attributes are looked up when a path goes into it. */
  private reference({ address, repeated, attributes: ownAttributes }: ResourceInstance, mode: Mode): Unresolved {
    const refer = (steps: readonly Step[]): readonly Reference[] => [{ address, attribute: steps }];
    const later = mode === "data" ? "known once Terraform has read" : "known after apply, from";
    return new Unresolved(
      `${later} ${address}`,
      () => refer([]),
      undefined,
      (steps) => {
        const path = `${address}.${steps.join(".")}`;
        const unknown = new Unresolved(
          `${later} ${path}`,
          () => refer(steps),
          undefined,
          undefined,
          undefined,
          refer(steps),
        );
        const isLeft = this.left
          .get(address)
          ?.some((one) => one.every((step, i) => i >= steps.length || step === steps[i]));
        if (isLeft === true) return unknown.because(leftBy(address));
        const [attribute, ...rest] = steps;
        if (repeated)
          return new Unresolved(`${path} differs for each instance`, () =>
            refer(steps.filter((s) => typeof s === "string").slice(0, 1)),
          );
        const attributes = ownAttributes();
        if (typeof attribute !== "string" || !Object.hasOwn(attributes, attribute)) return unknown;
        const found = selectPath(new Untyped(attributes[attribute]), rest);
        const tree = found instanceof Untyped ? found.value : found;
        if (tree === undefined || tree === null) return unknown;
        return tree instanceof Unresolved ? tree.as(() => refer(steps), tree.written, refer(steps)) : found;
      },
    );
  }

  /** A resource's arguments as they are written. */
  bodyOf(mode: Mode, type: string, name: string): Json | undefined {
    const section = this.configured[mode === "data" ? "data" : "resource"];
    const names = Object.hasOwn(section, type) ? section[type] : undefined;
    return names && Object.hasOwn(names, name) ? names[name] : undefined;
  }

  private baseOf(mode: Mode, type: string, name: string): string {
    return within(this.address, `${mode === "data" ? "data." : ""}${type}.${name}`);
  }

  /** The instances of a resource; one that stands for any number where `count` or `for_each` isn't known. */
  instances(mode: Mode, type: string, name: string): readonly ResourceInstance[] {
    const base = this.baseOf(mode, type, name);
    const present = this.resources.get(base);
    if (present) return present;
    const body = this.bodyOf(mode, type, name) ?? {};
    // While it is found out, what refers to itself sees one that may be any.
    this.resources.set(base, [
      this.resource(body, { address: base, index: undefined, repeated: true, lookup: this.lookup }),
    ]);
    const instances = this.repeat(body, base)
      .map((instance) => this.resource(body, instance))
      .map((one) =>
        mode === "data" ? { ...one, attributes: () => readLocally(type, one.attributes(), one.lookup) } : one,
      );
    this.resources.set(base, instances);
    return instances;
  }

  private resource(body: Json, instance: ConfiguredInstance): ResourceInstance {
    const own = Object.fromEntries(Object.entries(body).filter(([name]) => !META.has(name)));
    let made: ValueBranch | undefined;
    let busy = false;
    return {
      ...instance,
      body: own,
      attributes: () => {
        if (made || busy) return made ?? {};
        busy = true;
        made = evaluateBody(own, instance.lookup);
        busy = false;
        return made;
      },
    };
  }

  private repeat(body: Json, base: string): ConfiguredInstance[] {
    const make = (index: Step | undefined, each: ValueNode | Untyped, repeated: boolean): ConfiguredInstance => ({
      address: base + indexText(index),
      index,
      repeated,
      lookup: withNames(this.lookup, (root, steps) => {
        if (root !== "each" && root !== "count") return this.lookup(root, steps);
        if (repeated || index === undefined) return new Unresolved("it differs for each instance");
        return root === "count" || steps[0] === "key" ? index : selectPath(each, steps.slice(1));
      }),
    });
    if (body["count"] !== undefined && body["count"] !== null) {
      const count = evaluateJson(body["count"], this.lookup);
      try {
        return Array.from({ length: Math.min(integerOf(count), 10_000) }, (_, i) => make(i, undefined, false));
      } catch (error) {
        if (error instanceof InexactError) return [make(undefined, undefined, true)];
        throw error;
      }
    }
    if (body["for_each"] !== undefined && body["for_each"] !== null) {
      const each = evaluateJson(body["for_each"], this.lookup);
      if (Array.isArray(each) && each.every((key) => typeof key === "string"))
        return each.map((key: string) => make(key, key, false));
      if (isBranch(each)) return Object.entries(each).map(([key, value]) => make(key, value, false));
      return [make(undefined, undefined, true)];
    }
    return [make(undefined, undefined, false)];
  }

  /** The instances of a module that is called here, each with what is in it; none where the module isn't here. */
  modules(name: string): readonly (ConfiguredInstance & { readonly module: ModuleInstance })[] {
    const present = this.called.get(name);
    if (present) return present;
    this.called.set(name, []);
    const body = this.configured.module[name] ?? {};
    const folder = this.configured.calls[name];
    if (folder === undefined || typeof folder === "string") return [];
    const instances = this.repeat(body, within(this.address, `module.${name}`)).map((instance) => ({
      ...instance,
      module: new ModuleInstance(
        folder,
        instance.address,
        {},
        { module: this, body, lookup: instance.lookup, index: instance.index },
      ),
    }));
    this.called.set(name, instances);
    return instances;
  }

  private outputsOf(name: string): ValueNode {
    const base = within(this.address, `module.${name}`);
    const body = this.configured.module[name];
    const folder = this.configured.calls[name];
    if (!body || folder === undefined || typeof folder === "string") {
      const why = typeof folder === "string" ? folder : `${base} is not declared`;
      return new Unresolved(
        why,
        () => [{ address: base, attribute: [] }],
        undefined,
        (steps) => new Unresolved(why, () => [{ address: base, attribute: steps }]),
      );
    }
    const instances = this.modules(name);
    const outputs = instances.map(
      ({ module, repeated, address }) =>
        new Unresolved(
          `${address} is not wholly known`,
          () => [{ address, attribute: [] }],
          undefined,
          ([output, ...rest]) =>
            repeated
              ? new Unresolved(`${address} differs for each instance`, () => [{ address, attribute: [String(output)] }])
              : selectPath(module.output(String(output)), rest),
        ),
    );
    const [only] = instances;
    if (only && only.index === undefined) return outputs[0];
    if (body["count"] !== undefined) return asKind("tuple", outputs);
    return asKind("object", Object.fromEntries(instances.map((one, i) => [String(one.index), outputs[i]])));
  }

  private output(name: string): ValueNode | Untyped {
    const declared = Object.hasOwn(this.configured.output, name) ? this.configured.output[name] : undefined;
    if (!declared) throw new EvaluationError(`there is no output ${name}`);
    return this.once(`output.${name}`, () => evaluateExpression(declared["value"], this.lookup));
  }

  /** The configuration of a provider by its local name and alias, found where the caller passes it on. */
  provider(key: string): { readonly body: Json; readonly module: ModuleInstance } | undefined {
    const [local = "aws", alias] = key.split(".");
    const found = this.configured.provider[local]?.find((body) => body["alias"] === alias);
    if (found || !this.caller) return found && { body: found, module: this };
    const passed = bareName(objectAt(this.caller.body, "providers")[key]);
    return this.caller.module.provider(passed ?? key);
  }
}
