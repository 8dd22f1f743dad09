import { InputError, parse } from "../model/read";
import { misfitOf } from "../terraform/validate-input";
import { nearestOf } from "../nearest";
import { COMMANDS } from "./commands";
import { UsageError, type Host } from "./command";

function help(): string {
  const width = Math.max(...COMMANDS.map((command) => command.name.length));
  const lines = COMMANDS.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return `posture COMMAND [options]\n\nWho may call what in AWS APIs, read from Terraform.\n\n${lines.join("\n")}\n\nposture COMMAND --help says more.\n`;
}

/** Runs one call of the command and gives its exit code. Never throws: what goes wrong is said on standard error. */
export async function main(args: readonly string[], around: Host): Promise<number> {
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
  const files: string[] = [];
  const read = (file: string): Promise<Uint8Array> => {
    files.push(file);
    return around.read(file);
  };
  try {
    return await command.run(rest, { ...around, read });
  } catch (error) {
    if (error instanceof InputError) around.err(`posture ${command.name}: ${error.message} [${error.code}]\n`);
    else if (error instanceof UsageError)
      around.err(`posture ${command.name}: ${error.message}\nposture ${command.name} --help says what it takes.\n`);
    else if (error instanceof TypeError || error instanceof RangeError)
      around.err(`posture ${command.name}: ${await culprit(files, around, error.message)}\n`);
    else around.err(`posture ${command.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

/** What is wrong with an input that made the program fail: parts of it are read only when they are asked for. */
async function culprit(files: readonly string[], around: Host, message: string): Promise<string> {
  for (const file of files) {
    // Standard input can't be read twice.
    if (file === "-") continue;
    try {
      const part = misfitOf(parse(await around.read(file)));
      if (part !== undefined)
        return `${file} has a part of another shape than Terraform writes: ${part}. Write it again with: terraform show -json [malformed]`;
    } catch {
      // No JSON: it is not what failed.
    }
  }
  return `failed on this input (${message}). Please report this.`;
}
