import { partsOf } from "./address";
import type { Instances } from "./scope";

/** Takes down which resource and module instances there are, as the plan's lists are walked. */
export class InstanceList implements Instances {
  private readonly byModule = new Map<string, Set<string>>();
  private addresses?: ReadonlySet<string>;

  /** `resources`: read when it is first asked for, as few references have a dynamic index. */
  constructor(private readonly resources: () => Iterable<string>) {}

  /** A module instance that holds resources, and where the module stands that holds it (undefined: in the root). */
  add(module: string, around: string | undefined): boolean {
    const open = module.indexOf("[", around === undefined ? 0 : around.length);
    const base = open < 0 ? module : module.slice(0, open);
    const known = this.byModule.get(base);
    if (known?.has(module)) return false;
    if (known) known.add(module);
    else this.byModule.set(base, new Set([module]));
    return true;
  }

  /** The same where nothing tells what is around it: the modules around it are taken down too. */
  addAlone(module: string): void {
    for (let at: string | undefined = module; at; at = parentOf(at)) if (!this.add(at, parentOf(at))) break;
  }

  has(address: string): boolean {
    this.addresses ??= new Set(this.resources());
    return this.addresses.has(address);
  }

  modules(base: string): ReadonlySet<string> {
    return this.byModule.get(base) ?? new Set();
  }
}

function withoutIndex(module: string): string {
  const last = partsOf(module).at(-1);
  const text =
    typeof last === "object"
      ? typeof last.index === "number"
        ? `[${last.index}]`
        : `[${JSON.stringify(last.index)}]`
      : "";
  return module.slice(0, module.length - text.length);
}

function parentOf(module: string): string | undefined {
  const base = module.endsWith("]") ? withoutIndex(module) : module;
  const end = base.lastIndexOf(".module.");
  return end < 0 ? undefined : base.slice(0, end);
}
