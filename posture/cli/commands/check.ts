import { assertApi, parse } from "../../model/read";
import { renderFindings } from "../../render/findings";
import { RULES, baselineFrom, evaluateRules, markKnown, type Finding } from "../../rules";
import { CHANGE_CODES, acknowledgedByStack, acknowledgementsIn } from "../acknowledgements";
import { UsageError, type Command, type Host } from "../command";
import { ACCESS_CODES, accessRulesIn } from "../access-list";
import { oneOf, options } from "../options";
import { onlyFile, readInput } from "../reading";

const HELP = `posture check FILE|FOLDER [options]

Checks APIs, their functions and Cognito sign-in for mistakes: open entry points, tokens that can never pass, settings that
AWS refuses.
FILE is a plan or state as JSON (terraform show -json tfplan > plan.json), or a synthesized stack (cdk.tf.json); - is
standard input. Plans of OpenTofu are read as well. FOLDER holds .tf files: no Terraform, plan or credentials are
needed then; what only they would tell (variables without a default, data of AWS) is unknown.

  --format text|json|sarif   how to print (default: text); sarif is for code scanning
  --acknowledgements FILE    accepted findings: [{code, address, reason, expires?}]; the file may hold those of
                             posture diff as well
  --baseline FILE            the output of an earlier posture check --format json: its findings are listed and
                             don't count
  --access FILE              compare with an access list as well: who may call what, and that nobody else may
                             (docs/access-list.md); every difference is a finding
  --no-stack-acknowledgements
                             ignore the acknowledgements that a synthesized stack itself holds
  --fail-on error|warning|note|unknown
                             the lowest severity that counts (default: warning); unknown counts everything

Exit code: 0 no finding counts, 1 the input can't be read, 5 findings that count.
`;

const LEVELS = ["error", "warning", "note", "unknown"] as const;
type Level = (typeof LEVELS)[number];

export const check: Command = {
  name: "check",
  summary: "find mistakes in a plan, a state, a synthesized stack or a folder of .tf files",
  help: HELP,
  async run(args, around) {
    const { values, positionals } = options(args, {
      format: { type: "string", default: "text" },
      acknowledgements: { type: "string" },
      access: { type: "string" },
      baseline: { type: "string" },
      "no-stack-acknowledgements": { type: "boolean", default: false },
      "fail-on": { type: "string", default: "warning" },
    });
    const format = oneOf("format", values.format, ["text", "json", "sarif"]);
    const level = oneOf("fail-on", values["fail-on"], LEVELS);
    const file = onlyFile(positionals, "posture check plan.json");

    const { reading, json } = await readInput(file, around);
    const { current, format: kind } = reading;
    assertApi(current);
    const acknowledgements = [
      ...(await acknowledgementsIn(values.acknowledgements, around)),
      ...acknowledgedByStack(json, kind, !values["no-stack-acknowledgements"]),
    ];
    const rules = [...RULES, ...(await accessRulesIn(values.access, around))];
    const elsewhere = values.access === undefined ? new Set([...CHANGE_CODES, ...ACCESS_CODES]) : CHANGE_CODES;
    const { findings: found } = evaluateRules(current, rules, { acknowledgements, elsewhere, today: around.today });
    const findings = await heldAgainst(values.baseline, found, around);
    around.out(renderFindings(format, { findings, model: current, rules, file, colour: around.colour }));
    return findings.some((finding) => counts(finding, level)) ? 5 : 0;
  },
};

/** Marks what a former check found already. Throws UsageError for a file that is none. */
async function heldAgainst(file: string | undefined, found: readonly Finding[], around: Host) {
  if (file === undefined) return found;
  const json = parse(await around.read(file));
  try {
    return markKnown(found, baselineFrom(json));
  } catch (error) {
    throw new UsageError(`${file} is no baseline. ${error instanceof Error ? error.message : String(error)}`);
  }
}

function counts({ acknowledged, baseline, kind, severity }: Finding, level: Level): boolean {
  if (acknowledged || baseline) return false;
  if (kind === "crash") return true;
  if (kind === "unknown") return level === "unknown";
  return LEVELS.indexOf(severity) <= LEVELS.indexOf(level);
}
