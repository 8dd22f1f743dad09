import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runningIn, waitForEndIn } from "../../process/child";
import { onExit } from "../../process/cleanup";
import { isAlive, LOCAL_COMMAND, WORK } from "../../process/terraform-working-directory";
import { systemCode, UserError } from "../../process/user-error";
import type { TestUser } from "../identities/test-users";
import { readPrivateFile, writePrivateFile } from "./private-file";
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
  /** By stack. */
  readonly people: Readonly<Record<string, readonly TestUser[]>>;
}

/** Port, state of Terraform and of the AWS emulator, and users, from run to run. They lie in a folder for their owner alone. */
export class Kept {
  private readonly file: string;
  private readonly content: Content | undefined;

  /**
   * @param folder LOCAL_KEPT in the environment names another than .work/local/kept
   * @throws UserError while another run has it, or where what it left is damaged
   */
  constructor(readonly folder: string = process.env["LOCAL_KEPT"] ?? join(WORK, "kept")) {
    this.file = join(folder, "kept.json");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.claim(join(folder, "owner"));
    this.content = this.read();
  }

  /** Before anything starts: two runs on one state would damage it. The owner that no longer lives is replaced. */
  private claim(owner: string): void {
    const mine = String(process.pid);
    try {
      writeFileSync(owner, mine, { flag: "wx" });
    } catch (error) {
      if (systemCode(error) !== "EEXIST") throw error;
      const pid = Number(readFileSync(owner, "utf8"));
      if (pid > 0 && pid !== process.pid && isAlive(pid))
        throw new UserError(
          "usage",
          `Process ${String(pid)} is a local run with --keep, and uses the kept data.`,
          `End it, or leave --keep out: \`${LOCAL_COMMAND}\` starts a separate run beside it.`,
        );
      writeFileSync(owner, mine);
    }
    const leave = (): void => rmSync(owner, { force: true });
    onExit(leave, leave);
  }

  private read(): Content | undefined {
    return existsSync(this.file) ? (readPrivateFile(this.file, this.remedy) as Content) : undefined;
  }

  private get remedy(): string {
    return `Remove ${this.folder}, and with it what --keep kept; the next run starts afresh.`;
  }

  /** An error that says nothing of what to do, with what helps where the data of an earlier run is its cause: a cut state, a lost pool. */
  explain(error: unknown): unknown {
    if (this.content === undefined || !(error instanceof UserError) || error.remedy !== undefined) return error;
    return new UserError(error.code, error.message, `What an earlier run kept may be damaged. ${this.remedy}`);
  }

  /**
   * Waits for what a run that was ended by force has left at work: the AWS emulator writes down what it knows, Terraform ends what it is doing.
   * Where no run had finished, everything begins afresh.
   * @param patience milliseconds
   * @param onWait is told what is waited for
   * @throws UserError where it doesn't end
   */
  async waitForEarlierRun(patience = 120_000, onWait: (what: string) => void = () => undefined): Promise<void> {
    const stacks = join(this.folder, "stacks");
    const names = existsSync(stacks) ? readdirSync(stacks) : [];
    const places = [["The AWS emulator", this.aws], ...names.map((name) => ["Terraform", join(stacks, name)])] as const;
    for (const [what = "", place = ""] of places) {
      const left = (ids: readonly number[]): string => `${what} of an earlier run (process ${ids.join(", ")})`;
      const found = existsSync(place) ? runningIn(place) : [];
      if (found.length === 0) continue;
      onWait(`Waiting for the end of ${left(found).replace("The", "the")}`);
      const running = await waitForEndIn(place, patience);
      if (running.length > 0)
        throw new UserError(
          "usage",
          `${left(running)} is still running in ${place}.`,
          "End it, then run the command again.",
        );
    }
    if (this.content === undefined)
      for (const made of [this.aws, stacks]) rmSync(made, { recursive: true, force: true });
  }

  get port(): number | undefined {
    return this.content?.port;
  }

  /** Folder of the AWS emulator. */
  get aws(): string {
    return join(this.folder, "aws");
  }

  people(stack: string): readonly TestUser[] {
    return this.content?.people[stack] ?? [];
  }

  /** The stack in the folder that has its Terraform state. */
  stack(made: Synthesized): Synthesized {
    const folder = join(this.folder, "stacks", made.name);
    // A run that was ended by force may have left half of one. The person's own comes with the configuration.
    rmSync(join(folder, ".terraform.lock.hcl"), { force: true });
    cpSync(made.folder, folder, { recursive: true });
    return { ...made, folder };
  }

  write({ emulator, stacks }: Running): void {
    const people = Object.fromEntries(stacks.map(({ stack, tokens }) => [stack, tokens.people]));
    const content: Content = { port: emulator.port, people };
    writePrivateFile(this.file, content);
  }

  /**
   * Forgets what the AWS emulator has, where Terraform's state doesn't fit it.
   * @throws UserError where an earlier run had finished: its data isn't thrown away unasked
   */
  startAfresh(): void {
    if (this.content !== undefined)
      throw new UserError(
        "usage",
        "Terraform's state doesn't fit what the AWS emulator has: an answer got lost, or an earlier run with --keep was ended while it applied.",
        this.remedy,
      );
    rmSync(this.aws, { recursive: true, force: true });
  }
}
