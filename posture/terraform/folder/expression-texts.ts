import { nameOf, lastModule, partsOf } from "../address";
import { dynamicIn } from "../configuration/blocks";
import { isObject } from "../configuration/json";
import { ModuleInstance } from "../configuration/module-instance";
import type { Step } from "../resource";
import { loadFolder } from "./load";
import { TextScope } from "./text-scope";

/**
 * The text of the expression at an attribute's path of a resource instance, normalized, with everything in it that it
 * refers to: locals, variables, inputs and outputs of modules, arguments of data sources, contents of files. Two texts
 * that are equal lead to the same value wherever the resources they name are the same.
 * Undefined: nothing is written there, or what it depends on can't be read.
 */
export interface ExpressionTexts {
  (address: string, path: readonly Step[]): string | undefined;
  /** Modules that weren't fetched, one sentence each. */
  readonly missing: readonly string[];
}

/** Reads the texts of a folder's expressions. Throws InputError, with file and line, for what can't be read. */
export async function expressionTexts(folder: string): Promise<ExpressionTexts> {
  const { root, given } = await loadFolder(folder);
  const top = new TextScope(new ModuleInstance(root, undefined, given));
  const textAt = (address: string, path: readonly Step[]): string | undefined => {
    const { scope, rest } = scopeAt(top, address);
    const named = nameOf(rest);
    if (!scope || named.kind !== "resource") return undefined;
    const data = named.base.startsWith("data.");
    const [type = "", name = ""] = named.base.slice(data ? 5 : 0).split(".");
    const body = scope.module.bodyOf(data ? "data" : "managed", type, name);
    if (!body) return undefined;
    const instance = { index: named.index, each: body["for_each"] };
    return scope.inInstance(instance).attempt((inside) => textOf(inside, body, path));
  };
  return Object.assign(textAt, { missing: missingIn(top.module) });
}

/** The module instance that an address stands in, and what is left of the address. */
function scopeAt(top: TextScope, address: string): { scope: TextScope | undefined; rest: string } {
  const parts = partsOf(address);
  let at = 0;
  let module: string | undefined;
  let scope: TextScope | undefined = top;
  while (parts[at] === "module") {
    const index = parts[at + 2];
    const own = typeof index === "object" ? index.index : undefined;
    const step = `module.${String(parts[at + 1])}${typeof index === "object" ? `[${JSON.stringify(own)}]` : ""}`;
    const full: string = module === undefined ? step : `${module}.${step}`;
    scope = scope?.child(lastModule(module, full).name, own);
    module = full;
    at += typeof index === "object" ? 3 : 2;
  }
  return { scope, rest: module === undefined ? address : address.slice(module.length + 1) };
}

/**
 * The text at a path. Where a block stands beside others of its kind, the order in a plan isn't that of the source: the
 * text of all of them is given.
 */
function textOf(scope: TextScope, json: unknown, path: readonly Step[]): string | undefined {
  const [step, ...rest] = path;
  if (step === undefined || typeof json === "string") return json === undefined ? undefined : scope.textOf(json);
  if (Array.isArray(json)) {
    const items = json as readonly unknown[];
    return items.length === 1 && typeof step === "number" ? textOf(scope, items[0], rest) : scope.textOf(json);
  }
  if (!isObject(json)) return scope.textOf(json);
  if (typeof step === "number") return textOf(scope, json, rest);
  const made = dynamicIn(json)?.[step];
  const written = Object.hasOwn(json, step) ? json[step] : undefined;
  if (made !== undefined) return scope.textOf({ written: written ?? null, dynamic: made });
  if (written !== undefined) return textOf(scope, written, rest);
  // A key that is an expression may be any.
  return Object.keys(json).some((key) => key.includes("${")) ? scope.textOf(json) : undefined;
}

function missingIn(module: ModuleInstance): string[] {
  const { calls } = module.configured;
  return Object.values(calls).flatMap((folder) =>
    typeof folder === "string" ? [folder] : missingIn(new ModuleInstance(folder, undefined)),
  );
}
