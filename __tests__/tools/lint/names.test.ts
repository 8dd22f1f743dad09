import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../../support/project";

/** Runs the linter's own code, which is plain JavaScript. */
function lint<T>(code: string): T {
  const from = (file: string): string => JSON.stringify(join(ROOT, "tools/lint", file));
  const program = `
    import ts from "typescript";
    import { FORBIDDEN } from ${from("names.mjs")};
    import { forbiddenNames, insteadOf, inputsIn } from ${from("structure.mjs")};
    const problems = (text, files, modules) =>
      forbiddenNames(new Map([["a/b.ts", ts.createSourceFile("b.ts", text, ts.ScriptTarget.Latest)]]), files, modules);
    console.log(JSON.stringify(${code}));`;
  const options = { encoding: "utf8", cwd: ROOT } as const;
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", program], options)) as T;
}

/** A name of each spelling in each place where others meet it: each is found. */
const MADE = `(() => {
  const camel = (words) => words.replace(/-(\\w)/g, (_, letter) => letter.toUpperCase());
  const Pascal = (words) => camel("-" + words);
  const texts = {
    folder: (words) => [["", ["x/" + words + "/y.ts"]]],
    file: (words) => [["", ["x/" + words + ".ts"]], ["", ["x/" + words + ".e2e.test.ts"]]],
    export: (words) => [
      ["export const " + camel(words) + " = 1"],
      ["export const { a: " + camel(words) + " } = { a: 1 }"],
      ["export function " + camel(words) + "() {}"],
      ["export class " + Pascal(words) + " {}"],
      ["export interface " + Pascal(words) + " {}"],
      ["export type " + Pascal(words) + " = 1"],
      ["const b = 1; export { b as " + camel(words) + " }"],
      ["export const " + words.replaceAll("-", "_").toUpperCase() + " = 1"],
    ],
    prop: (words) => [
      ["export interface A { readonly " + camel(words) + "?: string }"],
      ["export type A = { a: { " + camel(words) + ": string } }"],
      ["export type A = B & { " + camel(words) + "(): void }"],
      ["export class A { constructor(readonly " + camel(words) + ": string) {} }"],
      ["export class A { get " + camel(words) + "() { return 1 } }"],
      ["", [], new Map([["m/variables.tf", 'variable "' + words.replaceAll("-", "_") + '" {\\n}']])],
      ["", [], new Map([["m/variables.tf", "    " + words.replaceAll("-", "_") + "   = optional(string)"]])],
    ],
    option: (words) => [["parse({ '" + words + "': { type: 'string' } })"], ["parse({ '" + words + "': { short: 'a', type: 'boolean' } })"]],
  };
  const missed = [];
  let tried = 0;
  for (const [kind, makes] of Object.entries(texts))
    for (const words of Object.keys({ ...FORBIDDEN[kind], ...FORBIDDEN.anywhere }))
      for (const given of makes(words)) {
        tried++;
        if (!problems(...given).some((text) => text.includes('the ' + kind + ' "'))) missed.push([kind, ...given]);
      }
  return { tried, missed };
})()`;

const REFUSED = [
  ["export", "tellFunction"],
  ["export", "withFreshStarts"],
  ["file", "why-refused"],
  ["prop", "isRefused"],
];
const FINE = [
  ["export", "ValueBranch"],
  ["prop", "memorySize"],
  ["export", "intelligence"],
  ["option", "watch"],
];
const PRIVATE =
  "function tell() { interface Told { said: 1 } return 1 } class Door { private judge = 1 } export class B { private told = tell(); run() { const said = 1; return said; } }";

/** In one process: loading the TypeScript compiler takes longer than the rest. */
const found = lint<{ made: { tried: number; missed: unknown[] }; isRefused: boolean[]; inPrivate: unknown[] }>(`{
  made: ${MADE},
  isRefused: ${JSON.stringify([...REFUSED, ...FINE])}.map(([kind, name]) => insteadOf(kind, name) !== undefined),
  inPrivate: problems(${JSON.stringify(PRIVATE)}),
}`);

test("each entry of the list is refused, of each kind, wherever such a name may stand", () => {
  expect(found.made.missed).toEqual([]);
  expect(found.made.tried).toBeGreaterThan(600);
});

test("parts of a name count for words that nobody else uses, and only whole ones", () =>
  expect(found.isRefused).toEqual([...REFUSED.map(() => true), ...FINE.map(() => false)]));

test("what nobody else meets may be called anything", () => expect(found.inPrivate).toEqual([]));
