import { CodedError } from "../../posture/claims/coded-error";
import { DEFAULT_MAPPING } from "./default-mapping";
import type { TokenClaims } from "./mapping";
import { mappingProblems } from "./mapping-problems";

/** A mapping that can't be used. The message lists everything that is wrong with it, each with the claim's name. */
export class MappingError extends CodedError<"token_claims"> {
  override readonly name = "MappingError";

  constructor(readonly problems: readonly string[]) {
    super("token_claims", `TOKEN_CLAIMS can't be used:\n${problems.map((problem) => `- ${problem}`).join("\n")}`);
  }
}

/** The mapping in `text` (JSON of `TokenClaims`); the default one when there is no text. Throws `MappingError`. */
export function parseMapping(text: string | undefined): TokenClaims {
  if (text === undefined) return DEFAULT_MAPPING;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The exception would quote the text.
    throw new MappingError(["it is not valid JSON"]);
  }
  const problems = mappingProblems(value);
  if (problems.length > 0) throw new MappingError(problems);
  return value as TokenClaims;
}
