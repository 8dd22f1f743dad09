type Detail = (text: string) => void;

/**
 * Does the same work for several things at once. When one fails, `ending` stops the others, and only when all of them
 * have ended is the first failure thrown: whoever clears up then finds nobody at work.
 * @param detail shows what each is at, in one line
 */
export async function runConcurrently<T, R>(
  things: readonly T[],
  ending: AbortController,
  detail: Detail,
  work: (thing: T, detail: Detail, index: number) => Promise<R>,
): Promise<R[]> {
  const latest = things.map(() => "");
  const under = things.map((thing, i) => {
    const tell: Detail = (text) => {
      latest[i] = text;
      detail(latest.filter((one) => one !== "").join(" | "));
    };
    return work(thing, tell, i);
  });
  try {
    return await Promise.all(under);
  } catch (error) {
    ending.abort();
    await Promise.allSettled(under);
    throw error;
  }
}
