/**
 * Test files in the order in which they are likely to notice a change of a source: those that noticed most other changes of it (`noticed`), then its
 * namesake, its folder, then by how much of the path they share.
 */
export function likeliestFirst(source, tests, noticed = {}) {
  const steps = source.replace(/\.ts$/, "").split("/");
  const nearness = (test) => {
    const own = test
      .replace(/^__tests__\//, "")
      .replace(/\.test\.ts$/, "")
      .split("/");
    const shared = own.findIndex((step, index) => step !== steps[index]);
    return (shared === -1 ? own.length : shared) * 2 - (own.length + steps.length) / 100;
  };
  return [...tests].sort(
    (a, b) => (noticed[b] ?? 0) - (noticed[a] ?? 0) || nearness(b) - nearness(a) || a.localeCompare(b),
  );
}
