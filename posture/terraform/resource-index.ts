import { append } from "../group-by";
import { asAws } from "./cloud-control";
import type { Change, Origin, Output } from "./origin";
import type { LeftArguments, Reference, Resource } from "./resource";

/** What every source is read to before it's modelled: instances with their attributes, and what references lead to. */
export class ResourceIndex {
  private readonly byType = new Map<string, Resource[]>();
  private byAddress?: ReadonlyMap<string, Resource>;
  private instances?: ReadonlyMap<string, readonly Resource[]>;

  constructor(
    readonly origin: Origin,
    readonly resources: readonly Resource[],
    readonly outputs: readonly Output[] = [],
    readonly changes: ReadonlyMap<string, Change> = new Map(),
    /** Of a configuration: read again, where what refers to these arguments isn't known. */
    readonly leaving?: (left: LeftArguments) => ResourceIndex,
  ) {
    for (const resource of resources) {
      append(this.byType, resource.type, resource);
      for (const [type, view] of asAws(resource)) append(this.byType, type, view);
    }
  }

  at(address: string): Resource | undefined {
    this.byAddress ??= new Map(this.resources.map((resource) => [resource.address, readable(resource)]));
    return this.byAddress.get(address);
  }

  ofType(type: string): readonly Resource[] {
    return this.byType.get(type) ?? [];
  }

  /** The instances a reference may mean: one when its index is known, all of the resource's when it isn't. */
  targets(reference: Reference): readonly Resource[] {
    const exact = this.at(reference.address);
    return exact ? [exact] : this.instancesOf(reference.address);
  }

  private instancesOf(base: string): readonly Resource[] {
    if (!this.instances) {
      const instances = new Map<string, Resource[]>();
      for (const resource of this.resources) append(instances, baseOf(resource), readable(resource));
      this.instances = instances;
    }
    return this.instances.get(base) ?? [];
  }
}

/** Address without the instance's own index. */
export function baseOf(resource: Pick<Resource, "module" | "mode" | "type" | "name">): string {
  const own = `${resource.mode === "data" ? "data." : ""}${resource.type}.${resource.name}`;
  return resource.module ? `${resource.module}.${own}` : own;
}

/** A resource as the readers of the AWS provider's types know it. */
const readable = (resource: Resource): Resource => asAws(resource)[0]?.[1] ?? resource;
