/** Middle value; the mean of the two in the middle for an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const low = sorted[Math.ceil(half) - 1] ?? NaN;
  const high = sorted[Math.floor(half)] ?? NaN;
  return (low + high) / 2;
}

/**
 * Times several functions in turns, so that a busy machine slows all of them alike.
 * @param functions by name; each is called `calls` times a round and awaited
 * @returns microseconds a call, one figure a round, by name
 */
export async function interleave<Name extends string>(
  functions: Readonly<Record<Name, () => unknown>>,
  { rounds, calls }: { readonly rounds: number; readonly calls: number },
): Promise<Record<Name, number[]>> {
  const names = Object.keys(functions) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round++) {
    // The order changes from round to round: the first after a pause is slower.
    for (const name of round % 2 ? [...names].reverse() : names) {
      const run = functions[name];
      const start = process.hrtime.bigint();
      for (let call = 0; call < calls; call++) await run();
      times[name].push(Number(process.hrtime.bigint() - start) / 1000 / calls);
    }
  }
  return times;
}
