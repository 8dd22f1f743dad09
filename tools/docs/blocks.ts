import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A block at the outermost level of a file, as `terraform fmt` writes it. */
export interface Block {
  readonly kind: string;
  /** Its labels: `["aws_iam_role", "function"]`. */
  readonly labels: readonly string[];
  readonly body: string;
  readonly file: string;
}

/** Every labelled block of a folder's `.tf` files, in the order of the files' names. */
export function blocksOf(folder: string): readonly Block[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".tf"));
  return files.sort().flatMap((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    return [...text.matchAll(/^(\w+) ("[^\n]*") \{\n([^]*?)^\}$/gm)].map(([, kind = "", labels = "", body = ""]) => ({
      kind,
      labels: [...labels.matchAll(/"([^"]*)"/g)].map(([, label = ""]) => label),
      body,
      file,
    }));
  });
}

/** An argument of a block as it stands there, over several lines if need be; undefined where it has none. */
export function argument({ body }: Block, name: string): string | undefined {
  const found = new RegExp(`^  ${name} += ([^]*?)(?=^  [a-z_]+ += |^  [a-z_]+ \\{|^\\s*$|$(?![^]))`, "m").exec(body);
  return found?.[1]?.trimEnd().replace(/^ {2}/gm, "");
}

export const text = (block: Block, name: string): string => JSON.parse(argument(block, name) ?? '""') as string;
