import type { Command } from "../command";
import { check } from "./check";

/** Every subcommand, in the order of the help. */
export const COMMANDS: readonly Command[] = [check];
