import type { Attributes, Entity, Link, Pieces, Reference, Resource, Step, Value } from "../index";
import type { ResourceIndex } from "../../terraform/resource-index";

/** The modelled things of one kind, found by their resource's address or by an id that the source knows. */
export class Registry<T extends Entity> {
  readonly all: T[] = [];
  private readonly byAddress = new Map<string, T>();
  private readonly byId = new Map<string, T[]>();

  /** `ids`: whatever other resources may name it by (id, ARN, name). */
  add(entity: T, ids: readonly Value<string | undefined>[]): void {
    this.all.push(entity);
    this.byAddress.set(entity.address, entity);
    for (const id of ids) {
      if (!id.known || id.value === undefined) continue;
      const present = this.byId.get(id.value);
      if (!present) this.byId.set(id.value, [entity]);
      else if (!present.includes(entity)) present.push(entity);
    }
  }

  at(address: string): T | undefined {
    return this.byAddress.get(address);
  }

  named(id: string): readonly T[] {
    return this.byId.get(id) ?? [];
  }
}

/** How an attribute names a thing of some kind. */
export interface AttributeNaming {
  /** The ids that a known text names, most specific first: an ARN's parts, an address's last segment. Default: the text. */
  readonly ids?: (text: string) => readonly string[];
  /** Resource types that only pass a reference on (a Lambda alias), and the attribute that leads further. */
  readonly via?: Readonly<Record<string, string>>;
  /**
   * May a text that names a thing by its id mean this one? A name is one of a region and account: of those of the ARN
   * around it, else of the resource that says it (`by`).
   */
  readonly fits?: (entity: Entity, text: string, by: Resource | undefined) => boolean;
}

/**
 * Resolves the link that an attribute makes: by the id it holds when that's known, else by its references.
 * @param by the resource whose attribute it is, where a name without region or account stands for one beside it
 */
export function link<T extends Entity>(
  index: ResourceIndex,
  registry: Registry<T>,
  attributes: Attributes,
  path: readonly Step[],
  naming: AttributeNaming = {},
  by?: Resource,
): Link<T> {
  const text = attributes.text(...path);
  if (text.known && (text.value === undefined || text.value === "")) return { kind: "none" };
  if (text.known && text.value !== undefined) {
    const { id, found } = namedBy(registry, text.value, naming, by);
    if (found.length === 1 && found[0]) return { kind: "resource", target: found[0] };
    return found.length > 1
      ? among(referencedEntities(index, registry, attributes.references(...path), naming), found, id)
      : { kind: "external", id };
  }
  const why = text.known ? "" : text.why;
  const found = among(referencedEntities(index, registry, attributes.references(...path), naming), [], why);
  if (found.kind !== "unknown") return found;
  const input = inputOf(attributes.pieces(...path));
  return input === undefined ? found : { ...found, input };
}

/** What a text names, by the most specific id that names anything. */
export function namedBy<T extends Entity>(
  registry: Registry<T>,
  text: string,
  naming: AttributeNaming,
  by?: Resource,
): { readonly id: string; readonly found: readonly T[] } {
  for (const id of naming.ids?.(text) ?? [text]) {
    const found = registry.named(id).filter((one) => naming.fits?.(one, text, by) ?? true);
    if (found.length > 0) return { id, found };
  }
  return { id: text, found: [] };
}

/** The variable of the root module that a text is, word by word. */
function inputOf(pieces: Pieces | undefined): string | undefined {
  const [only] = pieces ?? [];
  return pieces?.length === 1 && typeof only === "object" && only.address.startsWith("var.")
    ? [only.address, ...only.attribute].join(".")
    : undefined;
}

function among<T extends Entity>(found: readonly T[], otherwise: readonly T[], why: string): Link<T> {
  if (found.length === 1 && found[0]) return { kind: "resource", target: found[0] };
  return { kind: "unknown", why, candidates: found.length > 0 ? found : otherwise };
}

/** The things of a kind that references mention, in order, each once. */
export function referencedEntities<T extends Entity>(
  index: ResourceIndex,
  registry: Registry<T>,
  references: readonly Reference[],
  naming: AttributeNaming = {},
): readonly T[] {
  const [only] = references;
  const direct = only && references.length === 1 ? registry.at(only.address) : undefined;
  if (direct) return [direct];
  const found = new Set<T>();
  const visit = ({ address, attribute }: Reference, depth: number): void => {
    for (const target of index.targets({ address, attribute })) {
      const entity = registry.at(target.address);
      const next = naming.via?.[target.type] ?? passedOn(attribute);
      if (entity) found.add(entity);
      else if (next !== undefined && depth < 5) {
        const text = target.attributes.text(next);
        const name = text.known ? text.value : undefined;
        const byName =
          name === undefined ? [] : registry.named(name).filter((one) => naming.fits?.(one, name, target) ?? true);
        if (byName.length > 0) byName.forEach((e) => found.add(e));
        else for (const reference of target.attributes.references(next)) visit(reference, depth + 1);
      }
    }
  };
  for (const reference of references) visit(reference, 0);
  return [...found];
}

/** `aws_api_gateway_method.get.resource_id`: an argument that names another thing passes the reference on. */
function passedOn([name, ...deeper]: readonly Step[]): string | undefined {
  return deeper.length === 0 && typeof name === "string" && /.(?:_id|_arn|_name)$/.test(name) ? name : undefined;
}
