import { createHash } from "node:crypto";

/** Lines that hold something to change: no blank line, comment, import or lone bracket. */
const isCode = (line) => /[A-Za-z0-9]/.test(line) && !/^\s*(\/\/|\/?\*|import |\} from |export type )/.test(line);

/**
 * The lines of a file that belong to the sample, as Stryker names them (`file.ts:12-12`). Each line is drawn by itself, by a hash of the seed, the
 * file's name and its text: so a change of other lines or files leaves the sample as it is, and two runs draw the same.
 */
export function sampledLines(file, source, share, seed) {
  return source.split("\n").flatMap((line, index) => {
    if (!isCode(line)) return [];
    const drawn = createHash("sha256").update(`${seed}\n${file}\n${line}`).digest().readUInt32BE(0) / 2 ** 32;
    return drawn < share ? [`${file}:${index + 1}-${index + 1}`] : [];
  });
}
