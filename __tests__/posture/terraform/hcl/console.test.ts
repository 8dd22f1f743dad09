import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { evaluateText } from "../../../../posture/terraform/hcl/evaluate";
import { FUNCTION_NAMES } from "../../../../posture/terraform/hcl/functions/index";
import { Unresolved, firstUnresolved } from "../../../../posture/terraform/value-node";
import type { ValueNode } from "../../../../posture/terraform/value-node";
import { hasTerraform, terraformEnvironment } from "../../../../process/terraform";
import { temporaryFolder } from "../../../support/folder";
import { skippedUnless } from "../../../support/skip";
import { TABLE } from "./table";

const folder = temporaryFolder("console");
const nothing = (): ValueNode => new Unresolved("nothing is looked up here");
const here = (expression: string): ValueNode => evaluateText(`\${${expression}}`, nothing);

/** What Terraform's own console says of each: the JSON it encodes, `undefined` where it refuses. */
function console(expressions: readonly string[]): readonly (string | undefined)[] {
  // A console that reads from a pipe prints its last answer only, so that one holds all of them, encoded as one line.
  const all = expressions.map((e) => `try(base64encode(jsonencode([${e}])), "")`).join(",\n");
  writeFileSync(path.join(folder(), "main.tf"), `locals {\n  all = [\n${all}\n]\n}\n`);
  const run = spawnSync("terraform", ["console"], {
    cwd: folder(),
    input: "local.all\n",
    encoding: "utf8",
    env: { ...process.env, ...terraformEnvironment() },
    maxBuffer: 1 << 28,
  });
  // One line each; an answer that Terraform itself doesn't know is `(known after apply)`.
  const answers = [...run.stdout.matchAll(/^ +(?:"([\w+/=]*)"|\(known after apply\)),$/gm)].map(([, text]) => text);
  if (answers.length !== expressions.length)
    throw new Error(`${answers.length} answers: ${run.stdout.slice(-300)}${run.stderr}`);
  return answers.map((text) => (text ? Buffer.from(text, "base64").toString("utf8") : undefined));
}

const run = skippedUnless(hasTerraform(), "no terraform on the PATH");

describe("what is evaluated here is what terraform console says", () => {
  run(
    "every value, byte by byte",
    async () => {
      const all = Object.values(TABLE).flat();
      const answers = console(all);
      const wrong: object[] = [];
      const refused: string[] = [];
      for (const [i, expression] of all.entries()) {
        const encoded = here(`jsonencode([${expression}])`);
        const value = here(expression);
        const says = answers[i];
        if (!(encoded instanceof Unresolved) && encoded !== says) wrong.push({ expression, encoded, says });
        // A value may be known whose JSON isn't encoded here.
        else if (!firstUnresolved(value) && (says === undefined || !same(value, (JSON.parse(says) as unknown[])[0])))
          wrong.push({ expression, value, says });
        if (says === undefined) refused.push(expression);
      }
      expect(wrong).toEqual([]);
      expect(all.length).toBeGreaterThan(1000);
      expect(refused.length).toBeLessThan(all.length / 2);
    },
    120_000,
  );
});

/** By JSON; a left-out value is null. */
function same(value: ValueNode, other: unknown): boolean {
  return JSON.stringify(sorted(value ?? null)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  );
}

describe("the table", () => {
  test.each(FUNCTION_NAMES.filter((name) => !["sensitive", "nonsensitive"].includes(name)))(
    "%s() is known for some of its arguments",
    (name) => {
      const calls = Object.values(TABLE)
        .flat()
        .filter((e) => new RegExp(`(^|[^\\w])${name}\\(`).test(e));
      expect(calls.length).toBeGreaterThan(0);
      expect(calls.filter((e) => !firstUnresolved(here(e)))).not.toEqual([]);
    },
  );

  test.each(Object.keys(TABLE))("of %s at least a fifth is known", (name) => {
    const list = TABLE[name] ?? [];
    const known = list.filter((e) => !firstUnresolved(here(e)));
    expect(known.length).toBeGreaterThanOrEqual(list.length / 5);
  });
});
