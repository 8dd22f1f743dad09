import type { LambdaFunction, Pool } from "../entities";
import type { Model } from "../model";
import type { ResourceIndex } from "../../terraform/resource-index";
import type { Attributes, Entity, Link, Reference, Resource, Step } from "../../terraform/resource";
import { FUNCTION_NAMING } from "../build/compute";
import { Registry, link, type AttributeNaming } from "../build/registry";
import { entityOf } from "../build/common";

const POOL_NAMING: AttributeNaming = { ids: (text) => [text, text.replace(/^.*:userpool\//, "")] };

/** What of the model is there before its entry points are read. */
type Modelled = Pick<
  Model,
  "apis" | "routes" | "authorizers" | "integrations" | "stages" | "apiMappings" | "permissions"
>;

/** What entry points are read from: the index and what is modelled already. */
export class Sources {
  private readonly registries = new Map<string, Registry<Entity>>();

  constructor(
    readonly index: ResourceIndex,
    readonly functions: Registry<LambdaFunction>,
    readonly pools: Registry<Pool>,
    readonly modelled: Modelled,
  ) {}

  ofType(...types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.index.ofType(type));
  }

  functionAt(by: Resource, ...path: readonly Step[]): Link<LambdaFunction> {
    return link(this.index, this.functions, by.attributes, path, FUNCTION_NAMING, by);
  }

  /** The functions of this input that a text names: by their ARN, or the name in the region of who says it. */
  functionsNamed(text: string, by: Resource): readonly LambdaFunction[] {
    const ids = FUNCTION_NAMING.ids?.(text) ?? [text];
    return ids.flatMap((id) => this.functions.named(id)).filter((one) => FUNCTION_NAMING.fits?.(one, text, by) ?? true);
  }

  /** The user pool that an attribute names, by its ARN or id. */
  poolAt(attributes: Attributes, ...path: readonly Step[]): Link<Pool> {
    return link(this.index, this.pools, attributes, path, POOL_NAMING);
  }

  /** The resource of some types that an attribute names, by id, ARN, name or reference. */
  resourceAt(
    attributes: Attributes,
    path: readonly Step[],
    types: readonly string[],
    naming: AttributeNaming = {},
  ): Link<Entity> {
    return link(this.index, this.registryOf(types), attributes, path, naming);
  }

  /** What an attribute refers to in the end: through arguments of others that refer on (`…method.get.resource_id`). */
  ends(attributes: Attributes, attribute: Step, depth = 0): readonly Reference[] {
    return attributes.references(attribute).flatMap((reference) => {
      const [target, ...others] = this.index.targets(reference);
      const [name, ...deeper] = reference.attribute;
      if (!target || others.length > 0 || name === undefined || deeper.length > 0 || depth > 5) return [reference];
      const further = this.ends(target.attributes, name, depth + 1);
      return further.length > 0 ? further : [reference];
    });
  }

  private registryOf(types: readonly string[]): Registry<Entity> {
    const key = types.join(" ");
    let registry = this.registries.get(key);
    if (!registry) {
      registry = new Registry<Entity>();
      for (const resource of this.ofType(...types)) {
        const { attributes: a } = resource;
        registry.add(
          entityOf(resource),
          ["id", "arn", "domain_name"].map((name) => a.text(name)),
        );
      }
      this.registries.set(key, registry);
    }
    return registry;
  }
}

/** Does a link lead to this resource? Unknown where it can't be told. */
export function leadsToResource(found: Link<Entity>, resource: Resource): boolean | "unknown" {
  if (found.kind === "resource") return found.target.address === resource.address;
  if (found.kind !== "unknown") return false;
  return found.candidates.length > 0 && !found.candidates.some(({ address }) => address === resource.address)
    ? false
    : "unknown";
}
