import { isBranch, type ValueBranch, type ValueNode } from "../value-node";
import { renderTemplate } from "../hcl/evaluate";
import type { Lookup } from "../hcl/lookup";

/**
 * Data sources that are read on the machine that runs Terraform: what they give follows from their arguments and files.
 * Anything that isn't beyond doubt is left as AWS's data sources are: known at apply.
 */
export function readLocally(type: string, own: ValueBranch, lookup: Lookup): ValueBranch {
  const given = type === "template_file" ? rendered(own) : type === "local_file" ? content(own, lookup.file) : {};
  return { ...given, ...own };
}

/** Only variables by their names: what its older language made of other expressions isn't told here. */
function rendered({ template, vars }: ValueBranch): ValueBranch {
  if (typeof template !== "string" || /%\{|\$\{(?!\s*\w+\s*\})/.test(template.replaceAll("$${", ""))) return {};
  if (vars !== undefined && vars !== null && !isBranch(vars)) return {};
  const text: ValueNode = renderTemplate(template, vars ?? {});
  return text === undefined ? {} : { rendered: text };
}

function content({ filename }: ValueBranch, file: ((path: string) => string | undefined) | undefined): ValueBranch {
  const text = typeof filename === "string" ? file?.(filename) : undefined;
  return text === undefined ? {} : { content: text };
}
