import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { options } from "../../posture/cli/options";
import { FACTS } from "../../posture/aws";
import { describeError } from "../../process/user-error";
import { outdatedFacts, contradictedFacts } from "./check";
import { compareDigests } from "./compare";
import { digestOf, type Digest } from "./digest";
import { readModels } from "./models";
import { newestWheel, readWheel } from "./obtain";
import { isQuiet, report } from "./report";

const DIGEST = path.join(__dirname, "digest.json");

const HELP = `npm run facts -- [options]

Holds what this project knows of AWS against the newest API models of botocore, which pip gets from PyPI: what is new,
gone or changed in Amazon Cognito, API Gateway v1 and v2 and Lambda, which facts of posture/aws/ the models contradict,
and which facts nobody has read again for a year.

  --wheel FILE   a wheel of botocore that is here already
  --today DAY    YYYY-MM-DD, for the age of facts (default: today)
  --update       keep the new digest, once everything was looked at

Exit code: 0 nothing to look at, 1 it couldn't be held against anything, 5 there is something.
`;

/** @returns the exit code */
export async function main(args: readonly string[], out: (text: string) => void, digestFile = DIGEST): Promise<number> {
  const { values } = options(
    args,
    {
      wheel: { type: "string" },
      today: { type: "string", default: new Date().toISOString().slice(0, 10) },
      update: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
    false,
  );
  if (values.help) {
    out(HELP);
    return 0;
  }
  const { version, data } = values.wheel === undefined ? await newestWheel() : readWheel(values.wheel);
  const models = readModels(data);
  const before = JSON.parse(readFileSync(digestFile, "utf8")) as Digest;
  const after = digestOf(version, models);
  const outcome = {
    before: before.botocore,
    after: version,
    differences: compareDigests(before, after),
    contradicted: contradictedFacts(FACTS, models),
    aged: outdatedFacts(FACTS, values.today),
  };
  out(report(outcome));
  if (values.update) writeFileSync(digestFile, `${JSON.stringify(after, undefined, 1)}\n`);
  return isQuiet(outcome) ? 0 : 5;
}

if (require.main === module)
  main(process.argv.slice(2), (text) => process.stdout.write(text)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(`${describeError(error)}\n`);
      process.exitCode = 1;
    },
  );
