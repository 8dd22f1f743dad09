import { zipSync, type Zippable } from "fflate";

/** ZIP cannot hold a time before 1980. Built from local parts, because the format stores local time and must not depend on the time zone. */
const FIXED_TIME = new Date(1980, 0, 1, 0, 0, 0);

/** `-rw-r--r--` of a regular file, in the upper 16 bits as Unix zips store it: Lambda must be able to read the file. */
const READABLE_FILE = ((0o100644 << 16) >>> 0) as number;

const UNIX = 3;

/**
 * A deterministic ZIP: the same files give the same bytes on every machine, at any time. Names are sorted, times and modes fixed,
 * and the compressor is plain JavaScript, so that no zlib version shows in the result.
 */
export function deterministicZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries: Zippable = {};
  for (const name of [...files.keys()].sort()) {
    const content = files.get(name);
    if (content !== undefined)
      entries[name] = [content, { mtime: FIXED_TIME, attrs: READABLE_FILE, os: UNIX, level: 9 }];
  }
  return zipSync(entries);
}
