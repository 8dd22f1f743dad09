import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive, LOCAL_COMMAND, WORK } from "../../process/terraform-working-directory";
import { UserError } from "../../process/user-error";
import type { TestUser } from "../identities/test-users";
import type { Synthesized } from "../terraform/synth";

/** As much of a session as is kept. */
interface Running {
  readonly emulator: { readonly port: number };
  readonly stacks: readonly {
    readonly stack: string;
    readonly tokens: { readonly people: readonly TestUser[] };
  }[];
}

/** What one run leaves to the next: where everything answers, and who the users are. */
interface Content {
  readonly port: number;
  /** Of the run that has it at the moment, or had it last. */
  readonly pid: number;
  /** By stack. */
  readonly people: Readonly<Record<string, readonly TestUser[]>>;
}

/** Port, state of Terraform and of the embedded AWS, and users, from run to run. They lie in a folder for their owner alone. */
export class Kept {
  private readonly file: string;

  /** @throws UserError while another run has it */
  constructor(readonly folder: string = join(WORK, "kept")) {
    this.file = join(folder, "kept.json");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { pid } = this.content ?? {};
    if (pid !== undefined && pid !== process.pid && isAlive(pid))
      throw new UserError(
        "usage",
        `The run ${String(pid)} has what --keep keeps.`,
        `End it, or leave --keep out: \`${LOCAL_COMMAND}\` starts afresh beside it.`,
      );
  }

  private get content(): Content | undefined {
    return existsSync(this.file) ? (JSON.parse(readFileSync(this.file, "utf8")) as Content) : undefined;
  }

  get port(): number | undefined {
    return this.content?.port;
  }

  /** Folder of the embedded AWS. */
  get aws(): string {
    return join(this.folder, "aws");
  }

  people(stack: string): readonly TestUser[] {
    return this.content?.people[stack] ?? [];
  }

  /** The stack in the folder that has its Terraform state. */
  stack(made: Synthesized): Synthesized {
    const folder = join(this.folder, "stacks", made.name);
    cpSync(made.folder, folder, { recursive: true });
    return { ...made, folder };
  }

  write({ emulator, stacks }: Running): void {
    const people = Object.fromEntries(stacks.map(({ stack, tokens }) => [stack, tokens.people]));
    const content: Content = { port: emulator.port, pid: process.pid, people };
    writeFileSync(this.file, JSON.stringify(content), { mode: 0o600 });
  }
}
