import { acknowledgeChanges, compare, differenceIn, verdictOf } from "../../diff/index";
import type { ChangeKind, Comparison, Sources } from "../../diff/index";
import { relevance } from "../../coverage/index";
import type { Model } from "../../model/index";
import { InputError, type Reading } from "../../model/read";
import { renderChanges } from "../../render/changes";
import { COMMENT_LIMIT, renderComment } from "../../render/markdown";
import { acknowledgementsIn } from "../acknowledgements";
import { UsageError, type Command, type Host } from "../command";
import { oneOf, options } from "../options";
import { bothFolders, readInput, sourcesOf } from "../reading";

const HELP = `posture diff BASE HEAD [options]
posture diff PLAN [options]

Says who may newly call what, who no longer may, what breaks, and what is unknown before apply. BASE and
HEAD are each a plan, a state (terraform show -json), a synthesized stack (cdk.tf.json) or a folder of .tf files; of a
plan, its planned values count. PLAN alone is compared with its prior state. - is standard input, once.

  --format text|markdown|json|sarif
                          how to print (default: text); markdown is a comment for a pull request
  --allow KIND[,KIND...]  kinds that don't fail: breaking, broadened, unknown
  --strict                what was not compared or not analysed counts as unknown: exit code 4
  --before-source DIR, --after-source DIR
                          the folders with the configuration of both sides: what plans hold no text of, since its value
                          is known only after apply, is compared by its source
  --acknowledgements FILE accepted changes: [{code, address, reason, expires?}]; the file may hold those of
                          posture check as well
  --plan-text FILE        with markdown: the plan as terraform show prints it, to be folded in
  --limit N               with markdown: the most characters to print (default: ${COMMENT_LIMIT}, GitHub's limit)

Exit code: 0 nothing broader, 1 the input can't be read, 2 breaking, 3 broadened, 4 unknown; the first of 2, 3, 4 that
applies.
`;

const EXIT = { breaking: 2, broadened: 3, unknown: 4, "nothing broader": 0 } as const;

export const diff: Command = {
  name: "diff",
  summary: "say what a change lets callers do, and what it breaks",
  help: HELP,
  async run(args, around) {
    const { values, positionals } = options(args, {
      format: { type: "string", default: "text" },
      allow: { type: "string", multiple: true, default: [] },
      strict: { type: "boolean", default: false },
      "before-source": { type: "string" },
      "after-source": { type: "string" },
      acknowledgements: { type: "string" },
      "plan-text": { type: "string" },
      limit: { type: "string" },
    });
    const format = oneOf("format", values.format, ["text", "markdown", "json", "sarif"]);
    const allowed = kindsOf(values.allow);
    for (const name of ["plan-text", "limit"] as const)
      if (values[name] !== undefined && format !== "markdown")
        throw new UsageError(`--${name} belongs to --format markdown.`);
    const limit = values.limit === undefined ? COMMENT_LIMIT : numberOf(values.limit);

    const comparison = await compared(positionals, around);
    const list = await acknowledgementsIn(values.acknowledgements, around);
    const [base, head] = positionals;
    const [before, after] = bothFolders(base, head) ?? [];
    const sources = await sourcesGiven(values["before-source"] ?? before, values["after-source"] ?? after);
    const { findings, extent } = differenceIn(comparison, sources ? { sources } : {});
    const changes = acknowledgeChanges(findings, list, around.today);
    const { strict } = values;
    if (format === "markdown") {
      const planText =
        values["plan-text"] === undefined
          ? {}
          : { planText: new TextDecoder().decode(await around.read(values["plan-text"])) };
      around.out(renderComment({ comparison, changes, extent, allowed, strict, limit, ...planText }));
    } else {
      const file = positionals.at(-1) ?? "-";
      around.out(renderChanges(format, { comparison, changes, extent, allowed, strict, file, colour: around.colour }));
    }
    return EXIT[verdictOf(changes, { allowed, strict, extent })];
  },
};

/** The folders of both sides' configuration, or of neither: one alone has nothing to be held against. */
async function sourcesGiven(before: string | undefined, after: string | undefined): Promise<Sources | undefined> {
  if (before === undefined && after === undefined) return undefined;
  if (before === undefined || after === undefined)
    throw new UsageError("--before-source and --after-source belong together: name the folders of both sides.");
  return sourcesOf(before, after);
}

async function compared(files: readonly string[], around: Host): Promise<Comparison> {
  const [first, second, ...more] = files;
  if (first === undefined)
    throw new UsageError("Which files? posture diff base.json head.json, or posture diff plan.json");
  if (more.length > 0) throw new UsageError(`Two files at most, base and head: ${files.join(", ")}.`);
  if (first === "-" && second === "-")
    throw new UsageError("Standard input can be read once: name a file for base or head.");
  const read = async (file: string): Promise<Reading> => (await readInput(file, around)).reading;
  const base = await read(first);
  if (second === undefined) {
    if (base.format !== "plan")
      throw new UsageError(`${first} is a ${base.format}, which has no before: name two files, base and head.`);
    return told(base.before, base.after);
  }
  return told(base.current, (await read(second)).current);
}

/** One side may be empty (the first deploy, the last), not both; roles, policies and keys are compared without an API too. */
function told(before: Model, after: Model): Comparison {
  const decides = ({ resources, origin }: Model) =>
    (origin.missing ?? []).length > 0 || resources.some(({ type }) => relevance(type).relevance !== "irrelevant");
  if (![before, after].some(decides))
    throw new InputError(
      "no-api",
      "Nothing in it decides who may do what: no API, function, user pool, role, policy, key or security group. Give the plan of the stack that holds them.",
    );
  return compare(before, after);
}

function kindsOf(words: readonly string[]): readonly ChangeKind[] {
  return words
    .flatMap((word) => word.split(","))
    .map((word) => oneOf("allow", word.trim(), ["breaking", "broadened", "unknown"]));
}

function numberOf(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1000)
    throw new UsageError(`--limit is ${JSON.stringify(text)}; it is a number of characters, 1000 at least.`);
  return number;
}
