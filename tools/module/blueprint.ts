import { type TerraformElement, TerraformResource, type TerraformStack } from "cdktf";
import { addressOf } from "../../constructs/stack/addresses";
import type { Blocks, Dynamic } from "./hcl/body";

/** How many of a resource there are: one for each item of a map or set, or one if a condition holds. */
export type Instances = { readonly each: string } | { readonly when: string };

/** A condition that must hold before a resource is planned. */
export interface Precondition {
  /** Stable, kebab-case; the same as the rule's where a rule says the same. */
  readonly code: string;
  readonly condition: string;
  /** A template: what is wrong, where, what to write instead. */
  readonly message: string;
}

/** What the module says about a resource besides the arguments that its construct gave it. */
export interface Drawn {
  readonly resource: TerraformResource;
  readonly file: string;
  readonly comment?: string;
  readonly instances?: Instances;
  readonly dynamics: ReadonlyMap<string, Dynamic>;
  readonly preconditions: readonly Precondition[];
}

export interface Drawing {
  /** Why the resource is as it is, one line above it. */
  readonly comment?: string;
  readonly instances?: Instances;
  /** Blocks by path. */
  readonly dynamics?: Readonly<Record<string, Dynamic>>;
  readonly preconditions?: readonly Precondition[];
}

/** Collects, resource by resource and in the order of the files, what turns the constructs' resources into a module. */
export class Blueprint {
  private readonly byAddress = new Map<string, Drawn>();

  constructor(readonly stack: TerraformStack) {}

  /** Every resource of the module, in the order of the files. */
  get resources(): ReadonlyMap<string, Drawn> {
    return this.byAddress;
  }

  draw(file: string, resource: TerraformResource, drawing: Drawing = {}): void {
    const { dynamics = {}, preconditions = [], ...rest } = drawing;
    const address = addressOf(resource) ?? "";
    if (this.byAddress.has(address)) throw new Error(`${address} is drawn twice.`);
    this.byAddress.set(address, {
      ...rest,
      resource,
      file,
      dynamics: new Map(Object.entries(dynamics)),
      preconditions,
    });
  }

  /** A resource that a construct made and keeps to itself. */
  at(address: string): TerraformResource {
    const found = this.all().find((resource) => addressOf(resource) === address);
    if (found === undefined) throw new Error(`No construct of the module makes ${address}.`);
    return found;
  }

  /** Resources that no file shows; a module that dropped one would differ from the stack. */
  forgotten(): string[] {
    return this.all()
      .map((resource) => addressOf(resource) ?? "")
      .filter((address) => !this.byAddress.has(address));
  }

  private all(): TerraformResource[] {
    return this.stack.node.findAll().filter((node): node is TerraformResource => TerraformResource.isTerraformResource(node));
  }
}

/** The provider bindings know which arguments are blocks, and say so only when they write HCL. */
interface HclSource {
  synthesizeHclAttributes(): unknown;
}

export function blocksOf(element: TerraformElement): Blocks {
  return blocksIn((element as unknown as HclSource).synthesizeHclAttributes());
}

function blocksIn(described: unknown): Blocks {
  const blocks = new Map<string, Blocks>();
  for (const [name, entry] of Object.entries(record(described))) {
    const { isBlock, value } = record(entry);
    if (isBlock !== true) continue;
    const items = Array.isArray(value) ? (value as unknown[]) : [value];
    blocks.set(name, new Map(items.flatMap((item) => [...blocksIn(item)])));
  }
  return blocks;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
