import { templateOf } from "../../../posture/terraform/cloudformation";
import { dataIn } from "../../../posture/terraform/document-text";
import { Unresolved } from "../../../posture/terraform/value-node";

const property = (written: string, given: Readonly<Record<string, string>> = {}): unknown =>
  (
    templateOf(
      dataIn(`
Parameters:
  Stage: { Type: String, Default: dev }
  Hosts: { Type: CommaDelimitedList, Default: "a.example.com, b.example.com" }
  Secret: { Type: String, NoEcho: true, Default: x }
  Looked: { Type: "AWS::SSM::Parameter::Value<String>", Default: /x }
  Needed: { Type: String }
Conditions:
  Prod: !Equals [!Ref Stage, prod]
  Never: !And [!Condition Prod, !Not [!Condition Prod]]
  Maybe: !Equals [!Ref Needed, x]
  Round: !Condition Round
Mappings:
  ByStage: { dev: { Host: dev.example.com }, prod: { Host: example.com } }
Resources:
  One:
    Type: Some::Type
    Properties:
      Value: ${written}
`),
      (name) => given[name],
    ).resources[0]?.properties as Record<string, unknown>
  )["Value"];

test.each<[string, unknown]>([
  ["!Ref Stage", "dev"],
  ["!Ref Hosts", ["a.example.com", "b.example.com"]],
  ['!Sub "https://${Stage}.${!Stage}"', "https://dev.${Stage}"],
  ['!Sub ["${a}/x", { a: !FindInMap [ByStage, !Ref Stage, Host] }]', "dev.example.com/x"],
  ["!If [Prod, a, b]", "b"],
  ["!If [Never, a, b]", "b"],
  ["{ 'Fn::If': [Prod, a, { Ref: 'AWS::NoValue' }] }", undefined],
  ["[1, !If [Prod, 2, !Ref AWS::NoValue]]", [1]],
  ["!Join ['.', [!Ref Stage, example, com]]", "dev.example.com"],
  ["!Select [1, !Split [',', 'a,b']]", "b"],
  ["!Condition Prod", false],
  ["{ Condition: Prod, Other: z }", { Condition: "Prod", Other: "z" }],
  ["!If [Prod, a, !Condition Prod]", false],
  ["!Or [!Condition Prod, !Equals [a, a]]", true],
  ["!FindInMap [ByStage, prod, Host]", "example.com"],
  ["{ Plain: { Ref: x, Other: z } }", { Plain: { Ref: "x", Other: "z" } }],
])("%s is evaluated", (written, value) => {
  expect(property(written)).toEqual(value);
});

test("what the stack gives goes before the default", () => {
  expect(property("!If [Prod, !Ref Stage, b]", { Stage: "prod" })).toBe("prod");
});

test.each([
  ["!GetAtt One.Arn", "Fn::GetAtt"],
  ["!ImportValue x", "Fn::ImportValue"],
  ['!Sub "${One}"', "gives One"],
  ["!Ref Needed", "Needed isn't given"],
  ["!Ref Secret", "isn't shown"],
  ["!Ref Looked", "isn't shown"],
  ["!If [Maybe, a, b]", "the condition Maybe"],
  ["!If [Round, a, b]", "nested too deeply"],
  ["!If [Missing, a, b]", "there is none"],
  // To CloudFormation, an unquoted yes may be true.
  ["!Equals [!Select [0, ['yes']], yes]", "unquoted yes"],
  ["!Transform { Name: AWS::Include }", "Fn::Transform"],
  ["'{{resolve:ssm:x}}'", "dynamic reference"],
  ["!Join [',', x]", "arguments"],
])("%s isn't known", (written, why) => {
  const value = property(written);
  expect(value).toBeInstanceOf(Unresolved);
  expect((value as Unresolved).why).toContain(why);
});

test("a condition decides whether there is a resource, and what may add resources is named", () => {
  const template = templateOf({
    Transform: ["AWS::Serverless-2016-10-31", "Ours"],
    Conditions: { No: { "Fn::Equals": ["a", "b"] }, Maybe: { "Fn::Equals": [{ Ref: "AWS::Region" }, "b"] } },
    Resources: {
      Absent: { Type: "T", Condition: "No" },
      Perhaps: { Type: "T", Condition: "Maybe" },
      "Fn::ForEach::Pools": ["Name", ["a"], {}],
    },
  });
  expect(template.resources).toEqual([
    { name: "Perhaps", type: "T", properties: undefined, conditional: expect.stringContaining("Maybe") as unknown },
  ]);
  expect(template.hidden).toEqual(["what the transform Ours adds", "Fn::ForEach::Pools"]);
});

test.each([
  "!FindInMap [Gone, dev, Host]",
  "!FindInMap [ByStage, gone, Host]",
  "!FindInMap [ByStage, !Ref Needed, Host]",
  "!Sub [[a], {}]",
  '!Sub "${Needed}"',
  '!Sub "${Hosts}"',
  "!GetAtt One.Arn",
  "!Ref AWS::Region",
  "!Ref Secret",
  "!Ref Looked",
  "!Ref Needed",
  "!Join [',', a]",
  "!Select [7, [a]]",
  "{ 'Fn::Join': [',', [a]], Other: z }",
  "!Condition Round",
  "!If [Maybe, a, b]",
  "'{{resolve:ssm:/x}}'",
])("%s isn't known, and why", (written) => {
  const found = property(written);
  expect(found).toBeInstanceOf(Unresolved);
  expect((found as Unresolved).why).toMatchSnapshot();
});

/** What may stand where a function takes an argument. */
const OPERANDS: Readonly<Record<string, string>> = {
  text: "dev",
  number: "1",
  list: "[a, b]",
  object: "{ a: b }",
  true: "true",
  parameter: "!Ref Stage",
  unknown: "!Ref Needed",
  nothing: "!Ref AWS::NoValue",
};

const shownAs = (written: string): string => {
  const value = property(written);
  return value instanceof Unresolved ? `unknown: ${value.why}` : (JSON.stringify(value) ?? "nothing");
};

describe.each(["Ref", "Condition", "Fn::Base64", "Fn::Not"])("%s", (name) => {
  test.each(Object.entries(OPERANDS))("of %s", (_, operand) => {
    expect(shownAs(`{ "${name}": ${operand} }`)).toMatchSnapshot();
    expect(shownAs(`{ "${name}": [${operand}] }`)).toMatchSnapshot();
  });
});

describe.each(["Fn::Equals", "Fn::And", "Fn::Or", "Fn::Join", "Fn::Split", "Fn::Select", "Fn::Sub", "Fn::FindInMap"])(
  "%s",
  (name) => {
    test.each(Object.keys(OPERANDS))("of each argument beside %s", (first) => {
      const lines = Object.entries(OPERANDS).map(([kind, second]) => {
        return `${first}, ${kind} => ${shownAs(`{ "${name}": [${OPERANDS[first] ?? ""}, ${second}] }`)}`;
      });
      expect(lines.join("\n")).toMatchSnapshot();
    });
  },
);

test("conditions joined with each other, whichever isn't known", () => {
  const conditions = ["!Condition Prod", "!Not [!Condition Prod]", "!Condition Maybe", "!Condition Missing", "Prod"];
  const lines = ["!And", "!Or", "!Equals"].flatMap((name) =>
    conditions.flatMap((a) => conditions.map((b) => `${name} [${a}, ${b}] => ${shownAs(`${name} [${a}, ${b}]`)}`)),
  );
  expect(lines.join("\n")).toMatchSnapshot();
});
