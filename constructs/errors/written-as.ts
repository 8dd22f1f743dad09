import { Construct, type IConstruct } from "constructs";

const PROPS = new WeakMap<IConstruct, string>();

/** Props whose construct is being made, from the outermost on. */
const MAKING: string[] = [];

/** Makes what a prop asks for, and remembers of a construct that it was this prop: the rules name what they find by it. */
export function madeFor<T>(prop: string, make: () => T): T {
  MAKING.push(prop);
  try {
    const made: unknown = make();
    const written = MAKING.filter((one) => one !== "").join(".");
    if (written !== "" && Construct.isConstruct(made) && !PROPS.has(made)) PROPS.set(made, written);
    return made as T;
  } finally {
    MAKING.pop();
  }
}

/** The prop that asked for a construct below a scope, or for one above it, as its author wrote it; undefined where none did. */
export function writtenAs(scope: IConstruct, path: string | undefined): string | undefined {
  const own = scope.node.path;
  if (path === undefined || !path.startsWith(`${own}/`)) return undefined;
  let prop: string | undefined;
  let at: IConstruct | undefined = scope;
  for (const id of path.slice(own.length + 1).split("/")) {
    at = at?.node.tryFindChild(id);
    if (at === undefined) return prop;
    prop = PROPS.get(at) ?? prop;
  }
  return prop;
}
