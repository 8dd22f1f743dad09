import { known, unknown } from "../model/index";
import type { Origin, Output, Reference, Resource, Step, Value } from "../model/index";
import { indexText } from "./address";
import { TreeAttributes } from "./attributes";
import { evaluateJson, referencesInJson } from "./hcl/evaluate";
import type { Lookup } from "./hcl/evaluate";
import { Inventory } from "./resource-index";
import { Unresolved, isBranch } from "./value-node";
import type { Branch, Tree } from "./value-node";

type Json = Record<string, unknown>;

const ORIGIN: Origin = { format: "synth", side: "after", complete: true };

/** Arguments that aren't attributes of the resource itself. */
const META = new Set(["//", "for_each", "count", "lifecycle", "provider", "depends_on", "connection", "provisioner"]);

/** Reads Terraform JSON as cdktf writes it (one merged document). */
export function inventoryOfSynth(stack: Json): Inventory {
  return new SynthReader(stack).read();
}

class SynthReader {
  private readonly values = new Map<string, Tree>();

  constructor(private readonly stack: Json) {}

  read(): Inventory {
    const resources = [...this.resources("resource", "managed"), ...this.resources("data", "data")];
    return new Inventory(ORIGIN, resources, this.outputs());
  }

  private resources(section: "resource" | "data", mode: Resource["mode"]): Resource[] {
    return Object.entries(objectAt(this.stack, section)).flatMap(([type, named]) =>
      Object.entries(isObject(named) ? named : {}).flatMap(([name, body]) =>
        bodies(body).flatMap((b) => this.instances(mode, type, name, b)),
      ),
    );
  }

  private instances(mode: Resource["mode"], type: string, name: string, body: Json): Resource[] {
    const base = `${mode === "data" ? "data." : ""}${type}.${name}`;
    const common = {
      mode,
      type,
      name,
      ...constructPathOf(body),
      ...providerOf(body),
      preventDestroy: preventDestroyOf(body),
    };
    const region = this.regionOf(body);
    const make = (index: Step | undefined, each: Tree, repeated: boolean): Resource => ({
      ...common,
      address: base + indexText(index),
      ...(index !== undefined && { index }),
      repeated,
      region,
      attributes: this.attributes(body, this.lookupFor(index, each, repeated)),
    });
    if (body["count"] !== undefined) {
      const count = evaluateJson(body["count"], this.lookup);
      if (typeof count === "object" || Number.isNaN(Number(count))) return [make(undefined, undefined, true)];
      return Array.from({ length: Number(count) }, (_, i) => make(i, undefined, false));
    }
    if (body["for_each"] !== undefined) {
      const each = evaluateJson(body["for_each"], this.lookup);
      if (Array.isArray(each) && each.every((key) => typeof key === "string"))
        return each.map((key: string) => make(key, key, false));
      if (isBranch(each)) return Object.entries(each).map(([key, value]) => make(key, value, false));
      return [make(undefined, undefined, true)];
    }
    return [make(undefined, undefined, false)];
  }

  private attributes(body: Json, lookup: Lookup): TreeAttributes {
    const own = Object.fromEntries(Object.entries(body).filter(([name]) => !META.has(name) && name !== "dynamic"));
    return new TreeAttributes(() => ({ ...(evaluateJson(own, lookup) as Branch), ...dynamicBlocks(body, lookup) }), {
      references: (path) => referencesInJson(raw(own, path)),
    });
  }

  private lookupFor(index: Step | undefined, each: Tree, repeated: boolean): Lookup {
    return (root, steps) => {
      if (root !== "each" && root !== "count") return this.lookup(root, steps);
      if (repeated || index === undefined) return new Unresolved("it differs for each instance");
      return root === "count" || steps[0] === "key" ? index : dig(each, steps.slice(1));
    };
  }

  private readonly lookup: Lookup = (root, steps) => {
    const path = `${root}.${steps.join(".")}`;
    if (this.values.has(path)) return this.values.get(path);
    this.values.set(path, new Unresolved(`${path} refers to itself`));
    const value = this.find(root, steps, path);
    this.values.set(path, value);
    return value;
  };

  private find(root: string, steps: readonly Step[], path: string): Tree {
    const [first, ...rest] = steps;
    if (root === "local" && first !== undefined) {
      const locals = objectAt(this.stack, "locals");
      return Object.hasOwn(locals, first)
        ? dig(evaluateJson(locals[first], this.lookup), rest)
        : new Unresolved(`${path} is not declared`);
    }
    if (root === "var" && first !== undefined) {
      const variable = objectAt(objectAt(this.stack, "variable"), String(first));
      return "default" in variable
        ? dig(evaluateJson(variable["default"], this.lookup), rest)
        : new Unresolved(`${path} has no default`);
    }
    const data = root === "data";
    const [type, name, ...inside] = data ? steps : [root, ...steps];
    const body = objectAt(objectAt(objectAt(this.stack, data ? "data" : "resource"), String(type)), String(name));
    const attribute = inside[0];
    if (
      attribute === undefined ||
      !Object.hasOwn(body, attribute) ||
      body["for_each"] !== undefined ||
      body["count"] !== undefined
    )
      return new Unresolved(`known after apply, from ${path}`);
    const value = dig(evaluateJson(body[attribute], this.lookup), inside.slice(1));
    return value === undefined || value === null ? new Unresolved(`known after apply, from ${path}`) : value;
  }

  private outputs(): Output[] {
    return Object.entries(objectAt(this.stack, "output")).map(([name, body]) => {
      const output = isObject(body) ? body : {};
      const value = new TreeAttributes(() => evaluateJson(output, this.lookup)).value("value");
      const references: readonly Reference[] = referencesInJson(output["value"]);
      return { name, sensitive: output["sensitive"] === true, value, references, ...constructPathOf(output) };
    });
  }

  private regionOf(body: Json): Value<string | undefined> {
    if (body["region"] !== undefined) return new TreeAttributes(() => evaluateJson(body, this.lookup)).text("region");
    const [local, alias] =
      typeof body["provider"] === "string" ? body["provider"].replace(/^\$\{|\}$/g, "").split(".") : ["aws"];
    const configured = objectAt(this.stack, "provider")[local ?? "aws"];
    const found = bodies(configured).find((provider) => provider["alias"] === alias);
    return found ? new TreeAttributes(() => evaluateJson(found, this.lookup)).text("region") : known(undefined);
  }
}

/** `dynamic` blocks whose for_each can be evaluated; the others are unknown as a whole. */
function dynamicBlocks(body: Json, lookup: Lookup): Record<string, Tree> {
  const result: Record<string, Tree> = {};
  for (const [name, block] of Object.entries(objectAt(body, "dynamic"))) {
    const { for_each: forEach, content, iterator } = bodies(block)[0] ?? {};
    const each = evaluateJson(forEach, lookup);
    const items = isBranch(each)
      ? Object.entries(each)
      : Array.isArray(each)
        ? (each as readonly Tree[]).map((v, i) => [i, v] as const)
        : undefined;
    const word = typeof iterator === "string" ? iterator : name;
    result[name] = items
      ? items.map(([key, value]) =>
          evaluateJson(content, (root, steps) => {
            if (root !== word) return lookup(root, steps);
            return steps[0] === "key" ? key : dig(value, steps.slice(1));
          }),
        )
      : new Unresolved("a dynamic block over something that isn't known", () => referencesInJson(content));
  }
  return result;
}

function dig(tree: Tree, steps: readonly Step[]): Tree {
  let here = tree;
  for (const step of steps) {
    if (here instanceof Unresolved) return here;
    if (Array.isArray(here) && typeof step === "number") here = (here as readonly Tree[])[step];
    else if (isBranch(here) && Object.hasOwn(here, step)) here = here[step];
    else if (!(step === 0 && isBranch(here))) return undefined;
  }
  return here;
}

function raw(json: unknown, path: readonly Step[]): unknown {
  let here = json;
  for (const step of path) {
    if (typeof here === "string") return here;
    if (typeof here !== "object" || here === null) return undefined;
    if (step === 0 && !Array.isArray(here)) continue;
    here = (here as Record<Step, unknown>)[step];
  }
  return here;
}

function constructPathOf(body: Json): { constructPath?: string } {
  const path = objectAt(objectAt(body, "//"), "metadata")["path"];
  return typeof path === "string" ? { constructPath: path } : {};
}

function providerOf(body: Json): { provider?: string } {
  return typeof body["provider"] === "string" ? { provider: body["provider"] } : {};
}

function preventDestroyOf(body: Json): Value<boolean> {
  const value = (bodies(body["lifecycle"])[0] ?? {})["prevent_destroy"];
  if (value === undefined || value === null) return known(false);
  return typeof value === "boolean" ? known(value) : unknown("prevent_destroy is an expression");
}

/** Terraform JSON allows an object or a list of objects wherever blocks may repeat. */
function bodies(value: unknown): Json[] {
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
}

function objectAt(json: Json, name: string): Json {
  return bodies(json[name])[0] ?? {};
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
