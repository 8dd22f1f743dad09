import { isObject, type Json, type JsonObject } from "../json";
import { hclAttributes, type Written } from "./literal";

/** Arguments by the address of a resource in the module, in place of what the module says: `aws_cognito_user_pool.pool[0]`. */
export type Kept = Readonly<Record<string, JsonObject>>;

interface Source {
  readonly keyed: boolean;
  readonly arguments: ReadonlyMap<string, string>;
  /** Blocks by their type: for_each where the block is dynamic, and what stands in it. */
  readonly blocks: ReadonlyMap<string, readonly { readonly forEach: string | undefined; readonly body: string }[]>;
}

export interface Leaving {
  /** Arguments that Terraform shall ignore, by the resource without its key. */
  readonly ignored?: Readonly<Record<string, readonly string[]>>;
  /** Keys of a resource that aren't made. */
  readonly omitted?: Readonly<Record<string, readonly string[]>>;
}

/**
 * What keeps resources as they are although no input of the module says it: `adopted.tf`, the values, and `adopted_override.tf`, by which Terraform
 * reads them in place of the module's own (https://developer.hashicorp.com/terraform/language/files/override). Both lie in a copy of the module.
 * A value that is taken out of the first is the module's own again.
 * @param sources the module's `.tf` files
 * @throws Error for an address that the module doesn't have
 */
export function overrideFiles(
  sources: readonly string[],
  kept: Kept,
  { ignored = {}, omitted = {} }: Leaving = {},
): Record<string, string> {
  const values: Record<string, Record<string, Written>> = {};
  for (const [address, given] of Object.entries(kept)) {
    const { resource, key } = partsOf(address);
    const source = sourceOf(sources, resource);
    const written = Object.fromEntries(
      Object.entries(given)
        .filter(([name, value]) => value !== null || source.arguments.has(name) || source.blocks.has(name))
        .map(([name, value]) => [name, value === null && source.blocks.has(name) ? [] : value]),
    );
    if (Object.keys(written).length === 0) continue;
    if (key === undefined) values[resource] = written;
    else (values[resource] ??= {})[key] = written;
  }
  const resources = [...new Set([...Object.keys(values), ...Object.keys(ignored), ...Object.keys(omitted)])].sort();
  if (resources.length === 0) return {};
  const local = hclAttributes({ adopted: values, ...(Object.keys(omitted).length > 0 && { omitted }) }, 2);
  return {
    "adopted.tf": [
      "# Settings that no input has. Without a value here the module's own applies, which the next plan shows as a change.",
      "locals {",
      local,
      "}",
      "",
    ].join("\n"),
    "adopted_override.tf": [
      "# Reads what adopted.tf keeps in place of the module's own values. Once that file is empty, delete both.",
      "",
      ...resources.map((resource) =>
        override(resource, sourceOf(sources, resource), values[resource] ?? {}, {
          ignored: ignored[resource] ?? [],
          isOmitted: resource in omitted,
        }),
      ),
    ].join("\n"),
  };
}

function partsOf(address: string): { readonly resource: string; readonly key: string | undefined } {
  const [, resource = address, index] = /^([\w-]+\.[\w-]+)(?:\[(.*)\])?$/.exec(address) ?? [];
  return { resource, key: index?.startsWith('"') === true ? (JSON.parse(index) as string) : undefined };
}

function override(
  resource: string,
  source: Source,
  values: Record<string, Written>,
  { ignored, isOmitted }: { readonly ignored: readonly string[]; readonly isOmitted: boolean },
): string {
  const [type = "", name = ""] = resource.split(".");
  const at = `local.adopted[${JSON.stringify(resource)}]${source.keyed ? "[each.key]" : ""}`;
  const instances = (source.keyed ? Object.values(values) : [values]) as readonly JsonObject[];
  const names = [...new Set(instances.flatMap((one) => Object.keys(one)))].sort();
  const isBlock = (part: string): boolean => source.blocks.has(part) || instances.some((one) => isBlocks(one[part]));
  const parts = [...names.filter((part) => !isBlock(part)), ...names.filter(isBlock)].map((part) => {
    if (!isBlock(part)) return `  ${part} = try(${at}.${part}, ${source.arguments.get(part) ?? "null"})`;
    const items = instances.flatMap((one) => (Array.isArray(one[part]) ? (one[part] as readonly Json[]) : []));
    return [
      // A block that nobody has would lack the arguments that the provider requires.
      ...(items.length > 0 ? [dynamicBlock(part, `try(${at}.${part}, [])`, items.filter(isObject), 2)] : []),
      ...(source.blocks.get(part) ?? []).map(({ forEach, body }) =>
        [
          `  dynamic ${JSON.stringify(part)} {`,
          forEach === undefined
            ? `    for_each = can(${at}.${part}) ? [] : [true]`
            : `    for_each = { for key, value in ${forEach} : key => value if !can(${at}.${part}) }`,
          "",
          "    content {",
          body,
          "    }",
          "  }",
        ].join("\n"),
      ),
    ].join("\n\n");
  });
  const forEach = `{ for key, value in ${source.arguments.get("for_each") ?? "{}"} : key => value if !contains(local.omitted["${resource}"], key) }`;
  const made = isOmitted ? [`  for_each = ${forEach}`] : [];
  const lifecycle = ignored.length === 0 ? [] : [`  lifecycle {\n    ignore_changes = [${ignored.join(", ")}]\n  }`];
  return [`resource "${type}" "${name}" {`, [...made, ...parts, ...lifecycle].join("\n\n"), "}", ""].join("\n");
}

/** Whether a state shows blocks here, which is a list of objects. */
const isBlocks = (value: Json | undefined): boolean =>
  Array.isArray(value) && value.length > 0 && (value as readonly Json[]).every(isObject);

/** A block for each item, with every argument that one of the items has; blocks in it likewise. */
function dynamicBlock(name: string, forEach: string, items: readonly JsonObject[], indent: number): string {
  const pad = " ".repeat(indent);
  const names = [...new Set(items.flatMap((item) => Object.keys(item)))].sort();
  const isBlock = (part: string): boolean => items.some((item) => isBlocks(item[part]));
  const own = names.filter((part) => !isBlock(part));
  const nested = names.filter(isBlock);
  const width = Math.max(0, ...own.map((part) => part.length));
  const content = [
    ...own.map((part) => `${pad}    ${part.padEnd(width)} = try(${name}.value.${part}, null)`),
    ...nested.map((part) => {
      const inner = items.flatMap((item) => (Array.isArray(item[part]) ? (item[part] as readonly JsonObject[]) : []));
      const block = dynamicBlock(part, `try(${name}.value.${part}, [])`, inner, indent + 4);
      return own.length > 0 || part !== nested[0] ? `\n${block}` : block;
    }),
  ];
  return [
    `${pad}dynamic ${JSON.stringify(name)} {`,
    `${pad}  for_each = ${forEach}`,
    "",
    `${pad}  content {`,
    ...content,
    `${pad}  }`,
    `${pad}}`,
  ].join("\n");
}

/** Reads a resource out of sources that `terraform fmt` has laid out: what belongs to it directly stands two blanks in. */
function sourceOf(sources: readonly string[], resource: string): Source {
  const [type = "", name = ""] = resource.split(".");
  const head = `resource "${type}" "${name}" {\n`;
  const file = sources.find((text) => text.includes(head));
  if (file === undefined) throw new Error(`The module has no ${resource}.`);
  const from = file.indexOf(head) + head.length;
  const body = file.slice(from, file.indexOf("\n}\n", from) + 1);
  const items = body.split(/\n(?= {2}[a-z])/).map((item) => item.replace(/\n+(?: {2}#[^\n]*\n?)*$/, "").trimEnd());
  const values = new Map<string, string>();
  const blocks = new Map<string, { forEach: string | undefined; body: string }[]>();
  let keyed = false;
  for (const item of items) {
    const [, argument, value = ""] = /^\s*(?:#[^\n]*\n\s*)*([a-z]\w*) += ([^]*)$/.exec(item) ?? [];
    if (argument === "for_each") keyed = true;
    if (argument !== undefined) {
      values.set(argument, value);
      continue;
    }
    const [, dynamic, own] = /^\s*(?:#[^\n]*\n\s*)*(?:dynamic "(\w+)"|(\w+)) \{/.exec(item) ?? [];
    const block = dynamic ?? own;
    if (block === undefined || block === "lifecycle") continue;
    const inner = item.slice(item.indexOf("{\n") + 2, item.lastIndexOf("\n  }"));
    const at = inner.search(/^ {4}content \{\n/m);
    const forEach = dynamic === undefined ? undefined : /for_each = ([^]*?)\s*$/.exec(inner.slice(0, at))?.[1];
    const content =
      dynamic === undefined
        ? inner.replace(/^(?=.)/gm, "  ")
        : inner.slice(inner.indexOf("{\n", at) + 2, inner.lastIndexOf("\n    }"));
    blocks.set(block, [...(blocks.get(block) ?? []), { forEach, body: content }]);
  }
  return { keyed, arguments: values, blocks };
}
