import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changesBetween } from "../../../posture/diff/index";
import { readFolder, readSynth } from "../../../posture/model/read";
import { temporaryFolder } from "../../support/folder";
import { goodStack } from "../rules/support";

const FOLDER = join(__dirname, "..", "fixtures", "every-entry-point");
const folder = temporaryFolder("addresses");
const told = (changes: ReturnType<typeof changesBetween>) =>
  changes.map(({ kind, code, address, summary }) => `${kind} ${code} ${address}: ${summary}`);

/** The same configuration with each resource under another address, and no `moved` block. */
const renamed = (text: string) =>
  text
    .replace(/^resource "(\w+)" "(\w+)"/gm, 'resource "$1" "$2_now"')
    .replace(/(?<!data\.)\b(aws_\w+)\.([a-z]\w*)\b/g, "$1.$2_now");

test("what is the same in AWS is paired by what names it there, and the rest is said to go and come", async () => {
  const to = folder();
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".tf")))
    writeFileSync(join(to, file), renamed(readFileSync(join(FOLDER, file), "utf8")));
  const [before, after] = [await readFolder(FOLDER), await readFolder(to)];
  expect(told(changesBetween(before, after))).toMatchSnapshot();
  expect(told(changesBetween(after, after))).toEqual([]);
});

test("a synthesized stack under other addresses is the same to its callers", () => {
  const { resource } = goodStack();
  const moved = Object.fromEntries(
    Object.entries(resource).map(([type, all]) => [
      type,
      Object.fromEntries(Object.entries(all).map(([name, body]) => [`${name}_now`, body])),
    ]),
  );
  const after = JSON.parse(
    JSON.stringify(moved).replace(
      /\$\{(data\.)?(aws_\w+)\.([a-z]\w*)/g,
      (whole, data: string | undefined, type, name) => (data ? whole : `\${${type}.${name}_now`),
    ),
  ) as typeof resource;
  const sides = [{ resource }, { resource: after }].map((one) => readSynth(one));
  const [was, is] = sides as [(typeof sides)[0], (typeof sides)[0]];
  expect(told(changesBetween(was, is))).toMatchSnapshot();
});
