import { options } from "../../posture/cli/options";
import { UserError } from "../../process/user-error";

/** What a conformance run is asked to do. */
export interface Options {
  /** The account that may be used, 12 digits; credentials of another one are refused. */
  readonly account: string;
  readonly region: string;
  /** What takes the place of AWS's own endpoints: the AWS emulator, to try the command itself. */
  readonly endpoint: string | undefined;
  /** Don't ask before anything is created. */
  readonly yes: boolean;
  readonly report: string;
  /** The stack of an earlier run to remove; nothing else is done then. */
  readonly remove: string | undefined;
}

export const HELP = `npm run conformance -- --account ACCOUNT [options]

Applies main.ts to a real AWS account under a name of its own, signs test users in, calls every route as every kind of
caller, compares each answer with the access list, and destroys everything again. It first shows what it will create and
what that costs, and asks. Credentials are found as by the AWS CLI (AWS_PROFILE, AWS_ACCESS_KEY_ID …).

  --account ID    the account, 12 digits; credentials of any other account are refused
  --region NAME   us-east-1 by default
  --yes           don't ask
  --report FILE   the report; conformance.md by default
  --remove NAME   only destroys what an interrupted run left, by the name that it printed
  --endpoint URL  sends everything to an endpoint of the AWS emulator instead, to try this command
  --help          this text
`;

const OPTIONS = {
  account: { type: "string" },
  region: { type: "string" },
  yes: { type: "boolean" },
  report: { type: "string" },
  remove: { type: "string" },
  endpoint: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/** @returns undefined where the help is asked for. @throws UserError for options that can't be meant */
export function parseOptions(argv: readonly string[]): Options | undefined {
  const { values } = options(argv, OPTIONS, false);
  if (values.help === true) return undefined;
  const { account, endpoint, region = "us-east-1", remove } = values;
  if (account === undefined || !/^\d{12}$/.test(account))
    throw new UserError(
      "usage",
      account === undefined ? "No account is named." : `--account takes 12 digits, not "${account}".`,
      "Write --account 123456789012: the account that may be used for this.",
    );
  if (!/^[a-z]{2,4}(-[a-z]+)+-\d$/.test(region))
    throw new UserError(
      "usage",
      `--region takes the name of a region, not "${region}".`,
      "Write --region eu-central-1.",
    );
  if (endpoint !== undefined && !/^http:\/\/(127\.0\.0\.1|localhost):\d+$/.test(endpoint))
    throw new UserError(
      "usage",
      `--endpoint takes an address of the AWS emulator on this machine, not "${endpoint}".`,
      "Write --endpoint http://127.0.0.1:4566.",
    );
  if (remove !== undefined && !/^conformance-[0-9a-f]{8}$/.test(remove))
    throw new UserError(
      "usage",
      `--remove takes the name that a run printed, not "${remove}".`,
      "Such a name is conformance- and eight hexadecimal digits.",
    );
  return {
    account,
    region,
    endpoint,
    remove,
    yes: values.yes ?? false,
    report: values.report ?? "conformance.md",
  };
}
