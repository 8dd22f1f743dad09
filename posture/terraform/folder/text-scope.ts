import { createHash } from "node:crypto";
import { indexText, within } from "../address";
import { isObject } from "../configuration/json";
import type { ModuleInstance } from "../configuration/module-instance";
import type { Access, Node } from "../hcl/ast";
import { evaluateNode } from "../hcl/evaluate";
import { parseTemplate } from "../hcl/parse";
import { printed, steps as stepsText } from "../hcl/print";
import type { Step } from "../resource";

/** Longer texts are put in their place by a digest: they may be used many times. */
const LONG = 2000;

/** ConfiguredAttribute where a text depends on something that can't be read. */
class Unreadable extends Error {}

/** The instance whose `each` and `count` are meant, with the `for_each` of its resource or module. */
interface Instance {
  readonly index: Step | undefined;
  readonly each: unknown;
}

/** Writes the expressions of one module instance out, with what their names stand for in their place. */
export class TextScope {
  constructor(
    readonly module: ModuleInstance,
    private readonly caller?: TextScope,
    private readonly instance?: Instance,
    // Of names that mean the same in every instance.
    private readonly texts: Map<string, string> = new Map(),
    private readonly children: Map<string, TextScope> = new Map(),
  ) {}

  /** The same module for an instance of a resource in it. */
  inInstance(instance: Instance): TextScope {
    return new TextScope(this.module, this.caller, instance, this.texts, this.children);
  }

  /** The instance of a module that is called here; the one that stands for any where the index isn't known. */
  child(name: string, index: Step | undefined): TextScope | undefined {
    const instances = this.module.modules(name);
    const found = instances.find((one) => one.index === index) ?? instances.find((one) => one.repeated);
    if (!found) return undefined;
    const key = name + indexText(found.index);
    let child = this.children.get(key);
    if (!child) {
      const each = found.module.caller?.body["for_each"];
      // Inputs are expressions of this module, for that instance of the call.
      const caller = this.inInstance({ index: found.index, each });
      this.children.set(key, (child = new TextScope(found.module, caller)));
    }
    return child;
  }

  /** Undefined where the text depends on something that can't be read. */
  attempt(make: (scope: TextScope) => string | undefined): string | undefined {
    try {
      return make(this);
    } catch (error) {
      if (error instanceof Unreadable || error instanceof RangeError) return undefined;
      throw error;
    }
  }

  /** The text of Terraform JSON: arguments, blocks, or an expression. */
  textOf(json: unknown): string {
    if (typeof json === "string") return short(this.expression(parseTemplate(json)));
    if (Array.isArray(json)) return `[${json.map((item) => this.textOf(item)).join(", ")}]`;
    if (!isObject(json)) return JSON.stringify(json ?? null);
    const entries = Object.entries(json).map(([name, value]) => `${this.textOf(name)} = ${this.textOf(value)}`);
    return `{${entries.sort().join(", ")}}`;
  }

  private expression(node: Node): string {
    return printed(node, {
      name: (root, accesses, print) => this.standsFor(root, accesses, print),
      call: (name, args) => this.fileOf(name, args),
    });
  }

  private standsFor(root: string, accesses: readonly Access[], print: (node: Node) => string): string | undefined {
    const [first, ...rest] = accesses;
    const name = first !== undefined && typeof first === "object" && "name" in first ? first.name : undefined;
    if (name === undefined) return undefined;
    const after = (steps: readonly Access[]): string => stepsText(steps, print);
    switch (root) {
      case "local": {
        const { json, left } = narrowed(this.module.configured.locals[name], rest);
        return (
          this.once(`local.${name}${after(rest.slice(0, rest.length - left.length))}`, () => this.textOf(json)) +
          after(left)
        );
      }
      case "var":
        return this.once(`var.${name}`, () => this.variable(name)) + after(rest);
      case "module":
        return this.output(name, rest, after);
      case "each":
      case "count":
        return this.eachOf(name, rest, after);
      case "data": {
        const [second, ...more] = rest;
        if (typeof second !== "object" || !("name" in second)) return undefined;
        return this.once(`data.${name}.${second.name}`, () => this.data(name, second.name)) + after(more);
      }
      case "path":
      case "terraform":
      case "self":
        return undefined;
      default:
        return within(this.module.address, `${root}${after(accesses)}`);
    }
  }

  private once(key: string, make: () => string): string {
    const present = this.texts.get(key);
    if (present !== undefined) return present;
    this.texts.set(key, `itself(${key})`);
    const text = short(make());
    this.texts.set(key, text);
    return text;
  }

  /** The type converts the value, so it is a part of the text. */
  private variable(name: string): string {
    const { configured, given, caller } = this.module;
    const declared = configured.variable[name];
    const type = typeof declared?.["type"] === "string" ? `${printed(parseTemplate(declared["type"]))} ` : "";
    const inputs = caller ? caller.body : given;
    const scope = caller ? this.caller : this;
    if (scope && Object.hasOwn(inputs, name)) {
      // Null stands for the default then.
      const instead = declared?.["nullable"] === false ? ` or ${this.textOf(declared["default"])}` : "";
      return `${type}${scope.textOf(inputs[name])}${instead}`;
    }
    return declared && "default" in declared ? type + this.textOf(declared["default"]) : `${type}var.${name}`;
  }

  private output(name: string, rest: readonly Access[], after: (steps: readonly Access[]) => string): string {
    const folder = this.module.configured.calls[name];
    const body = this.module.configured.module[name];
    const [first] = rest;
    const indexed = first !== undefined && (typeof first === "string" || "index" in first);
    const output = rest[indexed ? 1 : 0];
    if (folder === undefined || typeof folder === "string")
      return this.once(`module.${name}`, () => `module(${this.textOf(body)})`) + after(rest);
    if (typeof output !== "object" || !("name" in output)) throw new Unreadable("a module as a whole");
    const all = this.module.modules(name);
    const index =
      typeof first === "object" && "index" in first && first.index.kind === "value" ? first.index.value : undefined;
    const meant = indexed && index !== undefined ? all.filter((one) => one.index === index || one.repeated) : all;
    const texts = meant.map((one) => {
      const child = this.child(name, one.index);
      const value = child?.module.configured.output[output.name]?.["value"];
      return child?.once(`output.${output.name}`, () => child.textOf(value)) ?? "";
    });
    const each = indexed && index === undefined ? after([first as Access]) : "";
    return `${texts.join(" and ")}${each}${after(rest.slice(indexed ? 2 : 1))}`;
  }

  /** Where the for_each is written as an object, only the entry of this instance counts. */
  private eachOf(
    name: string,
    rest: readonly Access[],
    after: (steps: readonly Access[]) => string,
  ): string | undefined {
    const { index, each } = this.instance ?? {};
    if (index === undefined || this.instance === undefined) return undefined;
    if (name !== "value") return JSON.stringify(index);
    const whole = isObject(each) && Object.hasOwn(each, index) ? each[index] : undefined;
    if (whole === undefined) return `${this.withoutInstance().textOf(each)}[${JSON.stringify(index)}]${after(rest)}`;
    const { json, left } = narrowed(whole, rest);
    return this.withoutInstance().textOf(json) + after(left);
  }

  private withoutInstance(): TextScope {
    return new TextScope(this.module, this.caller, undefined, this.texts, this.children);
  }

  private data(type: string, name: string): string {
    const body = this.module.bodyOf("data", type, name);
    return `data.${type}${body ? this.withoutInstance().textOf(body) : `.${name}`}`;
  }

  /** Digest of the file that a function reads. */
  private fileOf(name: string, [first]: readonly Node[]): string | undefined {
    if (!/^(?:file|templatefile)/.test(name) || first === undefined) return undefined;
    const file = evaluateNode(first, this.module.lookup);
    const content = typeof file === "string" ? this.module.configured.file?.(file) : undefined;
    if (content === undefined) throw new Unreadable("a file that can't be read");
    return `#${digest(content)}`;
  }
}

/** Goes into JSON as far as the steps are names and it is written out. */
function narrowed(json: unknown, accesses: readonly Access[]): { json: unknown; left: readonly Access[] } {
  let here = json;
  for (const [i, access] of accesses.entries()) {
    const step =
      typeof access === "string"
        ? undefined
        : "name" in access
          ? access.name
          : access.index.kind === "value"
            ? access.index.value
            : undefined;
    const next =
      (typeof step === "string" || typeof step === "number") &&
      typeof here === "object" &&
      here !== null &&
      Object.hasOwn(here, step)
        ? (here as Record<Step, unknown>)[step]
        : undefined;
    if (next === undefined) return { json: here, left: accesses.slice(i) };
    here = next;
  }
  return { json: here, left: [] };
}

const short = (text: string): string => (text.length > LONG ? `sha256:${digest(text)}` : text);

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
