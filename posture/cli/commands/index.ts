import type { Command } from "../command";
import { check } from "./check";
import { explain } from "./explain";

/** Every subcommand, in the order of the help. */
export const COMMANDS: readonly Command[] = [check, explain];
