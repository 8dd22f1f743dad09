import type { Model } from "../model";
import type { AccessList } from "./list";

const ADDRESS = /^(?:data\.)?[a-z0-9]+_\w+\.[A-Za-z_][\w-]*(?:\[.+\])?$/;
const MODULES = /^(?:module\.[^.[]+(?:\["(?:[^"\\]|\\.)*"\]|\[\d+\])?\.)+/;

/**
 * A list that a module writes doesn't know where the module is called. Each address in it gets the modules around it, where exactly one resource of
 * the model fits; what several fit stays, and is then found nowhere.
 */
export function locate(model: Model, list: AccessList): AccessList {
  const places = new Map<string, Set<string>>();
  for (const { address } of model.resources) {
    const short = address.replace(MODULES, "");
    if (short === address) continue;
    for (const name of [short, short.replace(/\[[^\]]*\]$/, "")]) {
      const found = places.get(name);
      if (found === undefined) places.set(name, new Set([address]));
      else found.add(address);
    }
  }
  if (places.size === 0) return list;
  const located = (value: unknown): unknown => {
    if (typeof value === "string") {
      if (!ADDRESS.test(value) || model.resource(value) !== undefined) return value;
      const [only, ...more] = places.get(value) ?? [];
      return only === undefined || more.length > 0 ? value : only;
    }
    if (Array.isArray(value)) return value.map(located);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, located(item)]));
  };
  return located(list) as AccessList;
}
