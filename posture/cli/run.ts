import { InputError } from "../read";
import { nearestOf } from "../rules/nearest";
import { COMMANDS } from "./commands";
import { UsageError } from "./command";
import type { Surroundings } from "./command";

function help(): string {
  const width = Math.max(...COMMANDS.map((command) => command.name.length));
  const lines = COMMANDS.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return `posture COMMAND [options]\n\nWho may call which route of an HTTP API, read from Terraform.\n\n${lines.join("\n")}\n\nposture COMMAND --help says more.\n`;
}

/** Runs one call of the command and gives its exit code. Never throws: what goes wrong is said on standard error. */
export async function main(args: readonly string[], around: Surroundings): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") {
    around.out(help());
    return 0;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) {
    const nearest =
      name === undefined
        ? undefined
        : nearestOf(
            name,
            COMMANDS.map((one) => one.name),
          );
    around.err(
      name === undefined
        ? help()
        : `There is no command ${name}.${nearest === undefined ? "" : ` Is ${nearest} meant?`}\n\n${help()}`,
    );
    return 1;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    around.out(command.help);
    return 0;
  }
  try {
    return await command.run(rest, around);
  } catch (error) {
    if (error instanceof InputError) around.err(`posture ${command.name}: ${error.message} [${error.code}]\n`);
    else if (error instanceof UsageError)
      around.err(`posture ${command.name}: ${error.message}\nposture ${command.name} --help says what it takes.\n`);
    else if (error instanceof TypeError || error instanceof RangeError)
      around.err(`posture ${command.name}: failed on this input (${error.message}). Please report this.\n`);
    else around.err(`posture ${command.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}
