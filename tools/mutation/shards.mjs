/**
 * The part of the sources that one of several machines measures: `text` is `K/N`, the Kth of N from 1. The longest are dealt out first, each to the part that
 * holds least text so far, so all parts take about as long; which source is in which part hangs on nothing else.
 * @throws Error where `text` is no part.
 */
export function shardOf(files, lengthOf, text) {
  const [, which, count] = (/^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? []).map(Number);
  if (!(which <= count)) throw new Error(`--shard ${text}: write which of how many, such as 1/4.`);
  const lengths = new Map(files.map((file) => [file, lengthOf(file)]));
  const parts = Array.from({ length: count }, () => ({ files: [], length: 0 }));
  for (const file of [...files].sort((a, b) => lengths.get(b) - lengths.get(a) || a.localeCompare(b))) {
    const part = parts.reduce((least, one) => (one.length < least.length ? one : least));
    part.files.push(file);
    part.length += lengths.get(file);
  }
  return parts[which - 1].files.sort();
}
