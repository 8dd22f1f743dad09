import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { isAlive, LOCAL_COMMAND, WORK } from "../../process/terraform-working-directory";
import { UserError } from "../../process/user-error";
import type { TestUser } from "../identities/test-users";
import type { Applied } from "../terraform/applied";
import { readPrivateFile, writePrivateFile } from "./private-file";
import type { Session } from "./session";

const FILE = "session.json";

/** What another process needs to get tokens of a run: clients' secrets and passwords are part of it. */
export interface SessionFile {
  readonly url: string;
  readonly stateFolder: string;
  readonly stacks: readonly {
    readonly stack: string;
    readonly applied: Applied;
    readonly people: readonly TestUser[];
  }[];
}

/** Writes the file into the run's own folder, for its owner only; it goes with the folder. Nobody reads half of it. */
export function writeSession({ emulator, stacks, folder }: Session): void {
  const content: SessionFile = {
    url: emulator.url,
    stateFolder: emulator.stateFolder,
    stacks: stacks.map(({ stack, applied, tokens }) => ({ stack, applied, people: tokens.people })),
  };
  writePrivateFile(join(folder, FILE), content);
}

/**
 * The session of the run that stays up; of several, the one that was started last.
 * @throws UserError where none is up, or its file was damaged
 */
export function readSession(work: string = WORK): SessionFile {
  const runs = join(work, "runs");
  const files = (existsSync(runs) ? readdirSync(runs) : [])
    .filter((name) => isAlive(Number(name.split("-")[0])))
    .map((name) => join(runs, name, FILE))
    .filter((file) => existsSync(file))
    .sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs);
  const latest = files.at(-1);
  if (latest === undefined)
    throw new UserError("usage", "No local run is up.", `Start one with \`${LOCAL_COMMAND}\`, and leave it up.`);
  return readPrivateFile(latest, `Stop that run and start it again: \`${LOCAL_COMMAND}\`.`) as SessionFile;
}
