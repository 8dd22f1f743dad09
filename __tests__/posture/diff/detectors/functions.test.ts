import { changesBetween } from "../../../../posture/diff/index";
import { readSynth } from "../../../../posture/model/read";

type Body = Record<string, unknown>;
const allow = (Action: string) => JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
const ROLES = {
  big: { name: "big", inline_policy: [{ name: "p", policy: allow("s3:*") }] },
  small: { name: "small", inline_policy: [{ name: "p", policy: allow("s3:GetObject") }] },
  open: { name: "open", inline_policy: [{ name: "p", policy: "${var.unset}" }] },
};
const stack = ({ fn, url }: { fn?: Body; url?: Body | undefined }) => ({
  resource: {
    aws_iam_role: ROLES,
    aws_lambda_function: { f: { function_name: "f", ...fn }, g: { function_name: "g" } },
    ...(url && { aws_lambda_function_url: { u: { function_name: "f", ...url } } }),
  },
});
type Side = ReturnType<typeof stack>;
const told = (code: RegExp) => (before: Side, after: Side) =>
  changesBetween(readSynth(before), readSynth(after))
    .filter((change) => code.test(change.code))
    .map(
      ({ kind, code, summary, before: was = "-", after: is = "-" }) => `${kind} ${code}: ${summary} [${was} | ${is}]`,
    );
/** Every change from one of these to another, the reversal below it. */
function eachPair(sides: Readonly<Record<string, Side>>, say: ReturnType<typeof told>) {
  const names = Object.keys(sides);
  return names.flatMap((from, i) =>
    names.slice(i).flatMap((to) => {
      const [was, is] = [sides[from], sides[to]];
      if (!was || !is) return [];
      if (from === to) return say(was, is);
      return [`${from} > ${to}`, ...say(was, is), `${from} < ${to}`, ...say(is, was)];
    }),
  );
}

test("a function URL comes, goes, opens, closes, and moves to another function", () => {
  const url = (authorization_type: unknown, more: Body = {}) => stack({ url: { authorization_type, ...more } });
  const sides = {
    none: stack({}),
    "for everybody": url("NONE"),
    signed: url("AWS_IAM"),
    "not known": url("${var.unset}"),
    "not known either": url("${var.other}"),
    "of g": url("NONE", { function_name: "g" }),
    "of a function that isn't known": url("NONE", { function_name: "${var.unset}" }),
  };
  expect(eachPair(sides, told(/^function-url-/))).toMatchSnapshot();
});

test("a function URL stays that of a function that is renamed, or is named by its ARN", () => {
  const of = (function_name: string, name = function_name) => ({
    resource: {
      aws_lambda_function: { f: { function_name: name } },
      aws_lambda_function_url: { u: { function_name, authorization_type: "NONE" } },
    },
  });
  const say = told(/^function-url-/);
  const before = of("f") as unknown as Side;
  expect(say(before, of("renamed") as unknown as Side)).toEqual([]);
  expect(say(before, of("arn:aws:lambda:eu-west-1:123456789012:function:f", "f") as unknown as Side)).toEqual([]);
  expect(say(before, of("g", "f") as unknown as Side)).toHaveLength(2);
});

test("a function acts as another role, of which more, less or nothing is known", () => {
  const as = (role: unknown) => stack({ fn: { role } });
  const sides = {
    none: stack({}),
    big: as("${aws_iam_role.big.arn}"),
    small: as("${aws_iam_role.small.arn}"),
    open: as("${aws_iam_role.open.arn}"),
    "one that isn't here": as("arn:aws:iam::123456789012:role/far"),
    "not known": as("${var.unset}"),
  };
  expect(eachPair(sides, told(/^function-role-/))).toMatchSnapshot();
});

test("a function that comes with its role, or is only read, has no other role", () => {
  const say = told(/^function-role-/);
  const { aws_lambda_function: _, ...without } = stack({}).resource;
  const own = stack({ fn: { role: "${aws_iam_role.big.arn}" } });
  expect(say({ resource: without } as unknown as Side, own)).toEqual([]);
  const read = (role: string) =>
    ({ ...stack({}), data: { aws_lambda_function: { h: { function_name: "h", role } } } }) as Side;
  expect(say(read("arn:aws:iam::123456789012:role/a"), read("arn:aws:iam::123456789012:role/b"))).toEqual([]);
});
