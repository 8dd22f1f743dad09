import { RETIREMENTS } from "../../posture/aws/runtimes";

const HEADER = `# Generated from posture/aws/runtimes.ts by \`npm run module\`: change that, not this file.

locals {
  # From that day on a runtime gets no security patches: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
  runtime_ends = {
`;

/** The file of the module that holds the days on which AWS retires runtimes: facts about AWS have one home. */
export function runtimesFile(): string {
  const rows = Object.entries(RETIREMENTS).map(
    ([name, { deprecated }]) => [/^\w+$/.test(name) ? name : `"${name}"`, deprecated] as const,
  );
  const width = Math.max(...rows.map(([name]) => name.length));
  return `${HEADER}${rows.map(([name, day]) => `    ${name.padEnd(width)} = "${day}"\n`).join("")}  }\n}\n`;
}
