/** Test files in the order in which they are likely to notice a change of a source: its namesake, its folder, then by how much of the path they share. */
export function nearestFirst(source, tests) {
  const steps = source.replace(/\.ts$/, "").split("/");
  const distance = (test) => {
    const own = test
      .replace(/^__tests__\//, "")
      .replace(/\.test\.ts$/, "")
      .split("/");
    const shared = own.findIndex((step, index) => step !== steps[index]);
    return (shared === -1 ? own.length : shared) * 2 - (own.length + steps.length) / 100;
  };
  return [...tests].sort((a, b) => distance(b) - distance(a) || a.localeCompare(b));
}
