import type { Digest } from "./digest";

/** One thing that is otherwise than it was. */
export interface Difference {
  /** `cognito-idp`; empty for the services as such. */
  readonly service: string;
  readonly is: "new" | "gone" | "changed";
  /** `operation CreateTerms`, `LambdaConfigType.InboundFederation`, `value nodejs26.x of Runtime`. */
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
}

/** What is new, gone or changed between two digests, to the member of a shape and the value of an enumeration. */
export function compareDigests(before: Digest, after: Digest): readonly Difference[] {
  const found: Difference[] = lists("", "service", before.services, after.services);
  for (const service of Object.keys(after.models)) {
    const [was, is] = [before.models[service], after.models[service]];
    if (!is) continue;
    found.push(...lists(service, "operation", was?.operations ?? [], is.operations));
    const names = new Set([...Object.keys(was?.shapes ?? {}), ...Object.keys(is.shapes)]);
    for (const name of [...names].sort()) found.push(...shape(service, name, was?.shapes[name], is.shapes[name]));
  }
  return found;
}

function shape(service: string, name: string, was: string | undefined, is: string | undefined): readonly Difference[] {
  if (was === is) return [];
  if (was === undefined || is === undefined)
    return [{ service, is: was === undefined ? "new" : "gone", what: `shape ${name}`, ...given(was, is) }];
  const split = [was, is].every((text) => text.includes(" | "))
    ? " | "
    : [was, is].every((text) => /^\w+!? \w+(, \w+!? \w+)*$/.test(text))
      ? ", "
      : undefined;
  if (split === undefined) return [{ service, is: "changed", what: `shape ${name}`, before: was, after: is }];
  const what = split === " | " ? `value of ${name}` : `member of ${name}`;
  return lists(service, what, was.split(split), is.split(split));
}

function lists(service: string, what: string, before: readonly string[], after: readonly string[]): Difference[] {
  const told = (is: "new" | "gone") => (name: string) => ({ service, is, what: `${what}: ${name}` });
  return [
    ...after.filter((name) => !before.includes(name)).map(told("new")),
    ...before.filter((name) => !after.includes(name)).map(told("gone")),
  ];
}

function given(before: string | undefined, after: string | undefined): Pick<Difference, "before" | "after"> {
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}
