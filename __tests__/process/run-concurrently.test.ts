import { runConcurrently } from "../../process/run-concurrently";

test("results keep their order, and the detail shows where each is", async () => {
  const seen: string[] = [];
  const results = await runConcurrently(
    ["a", "b"],
    new AbortController(),
    (text) => seen.push(text),
    async (name, detail, index) => {
      detail(`${name}1`);
      return index;
    },
  );
  expect(results).toEqual([0, 1]);
  expect(seen).toEqual(["a1", "a1 | b1"]);
});

test("the first failure stops the others, and is told when they have ended", async () => {
  const ending = new AbortController();
  const ended: string[] = [];
  const stopped = new Promise<void>((resolve) => ending.signal.addEventListener("abort", () => resolve()));
  const run = runConcurrently(
    ["failing", "stopped"],
    ending,
    () => undefined,
    async (name) => {
      if (name === "failing") throw new Error("first");
      await stopped;
      ended.push(name);
      throw new Error("stopped by the first");
    },
  );
  await expect(run).rejects.toThrow("first");
  expect(ended).toEqual(["stopped"]);
});
