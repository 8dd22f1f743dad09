import { ERROR_CODES } from "../../constructs/errors/codes";
import type { ErrorEntry } from "../../constructs/errors/error-entry";
import { FUNCTION_ERRORS, POSTURE_ERRORS, PROGRAM_ERRORS } from "./error-texts";
import { MODULE_ERRORS } from "./module-errors";
import { escaped, table } from "./table";

/** Every code of every error by who throws it, each with what it means, an example, and what to write instead. */
const SECTIONS: readonly (readonly [title: string, intro: string, codes: Readonly<Record<string, ErrorEntry>>])[] = [
  ["Constructs", "`ConfigurationError`, while the stack is synthesized.", ERROR_CODES],
  [
    "The HCL edition alone",
    "Its other codes are those above and those of the rules: a mistake has one code, whoever finds it.",
    MODULE_ERRORS,
  ],
  [
    "posture",
    "`InputError` and `UsageError`. The command ends with 1 and prints the code at the message's end.",
    POSTURE_ERRORS,
  ],
  [
    "The programs: npm run local, the action, init and adopt, the maintainers' tools",
    "`UserError`. The code is printed at the message's end.",
    PROGRAM_ERRORS,
  ],
  [
    "The deployed functions",
    "`HttpError`, `Denied`, `Denial` and, for their environment variables, `ConfigError`. The authorizer's stand in its log as `reason`: API Gateway answers 401 or 403 without one.",
    FUNCTION_ERRORS,
  ],
];

export function errorTable(): string {
  return SECTIONS.flatMap(([title, intro, entries]) => {
    const codes = Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));
    return [
      `## ${title}`,
      `${intro} ${String(codes.length)} codes.`,
      table(
        ["Code", "What it means", "For example", "Write instead"],
        codes.map(([code, texts]) => [`\`${code}\``, ...texts.map(escaped)]),
      ),
    ];
  }).join("\n\n");
}
