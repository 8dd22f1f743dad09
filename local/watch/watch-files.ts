import { watch, type FSWatcher } from "node:fs";
import { dirname, join } from "node:path";

/** Milliseconds in which an editor's several writes of one save come together. */
const SETTLED = 40;

/** Watches files by their folders, so that a file that an editor replaces is still watched. */
export class FileWatch {
  readonly #folders = new Map<string, FSWatcher>();
  readonly #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly onChange: (files: ReadonlySet<string>) => void) {}

  add(files: readonly string[]): void {
    for (const folder of new Set(files.map((file) => dirname(file)))) {
      if (this.#folders.has(folder)) continue;
      this.#folders.set(
        folder,
        watch(folder, (_event, name) => {
          if (name === null) return;
          this.#changed.add(join(folder, name));
          clearTimeout(this.#timer);
          this.#timer = setTimeout(() => {
            const files = new Set(this.#changed);
            this.#changed.clear();
            this.onChange(files);
          }, SETTLED);
        }),
      );
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#folders.values()) watcher.close();
    this.#folders.clear();
  }
}
