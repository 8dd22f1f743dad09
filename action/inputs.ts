import { UserError } from "../process/user-error";

/** Inputs of `action.yml` that are options of the command line with a value, by their own names. */
export const VALUES = [
  "stack",
  "head",
  "base",
  "path",
  "synth",
  "plan",
  "base-plan",
  "acknowledgements",
  "fail-on",
  "out",
  "bundle",
  "folder",
  "from",
  "expect",
  "pull",
  "author",
] as const;

/** Inputs that switch an option on when they have this value. */
export const SWITCHES = {
  gate: { option: "no-gate", when: "false" },
  "without-plan": { option: "without-plan", when: "true" },
  issue: { option: "issue", when: "true" },
} as const;

/**
 * The command line that an action's inputs stand for: GitHub hands each to the program as the variable `INPUT_NAME`, in capitals, an input
 * that was left out as its default. Undefined outside an action.
 * @throws UserError for a switch that is neither true nor false
 * Metadata syntax https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputs
 */
export function argumentsFromInputs(env: Readonly<Record<string, string | undefined>>): string[] | undefined {
  const input = (name: string): string => (env[`INPUT_${name.toUpperCase()}`] ?? "").trim();
  if (env["INPUT_COMMAND"] === undefined) return undefined;
  const options = VALUES.filter((name) => input(name) !== "").map((name) => `--${name}=${input(name)}`);
  const switches = Object.entries(SWITCHES)
    .filter(([name, { when }]) => booleanOf(name, input(name)) === when)
    .map(([, { option }]) => `--${option}`);
  const planArguments = input("plan-args")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => `--plan-arg=${line}`);
  return [input("command"), ...options, ...switches, ...planArguments];
}

/** A boolean as YAML 1.2's core schema writes it, as GitHub's own actions read one; another word would be overlooked. */
function booleanOf(name: string, text: string): string {
  if (!/^(?:|true|True|TRUE|false|False|FALSE)$/.test(text))
    throw new UserError("usage", `The input ${name} is ${JSON.stringify(text)}; it can be true or false.`);
  return text.toLowerCase();
}
