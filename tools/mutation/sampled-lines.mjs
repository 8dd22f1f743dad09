import { readFileSync } from "node:fs";

/** Numbers in [0, 1) that depend on the seed alone (mulberry32). */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Lines that hold something to change: no blank line, comment, import or lone bracket. */
const isCode = (line) => /[A-Za-z0-9]/.test(line) && !/^\s*(\/\/|\/?\*|import |\} from |export type )/.test(line);

/** `count` lines of the files, as Stryker names them (`file.ts:12-12`), drawn without returning. */
export function sampledLines(files, count, seed) {
  const random = generator(seed);
  const lines = files.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line, index) => (isCode(line) ? [`${file}:${index + 1}-${index + 1}`] : [])),
  );
  for (let last = lines.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [lines[last], lines[other]] = [lines[other], lines[last]];
  }
  return lines.slice(0, count).sort();
}
