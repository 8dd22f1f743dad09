import { Construct, type IConstruct } from "constructs";

const PROPS = new WeakMap<IConstruct, string>();

/** Of constructs that several props make: the prop by what the code of a finding begins with. */
const BY_CODE = new WeakMap<IConstruct, Readonly<Record<string, string>>>();

/** Says which prop a finding of a construct is about, by what the finding's code begins with, where no single prop asked for it. */
export function nameByCode(construct: IConstruct, props: Readonly<Record<string, string>>): void {
  BY_CODE.set(construct, props);
}

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

/**
 * The prop that asked for a construct below a scope, or for one above it, as its author wrote it; undefined where none did.
 * @param code of what is found there
 */
export function writtenAs(scope: IConstruct, path: string | undefined, code = ""): string | undefined {
  const own = scope.node.path;
  if (path === undefined || !path.startsWith(`${own}/`)) return undefined;
  let prop: string | undefined;
  let at: IConstruct | undefined = scope;
  for (const id of path.slice(own.length + 1).split("/")) {
    at = at?.node.tryFindChild(id);
    if (at === undefined) return prop;
    const named = Object.entries(BY_CODE.get(at) ?? {}).find(([start]) => code.startsWith(start))?.[1];
    prop = named ?? PROPS.get(at) ?? prop;
  }
  return prop;
}
