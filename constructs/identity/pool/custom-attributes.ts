import type { CognitoUserPoolSchema } from "../../bindings";

interface Common {
  /** Whether the value can be changed later. @default true */
  readonly mutable?: boolean;
}

/**
 * A `custom:` attribute of the pool's users. Attributes can be added to a pool later, but never changed or removed
 * (terraform-provider-aws issue 21654), and text and numbers without constraints show a change in every plan: so text always gets them
 * and a number has to name them.
 */
export type CustomAttribute =
  | (Common & {
      readonly type: "String";
      /** @default 0 */ readonly minLength?: number;
      /** At most 2048. @default 2048 */ readonly maxLength?: number;
    })
  | (Common & { readonly type: "Number"; readonly min: number; readonly max: number })
  | (Common & { readonly type: "Boolean" | "DateTime" });

/** The pool's schema in the order of the names, so that reordering the source changes nothing. */
export function customAttributes(attributes: Readonly<Record<string, CustomAttribute>>): CognitoUserPoolSchema[] {
  return Object.entries(attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, attribute]) => ({
      name,
      attributeDataType: attribute.type,
      mutable: attribute.mutable ?? true,
      required: false,
      developerOnlyAttribute: false,
      ...constraints(attribute),
    }));
}

function constraints(attribute: CustomAttribute): Partial<CognitoUserPoolSchema> {
  switch (attribute.type) {
    case "String":
      return {
        stringAttributeConstraints: {
          minLength: `${attribute.minLength ?? 0}`,
          maxLength: `${attribute.maxLength ?? 2048}`,
        },
      };
    case "Number":
      return { numberAttributeConstraints: { minValue: `${attribute.min}`, maxValue: `${attribute.max}` } };
    default:
      return {};
  }
}
