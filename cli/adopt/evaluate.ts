import type { StateResource } from "./estate";

/**
 * What a text of Terraform's JSON syntax is once the resources that it refers to are those of the state.
 * @param known the resource of the state by the address that refers to it
 * @returns undefined where it calls a function, or refers to something else
 */
export function evaluateText(text: string, known: ReadonlyMap<string, StateResource>): string | undefined {
  let whole = true;
  const value = text.replace(/\$?\$\{([^}]*)\}/g, (all, expression: string) => {
    if (all.startsWith("$$")) return all.slice(1);
    const [, address = "", attribute = ""] = /^([a-z]\w*\.\w+)\.(\w+)$/.exec(expression) ?? [];
    const found = known.get(address)?.values[attribute];
    if (typeof found === "string" || typeof found === "number") return String(found);
    whole = false;
    return "";
  });
  return whole ? value : undefined;
}
