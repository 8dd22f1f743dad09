import type { CliErrorCode } from "../../cli/user-error";
import type { ErrorCode as ConstructsCode } from "../../constructs/errors/codes";
import type { DenialCode } from "../../functions/bff/denied";
import type { McpDenialCode } from "../../functions/mcp/denied";
import type { ErrorCode as FunctionCode } from "../../functions/shared/errors";
import type { InputProblem } from "../../posture/terraform/input";
import type { UserErrorCode } from "../../process/user-error";
import texts from "./errors.json";
import { escaped, table } from "./table";

/** What a code means, an example, and what to write instead. */
type Texts<Code extends string> = Readonly<Record<Code, readonly string[]>>;

/** Every code of every error by who throws it. The compiler finds a code without a text. */
export const ERROR_TEXTS: {
  readonly constructs: Texts<ConstructsCode>;
  /** Codes of the HCL edition that nothing else has: the compiler keeps these mistakes out of TypeScript, or only the edition has the input. */
  readonly module: Texts<string>;
  /** What `posture` can't read, and wrong calls of it. */
  readonly posture: Texts<InputProblem | "usage">;
  readonly programs: Texts<UserErrorCode | CliErrorCode>;
  readonly functions: Texts<FunctionCode | DenialCode | McpDenialCode | "token_claims">;
} = texts;

const SECTIONS: Readonly<Record<keyof typeof ERROR_TEXTS, readonly [title: string, intro: string]>> = {
  constructs: ["Constructs", "`ConfigurationError`, while the stack is synthesized."],
  module: [
    "The HCL edition alone",
    "Its other codes are those above and those of the rules: a mistake has one code, whoever finds it.",
  ],
  posture: [
    "posture",
    "`InputError` and `UsageError`. The command ends with 1 and prints the code at the message's end.",
  ],
  programs: [
    "The programs: npm run local, the action, init and adopt, the maintainers' tools",
    "`UserError`. The code is printed at the message's end.",
  ],
  functions: [
    "The deployed functions",
    "`HttpError`, `Denied`, `Denial` and, for their environment variables, `ConfigError`. The authorizer's stand in its log as `reason`: API Gateway answers 401 or 403 without one.",
  ],
};

export function errorTable(): string {
  return Object.entries(SECTIONS)
    .flatMap(([section, [title, intro]]) => {
      const entries = Object.entries(ERROR_TEXTS[section as keyof typeof SECTIONS]);
      const codes = entries.sort(([a], [b]) => (a < b ? -1 : 1));
      return [
        `## ${title}`,
        `${intro} ${String(codes.length)} codes.`,
        table(
          ["Code", "What it means", "For example", "Write instead"],
          codes.map(([code, parts]) => [`\`${code}\``, ...parts.map(escaped)]),
        ),
      ];
    })
    .join("\n\n");
}
