import type { FactProblem } from "./check";
import type { Difference } from "./compare";

export interface Outcome {
  /** Versions of botocore: of the committed digest, and of what was got. */
  readonly before: string;
  readonly after: string;
  readonly differences: readonly Difference[];
  readonly contradicted: readonly FactProblem[];
  readonly aged: readonly FactProblem[];
}

export function isQuiet({ differences, contradicted, aged }: Outcome): boolean {
  return differences.length + contradicted.length + aged.length === 0;
}

/** The list as markdown, which reads well in a terminal too. */
export function report(outcome: Outcome): string {
  const { before, after } = outcome;
  const versions = before === after ? `botocore ${after}` : `botocore ${after} (the digest is of ${before})`;
  if (isQuiet(outcome)) return `Nothing is new, gone or changed in ${versions}, and no fact is older than a year.\n`;
  const services = [...new Set(outcome.differences.map(({ service }) => service))];
  return [
    `Held against ${versions}:`,
    ...section("Facts that the API models contradict", outcome.contradicted.map(doubt)),
    ...section("Facts older than a year", outcome.aged.map(doubt)),
    ...services.flatMap((service) =>
      section(
        service === "" ? "Services" : service,
        outcome.differences.filter((one) => one.service === service).map(difference),
      ),
    ),
    "",
    "Look at each, change `posture/aws/` and what rests on it, then run `npm run facts -- --update`.",
    "",
  ].join("\n");
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", `## ${title}`, "", ...lines.map((line) => `- ${line}`)];
}

const doubt = ({ fact, why }: FactProblem): string => `\`${fact}\`: ${why}`;

function difference({ is, what, before, after }: Difference): string {
  const values = [before, after].map((text) => (text === undefined ? "" : `\`${text}\``));
  if (is === "changed") return `changed: ${what}, from ${values[0] ?? ""} to ${values[1] ?? ""}`;
  return `${is}: ${what}`;
}
