import { customAttributes, type CustomAttribute } from "../../../../constructs/identity/pool/custom-attributes";

const only = (attribute: CustomAttribute) => customAttributes({ given: attribute })[0];

test.each<[CustomAttribute, object]>([
  [
    { type: "String" },
    {
      attributeDataType: "String",
      mutable: true,
      required: false,
      developerOnlyAttribute: false,
      stringAttributeConstraints: { minLength: "0", maxLength: "2048" },
    },
  ],
  [
    { type: "String", minLength: 1, maxLength: 20 },
    { stringAttributeConstraints: { minLength: "1", maxLength: "20" } },
  ],
  [{ type: "Number", min: 0, max: 150 }, { numberAttributeConstraints: { minValue: "0", maxValue: "150" } }],
  [{ type: "String", mutable: false }, { mutable: false }],
  [{ type: "Boolean" }, { attributeDataType: "Boolean" }],
  [{ type: "DateTime" }, { attributeDataType: "DateTime" }],
])("%j", (attribute, expected) => expect(only(attribute)).toMatchObject({ name: "given", ...expected }));

test.each(["Boolean", "DateTime"] as const)("%s has no constraints", (type) => {
  expect(Object.keys(only({ type }) ?? {}).filter((key) => key.endsWith("Constraints"))).toEqual([]);
});

test("the order of the source doesn't show", () => {
  const [a, b] = [{ type: "String" }, { type: "Boolean" }] as const;
  expect(customAttributes({ b, a })).toEqual(customAttributes({ a, b }));
  expect(customAttributes({ b, a }).map(({ name }) => name)).toEqual(["a", "b"]);
});
