import type { ChangeFinding, Extent } from "../../../posture/diff/index";
import { extentLines, notComparedLines, nothingText, verdictText } from "../../../posture/render/extent";

const EXTENT: Extent = { changed: 0, notCompared: [], unclassified: [], irrelevant: 0, sameEffect: [] };
const attribute = (address: string, name: string) =>
  ({ address, attribute: name }) as unknown as Extent["notCompared"][number];
const not = [attribute("aws_x.a", "policy"), attribute("aws_x.b", "code"), attribute("aws_x.a", "role")];
const same = (n: number) => not.slice(0, n) as unknown as Extent["sameEffect"];

test.each<[Partial<Extent>, string, string, readonly string[]]>([
  [{}, "nothing broader", "No change", []],
  [{ changed: 1 }, "nothing broader", "No change of access found", []],
  [
    { notCompared: not },
    "nothing broader, as far as the input shows",
    "No change, as far as the input shows",
    [
      "Not compared: 3 attributes of unknown value, with equal references on both sides. --before-source and --after-source compare their text.",
    ],
  ],
  [
    { notCompared: not.slice(0, 1), hasSources: true, changed: 1 },
    "nothing broader, as far as the input shows",
    "No change of access found",
    ["Not compared: 1 attribute of unknown value, with equal references on both sides."],
  ],
  [
    { unclassified: ["aws_x", "aws_y"], changed: 2 },
    "nothing broader, as far as analysed",
    "No change of access found",
    ["Not analysed: changes of aws_x, aws_y. What these types decide is not known to posture."],
  ],
  [
    { limit: "the plan is too large" },
    "nothing broader, as far as analysed",
    "No change of access found",
    ["Not analysed: the plan is too large."],
  ],
  [
    { notCompared: not.slice(1), hasSources: true, unclassified: ["aws_x"], changed: 1 },
    "nothing broader, as far as the input shows and as far as analysed",
    "No change of access found",
    [
      "Not compared: 2 attributes of unknown value, with equal references on both sides.",
      "Not analysed: changes of aws_x. What these types decide is not known to posture.",
    ],
  ],
  [
    { irrelevant: 1, sameEffect: same(1), changed: 2 },
    "nothing broader",
    "No change of access found",
    ["1 changed attribute decides nothing about access.", "1 attribute is written differently, with the same effect."],
  ],
  [
    { irrelevant: 2, sameEffect: same(2), changed: 4 },
    "nothing broader",
    "No change of access found",
    [
      "2 changed attributes decide nothing about access.",
      "2 attributes are written differently, with the same effect.",
    ],
  ],
])("how far %j reaches is told", (given, verdict, nothing, lines) => {
  const extent = { ...EXTENT, ...given };
  expect([verdictText("nothing broader", extent), nothingText([], extent), extentLines(extent)]).toEqual([
    verdict,
    nothing,
    lines,
  ]);
});

test("what is found needs no bounds, and is no nothing", () => {
  const extent = { ...EXTENT, notCompared: not };
  expect([verdictText("breaking", extent), nothingText([{} as ChangeFinding], extent)]).toEqual(["breaking", ""]);
  expect(notComparedLines(extent)).toEqual(["aws_x.a: policy, role", "aws_x.b: code"]);
});
