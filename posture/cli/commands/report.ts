import { randomBytes } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { acknowledgeChanges, compare, differenceIn } from "../../diff/index";
import type { Model } from "../../model";
import { assertApi, type Reading } from "../../model/read";
import { htmlReport } from "../../render/html";
import { RULES, evaluateRules } from "../../rules";
import { CHANGE_CODES, acknowledgedByStack, acknowledgementsIn } from "../acknowledgements";
import { UsageError, type Command } from "../command";
import { options } from "../options";
import { bothFolders, onlyFile, readInput, sourcesOf } from "../reading";

const HELP = `posture report FILE|FOLDER [--base FILE|FOLDER] --out report.html

Writes one self-contained HTML page: a picture of who reaches which route, before and after, what changes, and what the
rules find. More than 40 routes are grouped by path prefix and by who may call them, with a filter. The page needs no
network and runs no script. FILE is a plan, a state (terraform show -json) or a synthesized stack; - is standard input.
FOLDER holds .tf files. A plan is compared with its prior state; --base names another side to compare with.

  --base FILE|FOLDER        what to compare with
  --out FILE                where to write the page (default: standard output)
  --acknowledgements FILE   accepted findings: [{code, address, reason, expires?}]
  --no-stack-acknowledgements
                            ignore the acknowledgements that a synthesized stack itself holds
  --title TEXT              the page's title (default: API posture)

Exit code: 0 the page was written, 1 the input can't be read. The page is for people; posture diff and posture check
are the gates.
`;

export const report: Command = {
  name: "report",
  summary: "write an HTML page: who reaches what, before and after",
  help: HELP,
  async run(args, around) {
    const { values, positionals } = options(args, {
      base: { type: "string" },
      out: { type: "string", default: "-" },
      acknowledgements: { type: "string" },
      "no-stack-acknowledgements": { type: "boolean", default: false },
      title: { type: "string", default: "API posture" },
    });
    const file = onlyFile(positionals, "posture report plan.json --out report.html");
    const { reading: head, json } = await readInput(file, around);
    const base = values.base === undefined ? undefined : (await readInput(values.base, around)).reading;
    assertApi(head.current);
    const list = await acknowledgementsIn(values.acknowledgements, around);
    const before = beforeOf(head, base);
    const own = acknowledgedByStack(json, head.format, !values["no-stack-acknowledgements"]);
    const comparison = compare(before ?? head.current, head.current);
    const folders = bothFolders(values.base, file);
    const { findings: changes, extent } = differenceIn(
      comparison,
      folders ? { sources: await sourcesOf(...folders) } : {},
    );
    const page = htmlReport({
      title: values.title,
      source: sourceOf(file, head, values.base),
      comparison,
      compared: before !== undefined,
      changes: before ? acknowledgeChanges(changes, list, around.today) : [],
      extent,
      findings: evaluateRules(head.current, RULES, {
        acknowledgements: [...list, ...own],
        elsewhere: CHANGE_CODES,
        today: around.today,
      }).findings,
    });
    if (values.out === "-") around.out(page);
    else await whole(values.out, page);
    return 0;
  },
};

function beforeOf(head: Reading, base: Reading | undefined): Model | undefined {
  if (base) return base.current;
  return head.format === "plan" ? head.before : undefined;
}

function sourceOf(file: string, head: Reading, base: string | undefined): string {
  const name = (path: string): string => (path === "-" ? "standard input" : basename(path));
  const kind = { plan: "the plan", state: "the state", synth: "the synthesized stack", folder: "the folder" }[
    head.format
  ];
  if (base !== undefined) return `Read from ${kind} ${name(file)}, compared with ${name(base)}.`;
  return `Read from ${kind} ${name(file)}${head.format === "plan" ? ", compared with its prior state" : ""}.`;
}

/** Writes beside the place first, so that nobody ever reads half a page. */
async function whole(file: string, text: string): Promise<void> {
  const beside = `${file}.${randomBytes(4).toString("hex")}`;
  try {
    await writeFile(beside, text, { flag: "wx" });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw new UsageError(`${file} can't be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
