import * as path from "node:path";
import { changesBetween } from "../../../posture/diff/index";
import { movesBetween } from "../../../posture/diff/moves";
import { readFolder } from "../../../posture/model/read";
import type { Model } from "../../../posture/model/index";
import { temporaryFolder } from "../../support/folder";
import { write } from "../terraform/folder/write";

const folder = temporaryFolder("moves");
let sides = 0;
const read = (text: string, modules: Readonly<Record<string, string>> = {}): Promise<Model> =>
  readFolder(write(path.join(folder(), String(sides++)), { "main.tf": text, ...modules }));

const role = (name: string, more = "") => `resource "aws_iam_role" "${name}" {\n  ${more}\n}\n`;
const moved = (from: string, to: string) => `moved {\n  from = ${from}\n  to   = ${to}\n}\n`;
const R = "aws_iam_role";
const COUNT = "count = 2";
const call = (name: string, more = "") => `module "${name}" {\n  source = "./m"\n  ${more}\n}\n`;

test.each<[string, string, string, Readonly<Record<string, string>>]>([
  ["a resource", role("a"), role("b") + moved(`${R}.a`, `${R}.b`), { [`${R}.b`]: `${R}.a` }],
  [
    "all instances",
    role("a", COUNT),
    role("b", COUNT) + moved(`${R}.a`, `${R}.b`),
    { [`${R}.b[0]`]: `${R}.a[0]`, [`${R}.b[1]`]: `${R}.a[1]` },
  ],
  [
    "one instance to a key",
    role("a", COUNT),
    role("a", 'for_each = toset(["x.y"])') + moved(`${R}.a[1]`, `${R}.a["x.y"]`),
    { [`${R}.a["x.y"]`]: `${R}.a[1]` },
  ],
  [
    "what has no index to an instance, of which no other instance is moved",
    role("a") + role("c", COUNT),
    role("b", COUNT) + role("d", COUNT) + moved(`${R}.a`, `${R}.b[1]`) + moved(`${R}.c`, `${R}.d[1]`),
    { [`${R}.b[1]`]: `${R}.a` },
  ],
  [
    "one block after another",
    role("a"),
    role("c") + moved(`${R}.b`, `${R}.c`) + moved(`${R}.a`, `${R}.b`),
    { [`${R}.c`]: `${R}.a` },
  ],
  [
    "blocks in a circle",
    role("a"),
    role("b") + moved(`${R}.a`, `${R}.b`) + moved(`${R}.b`, `${R}.a`),
    { [`${R}.b`]: `${R}.a` },
  ],
  ["to a place that is taken", role("a") + role("b"), role("b") + moved(`${R}.a`, `${R}.b`), {}],
  ["to nothing", role("a"), moved(`${R}.a`, `${R}.b`), {}],
  ["count that is new", role("a"), role("a", COUNT), { [`${R}.a[0]`]: `${R}.a` }],
  ["count that goes", role("a", COUNT), role("a"), { [`${R}.a`]: `${R}.a[0]` }],
])("%s is found where it was", async (_, before, after, expected) => {
  expect(Object.fromEntries(movesBetween(await read(before), await read(after)))).toEqual(expected);
});

test("modules move, and their own blocks hold in each of their instances", async () => {
  const files = { "m/main.tf": role("a") };
  const before = await read(call("one", COUNT) + call("two"), files);
  const after = await read(
    call("uno", COUNT) + call("two", COUNT) + moved("module.one", "module.uno") + moved("module.two", "module.two[1]"),
    files,
  );
  expect(Object.fromEntries(movesBetween(before, after))).toEqual({
    [`module.uno[0].${R}.a`]: `module.one[0].${R}.a`,
    [`module.uno[1].${R}.a`]: `module.one[1].${R}.a`,
    [`module.two[1].${R}.a`]: `module.two.${R}.a`,
  });
  const inside = { "m/main.tf": role("b") + moved(`${R}.a`, `${R}.b`) };
  expect(Object.fromEntries(movesBetween(before, await read(call("one", COUNT) + call("other"), inside)))).toEqual({
    [`module.one[0].${R}.b`]: `module.one[0].${R}.a`,
    [`module.one[1].${R}.b`]: `module.one[1].${R}.a`,
  });
});

test("what moves and changes is told as the same change without the move", async () => {
  const acl = (name: string, action: string) => `
resource "aws_wafv2_web_acl" "${name}" {
  name  = "${name}"
  scope = "REGIONAL"
  default_action {
    ${action} {}
  }
}
`;
  const said = (before: Model, after: Model) =>
    changesBetween(before, after).map(({ kind, code, summary }) => `${kind} ${code} ${summary}`);
  const before = await read(acl("a", "block"));
  const here = said(before, await read(acl("a", "allow")));
  const there = acl("a", "allow").replace('acl" "a"', 'acl" "b"');
  const [of, by] = ["aws_wafv2_web_acl.a", "aws_wafv2_web_acl.b"];
  expect(here).not.toEqual([]);
  expect(said(before, await read(there + moved(of, by)))).toEqual(here.map((text) => text.replaceAll(of, by)));
  expect(said(before, await read(there))).not.toEqual(here.map((text) => text.replaceAll(of, by)));
});
