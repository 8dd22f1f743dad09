import { TAGS } from "../../../posture/coverage/defaults";
import { classify } from "../../../posture/coverage/lookup";
import type { SchemaAttribute, SchemaBlock } from "../../support/provider-schema";

/** One attribute of a resource's schema, or a block, with the names on the way to it. */
export interface SchemaPath {
  readonly steps: readonly string[];
  readonly block: boolean;
  /** Nobody can write it. */
  readonly computedOnly: boolean;
  /** A list in which order counts for Terraform. */
  readonly list: boolean;
}

/** Every attribute and block of a schema. A block that holds itself again (a WAF rule's statements) ends at `depth`. */
export function* pathsOf(block: SchemaBlock, steps: readonly string[] = [], depth = 7): Generator<SchemaPath> {
  yield* attributesOf(block.attributes ?? {}, steps);
  for (const [name, inner] of Object.entries(block.block_types ?? {})) {
    const here = [...steps, name];
    yield {
      steps: here,
      block: true,
      computedOnly: false,
      list: inner.nesting_mode === "list" && inner.max_items !== 1,
    };
    if (depth > 0) yield* pathsOf(inner.block, here, depth - 1);
  }
}

function* attributesOf(
  attributes: Readonly<Record<string, SchemaAttribute>>,
  steps: readonly string[],
): Generator<SchemaPath> {
  for (const [name, attribute] of Object.entries(attributes)) {
    const here = [...steps, name];
    const computedOnly = attribute.optional !== true && attribute.required !== true;
    const list = Array.isArray(attribute.type) && attribute.type[0] === "list";
    yield { steps: here, block: attribute.nested_type !== undefined, computedOnly, list };
    if (attribute.nested_type) yield* attributesOf(attribute.nested_type.attributes, here);
  }
}

const isShared = (steps: readonly string[]): boolean => TAGS.has(steps[0] ?? "") || steps[0] === "region";

/** The attributes that no list of the coverage names. */
export function unclassified(type: string, all: Iterable<{ readonly steps: readonly string[] }>): readonly string[] {
  return [...all]
    .filter(({ steps }) => !isShared(steps) && classify(type, steps) === undefined)
    .map(({ steps }) => `${type}: ${steps.join(".")}`);
}
