import type { Command } from "../command";
import { check } from "./check";
import { diff } from "./diff";
import { explain } from "./explain";
import { paths } from "./paths";
import { report } from "./report";
import { show } from "./show";

/** Every subcommand, in the order of the help. */
export const COMMANDS: readonly Command[] = [check, show, paths, diff, explain, report];
