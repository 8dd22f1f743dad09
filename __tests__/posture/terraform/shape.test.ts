import { listOf, mapOf, objectOf, text, texts, type Shape } from "../../../posture/terraform/shape";

const resource = objectOf({ address: text, tags: mapOf(text, "a map"), names: texts }, ["address"]);
const document = objectOf({ resources: listOf(resource, "a list of resources"), version: text }, ["version"], "a plan");

describe("a shape", () => {
  const said = (shape: Shape, value: unknown) => shape(value, { path: "" });

  test.each<[unknown, string | undefined]>([
    [{ version: "1", resources: [{ address: "a.b", tags: { x: "y" }, names: ["n"] }], more: 1 }, undefined],
    [{ version: "1" }, undefined],
    [[], "it is a list; expected a plan"],
    [null, "it is null; expected a plan"],
    ["secret", "it is a text; expected a plan"],
    [{}, "version is missing; expected a text"],
    [{ version: undefined }, "version is missing; expected a text"],
    [{ version: 1 }, "version is a number; expected a text"],
    [{ version: true }, "version is true or false; expected a text"],
    [{ version: {} }, "version is an object; expected a text"],
    [{ version: "1", resources: {} }, "resources is an object; expected a list of resources"],
    [{ version: "1", resources: [7] }, "resources[0] is a number; expected an object"],
    [{ version: "1", resources: [{ address: "a.b" }, {}] }, "resources[1].address is missing; expected a text"],
    [
      { version: "1", resources: [{ address: "a.b", tags: { x: 1 } }] },
      "a.b (resources[0]): tags.x is a number; expected a text",
    ],
    [{ version: "1", resources: [{ address: "a.b", tags: [] }] }, "a.b (resources[0]): tags is a list; expected a map"],
    [
      { version: "1", resources: [{ address: "a.b", names: ["n", null] }] },
      "a.b (resources[0]): names[1] is null; expected a text",
    ],
    [
      { version: "1", resources: [{ address: "a.b", names: "n" }] },
      "a.b (resources[0]): names is a text; expected a list of texts",
    ],
    [{ version: 1, resources: [{ address: 1 }] }, "resources[0].address is a number; expected a text"],
  ])("says of %j: %s", (value, sentence) => expect(said(document, value)).toBe(sentence));

  test("names the owner itself where it isn't what is expected", () => {
    const module = mapOf(text, "a module");
    const holder = mapOf(listOf(module, "a list"), "a map");
    expect(said(holder, { all: [{ address: 7 }] })).toBe("all[0].address is a number; expected a text");
    expect(said(listOf(text, "a list"), [{ address: "a.b" }])).toBe("a.b ([0]): it is an object; expected a text");
  });
});
