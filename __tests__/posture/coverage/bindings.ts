import { existsSync, readFileSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { ROOT } from "../../support/project";

const LIBRARY = path.join(ROOT, "node_modules/@cdktf/provider-aws/lib");

interface Property {
  readonly attribute: string;
  readonly type: string;
}

/**
 * The attributes of every resource type as the installed bindings declare them (provider 6.25): what can be written, with
 * the names on the way. Blocks that hold themselves again end where they do so.
 */
export function bindingPaths(): readonly {
  readonly type: string;
  readonly all: readonly { readonly steps: readonly string[] }[];
}[] {
  return readdirSync(LIBRARY)
    .filter((folder) => !folder.startsWith("data-") && existsSync(path.join(LIBRARY, folder, "index.d.ts")))
    .flatMap((folder) => {
      // Large ones keep their blocks in files of their own; those are compared as a whole anyway.
      const text = readFileSync(path.join(LIBRARY, folder, "index.d.ts"), "utf8");
      const type = /static readonly tfResourceType = "(\w+)"/.exec(text)?.[1];
      if (type === undefined) return [];
      const interfaces = interfacesOf(text);
      const config = /export interface (\w+Config) extends cdktf\.TerraformMetaArguments/.exec(text)?.[1] ?? "";
      return [{ type, all: [...walk(interfaces, config, [], [])] }];
    });
}

function* walk(
  interfaces: ReadonlyMap<string, readonly Property[]>,
  name: string,
  steps: readonly string[],
  within: readonly string[],
): Generator<{ readonly steps: readonly string[] }> {
  for (const { attribute, type } of interfaces.get(name) ?? []) {
    yield { steps: [...steps, attribute] };
    const inner = type.match(/\w+/g)?.find((word) => interfaces.has(word));
    if (inner !== undefined && !within.includes(inner))
      yield* walk(interfaces, inner, [...steps, attribute], [...within, inner]);
  }
}

/** Each property's comment ends with a link whose anchor is the attribute's name in Terraform. */
function interfacesOf(text: string): ReadonlyMap<string, readonly Property[]> {
  const found = new Map<string, readonly Property[]>();
  for (const [, name = "", body = ""] of text.matchAll(/export interface (\w+)(?: extends [\w.]+)? \{\n(.*?)\n\}/gs)) {
    const properties = [...body.matchAll(/#\w+ \w+#(\w+)\}\s*(?:\*[^/]*)*\*\/\s*readonly \w+\??: ([^;]+);/g)];
    found.set(
      name,
      properties.map(([, attribute = "", type = ""]) => ({ attribute, type })),
    );
  }
  return found;
}
