/**
 * Test files in the order in which a change of a source is noticed soonest: by how likely they are to notice it, for those that noticed most other changes
 * of it (`noticed`), then its namesake, its folder and whatever shares more of its path are likelier, against the milliseconds that they take (`took`).
 */
export function likeliestFirst(source, tests, noticed = {}, took = {}) {
  const steps = source.replace(/\.ts$/, "").split("/");
  const nearness = (test) => {
    const own = test
      .replace(/^__tests__\//, "")
      .replace(/\.test\.ts$/, "")
      .split("/");
    const shared = own.findIndex((step, index) => step !== steps[index]);
    return (shared === -1 ? own.length : shared) / steps.length - (own.length + steps.length) / 1000;
  };
  // What starts a file takes some 50 ms by itself.
  const worth = (test) => ((noticed[test] ?? 0) + Math.max(nearness(test), 0.01)) / ((took[test] ?? 0) + 50);
  return [...tests].sort((a, b) => worth(b) - worth(a) || a.localeCompare(b));
}
